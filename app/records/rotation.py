"""Which daily copies of a database stay: those of the last days, and those of Sundays for some weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from app.files import private_folder
from app.records import backup
from app.records.store import Records

_SUNDAY = 6


def copy_of(folder: Path, name: str, day: date) -> Path:
    """The copy of a day: ``desk-2026-12-28.backup``."""
    return folder / f"{name}-{day.isoformat()}.backup"


def surplus(kept: Iterable[date], today: date, days: int, weeks: int) -> set[date]:
    """The copies that go. The newest always stays, however old: it may be the last one that is whole."""
    found = sorted(set(kept))
    last_days = {today - timedelta(back) for back in range(days)}
    sunday = today - timedelta((today.weekday() - _SUNDAY) % 7)
    sundays = {sunday - timedelta(weeks=back) for back in range(weeks)}
    return set(found[:-1]) - last_days - sundays


def back_up_today(records: Records, folder: Path, name: str, today: date, days: int, weeks: int) -> Path | None:
    """Make the copy of today unless it exists, then remove what need not stay; ``None`` where there was nothing to do.

    Raises ``Problem`` when the copy cannot be made; then nothing is removed.
    """
    target = copy_of(folder, name, today)
    if target.exists() or not (days or weeks):
        return None
    private_folder(folder)
    backup.back_up(records, target)
    for day in surplus(_days_kept(folder, name), today, days, weeks):
        for path in (copy_of(folder, name, day), backup.checksum_beside(copy_of(folder, name, day))):
            path.unlink(missing_ok=True)
    return target


def _days_kept(folder: Path, name: str) -> list[date]:
    found = []
    for path in folder.glob(f"{name}-*.backup"):
        try:
            found.append(date.fromisoformat(path.stem.removeprefix(f"{name}-")))
        except ValueError:
            continue  # a copy that a person made and named
    return found
