"""The pages of the window beside the calls: nothing open yet, settings, help."""

from __future__ import annotations
