"""The queues: lists of what waits for somebody, all on one common page."""

from __future__ import annotations
