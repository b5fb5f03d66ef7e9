"""The header of a dossier: the customer at the left, vehicle, contract, SIM and MINI ID at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.acts.addresses import address_lines, spaced_phone
from app.acts.rows import Overview
from app.language import Language
from app.records.rows import Customer, Dossier, Vehicle
from app.terms.clause import Because, because
from ui.dossier.naming import CUSTOMER_KINDS, LANGUAGES, SIM_STATES, named, sim_line
from ui.parts.buttons import IconButton
from ui.parts.chips import Chip
from ui.parts.frames import Card, Rule, clear, column, row
from ui.parts.words import Words
from ui.speech import Text
from ui.theme.fonts import font, mono
from ui.theme.icons import paint_icon
from ui.theme.marks import Mark
from ui.theme.tokens import CARD_PADDING, ICON_ROW, colours_of

_ICON_ROOM = ICON_ROW + 6
_BETWEEN = 14
_BLOCK_GAP = 12
_CAPTION_LEAST = 96
"""Pixels that stay of a third line, about the width of what stands above it."""


_ARRANGEMENTS = ((2, False), (3, False), (3, True))
"""How the customer may stand beside the car: on how many lines, and whether addresses may be shortened."""


class HeaderCard(Card):
    """Who is on the phone, and about which car. Where both do not fit beside each other, the car goes below.

    ``contact_asked`` when the person wants to change how the customer is reached.
    """

    contact_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(CARD_PADDING, 10, CARD_PADDING, 12)
        self._layout.setSpacing(CARD_PADDING)
        self._who = _Who()
        self._car = QWidget()
        self._edge = Rule(vertical=True)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is shown yet."""
        return self._layout.count() == 0

    def show_overview(self, overview: Overview) -> None:
        """Show the person and the vehicle of ``overview``; its words are said by the caller."""
        clear(self._layout)
        dossier = overview.dossier
        self._who, self._car = _Who(dossier.customer), QWidget()
        self._who.edit.clicked.connect(self.contact_asked)
        blocks = row(spacing=_BLOCK_GAP)
        self._edge = Rule(vertical=True)
        for number, block in enumerate(_blocks(dossier)):
            blocks.addWidget(Rule(vertical=True) if number else self._edge)
            blocks.addLayout(block)
        blocks.addStretch(1)
        self._car.setLayout(blocks)
        self._layout.addWidget(self._who, 1)
        self._layout.addWidget(self._car)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        wider = max(self._who.minimumSizeHint().width(), self._car.minimumSizeHint().width())
        return QSize(wider + 2 * CARD_PADDING, super().minimumSizeHint().height())

    def _turn(self) -> None:
        room = self.width() - self._car.sizeHint().width() - 3 * CARD_PADDING
        fits = [(lines, short) for lines, short in _ARRANGEMENTS if self._who.needed(lines, short=short) <= room]
        beside = bool(fits)
        alone = 1 if self._who.needed(1, short=True) <= self.width() - 2 * CARD_PADDING else 2
        self._who.break_into(fits[0][0] if fits else alone)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != wanted:
            self._layout.setDirection(wanted)
            self._edge.setVisible(beside)
            self._layout.setSpacing(CARD_PADDING if beside else 10)


class _Who(QWidget):
    """The customer: name and chips, then how to reach them; all on one line, on two, or on three."""

    def __init__(self, customer: Customer | None = None) -> None:
        super().__init__()
        self._rows = [row(spacing=_BETWEEN) for _ in range(3)]
        self.edit = IconButton("pencil", because("Change telephone, e-mail or address"))
        self._names: QWidget | None = None
        self._contacts: list[Contact] = []
        self._lines = 0
        for line in self._rows:
            line.addStretch(1)
        if customer is None:
            return
        self._names = QWidget()
        self._names.setLayout(row(Words(customer.name, "page"), *_chips(customer), self.edit))
        self._rows[0].insertWidget(0, self._names)
        self._contacts = [Contact(icon_name, text) for icon_name, text in _contacts(customer)]
        below = column(*self._rows[1:], spacing=3)
        layout = column(self._rows[0], below, spacing=6)
        layout.addStretch(1)
        self.setLayout(layout)
        self.break_into(2)

    def needed(self, lines: int, *, short: bool) -> int:
        """The width it needs on so many lines, with addresses ``short`` or whole."""
        widths = [self._names.sizeHint().width() if self._names is not None else 0, 0, 0]
        for number, contact in enumerate(self._contacts):
            hint = contact.minimumSizeHint() if short else contact.sizeHint()
            widths[self._line(number, lines)] += hint.width() + _BETWEEN
        return max(widths)

    def _line(self, number: int, lines: int) -> int:
        """The line a contact stands on."""
        address = number == len(self._contacts) - 1 and number > 1
        return 0 if lines == 1 else 2 if lines == 3 and address else 1

    def break_into(self, lines: int) -> None:
        """Use one line, two, or three with the postal address on one of its own."""
        if lines == self._lines:
            return
        self._lines = lines
        for line in self._rows:
            for contact in self._contacts:
                line.removeWidget(contact)
        for number, contact in enumerate(self._contacts):
            line = self._rows[self._line(number, lines)]
            # The room left stands at the end of each line.
            line.insertWidget(line.count() - 1, contact)


def _chips(customer: Customer) -> list[QWidget]:
    chips: list[QWidget] = [
        Chip(named(CUSTOMER_KINDS, customer.kind), "accent"),
        Chip(customer.country),
        Chip(named(LANGUAGES, customer.language)),
    ]
    if customer.sanctioned:
        chips.append(Chip(because("Sanctioned: ask a supervisor"), "bad"))
    return chips


def _contacts(customer: Customer) -> list[tuple[str, str]]:
    contacts = []
    if customer.phones:
        contacts.append(("phone", spaced_phone(customer.phones[0])))
    if customer.emails:
        contacts.append(("mail", customer.emails[0]))
    if customer.addresses:
        contacts.append(("map-pin", ", ".join(address_lines(customer.addresses[0], customer.language))))
    return contacts


def _blocks(dossier: Dossier) -> list[QVBoxLayout]:
    vehicle = dossier.vehicle
    if vehicle is None:
        return [_block(because("Vehicle"), Words(because("No vehicle"), "strong"), Words("", "caption"))]
    blocks = [_block(because("Vehicle"), _model(vehicle), VinLabel(vehicle.vin)), _contract(dossier, vehicle)]
    if vehicle.sim is not None:
        word, mark = SIM_STATES[vehicle.sim.state]
        blocks.append(_block(because("SIM"), _marked(mark, word), _small(sim_line(vehicle))))
    blocks.append(_mini_id(vehicle))
    return blocks


def _model(vehicle: Vehicle) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(Words(vehicle.model, "strong"), Words(vehicle.plate, "strong"), None, spacing=10))
    return holder


def _contract(dossier: Dossier, vehicle: Vehicle) -> QVBoxLayout:
    contract = dossier.contract
    if contract is None:
        return _block(because("Contract"), Words(because("No contract"), "strong"), _small(_handover(vehicle)))
    if contract.ends_on is not None:
        first = because("Ends on {day}", day=contract.ends_on)
    else:
        first = because("Since {day}", day=contract.concluded_on)
    return _block(because("Contract"), Words(first, "strong"), _small(_handover(vehicle)))


def _handover(vehicle: Vehicle) -> Because:
    if vehicle.handover_at is None:
        return (
            because("New, not handed over yet") if vehicle.new_vehicle else because("Used, day of handover not known")
        )
    day = vehicle.handover_at.date()
    if vehicle.new_vehicle:
        return because("New, handed over {day}", day=day)
    return because("Used, handed over {day}", day=day)


def _mini_id(vehicle: Vehicle) -> QVBoxLayout:
    title = because("MINI ID")
    main = next((link for link in vehicle.links if link.role == "main"), None)
    if main is None:
        return _block(title, _marked("missing", because("Not linked")), _small(because("No main user")))
    if main.verified_on is None:
        return _block(
            title, _marked("waiting", because("Not verified")), _small(because("Linked {day}", day=main.linked_on))
        )
    word = _marked("active", because("Linked, main user"))
    return _block(title, word, _small(because("Verified {day}", day=main.verified_on)))


def _marked(mark: str, word: Because) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(Mark(mark, 14), Words(word, "strong"), None, spacing=6))
    return holder


def _small(text: Text) -> Words:
    return Caption(text)


def _block(title: Because, *lines: QWidget) -> QVBoxLayout:
    layout = column(Words(title, "caption", "text2"), *lines, spacing=3)
    layout.addStretch(1)
    return layout


class Caption(Words):
    """The third line of a block. Where there is no room it ends in dots and is whole in the tool tip."""

    def __init__(self, text: Text) -> None:
        super().__init__(text, "caption", "text2")

    def speak(self, language: Language) -> None:
        """Show the words in ``language``."""
        super().speak(language)
        self.setToolTip(self.text())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _CAPTION_LEAST), hint.height())

    def shown(self) -> str:
        """What of the words stands on the screen."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            self.shown(),
            self.foregroundRole(),
        )
        painter.end()


class Contact(QWidget):
    """A phone number, mail or postal address. Elided in the middle when there is no room, whole in the tool tip."""

    def __init__(self, icon_name: str, text: str) -> None:
        super().__init__()
        self._icon = icon_name
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_ICON_ROOM + QFontMetrics(font("body")).horizontalAdvance(self._text) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint().width()
        # A phone number is read aloud: it is never shortened.
        return QSize(whole if self._icon == "phone" else min(whole, 150), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._icon, "text2", QRect(0, 2, ICON_ROW, ICON_ROW))
        painter.setFont(font("body"))
        painter.setPen(colours_of(self.palette())["text2"])
        room = self.rect().adjusted(_ICON_ROOM, 0, 0, 0)
        shown = QFontMetrics(font("body")).elidedText(self._text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()


class VinLabel(QWidget):
    """The vehicle identification number, its last seven strong, as people read it out."""

    def __init__(self, vin: str) -> None:
        super().__init__()
        self._vin = vin
        self.setAccessibleName(vin)
        self.setToolTip(vin)
        self.setFixedHeight(QFontMetrics(mono()).height())

    def sizeHint(self) -> QSize:
        head, tail = self._vin[:-7], self._vin[-7:]
        width = QFontMetrics(mono()).horizontalAdvance(head) + QFontMetrics(mono(strong=True)).horizontalAdvance(tail)
        return QSize(width + 2, self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        head, tail = self._vin[:-7], self._vin[-7:]
        left = 0
        for text, face, token in ((head, mono(), "text2"), (tail, mono(strong=True), "text")):
            painter.setFont(face)
            painter.setPen(colours[token])
            painter.drawText(QRect(left, 0, 400, self.height()), int(Qt.AlignmentFlag.AlignVCenter), text)
            left += QFontMetrics(face).horizontalAdvance(text)
        painter.end()
