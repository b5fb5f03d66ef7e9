"""The review: what would be written, as a table, a picture and sentences; or why it is refused and what is possible."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.acts.rows import Option, Preview, RefusalShown
from app.acts.unanswered import words_of
from app.language import Language
from app.terms.clause import Because, Refusal, because, because_count
from ui.dossier.naming import LETTER_KINDS, named
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.dated import Dated
from ui.parts.frames import Card, Scroll, clear, column, row
from ui.parts.words import Words
from ui.speech import Text, speak_all
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.marks import mark_of
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, ROW_TWO_LINES
from ui.timeline import TimelinePicture
from ui.wizard.refund_table import refund_table, width_needed

_SCROLL_BAR = 16


class ReviewPage(QFrame):
    """Shows a :class:`~app.acts.rows.Preview`. ``started`` carries an option the customer takes instead."""

    started = Signal(object)
    clause_asked = Signal(str)
    date_wrong = Signal()

    def __init__(self, country: str) -> None:
        super().__init__()
        self._country = country
        self._shown: tuple[Preview, Language] | None = None
        self._told: tuple[Because, ...] = ()
        self._needed = 0
        self._narrow = False
        self._inside = QFrame()
        self._parts = QVBoxLayout(self._inside)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(BETWEEN_CARDS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = Scroll(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout.addWidget(self._area)

    def show_found(self, found: Preview | Refusal, language: Language, told: tuple[Because, ...] = ()) -> None:
        """Show a preview, or why there is none; ``told`` is what this case reads otherwise than usual, and why."""
        self._told = told
        if isinstance(found, Preview):
            self.show_preview(found, language)
        else:
            self.show_refusal(found, language)

    def show_preview(self, preview: Preview, language: Language) -> None:
        """Show ``preview``; a refusal stands first, with what the customer can do instead."""
        self._shown = (preview, language)
        self._needed = 0
        clear(self._parts)
        if preview.refusal is not None:
            self._parts.addWidget(self._refusal(preview.refusal, language))
        elif preview.refund_lines:
            self._parts.addWidget(self._refund(preview, language))
        else:
            self._parts.addWidget(_result(preview))
        if preview.refusal is None:
            self._parts.addWidget(self._timeline(preview, language))
        if self._told:
            self._parts.addWidget(NoteBox("warn", because("This case follows another reading"), self._told))
        if preview.approvals:
            count = len(preview.approvals)
            title = because_count(
                "A supervisor has to approve one point", "A supervisor has to approve {count} points", count
            )
            points = " · ".join(reading.id for reading in preview.readings)
            self._parts.addWidget(NoteBox("warn", title, preview.approvals, remark=points))
        self._parts.addStretch(1)
        speak_all(self, language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self._needed and (self._needed > self.width()) != self._narrow:
            self.show_preview(*self._shown)

    def take_focus(self) -> None:
        """Put the keyboard where it scrolls: nothing is recorded by a key pressed once too often."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, refusal: Refusal, language: Language) -> None:
        """Show that nothing can be previewed, and why."""
        self._shown, self._needed = None, 0
        clear(self._parts)
        box = NoteBox("bad", words_of(refusal), (), refusal.clauses)
        box.clause_asked.connect(self.clause_asked)
        self._parts.addWidget(box)
        self._parts.addStretch(1)
        speak_all(self, language)

    # The parts -------------------------------------------------------------------------------------------------

    def _refund(self, preview: Preview, language: Language) -> Card:
        table = refund_table(preview, language, narrow=False)
        self._needed = width_needed(table) + _SCROLL_BAR
        self._narrow = self._needed > self.width()
        if self._narrow:
            table.deleteLater()
            table = refund_table(preview, language, narrow=True)
        return _card(because("Refund"), _paid_back(preview), table)

    def _timeline(self, preview: Preview, language: Language) -> Card:
        picture = TimelinePicture()
        picture.show_timeline(preview.timeline, language)
        return _card(because("Timeline"), TimelinePicture.legend(language, self._country), picture, side=10)

    def _refusal(self, refusal: RefusalShown, language: Language) -> Card:
        card = Card()
        inside = column(spacing=CARD_PADDING, margins=(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING))
        box = NoteBox("bad", refusal.title, (), refusal.clauses, style="card")
        box.add(Dated(refusal.because, refusal.decides_on))
        box.clause_asked.connect(self.clause_asked)
        inside.addWidget(box)
        if refusal.instead:
            inside.addWidget(Words(because("What the customer can do today"), "card"))
            table = instead_table(refusal.instead, language)
            table.started.connect(self.started)
            inside.addWidget(table)
        wrong = Button(because("Is a date wrong?"), "link", "arrow-left")
        wrong.clicked.connect(self.date_wrong)
        inside.addLayout(row(wrong, None))
        card.setLayout(inside)
        return card


def instead_table(options: tuple[Option, ...], language: Language) -> RowTable:
    """Options to start in place of a refused one."""
    columns = (
        Column("option", because("Possible instead"), _option, stretch=True),
        Column("refund", because("Refund"), _money_back, right=True),
        Column("start", "", _start_button),
    )
    name = because("What the customer can do today")
    table = RowTable(name, columns, language, row_height=ROW_TWO_LINES, sortable=False, whole=True)
    table.show_rows(options)
    return table


def _start_button(option: Option, language: Language) -> Cell:
    word = because("Answer") if option.state == "needs_answer" else because("Start")
    return Cell(button=language.say(word), spoken=f"{language.say(word)}: {language.say(option.title)}")


def _option(option: Option, language: Language) -> Cell:
    below: Because | None = option.last_service_day_text
    if option.possible_until is not None:
        below = because("until {day}", day=option.possible_until)
    elif option.last_service_day is not None:
        below = because("last day {day}", day=option.last_service_day)
    text = language.say(option.title)
    small = language.say(below) if below is not None else ""
    return Cell(text=text, style="name", mark=mark_of(option.state), below=small)


def _money_back(option: Option, language: Language) -> Cell:
    return Cell(text=language.money(option.refund), style="strong") if option.refund is not None else Cell()


def _paid_back(preview: Preview) -> Text:
    if preview.refund_due_by is None:
        return ""
    if not preview.payment_means:
        return because("Paid back by {day}", day=preview.refund_due_by)
    return because("Paid back by {day} to {means}", day=preview.refund_due_by, means=preview.payment_means)


def _result(preview: Preview) -> Card:
    """An act that pays nothing back: the last service day and its effects are its result."""
    parts: list[QWidget] = []
    if preview.last_service_day is not None:
        parts.append(Words(because("Last service day: {day}.", day=preview.last_service_day), "hit_strong", wrap=True))
    parts += [Words(sentence, "body", wrap=True) for sentence in preview.effects]
    if preview.refund_total is not None or preview.last_service_day is not None:
        parts.append(Words(because("Nothing is paid back."), "body", "text2", wrap=True))
    if preview.letters:
        parts.append(Words(because("Letters written when it is recorded"), "head", "text2", wrap=True))
        kinds = dict.fromkeys(preview.letters)
        parts += [Words(named(LETTER_KINDS, kind), "body", "text2", wrap=True) for kind in kinds]
    body = QWidget()
    body.setLayout(column(*parts, spacing=4, margins=(0, 0, 0, 10)))
    return _card(preview.title, "", body)


def _card(title: Text, beside: Text, body: QWidget, side: int = CARD_PADDING) -> Card:
    """A card with its title, a remark at the right, and one thing below."""
    card = Card()
    edge_to_edge = isinstance(body, RowTable)
    # The table ends with a line of its own, the picture with its own air.
    layout = column(spacing=4, margins=(1, CARD_PADDING - 5, 1, 4))
    head = row(Words(title, "card"), margins=(CARD_PADDING - 1, 0, CARD_PADDING - 1, 0))
    remark = Words(beside, "body", "text3" if isinstance(body, TimelinePicture) else "text", wrap=True)
    remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    head.addWidget(remark, 1)
    layout.addLayout(head)
    inset = 0 if edge_to_edge else side - 1
    layout.addLayout(row(body, margins=(inset, 0, inset, 0)))
    card.setLayout(layout)
    return card
