"""Labels that know their words, their style and their tone, and that never cut their last line."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.language import Language
from ui.speech import Text, said
from ui.theme.fonts import font


class Words(QLabel):
    """A label. ``style`` names a font of the token table, ``tone`` a colour; ``wrap`` lets it grow downwards.

    A wrapped label takes the height its width needs as its minimum, so that no layout can cut its last line.
    """

    def __init__(
        self,
        text: Text = "",
        style: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text: Text = text
        self._wrapped = wrap
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(style))
        self.setProperty("tone", tone)
        if wrap:
            self.setWordWrap(True)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if isinstance(text, str):
            self.setText(text)

    def say(self, text: Text, language: Language) -> None:
        """Show other words."""
        self._text = text
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Show the words in ``language``."""
        self.setText(said(self._text, language))
        self._grow()

    def set_tone(self, tone: str) -> None:
        """Take another colour of the token table."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 120), hint.height()) if self._wrapped else hint

    def _grow(self) -> None:
        # Before it is shown a label has no width of its own yet, and would ask for the height of a narrow column.
        if self._wrapped and self.isVisible():
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def buddy(text: Text, field: QWidget, style: str = "body", tone: str = "text2") -> Words:
    """The label of ``field``: its accelerator and its accessible name."""
    label = Words(text, style, tone)
    label.setBuddy(field)
    return label
