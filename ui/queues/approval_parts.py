"""The parts of the pane that shows a case to decide: why it waits, what was entered, the money, the way it came."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.acts.approval_queue import Approval
from app.acts.panel_rows import Fact
from app.language import Language
from app.letters.matter import RefundLine
from app.terms.clause import Because, Cents, because
from ui.dossier.naming import CASE_STATES, LETTER_KINDS, LETTER_STATES, named
from ui.parts.boxes import NoteBox
from ui.parts.fields import TextField
from ui.parts.frames import column, row
from ui.parts.words import Words, buddy
from ui.services.facts import fact_grid
from ui.theme.marks import Mark
from ui.theme.tokens import MARK_CHIP

_NOT_KNOWN = because("A supervisor decides what was recorded here.")

OWN = because("You recorded it: a colleague decides.")
"""Why a case is only shown to who recorded it."""


def why_box(found: Approval) -> NoteBox:
    """Why the case waits; or that a colleague decides it, because the person recorded it."""
    if found.own:
        return NoteBox("sunken", OWN, found.reasons)
    return NoteBox("warn", because("Why it waits"), found.reasons or (_NOT_KNOWN,))


def problem_box(problem: Because) -> NoteBox:
    """Why it cannot be approved as it is."""
    return NoteBox("bad", because("It cannot be approved like this"), (problem,))


def entered_facts(found: Approval) -> QWidget:
    """What was entered, by whom and when; the caller's words among it."""
    case = found.record.case
    facts = [
        Fact(because("Recorded on"), because("{at}, by {agent}", at=case.recorded_at, agent=case.agent)),
        Fact(because("Concerns"), Because("{all}", (("all", found.record.subjects),))),
        *(Fact(*one) for one in found.record.entered),
    ]
    return fact_grid(facts)


def way_facts(found: Approval) -> QWidget:
    """How the case came here: each move with who made it, and the reason given."""
    facts = []
    for step in found.steps:
        said = because("{at}, by {agent}", at=step.at, agent=step.by)
        facts.append(Fact(named(CASE_STATES, step.after), said))
        if step.reason:
            facts.append(Fact(because("Reason"), Because("{text}", (("text", step.reason),))))
    return fact_grid(facts)


def letter_facts(found: Approval) -> QWidget:
    """The letters so far."""
    return fact_grid(
        [Fact(named(LETTER_KINDS, one.kind), named(LETTER_STATES, one.state)) for one in found.record.letters]
    )


class Amounts(QWidget):
    """What is paid back, line by line; ``open_up`` turns the amounts into fields."""

    def __init__(self, lines: tuple[RefundLine, ...], total: Cents | None, language: Language) -> None:
        super().__init__()
        self._lines = lines
        self.fields: dict[str, TextField] = {}
        self._shown: list[QWidget] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, line in enumerate(lines):
            name = Because(line.service)
            field = TextField(because("Amount for {service}", service=name))
            field.setText(typed(line.refund, language))
            field.setFixedWidth(96)
            field.setAlignment(right)
            field.hide()
            amount = _amount(line)
            grid.addWidget(_label(name, field), place, 0)
            grid.addWidget(amount, place, 1, right)
            grid.addWidget(field, place, 1, right)
            self.fields[line.number] = field
            self._shown.append(amount)
        if len(lines) > 1 and total is not None:
            grid.addWidget(Words(because("Total"), "strong"), len(lines), 0)
            grid.addWidget(Words(Because("{amount}", (("amount", total),)), "strong"), len(lines), 1, right)
        self.setLayout(grid)

    def open_up(self, *, opened: bool) -> None:
        """Let the amounts be changed, or show them only."""
        for field, shown in zip(self.fields.values(), self._shown, strict=True):
            field.setVisible(opened)
            shown.setVisible(not opened)

    def changed(self, language: Language) -> dict[str, str]:
        """By number what was typed over an amount."""
        before = {line.number: typed(line.refund, language) for line in self._lines}
        return {number: field.text() for number, field in self.fields.items() if field.text().strip() != before[number]}


def typed(amount: Cents | None, language: Language) -> str:
    """An amount as a person writes it; empty while it is open."""
    if amount is None:
        return ""
    point = "." if language.code == "en" else ","
    return f"{amount // 100}{point}{amount % 100:02}"


def _label(name: Because, field: TextField) -> QWidget:
    label = buddy(name, field, "body", "text")
    label.setWordWrap(True)
    return label


def _amount(line: RefundLine) -> QWidget:
    if line.refund is not None:
        return Words(Because("{amount}", (("amount", line.refund),)), "strong")
    holder = QWidget()
    holder.setLayout(row(Mark("approval", MARK_CHIP), Words(because("To be set"), "name", "warn"), spacing=4))
    return holder


def part(title: Because, *inside: QWidget) -> QWidget:
    """A part of the pane under its title."""
    holder = QWidget()
    holder.setLayout(column(Words(title, "strong", "text2"), *inside, spacing=6))
    return holder
