"""Radio cards: large choices with a title, a sentence, facts and the key that chooses them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from app.language import Language
from ui.speech import Text, said
from ui.theme.fonts import font
from ui.theme.tokens import RADIUS_CARD, RADIUS_CHIP, Colours, colours_of

_PADDING, _TEXT_LEFT, _GAP, _KEY = 14, 40, 4, 26
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


@dataclass(frozen=True, slots=True)
class RadioChoice:
    """One card: its value, title, a sentence, and (label, value) facts below it."""

    value: str
    title: Text
    detail: Text | None = None
    facts: tuple[tuple[Text, Text], ...] = ()


class RadioCard(QRadioButton):
    """One choice on a card. Native radio button to keyboard and screen reader, drawn by itself."""

    def __init__(self, choice: RadioChoice, key: str = "") -> None:
        super().__init__()
        self.choice = choice
        self._key = key
        self._title = self._detail = ""
        self._facts: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def speak(self, language: Language) -> None:
        """Show the choice in ``language``."""
        self._title = said(self.choice.title, language)
        self._detail = said(self.choice.detail, language)
        self._facts = tuple((said(label, language), said(value, language)) for label, value in self.choice.facts)
        self.setAccessibleName(self._title)
        facts = [f"{label} {value}" for label, value in self._facts]
        self.setAccessibleDescription(". ".join(part for part in (self._detail, *facts) if part))
        self.updateGeometry()
        self.update()

    def hitButton(self, position: object) -> bool:
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._bottom(width) + _PADDING

    def sizeHint(self) -> QSize:
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(QPen(colours["accent" if chosen else "control"], 2 if chosen else 1))
        painter.setBrush(colours["accent_soft" if chosen else "surface"])
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        paint_radio(painter, QRect(_PADDING, _PADDING + 1, 18, 18), colours, chosen=chosen)
        self._write(painter, colours)
        painter.end()

    def _width_of_text(self, width: int) -> int:
        return width - _TEXT_LEFT - _PADDING - (_KEY + 6 if self._key else 0)

    def _title_height(self, width: int) -> int:
        return _height(QFontMetrics(font("hit_strong")), self._title, self._width_of_text(width))

    def _bottom(self, width: int) -> int:
        bottom = _PADDING + self._title_height(width)
        if self._detail:
            bottom += _GAP + _height(QFontMetrics(font("body")), self._detail, self._width_of_text(width))
        if self._facts:
            bottom += _GAP * 2 + QFontMetrics(font("body")).height() * len(self._fact_lines(width))
        return bottom

    def _fact_lines(self, width: int) -> list[list[tuple[str, str]]]:
        """The facts on as few lines as hold them."""
        room, used = self._width_of_text(width), 0
        lines: list[list[tuple[str, str]]] = []
        for fact in self._facts:
            need = _fact_width(fact) + 24
            if lines and used + need <= room:
                lines[-1].append(fact)
                used += need
            else:
                lines.append([fact])
                used = need
        return lines

    def _write(self, painter: QPainter, colours: Colours) -> None:
        width, top = self._width_of_text(self.width()), _PADDING
        painter.setPen(colours["text"])
        painter.setFont(font("hit_strong"))
        painter.drawText(QRect(_TEXT_LEFT, top, width, self.height()), _WRAP, self._title)
        top += self._title_height(self.width())
        if self._detail:
            top += _GAP
            painter.setPen(colours["text2"])
            painter.setFont(font("body"))
            painter.drawText(QRect(_TEXT_LEFT, top, width, self.height()), _WRAP, self._detail)
            top += _height(QFontMetrics(font("body")), self._detail, width)
        top += _GAP * 2
        for line in self._fact_lines(self.width()):
            left = _TEXT_LEFT
            for label, value in line:
                left = _paint_fact(painter, colours, left, top, label, value)
            top += QFontMetrics(font("body")).height()
        if self._key:
            box = QRect(self.width() - _PADDING - _KEY, _PADDING - 2, _KEY, 20)
            painter.setPen(colours["line"])
            painter.setBrush(colours["sunken"])
            painter.drawRoundedRect(box, RADIUS_CHIP, RADIUS_CHIP)
            painter.setPen(colours["text2"])
            painter.setFont(font("head"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)


class RadioCards(QWidget):
    """Cards beside each other, one chosen at most. ``chosen`` carries the value the person chose."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[RadioChoice], columns: int = 2, *, keys: bool = True) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.cards: list[RadioCard] = []
        for index, choice in enumerate(choices):
            card = RadioCard(choice, str(index + 1) if keys else "")
            card.clicked.connect(lambda _=False, value=choice.value: self.chosen.emit(value))
            card.toggled.connect(card.update)
            self._group.addButton(card)
            self.cards.append(card)
            layout.addWidget(card, index // columns, index % columns)

    def value(self) -> str:
        """The value chosen, empty when none is."""
        return next((card.choice.value for card in self.cards if card.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Show ``value`` without saying that the person chose it."""
        self._group.setExclusive(False)
        for card in self.cards:
            card.setChecked(card.choice.value == value)
        self._group.setExclusive(True)

    def choose(self, number: int) -> None:
        """Choose the card with this number, as its key does."""
        if 1 <= number <= len(self.cards):
            self.cards[number - 1].click()


def paint_radio(painter: QPainter, where: QRect, colours: Colours, *, chosen: bool) -> None:
    """Draw a radio mark; tables and boxes use it too."""
    circle = QRectF(where).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setPen(QPen(colours["accent" if chosen else "control"], 1.8 if chosen else 1.5))
    painter.setBrush(colours["surface"])
    painter.drawEllipse(circle)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent"])
        painter.drawEllipse(circle.center(), 4.2, 4.2)


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 40), 10_000), _WRAP, text).height()


def _fact_width(fact: tuple[str, str]) -> int:
    label, value = fact
    return (
        QFontMetrics(font("body")).horizontalAdvance(label) + 8 + QFontMetrics(font("strong")).horizontalAdvance(value)
    )


def _paint_fact(painter: QPainter, colours: Colours, left: int, top: int, label: str, value: str) -> int:
    for text, style, token, gap in ((label, "body", "text2", 8), (value, "strong", "text", 24)):
        metrics = QFontMetrics(font(style))
        painter.setFont(font(style))
        painter.setPen(colours[token])
        painter.drawText(left, top + metrics.ascent(), text)
        left += metrics.horizontalAdvance(text) + gap
    return left
