"""The catalogue of letters: every kind with invented people, in every language."""

from __future__ import annotations
