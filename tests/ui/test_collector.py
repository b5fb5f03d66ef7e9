"""Garbage is collected on the thread of the windows, and nowhere else."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collector import Collector
from ui.worker import Worker

_KNOTS = 3_000
"""More than Python lets lie before it collects by itself."""


class Knot:
    """Something only a collection frees."""

    def __init__(self, freed: Callable[[], None]) -> None:
        self.itself: Any = self
        weakref.finalize(self, freed)


def leave_knots(threads: list[threading.Thread]) -> None:
    for _ in range(_KNOTS):
        Knot(lambda: threads.append(threading.current_thread()))


def test_what_the_database_thread_leaves_is_collected_on_the_thread_of_the_windows(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    owner = QObject()
    worker = Worker()
    collector = Collector(owner, every=5)
    try:
        worker.run(lambda: leave_knots(threads), lambda _: None)
        qtbot.waitUntil(lambda: len(threads) >= _KNOTS)
    finally:
        collector.stop()
        worker.stop()
    assert set(threads) == {threading.main_thread()}


def test_python_collects_again_afterwards(qapp: object) -> None:
    owner = QObject()
    collector = Collector(owner)
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
