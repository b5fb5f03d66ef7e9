"""The rail at the left: the pages of the desk, each with an icon and its word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton

from app.language import Language
from app.terms.clause import Because, because, because_word
from ui.parts.frames import Panel, column
from ui.speech import said
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_RAIL, RADIUS_CARD, RAIL, SIBLING, colours_of

_PAGES: tuple[tuple[str, Because, str], ...] = (
    ("calls", because("Calls"), "phone"),
    ("terms", because_word("rail", "Terms"), "book"),
    ("settings", because_word("rail", "Settings"), "settings"),
    ("help", because("Help"), "help"),
)


class Rail(Panel):
    """``chosen`` tells the page the person went to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("sunken", "right")
        self.setFixedWidth(RAIL)
        self._buttons = {key: _RailButton(word, icon_name) for key, word, icon_name in _PAGES}
        group = QButtonGroup(self)
        for key, button in self._buttons.items():
            group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        calls, terms, settings, help_page = self._buttons.values()
        self.setLayout(column(calls, terms, None, settings, help_page, spacing=SIBLING, margins=(0, 12, 1, 8)))

    def show_page(self, key: str) -> None:
        """Mark the page the window is on."""
        self._buttons[key].setChecked(True)


class _RailButton(QToolButton):
    def __init__(self, word: Because, icon_name: str) -> None:
        super().__init__()
        self._word = word
        self._icon = icon_name
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(54)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def speak(self, language: Language) -> None:
        """Show the word in ``language``."""
        self.setText(said(self._word, language))
        self.setAccessibleName(self.text())

    def needed(self) -> int:
        """The width that shows the word whole."""
        return QFontMetrics(font("caption_strong")).horizontalAdvance(self.text()) + 2

    def minimumSizeHint(self) -> QSize:
        return QSize(self.needed(), 54)

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
        paint_icon(painter, self._icon, token, QRect((self.width() - ICON_RAIL) // 2, 8, ICON_RAIL, ICON_RAIL))
        painter.setPen(colours[token])
        painter.setFont(font(style))
        painter.drawText(QRect(0, 30, self.width(), 22), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
