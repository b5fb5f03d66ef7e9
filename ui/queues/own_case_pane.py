"""The pane of a case in the own queue: what was said last, and the answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.acts import act
from app.acts.nouns import noun
from app.acts.replying import CHANNELS
from app.language import Language
from app.terms.clause import Because, Refusal, WrongInput, because
from ui.dossier.naming import CHANNELS as CHANNEL_NAMES
from ui.parts.announcing import announce
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.days import DateField
from ui.parts.fields import ChoiceField, WritingField, mark_wrong
from ui.parts.frames import Panel, Scroll, clear, column
from ui.parts.words import Words, buddy
from ui.parts.wrapped_row import WrappedRow
from ui.queues.side_pane import SidePane
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.tokens import SIBLING

if TYPE_CHECKING:
    from app.acts.own_cases import OwnCaseRow

_UNDO = ("correct_case", "cancel_case")
_WAYS = tuple(one for one in CHANNEL_NAMES if one[0] in CHANNELS)


class OwnCasePane(SidePane):
    """``submitted`` carries the answer to the supervisor, ``replied`` day, channel and text of the answer that went to
    the customer. ``act_wanted`` carries the act that corrects or cancels the case. What was typed stays while nobody
    moved the case."""

    submitted = Signal(str)
    replied = Signal(object, str, str)
    case_wanted = Signal()
    act_wanted = Signal(str)
    job_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.row: OwnCaseRow | None = None
        self._said = column(spacing=8)
        self.answer = WritingField(because("Your answer"), lines=4)
        self.answer_name = buddy(because("Your answer"), self.answer)
        today = stage.desk.today()
        self.day = DateField(because("Answered on"), today, value=today)
        self.day.limit(None, today)
        self.channel = ChoiceField(because("By which way"), _WAYS)
        self.reply_fields = QWidget()
        self.reply_fields.setLayout(
            column(
                buddy(because("Answered on"), self.day),
                self.day,
                buddy(because("By which way"), self.channel),
                self.channel,
                spacing=4,
            )
        )
        self.trouble = Words("", "body", "bad", wrap=True)
        self.submit = Button(because("Submit again"), "primary", "send")
        self.close_case = Button(because("Close as answered"), "primary", "check")
        self.case = Button(because("Open case"), "secondary", "folder-open")
        self.job = Button(because("SIM jobs"), "primary", "device-sim")
        self.undo = {name: Button(act(name).TITLE, "secondary") for name in _UNDO}
        inside = Panel("surface")
        form = (self.answer_name, self.answer, self.reply_fields, self.trouble)
        inside.setLayout(column(self._said, 8, *form, None, spacing=6))
        self.body.addWidget(Scroll(inside), 1)
        self.foot.addLayout(WrappedRow((self.submit, self.close_case, self.job, self.case), gap=SIBLING))
        self.foot.addLayout(WrappedRow(tuple(self.undo.values()), gap=SIBLING))
        for name, button in self.undo.items():
            button.clicked.connect(lambda _=False, name=name: self.act_wanted.emit(name))
        self.submit.clicked.connect(self._submit)
        self.close_case.clicked.connect(self._reply)
        self.case.clicked.connect(self.case_wanted)
        self.job.clicked.connect(self.job_wanted)
        self.answer.finished.connect(self._finish)
        self.show_case(None)

    def show_case(self, case: OwnCaseRow | None) -> None:
        """Show a case with the fields for what it waits for."""
        before, self.row = self.row, case
        same = before is not None and case is not None and (before.number, before.version) == (
            case.number, case.version,
        )  # fmt: skip
        if not same:
            self.begin()
        waits_for = case.waits_for if case is not None else ""
        for part in (self.answer_name, self.answer):
            part.setVisible(waits_for in ("answer_supervisor", "reply"))
        self.reply_fields.setVisible(waits_for == "reply")
        self.close_case.setVisible(waits_for == "reply")
        self.submit.setVisible(waits_for == "answer_supervisor")
        self.job.setVisible(waits_for == "dealer")
        for button in (self.case, *self.undo.values()):
            button.setVisible(case is not None)
        speak_all(self, self._stage.language)

    def begin(self) -> None:
        """Empty the fields."""
        self.answer.clear()
        self.day.set_value(self._stage.desk.today())
        self.channel.set_value(_WAYS[0][0])
        self._settle()

    def say(self, refusal: Refusal) -> None:
        """Say why nothing was written, at its field where there is one; everything entered stays."""
        self._free(True)
        self.trouble.say(refusal.because, self._stage.language)
        self.trouble.show()
        announce(self, self.trouble.text())
        if isinstance(refusal, WrongInput):
            places: dict[str, QWidget] = {"answer": self.answer, "answered_on": self.day, "channel": self.channel}
            if refusal.field in places:
                mark_wrong(places[refusal.field], self.trouble.text())
                places[refusal.field].setFocus()

    def speak(self, language: Language) -> None:
        """Say the case in ``language``."""
        clear(self._said)
        case = self.row
        if case is None:
            self.show_head(because("No case is chosen."), "", language)
            return
        title = because("{name}: {what}", name=case.customer, what=noun(case.act))
        self.show_head(title, because("Case {number}", number=case.number), language)
        if case.late and case.due_on is not None:
            self._said.addWidget(NoteBox("bad", because("Late: it was to be done by {day}.", day=case.due_on)))
        when = because("{person}, {moment}", person=case.moved_by, moment=case.moved_at)
        if case.waits_for == "answer_supervisor":
            self._said.addWidget(NoteBox("warn", because("A supervisor sent it back"), (case.reason, when)))
            self._hint(because("Answer here, or open the case to correct or cancel it."))
        elif case.waits_for == "dealer":
            self._said.addWidget(NoteBox("warn", because("The dealer could not do the job"), (case.reason, when)))
            self._hint(because("Give the job to another dealer under SIM jobs, or open the case to cancel it."))
        else:
            self._hint(because("Write down what was answered once the customer has the answer."))

    def _hint(self, words: Because) -> None:
        self._said.addWidget(Words(words, "body", "text2", wrap=True))

    def _finish(self) -> None:
        button = self.submit if self.submit.isVisibleTo(self) else self.close_case
        button.click()

    def _submit(self) -> None:
        self._settle()
        self._free(False)
        self.submitted.emit(self.answer.toPlainText())

    def _reply(self) -> None:
        self._settle()
        day = self.day.value()
        if day is None:
            self.say(WrongInput("answered_on", because("Enter the day of the answer.")))
            return
        self._free(False)
        self.replied.emit(day, str(self.channel.value()), self.answer.toPlainText())

    def _settle(self) -> None:
        for field in (self.answer, self.day, self.channel):
            mark_wrong(field, "")
        self.trouble.hide()
        self._free(True)

    def _free(self, free: bool) -> None:
        """While it is being written nothing is written twice."""
        self.submit.setEnabled(free)
        self.close_case.setEnabled(free)
