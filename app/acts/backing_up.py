"""The daily copy of a database of one's own; a server's is the administrator's (``connected-desk db backup``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.problems import explained
from app.records.rotation import back_up_today
from app.records.schema import sqlite_path

if TYPE_CHECKING:
    from app.start import Desk


def back_up_if_due(desk: Desk) -> Path | None:
    """Make today's copy unless there is one; the copy, or ``None`` where nothing was to do.

    A demonstration is not copied. Raises ``Problem`` when the copy cannot be made.
    """
    path = sqlite_path(desk.url)
    if path is None or desk.demo:
        return None
    folder = Path(desk.copies.folder) if desk.copies.folder else path.with_name("backups")
    with explained():
        return back_up_today(desk.records, folder, path.stem, desk.today(), desk.copies.days, desk.copies.weeks)
