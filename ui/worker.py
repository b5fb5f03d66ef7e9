"""The one thread that talks to the database. Jobs run one by one; answers arrive on the thread of the windows."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.problems import TurnedAway, Unanswered, problem_of
from app.terms.clause import Refusal

Done = Callable[[Any], None]
Failed = Callable[[Refusal], None]


@dataclass(eq=False, slots=True)
class _Task:
    job: Callable[[], Any]
    done: Done
    failed: Failed | None
    owner: QWidget | None
    cancelled: bool = False
    result: Any = None
    error: BaseException | None = None


class Ticket:
    """A job that was handed over. Dropping it makes its answer, if it still comes, go nowhere."""

    def __init__(self, task: _Task) -> None:
        self._task = task

    def drop(self) -> None:
        """Nobody waits for the answer any more."""
        self._task.cancelled = True


class Worker(QObject):
    """Runs jobs on one thread of its own.

    A :class:`~app.terms.clause.Refusal` (an expected no) goes to ``failed`` of the job, or to ``refused`` where the job
    has none. Everything else is a fault of the program and goes to ``broke`` with the exception.

    A server that lets the person in no more (``turned_away``) is one that does not answer until they sign in again.
    """

    refused = Signal(object)
    turned_away = Signal(object)
    broke = Signal(object)
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="database", daemon=True)
        self._thread.start()

    def run(
        self, job: Callable[[], Any], done: Done, failed: Failed | None = None, *, owner: QWidget | None = None
    ) -> Ticket:
        """Run ``job`` on the database thread, then ``done`` with the result here, unless ``owner`` is gone."""
        task = _Task(job, done, failed, owner)
        self._tasks.put(task)
        return Ticket(task)

    def stop(self) -> None:
        """Finish the jobs at hand and end the thread."""
        self._tasks.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            if task.cancelled:
                continue
            try:
                task.result = task.job()
            except BaseException as error:
                # A full disk or a server that is gone is a sentence to show, not a fault of the program.
                task.error = error if isinstance(error, Refusal) else problem_of(error) or error
            self._answered.emit(task)

    def _hand_over(self, task: _Task) -> None:
        if task.cancelled or (task.owner is not None and not isValid(task.owner)):
            return
        if task.error is None:
            task.done(task.result)
        elif isinstance(task.error, TurnedAway):
            self.turned_away.emit(task.error)
            (task.failed or self.refused.emit)(Unanswered(task.error.because))
        elif isinstance(task.error, Refusal):
            (task.failed or self.refused.emit)(task.error)
        else:
            self.broke.emit(task.error)
