"""Finding people, vehicles, contracts, cases and letters, and what is behind a hit at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.records import preview
from app.records import search as index
from app.records.rows import Hit, HitPreview
from app.records.search_rows import SearchResult

if TYPE_CHECKING:
    from app.start import Desk

LIMIT = 20
"""Hits of one query; the groups say how many there are in all."""


def search(desk: Desk, query: str, limit: int = LIMIT) -> SearchResult:
    """Everything ``query`` can mean, best first. Any text is a valid query."""
    with desk.records.reading() as session:
        return index.search(session, query, limit)


def hit_preview(desk: Desk, hit: Hit) -> HitPreview | None:
    """A few lines on the dossier behind a hit; ``None`` when it has vanished."""
    with desk.records.reading() as session:
        return preview.preview_row(session, hit)
