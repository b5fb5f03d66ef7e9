"""The dossier of one caller: who it is, what is possible today, why, and everything recorded."""

from __future__ import annotations
