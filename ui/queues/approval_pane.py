"""The pane beside the queue of approvals: everything needed to decide a case, and the three ways to decide it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.acts import approving
from app.acts.approval_queue import Approval, approval, what_if
from app.acts.chosen_readings import Pairs, choose
from app.acts.nouns import noun
from app.acts.outcome import Change
from app.language import Language
from app.terms.clause import Because, Cents, Refusal, WrongInput, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import WritingField, mark_wrong
from ui.parts.frames import Scroll, clear, column
from ui.parts.readings import ReadingChoices
from ui.parts.reasoning import Reasoning
from ui.parts.words import Words, buddy
from ui.parts.wrapped_row import WrappedRow
from ui.queues.approval_parts import (
    OWN,
    Amounts,
    entered_facts,
    letter_facts,
    part,
    problem_box,
    way_facts,
    why_box,
)
from ui.queues.side_pane import SidePane
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.tokens import SIBLING

if TYPE_CHECKING:
    from app.records.queues.approvals import ApprovalRow

_CHANGE, _BACK = "change", "back"


class ApprovalPane(SidePane):
    """``decided`` carries the sentence that says what was written, ``clause_asked`` a clause to show."""

    decided = Signal(object)
    clause_asked = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._row: ApprovalRow | None = None
        self._found: Approval | None = None
        self._mode = ""
        self._readings: Pairs | None = None
        self.amounts: Amounts | None = None
        self.choices: dict[str, ReadingChoices] = {}
        self._content = column(spacing=14, margins=(0, 0, 12, 0))
        inside = QWidget()
        inside.setLayout(self._content)
        self.area = Scroll(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.area, 1)
        self.approve = Button(because("Approve"), "primary", "check").tip(because("Key: A"))
        self.change = Button(because("Change"), "secondary", "pencil").tip(because("Key: C"))
        self.back = Button(because("Send back"), "secondary", "arrow-left").tip(because("Key: B"))
        self.reason = WritingField(because("Reason"), because("Who recorded the case reads it."), lines=3)
        self.finish = Button("", "primary", "check")
        self.stop = Button(because("Cancel"), "secondary")
        self.said = Words("", "body", "bad", wrap=True)
        self._ways, self._explain = QWidget(), QWidget()
        self._arrange()

    def _arrange(self) -> None:
        self._ways.setLayout(WrappedRow((self.approve, self.change, self.back), gap=SIBLING))
        buttons = WrappedRow((self.finish, self.stop), gap=SIBLING)
        self._explain.setLayout(column(buddy(because("Reason"), self.reason), self.reason, buttons, spacing=6))
        self.foot.addWidget(self.said)
        self.foot.addWidget(self._explain)
        self.foot.addWidget(self._ways)
        self.approve.clicked.connect(self.approve_it)
        self.change.clicked.connect(partial(self.turn, _CHANGE))
        self.back.clicked.connect(partial(self.turn, _BACK))
        self.stop.clicked.connect(partial(self.turn, ""))
        self.finish.clicked.connect(self._finish)
        self.reason.finished.connect(self._finish)
        self.show_row(None)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_row(self, shown: ApprovalRow | None) -> None:
        """Show the case of a row of the queue; what somebody is typing stays while it is the same case."""
        before, self._row = self._row, shown
        if shown is None:
            self._found = None
            clear(self._content)
            self.show_head("", "", self._stage.language)
            self.turn("")
        elif before is None or (before.number, before.version) != (shown.number, shown.version):
            self._found = None
            self.turn("")
            self._ask(partial(approval, self._stage.desk, shown.number))

    def _ask(self, job: Callable[[], Approval]) -> None:
        asked = self._row.number if self._row is not None else ""

        def answered(found: Approval) -> None:
            if self._row is not None and self._row.number == asked:
                self._show(found)

        self._stage.worker.run(job, answered, self._refused, owner=self)

    def _show(self, found: Approval) -> None:
        self._found = found
        case, customer, vehicle = found.record.case, found.dossier.customer, found.dossier.vehicle
        plate = vehicle.plate if vehicle is not None else ""
        title = because("{what}: case {number}", what=noun(case.act), number=case.number)
        self.show_head(title, " · ".join(filter(None, (customer.name, plate))), self._stage.language)
        clear(self._content)
        for one in self._parts(found):
            self._content.addWidget(one)
        self._content.addStretch(1)
        speak_all(self.area, self._stage.language)
        self._show_mode()

    def _parts(self, found: Approval) -> list[QWidget]:
        parts: list[QWidget] = [why_box(found)]
        if found.problem is not None:
            parts.append(problem_box(found.problem))
        self.amounts = None
        if found.outcome is not None and found.outcome.lines:
            self.amounts = Amounts(found.outcome.lines, found.outcome.total, self._stage.language)
            parts.append(part(because("Paid back"), self.amounts))
        if found.effects:
            effects = (Words(one, "body", wrap=True) for one in found.effects)
            parts.append(part(because("What it does besides"), *effects))
        parts.append(part(because("What was entered"), entered_facts(found)))
        self.choices = {}
        for reading in found.readings:
            choices = ReadingChoices(reading, found.usual.get(reading.id, reading.default), may_choose=not found.own)
            choices.chosen.connect(self._read)
            self.choices[reading.id] = choices
        if self.choices:
            parts.append(part(because("It can be read otherwise"), *self.choices.values()))
        if found.record.why:
            reasoning = Reasoning(found.record.why)
            reasoning.clause_asked.connect(self.clause_asked)
            parts.append(part(because("Findings"), reasoning))
        if found.record.letters:
            parts.append(part(because("Letters so far"), letter_facts(found)))
        parts.append(part(because("How it came here"), way_facts(found)))
        return parts

    # Deciding -------------------------------------------------------------------------------------------------------

    @property
    def act(self) -> str:
        """The act of the case shown, empty while there is none."""
        return self._found.record.case.act if self._found is not None else ""

    @property
    def mode(self) -> str:
        """``change`` or ``back`` while a reason is asked for, else empty."""
        return self._mode

    def turn(self, mode: str) -> None:
        """Ask for the reason of a change, or of sending back; empty: neither."""
        if mode and self._not_mine():
            return
        again = self._readings is not None and not mode
        self._mode, self._readings = mode, None if not mode else self._readings
        if not mode:
            self.reason.clear()
        self._tell(None)
        if again and self._row is not None:
            self._ask(partial(approval, self._stage.desk, self._row.number))
        else:
            self._show_mode()
        if mode:
            first = next(iter(self.amounts.fields.values()), None) if mode == _CHANGE and self.amounts else None
            (first or self.reason).setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_mine(self) -> bool:
        """Whether there is nothing to decide here; a key that does nothing says why."""
        if self._found is not None and self._found.own:
            self._tell(OWN)
        return self._found is None or self._found.own

    def _show_mode(self) -> None:
        found = self._found
        mine = found is not None and not found.own
        self._ways.setVisible(mine and not self._mode)
        self._explain.setVisible(mine and bool(self._mode))
        words = because("Send back") if self._mode == _BACK else because("Approve with this change")
        self.finish.set_icon("arrow-left" if self._mode == _BACK else "check")
        self.finish.say(words, self._stage.language)
        if self.amounts is not None:
            self.amounts.open_up(opened=mine and self._mode == _CHANGE)
        for choices in self.choices.values():
            choices.setEnabled(mine and self._mode == _CHANGE)

    def _read(self, reading: str) -> None:
        """Another reading was chosen: the rules say what it gives, before anything is written."""
        found = self._found
        if found is None or found.outcome is None or found.outcome.draft is None:
            return
        self._readings = choose(found.outcome.draft, reading)
        wanted = Change(readings=self._readings, reason=self.reason.toPlainText())
        self._ask(partial(what_if, self._stage.desk, found, wanted))

    def approve_it(self) -> None:
        """Approve the case as it was entered."""
        found = self._found
        if found is None or self._mode or self._not_mine():
            return
        case = found.record.case
        self._write(partial(approving.approve, self._stage.desk, case.number, case.version))

    def _finish(self) -> None:
        found = self._found
        if found is None or not self._mode:
            return
        case, reason, desk = found.record.case, self.reason.toPlainText(), self._stage.desk
        if self._mode == _BACK:
            self._write(partial(approving.send_back, desk, case.number, case.version, reason))
            return
        try:
            amounts: dict[str, Cents] = {}
            if self.amounts is not None:
                amounts = dict(approving.amounts_of(self.amounts.changed(self._stage.language)))
        except WrongInput as wrong:
            self._refused(wrong)
            return
        self._write(
            partial(
                approving.change,
                desk,
                case.number,
                case.version,
                amounts=amounts,
                readings=self._readings,
                reason=reason,
            )
        )

    def _write(self, job: Callable[[], approving.Decided]) -> None:
        self._tell(None)
        for button in (self.approve, self.change, self.back, self.finish):
            button.setEnabled(False)
        self._stage.worker.run(job, self._written, self._refused, owner=self)

    def _written(self, done: approving.Decided) -> None:
        self._free()
        self._mode, self._readings, self._row, self._found = "", None, None, None
        self.reason.clear()
        words = (
            because("Case {number} is sent back.", number=done.case_number)
            if done.state == "sent_back"
            else because("Case {number} is approved.", number=done.case_number)
        )
        self.decided.emit(words)

    def _refused(self, refusal: Refusal) -> None:
        self._free()
        if isinstance(refusal, WrongInput):
            fields = self.amounts.fields if self.amounts is not None else {}
            field = fields.get(refusal.field, self.reason)
            mark_wrong(field, self._stage.say(refusal.because))
            field.setFocus()
        self._tell(refusal.because)

    def _free(self) -> None:
        for button in (self.approve, self.change, self.back, self.finish):
            button.setEnabled(True)
        mark_wrong(self.reason, "")

    def _tell(self, sentence: Because | None) -> None:
        self.said.setVisible(sentence is not None)
        if sentence is not None:
            self.said.say(sentence, self._stage.language)
            announce(self, self.said.text())

    def speak(self, language: Language) -> None:
        """Show the case anew in ``language``."""
        if self._found is not None:
            self._show(self._found)
