"""The page of the cases that are back with an agent or owe an answer; anybody may take up those of a colleague."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.acts import own_cases, replying
from app.terms.clause import Because, because
from ui.queues.own_case_cells import CHIPS, COLUMNS
from ui.queues.own_case_pane import OwnCasePane
from ui.queues.queue_spec import Choice, QueueSpec
from ui.queues.queue_view import QueueView
from ui.stage import Stage

_MINE = ("", because("My own cases"))
_ALL = because("Everybody’s cases")


def _spec(*, sees_all: bool) -> QueueSpec:
    values = (("", _ALL),) if sees_all else (_MINE, (own_cases.EVERYBODY, _ALL))
    return QueueSpec(
        title=because("My cases"),
        subtitle=because("Sent back by a supervisor, or promised to a customer"),
        columns=COLUMNS,
        key=lambda one: one.number,
        ask=own_cases.page,
        numbers=own_cases.numbers,
        states=CHIPS,
        choices=(Choice("agent", because("Recorded by"), values),),
        empty=because("No case is waiting for you."),
        file_name="cases",
        keys=(("Enter", because("Open case")),),
    )


class OwnCasesPage(QueueView):
    """The queue with the case beside it, and the field for the answer."""

    def __init__(self, stage: Stage) -> None:
        self._sees_all = own_cases.sees_all(stage.desk)
        super().__init__(stage, _spec(sees_all=self._sees_all))
        self._offered: tuple[str, ...] = ()
        self.pane = OwnCasePane(stage)
        self.add_side(self.pane)
        self.current.connect(self.pane.show_case)
        self.answered.connect(self._answered)
        self.pane.submitted.connect(self._submit)
        self.pane.replied.connect(self._reply)
        self.pane.case_wanted.connect(self._open)
        self.pane.act_wanted.connect(self._begin)
        self.pane.job_wanted.connect(self._show_job)
        self.opened.connect(lambda _: self._open())

    def _answered(self) -> None:
        """Colleagues whose cases wait here can be chosen by name."""
        agents = self.page.more.get("agents", ()) if self.page is not None else ()
        if agents != self._offered:
            self._offered = agents
            first = self.spec.choices[0].values
            self.filters.offer("agent", (*first, *((name, name) for name in agents)))

    def _open(self) -> None:
        if self.pane.row is not None:
            self._stage.number_wanted.emit(self.pane.row.number)

    def _show_job(self) -> None:
        """Go to where the job of the case is given to another dealer."""
        if self.pane.row is not None:
            self._stage.queue_wanted.emit("sim_jobs")
            self._stage.rows_wanted.emit("sim-jobs", "not_possible", self.pane.row.number)

    def _begin(self, act: str) -> None:
        if self.pane.row is not None:
            self._stage.act_wanted.emit(self.pane.row.number, act)

    def _submit(self, answer: str) -> None:
        case = self.pane.row
        if case is not None:
            act = partial(replying.submit_again, self._stage.desk, case.number, case.version, answer)
            self._write(act, because("Case {case} waits for approval again.", case=case.number))

    def _reply(self, day: Any, channel: str, answer: str) -> None:
        case = self.pane.row
        if case is not None:
            act = partial(replying.close_answered, self._stage.desk, case.number, case.version, answered_on=day,
                          channel=channel, answer=answer)  # fmt: skip
            self._write(act, because("Case {case} is answered and done.", case=case.number))

    def _write(self, act: Callable[[], None], sentence: Because) -> None:
        def done(_: None) -> None:
            self.pane.begin()
            self.say(sentence, "ok")
            self.take_focus()
            # A dossier that shows the case reads it again, and with it every queue.
            self._stage.changed.emit("case", None)

        self._stage.worker.run(act, done, self.pane.say, owner=self)
