"""The terms in the window: the clause browser, and the organisation's own text beside it."""

from __future__ import annotations
