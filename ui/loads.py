"""Keeps counting what waits in the queues of the person at the desk, for the rail and the start of the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.terms.clause import Refusal
from ui.pacing import Pacing
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.first_waiting import Waiting
    from app.acts.workload import Load
    from app.start import Desk


class Loads(QWidget):
    """A part of the window that is never shown. ``counted`` carries the load of each queue by the key of its page,
    ``looked`` what is to be done first in each: that is read while ``looking`` says that somebody sees it."""

    counted = Signal(object)
    looked = Signal(object)

    def __init__(self, stage: Stage, window: QWidget, looking: Callable[[], bool]) -> None:
        super().__init__(window)
        self.hide()
        self._stage = stage
        self._open = False
        self._asking = self._looking = False
        self.now: Mapping[str, Load] = {}
        self._counts = Pacing(self, self._count, lambda: self._open and not self._asking)
        self._looks = Pacing(self, self._look, lambda: self._open and not self._looking and looking())
        stage.queues_changed.connect(self._counts.hear)

    def begin(self) -> None:
        """The database is open: count from now on."""
        self._open = True
        self._counts.hear()

    def look(self) -> None:
        """Somebody may see now what is to be done first."""
        self._looks.catch_up()

    def _count(self) -> None:
        self._asking = True
        self._stage.worker.run(partial(_counted, self._stage.desk), self._show, self._not_counted, owner=self)

    def _show(self, loads: Mapping[str, Load]) -> None:
        self._asking = False
        if loads != self.now:
            self.now = loads
            self.counted.emit(loads)
        if any(load.waiting for load in loads.values()):
            self._looks.hear()
        self._counts.catch_up()

    def _not_counted(self, _: Refusal) -> None:
        # Whoever asks for something is told; a number that is a little old harms nobody.
        self._asking = False

    def _look(self) -> None:
        self._looking = True
        self._stage.worker.run(partial(_first, self._stage.desk), self._looked, self._not_looked, owner=self)

    def _looked(self, first: Mapping[str, tuple[Waiting, ...]]) -> None:
        self._looking = False
        self.looked.emit(first)
        self._looks.catch_up()

    def _not_looked(self, _: Refusal) -> None:
        self._looking = False


def _counted(desk: Desk) -> Mapping[str, Load]:
    from app.acts.workload import workload  # on the thread of the database, long after the first frame

    return workload(desk)


def _first(desk: Desk) -> Mapping[str, tuple[Waiting, ...]]:
    from app.acts.first_waiting import first_of

    return first_of(desk)
