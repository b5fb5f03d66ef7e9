"""The program itself, started as a person starts it, on a screen of its own and driven by the keyboard alone."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.start import start
from tests.journeys.driving import asked, open_window
from tests.journeys.screen import Screen, until, virtual_screen
from ui.theme.theme import Theme
from ui.worker import Worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="an X screen is a thing of Linux")

TODAY = "2026-12-28T14:02"


@contextmanager
def started(screen: Screen, database: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program with the dossier of a plate open, and its window; what is left of it is ended with the block."""
    address = f"sqlite:///{database.as_posix()}"
    with screen.start("--db", address, "open", "1-ABC-234", folder=folder, today=TODAY) as program:
        try:
            yield program, screen.window("Connected Desk")
        finally:
            program.kill()


def position(database: Path) -> int:
    """The step the saved draft stands at, -1 without one."""
    rows = asked(database, "select content from drafts")
    return int(json.loads(str(rows[0][0]))["position"]) if rows else -1


def begin(screen: Screen, window: int, database: Path) -> None:
    """Start the first option of the dossier and turn a page; the wizard saves its draft at every page.

    Nobody sees from outside when the dossier is there: an Enter too early opens the search, and Escape closes it.
    """
    keys = ("Escape", "Return", "alt+Right")
    until(lambda: position(database) >= 1, while_waiting=lambda: screen.press(window, *keys))


def test_the_keyboard_alone_records_a_withdrawal(database: Path, tmp_path: Path) -> None:
    before = len(asked(database, "select 1 from cases"))
    with virtual_screen() as screen, started(screen, database, tmp_path) as (program, window):
        begin(screen, window, database)
        until(lambda: position(database) >= 4, while_waiting=lambda: screen.press(window, "alt+Right"))
        screen.press(window, "ctrl+Return")
        until(lambda: len(asked(database, "select 1 from cases")) > before)
        screen.close(window)
        assert program.wait(timeout=60) == 0
    ((act, refund),) = asked(database, "select act, refund from cases order by id desc limit 1")
    assert act == "withdrawal"
    assert refund
    assert asked(database, "select count(*) from drafts") == [(0,)]


def test_a_killed_program_leaves_its_draft(
    database: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with virtual_screen() as screen, started(screen, database, tmp_path) as (program, window):
        begin(screen, window, database)
        program.send_signal(signal.SIGKILL)
        program.wait()
    left = position(database)
    worker = Worker()
    monkeypatch.setenv("CONNECTED_DESK_TODAY", TODAY)
    desk = start(url=f"sqlite:///{database.as_posix()}")
    agent = open_window(qtbot, desk, worker, Theme(qapp, "light"))
    assert agent.resume().flow.position == left
    worker.stop()
    desk.close()
