"""The database thread: one job after the other, answers on the thread of the window, no answer for who is gone."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.faults import report_of
from app.terms.clause import Refusal, because
from ui.report import ReportDialog
from ui.worker import Worker


@pytest.fixture
def free(qapp: QApplication) -> Iterator[Worker]:
    made = Worker()
    yield made
    made.stop()


def test_the_answer_comes_on_the_thread_of_the_window(qtbot: QtBot, free: Worker) -> None:
    seen: list[object] = []
    free.run(threading.get_ident, lambda where: seen.extend((where, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] != seen[1]
    assert seen[1] == threading.get_ident()


def test_jobs_keep_their_order(qtbot: QtBot, free: Worker) -> None:
    seen: list[int] = []
    for number in range(20):
        free.run(lambda number=number: number, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert seen == list(range(20))


def test_a_refusal_goes_where_it_was_asked(qtbot: QtBot, free: Worker) -> None:
    def no() -> None:
        raise Refusal(because("No."))

    here: list[Refusal] = []
    free.run(no, lambda _: None, here.append)
    qtbot.waitUntil(lambda: bool(here))
    with qtbot.waitSignal(free.refused) as told:
        free.run(no, lambda _: None)
    assert told.args[0].because.message == "No."


def test_a_full_disk_is_a_sentence_and_not_a_fault(qtbot: QtBot, free: Worker) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, "no space")

    with qtbot.waitSignal(free.refused) as told:
        free.run(full, lambda _: None)
    assert "disk is full" in told.args[0].because.message


def test_a_fault_is_told_apart(qtbot: QtBot, free: Worker) -> None:
    with qtbot.waitSignal(free.broke) as told:
        free.run(lambda: 1 // 0, lambda _: None)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_nobody_hears_an_answer_that_was_dropped_or_whose_owner_is_gone(qtbot: QtBot, free: Worker) -> None:
    seen: list[str] = []
    hold = threading.Event()
    free.run(hold.wait, lambda _: None)
    owner = QWidget()
    free.run(lambda: "owned", seen.append, owner=owner)
    free.run(lambda: "dropped", seen.append).drop()
    free.run(lambda: "heard", seen.append)
    owner.deleteLater()
    QApplication.processEvents()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hold.set()
    qtbot.waitUntil(lambda: "heard" in seen)
    assert seen == ["heard"]


def test_stopping_finishes_what_was_asked(qapp: QApplication) -> None:
    done: list[int] = []
    worker = Worker()
    for number in range(5):
        worker.run(lambda number=number: done.append(number), lambda _: None)
    worker.stop()
    assert done == [0, 1, 2, 3, 4]


def fault() -> BaseException:
    name = "De Smet, Elke"
    try:
        raise ValueError(f"cannot read {name}")
    except ValueError as error:
        return error


def test_a_report_names_places_and_no_person(qtbot: QtBot) -> None:
    from app.language import language

    report = report_of(fault())
    assert "ValueError" in report
    assert "test_worker.py" in report
    assert "De Smet" not in report
    assert "cannot read" not in report
    dialog = ReportDialog(fault(), language("en"), None)
    qtbot.addWidget(dialog)
    assert dialog.field.toPlainText().startswith(report_of(fault()))
    assert dialog.field.isReadOnly()
