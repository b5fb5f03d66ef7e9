"""The search below the top bar: answers while the person types, and a look at the dossier behind each."""

from __future__ import annotations
