"""A window on a real, small database: the showcase people, Monday 28 December 2026, two minutes past two."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.config import Person
from app.start import Desk, fill
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.stage import Stage
from ui.theme.fonts import load_rest
from ui.theme.theme import Theme
from ui.worker import Worker

PEOPLE = 16


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Qt's application stands before the first test of this room, whichever that is: a printer without one aborts."""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, today: date) -> Path:
    """The database every window begins with, made once."""
    target = tmp_path_factory.mktemp("filled") / "desk.db"
    fill(f"sqlite:///{target.as_posix()}", PEOPLE, today)
    return target


@pytest.fixture
def desk(filled: Path, tmp_path: Path, today: date) -> Iterator[Desk]:
    """A desk on a copy of it."""
    database = Path(shutil.copy(filled, tmp_path / "desk.db"))
    moment = datetime.combine(today, time(14, 2))
    made = Desk(f"sqlite:///{database.as_posix()}", Person("Anna Willems"), "en", lambda: moment)
    yield made
    made.close()


@pytest.fixture
def light(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, with every font the pictures need."""
    theme = Theme(qapp, "light")
    load_rest()
    yield theme
    theme.deleteLater()


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    """A database thread; a fault on it fails the test."""
    made = Worker()
    faults: list[BaseException] = []
    made.broke.connect(faults.append)
    yield made
    made.stop()
    assert not faults


@pytest.fixture
def stage(desk: Desk, light: Theme, worker: Worker) -> Iterator[Stage]:
    """What the window stands on."""
    made = Stage(desk, light, worker, Settings())
    yield made
    made.end_errands()


@pytest.fixture
def window(qtbot: QtBot, stage: Stage) -> MainWindow:
    """The main window, ready for questions."""
    made = MainWindow(stage)
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitSignal(made.ready, timeout=20_000):
        made.show()
    return made
