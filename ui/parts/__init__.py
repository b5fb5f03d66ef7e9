"""The small parts every window is built from: words, buttons, chips, fields, cards and boxes."""

from __future__ import annotations
