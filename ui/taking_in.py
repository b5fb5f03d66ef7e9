"""Takes in what dealers report while the window is open: the first desk of agents that hears of it carries it over."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.terms.clause import Refusal
from ui.pacing import Pacing
from ui.stage import Stage

ROLES = ("agent", "supervisor")
"""Whose windows do it: a dealer of a server may not touch a case."""


class TakingIn(QWidget):
    """A part of the window that is never shown."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._stage = stage
        self._working = False
        self._pacing = Pacing(self, self._work, lambda: not self._working)
        if stage.desk.person.role in ROLES:
            stage.queues_changed.connect(self._pacing.hear)

    def begin(self) -> None:
        """The database is open: take in what was reported while nobody was there."""
        if self._stage.desk.person.role in ROLES:
            self._pacing.hear()

    def _work(self) -> None:
        from app.acts.sim_taking_in import take_in  # long after the first frame

        self._working = True
        self._stage.worker.run(partial(take_in, self._stage.desk), self._taken, self._refused, owner=self)

    def _taken(self, cases: tuple[str, ...]) -> None:
        self._working = False
        if cases:
            self._stage.changed.emit("case", None)
        self._pacing.catch_up()

    def _refused(self, _: Refusal) -> None:
        # Nothing was lost: the report waits, and the next news leads here again.
        self._working = False
