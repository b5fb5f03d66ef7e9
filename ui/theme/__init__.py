"""Colours, fonts, icons and status marks: the look of every window, in one place."""

from __future__ import annotations
