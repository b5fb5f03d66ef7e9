"""The rail at the left: the pages of the desk, each with an icon, its word, and how much waits there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton

from app.language import Language
from app.terms.clause import Because, because, because_count, because_word
from ui.frame.places import Place, here
from ui.parts.frames import Panel, column
from ui.speech import said
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_RAIL, RADIUS_CARD, RAIL, SIBLING, Colours, colours_of

if TYPE_CHECKING:
    from app.acts.workload import Load

_HIGH, _LOW, _GAP_LOW = 54, 44, 3
_DESK = ("agent", "supervisor", "administrator")
_AT_THE_TOP: tuple[Place, ...] = (Place("calls", because("Calls"), "phone", _DESK),)
_LOOKED_UP: tuple[Place, ...] = (Place("terms", because_word("rail", "Terms"), "book", _DESK),)
_AT_THE_FOOT: tuple[Place, ...] = (
    Place("settings", because_word("rail", "Settings"), "settings"),
    Place("help", because("Help"), "help"),
)
_MOST_SHOWN = 999


class Rail(Panel):
    """``chosen`` tells the page the person went to."""

    chosen = Signal(str)

    def __init__(self, role: str, queues: Iterable[Place] = ()) -> None:
        super().__init__("sunken", "right")
        self.setFixedWidth(RAIL)
        above = here((*_AT_THE_TOP, *queues, *_LOOKED_UP), role)
        below = here(_AT_THE_FOOT, role)
        self._buttons = {place.key: _RailButton(place.word, place.icon) for place in (*above, *below)}
        group = QButtonGroup(self)
        for key, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        buttons = list(self._buttons.values())
        parts = (*buttons[: len(above)], None, *buttons[len(above) :])
        self._column = column(*parts, spacing=_GAP_LOW, margins=(0, 12, 1, 8))
        self.setLayout(self._column)

    @property
    def keys(self) -> tuple[str, ...]:
        """The pages of this person, from the top down."""
        return tuple(self._buttons)

    def show_page(self, key: str) -> None:
        """Mark the page the window is on."""
        self._buttons[key].setChecked(True)

    def show_loads(self, loads: Mapping[str, Load]) -> None:
        """Show how much waits in each queue."""
        for key, button in self._buttons.items():
            button.show_load(loads.get(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a low screen the buttons move together rather than out of sight.
        roomy = self.height() >= len(self._buttons) * (_HIGH + SIBLING) + 20
        self._column.setSpacing(SIBLING if roomy else _GAP_LOW)


class _RailButton(QToolButton):
    def __init__(self, word: Because, icon_name: str) -> None:
        super().__init__()
        self._word = word
        self._icon = icon_name
        self._load: Load | None = None
        self._say: Callable[[Because], str] | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaximumHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def speak(self, language: Language) -> None:
        """Show the word in ``language``."""
        self.setText(said(self._word, language))
        self._say = language.say
        self._name()

    def show_load(self, load: Load | None) -> None:
        """Show how much waits here; nothing for none."""
        if load != self._load:
            self._load = load
            self._name()
            self.update()

    def _name(self) -> None:
        """What a screen reader says: the word, how many wait, how many of them are late."""
        parts = [self.text()]
        if self._load is not None and self._say is not None and self._load.waiting:
            parts.append(self._say(because_count("{count} is waiting", "{count} are waiting", self._load.waiting)))
            if self._load.late:
                parts.append(self._say(because_count("{count} is late", "{count} are late", self._load.late)))
        self.setAccessibleName(", ".join(parts))
        self.setToolTip(", ".join(parts[1:]))

    def badge(self) -> str:
        """The number on the icon; nothing where nothing waits."""
        waiting = self._load.waiting if self._load is not None else 0
        return "" if not waiting else f"{_MOST_SHOWN}+" if waiting > _MOST_SHOWN else str(waiting)

    def needed(self) -> int:
        """The width that shows the word whole."""
        return QFontMetrics(font("caption_strong")).horizontalAdvance(self.text()) + 2

    def minimumSizeHint(self) -> QSize:
        return QSize(self.needed(), _LOW)

    def sizeHint(self) -> QSize:
        return QSize(self.needed(), _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft" if self.isChecked() else "line"])
            painter.drawRoundedRect(self.rect().adjusted(2, 0, -1, 0), RADIUS_CARD, RADIUS_CARD)
        token = "accent" if self.isChecked() else "text2"
        style = "caption_strong" if self.isChecked() else "head"
        top = 8 if self.height() >= _HIGH else 4
        paint_icon(painter, self._icon, token, QRect((self.width() - ICON_RAIL) // 2, top, ICON_RAIL, ICON_RAIL))
        painter.setPen(colours[token])
        painter.setFont(font(style))
        words = QRect(0, top + 22, self.width(), self.height() - top - 24)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        if number := self.badge():
            self._paint_badge(painter, number, top, colours)
        painter.end()

    def _paint_badge(self, painter: QPainter, number: str, top: int, colours: Colours) -> None:
        """The number at the upper right of the icon: red where something is late."""
        late = self._load is not None and self._load.late > 0
        width = max(18.0, QFontMetrics(font("badge")).horizontalAdvance(number) + 10.0)
        left = min(self.width() / 2 + 6, self.width() - width - 3)
        place = QRectF(left, max(0, top - 5), width, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["bad" if late else "text2"])
        painter.drawRoundedRect(place, 8, 8)
        painter.setPen(colours["surface"])
        painter.setFont(font("badge"))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), number)
