"""The pane of a refund: what it is, why it stands where it stands, the account it goes to, and what made the amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.acts.bank_reasons import reason
from app.acts.nouns import noun
from app.acts.panel_rows import Fact
from app.acts.rows import WhyStep
from app.language import Language
from app.terms.clause import Because, Refusal, WrongInput, because
from ui.parts.announcing import announce
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import Panel, Scroll, clear, column, row
from ui.parts.reasoning import Reasoning
from ui.parts.words import Words, buddy
from ui.parts.wrapped_row import WrappedRow
from ui.queues.refund_cells import account, lateness
from ui.queues.side_pane import SidePane
from ui.services.facts import fact_grid
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.tokens import SIBLING

if TYPE_CHECKING:
    from app.acts.releasing import RefundEntry

_CHANGEABLE = ("to_release", "rejected", "waits_for_approval")


class RefundPane(SidePane):
    """``account_entered`` carries the IBAN and the holder; the fields keep what was typed until it is written."""

    account_entered = Signal(str, str)
    release_wanted = Signal()
    take_back_wanted = Signal()
    case_wanted = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.entry: RefundEntry | None = None
        self._steps: tuple[WhyStep, ...] = ()
        self._facts = column(spacing=10)
        self._reasons = column(spacing=10)
        self.iban = TextField(because("Account number (IBAN)"), "BE68 5390 0754 7034")
        self.holder = TextField(because("Holder of the account"))
        self.trouble = Words("", "body", "bad", wrap=True)
        self.keep = Button(because("Save the account"), "secondary", "check")
        self.form = QWidget()
        self.form.setLayout(
            column(
                Words(because("Another account"), "strong"),
                Words(because("Only if the customer expressly agrees, at no cost."), "caption", "text2", wrap=True),
                buddy(because("Account number (IBAN)"), self.iban),
                self.iban,
                buddy(because("Holder of the account"), self.holder),
                self.holder,
                self.trouble,
                row(self.keep, None),
                spacing=4,
            )
        )
        inside = Panel("surface")
        inside.setLayout(column(self._facts, 8, self.form, 8, self._reasons, None, spacing=6))
        self.body.addWidget(Scroll(inside), 1)
        self.release = Button(because("Release"), "primary", "receipt")
        self.take_back = Button(because("Take the release back"), "secondary", "history")
        self.case = Button(because("Open case"), "secondary", "folder-open")
        self.foot.addLayout(WrappedRow((self.release, self.take_back, self.case), gap=SIBLING))
        self.keep.clicked.connect(self._keep)
        self.holder.returnPressed.connect(self._keep)
        self.iban.returnPressed.connect(self.holder.setFocus)
        self.release.clicked.connect(self.release_wanted)
        self.take_back.clicked.connect(self.take_back_wanted)
        self.case.clicked.connect(self.case_wanted)
        self.show_refund(None)

    def show_refund(self, entry: RefundEntry | None) -> None:
        """Show a refund; its reasons follow when they are read."""
        before, self.entry = self.entry, entry
        if entry is None or before is None or before.key != entry.key or before.row.version != entry.row.version:
            self.begin()
        state = entry.row.state if entry is not None else ""
        self.form.setVisible(state in _CHANGEABLE)
        self.release.setVisible(entry is not None and state in ("to_release", "rejected") and entry.locked is None)
        self.take_back.setVisible(state == "released")
        self.case.setVisible(entry is not None)
        speak_all(self, self._stage.language)

    def show_reasons(self, steps: tuple[WhyStep, ...]) -> None:
        """Show what made the amount."""
        self._steps = steps
        speak_all(self, self._stage.language)

    def begin(self) -> None:
        """Empty the fields and forget the reasons."""
        self._steps = ()
        for field in (self.iban, self.holder):
            field.clear()
            mark_wrong(field, "")
        self.trouble.hide()
        self.keep.setEnabled(True)

    def say(self, refusal: Refusal) -> None:
        """Say why nothing was written, at its field where there is one; what was typed stays."""
        self.keep.setEnabled(True)
        self.trouble.say(refusal.because, self._stage.language)
        self.trouble.show()
        announce(self, self.trouble.text())
        fields = {"iban": self.iban, "holder": self.holder}
        if isinstance(refusal, WrongInput) and refusal.field in fields:
            mark_wrong(fields[refusal.field], self.trouble.text())
            fields[refusal.field].setFocus()

    def speak(self, language: Language) -> None:
        """Say the refund in ``language``."""
        for part in (self._facts, self._reasons):
            clear(part)
        entry = self.entry
        if entry is None:
            self.show_head(because("No refund is chosen."), "", language)
            return
        title = because("{name}: {what}", name=entry.row.customer, what=noun(entry.row.act))
        self.show_head(title, because("Case {number}", number=entry.row.case_number), language)
        for box in _boxes(entry):
            self._facts.addWidget(box)
        self._facts.addWidget(fact_grid(_facts(entry)))
        if self._steps:
            self._reasons.addWidget(Words(because("What made the amount"), "strong"))
            self._reasons.addWidget(Reasoning(self._steps))
        for part in (self._facts, self._reasons):
            for index in range(part.count()):
                item = part.itemAt(index)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    speak_all(widget, language)

    def _keep(self) -> None:
        for field in (self.iban, self.holder):
            mark_wrong(field, "")
        self.trouble.hide()
        self.keep.setEnabled(False)
        self.account_entered.emit(self.iban.text(), self.holder.text())


def _boxes(entry: RefundEntry) -> list[NoteBox]:
    boxes = []
    if entry.row.state == "rejected":
        boxes.append(NoteBox("bad", reason(entry.row.said)))
    if entry.locked is not None:
        boxes.append(NoteBox("warn", entry.locked))
    return boxes


def _facts(entry: RefundEntry) -> list[Fact]:
    one = entry.row
    facts = [Fact(because("For"), _as_it_is(one.subject))]
    if one.amount is not None:
        facts.append(Fact(because("Amount"), _money(one.amount)))
    if entry.interest:
        facts.append(Fact(because("Legal interest"), _money(entry.interest)))
    if one.due_by is not None:
        facts.append(Fact(because("Refund by"), because("{day}", day=one.due_by)))
    if entry.days_late:
        facts.append(Fact(because("Late"), lateness(entry, entry.days_late)))
    facts.append(Fact(because("Goes back to"), account(entry)))
    if one.holder:
        facts.append(Fact(because("Holder of the account"), _as_it_is(one.holder)))
    facts.append(Fact(because("Recorded by"), _as_it_is(one.agent)))
    if one.released_by:
        facts.append(Fact(because("Released by"), _as_it_is(one.released_by)))
    if one.export_number:
        facts.append(Fact(because("Left in file"), _as_it_is(one.export_number)))
    if one.paid_on is not None:
        facts.append(Fact(because("Paid on"), because("{day}", day=one.paid_on)))
    return facts


def _money(amount: int) -> Because:
    return because("{amount}", amount=amount)


def _as_it_is(text: str) -> Because:
    return because("{text}", text=text)
