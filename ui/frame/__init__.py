"""What frames every page: top bar, rail, call tabs, status bar."""

from __future__ import annotations
