"""The daily copy is made by the open window, on a thread of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.config import Copies, Person
from app.records.store import Records
from app.start import Desk, local_clock
from app.terms.clause import Refusal
from ui.daily_copy import DailyCopy
from ui.settings import Settings
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.worker import Worker


@pytest.fixture
def address(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with Records(url) as records:
        records.prepare()
    return url


def copying(qapp: object, url: str, copies: Copies) -> tuple[Stage, DailyCopy]:
    desk = Desk(url, Person("Anna Willems"), "en", local_clock(), copies=copies)
    stage = Stage(desk, Theme(qapp, "light"), Worker(), Settings())
    return stage, DailyCopy(stage, stage, soon=0)


def test_the_copy_of_today_is_made(qtbot: QtBot, qapp: object, address: str, tmp_path: Path) -> None:
    stage, daily = copying(qapp, address, Copies())
    qtbot.waitUntil(lambda: len(list((tmp_path / "backups").glob("desk-*.backup.sha256"))) == 1, timeout=10_000)
    daily.stop()
    stage.worker.stop()
    stage.desk.close()


def test_a_folder_that_cannot_be_written_is_told(qtbot: QtBot, qapp: object, address: str, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    stage, daily = copying(qapp, address, Copies(folder=str(tmp_path / "taken")))
    with qtbot.waitSignal(stage.worker.refused, timeout=10_000) as told:
        pass
    assert isinstance(told.args[0], Refusal)
    daily.stop()
    stage.worker.stop()
    stage.desk.close()
