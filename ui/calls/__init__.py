"""One page for each call: nobody yet, a dossier, a wizard, or a letter."""

from __future__ import annotations
