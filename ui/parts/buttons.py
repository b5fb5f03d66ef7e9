"""Buttons. Icons alone only for close, copy, theme and arrows, each with a name and a tool tip."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from app.language import Language
from ui.speech import Text, said
from ui.theme.fonts import font
from ui.theme.icons import icon
from ui.theme.tokens import ICON_ROW

Kind = Literal["primary", "secondary", "link", "quiet"]
_GAP = 4
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ICON_COLOUR = {"primary": "on_accent", "secondary": "text2", "link": "accent", "quiet": "text2"}


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press ``button`` for Enter as for the space bar; whether it was Enter."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & _WITH:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A button with a word. ``icon_after`` puts the icon behind it, as for going on."""

    def __init__(
        self,
        text: Text,
        kind: Kind = "secondary",
        icon_name: str = "",
        *,
        icon_after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._tip: Text | None = None
        self.setProperty("kind", kind)
        self.setFont(font("strong" if kind == "primary" else "name"))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon_name:
            self.set_icon(icon_name, after=icon_after)
        if isinstance(text, str):
            self.setText(text)

    def tip(self, text: Text) -> Button:
        """Explain the button when asked; also its accessible description."""
        self._tip = text
        return self

    def set_icon(self, icon_name: str, *, after: bool = False) -> None:
        """Carry another icon, before the word or behind it."""
        self.setIcon(icon(icon_name, _ICON_COLOUR[self.property("kind")], at_right=after))
        self.setIconSize(QSize(ICON_ROW + _GAP, ICON_ROW))
        direction = Qt.LayoutDirection.RightToLeft if after else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)

    def say(self, text: Text, language: Language) -> None:
        """Carry other words."""
        self._text = text
        self.speak(language)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def speak(self, language: Language) -> None:
        """Show the words in ``language``."""
        self.setText(said(self._text, language).replace("&", "&&"))
        self.setAccessibleName(said(self._text, language))
        if self._tip is not None:
            self.setToolTip(said(self._tip, language))
            self.setAccessibleDescription(said(self._tip, language))


class IconButton(QToolButton):
    """A button that is only an icon, with the name that says what it does."""

    def __init__(self, icon_name: str, name: Text, token: str = "text2", size: int = ICON_ROW) -> None:
        super().__init__()
        self._name = name
        self.setIcon(icon(icon_name, token))
        self.setIconSize(QSize(size, size))
        self.setFixedSize(QSize(size + 12, size + 12))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def show_icon(self, icon_name: str, token: str = "text2") -> None:
        """Show another icon."""
        self.setIcon(icon(icon_name, token))

    def say(self, name: Text, language: Language) -> None:
        """Take another name."""
        self._name = name
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Carry the name in ``language``."""
        name = said(self._name, language)
        self.setAccessibleName(name)
        self.setToolTip(name)
