"""Asks for the pages of a queue: when the person wants another one, and by itself when somebody wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.records.queue_rows import QueuePage, QueueQuestion
from app.start import Desk
from app.terms.clause import Refusal
from ui.pacing import Pacing
from ui.queues.queue_spec import QueueSpec
from ui.stage import Stage
from ui.worker import Ticket

Keyed = tuple[str, ...]


class Answer(NamedTuple):
    """A page, and which of the chosen rows are still in the queue; ``None`` where all of them are on the page.

    ``stay``: the same question was asked again, and the list keeps its place.
    """

    page: QueuePage[Any]
    present: frozenset[str] | None
    stay: bool


class Asking(QWidget):
    """A part that is never shown: it stands in the page to know whether that is seen.

    ``answered`` carries an :class:`Answer`, ``refused`` why there is none.
    """

    answered = Signal(object)
    refused = Signal(object)

    def __init__(self, stage: Stage, spec: QueueSpec, chosen: Callable[[], Keyed], page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._stage = stage
        self._spec = spec
        self._chosen = chosen
        self._page = page
        self.question = QueueQuestion(sort=spec.sort)
        self._ticket: Ticket | None = None
        self.pacing = Pacing(self, self.ask, lambda: self.quiet and self._page.isVisible())
        stage.queues_changed.connect(self.pacing.hear)
        self.pacing.hear()

    def ask(self, question: QueueQuestion | None = None) -> None:
        """Ask another question, or the same one again."""
        if self._ticket is not None:
            self._ticket.drop()
        stay = question is None
        self.question = question or self.question
        job = partial(_answer, self._stage.desk, self._spec, self.question, self._chosen(), stay=stay)
        self._ticket = self._stage.worker.run(job, self._done, self._failed, owner=self)

    @property
    def quiet(self) -> bool:
        """Whether no answer is awaited."""
        return self._ticket is None

    def _done(self, answer: Answer) -> None:
        self._ticket = None
        self.answered.emit(answer)
        self.pacing.catch_up()

    def _failed(self, refusal: Refusal) -> None:
        self._ticket = None
        self.refused.emit(refusal)


def every_row(desk: Desk, spec: QueueSpec, question: QueueQuestion, keys: frozenset[str] | None = None) -> list[Any]:
    """Every row that matches, on all pages, or those of them with one of the ``keys``."""
    matching = spec.ask(desk, replace(question, first=0, count=1)).matching
    rows = spec.ask(desk, replace(question, first=0, count=max(1, matching))).rows
    return [one for one in rows if keys is None or spec.key(one) in keys]


def _answer(desk: Desk, spec: QueueSpec, question: QueueQuestion, chosen: Keyed, *, stay: bool) -> Answer:
    page = spec.ask(desk, question)
    shown = frozenset(map(spec.key, page.rows))
    if shown.issuperset(chosen):
        return Answer(page, None, stay)
    present = shown.union(spec.numbers(desk, QueueQuestion()))
    if question.state:
        present |= frozenset(spec.numbers(desk, QueueQuestion(state=question.state)))
    return Answer(page, present, stay)
