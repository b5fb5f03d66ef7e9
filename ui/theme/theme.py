"""The theme of the program: follows the system until the person chooses light or dark."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import font, load_first
from ui.theme.palette import palette_of
from ui.theme.style import style_sheet
from ui.theme.tokens import DARK, LIGHT, Colours

Choice = Literal["system", "light", "dark"]


class Theme(QObject):
    """Applies Fusion, fonts, palette and style sheet, and again whenever the choice or the system changes."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._shown: Colours | None = None
        load_first()
        application.setStyle("Fusion")
        application.setFont(font("body"))
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._apply)

    @property
    def choice(self) -> Choice:
        """What the person chose."""
        return self._choice

    @property
    def colours(self) -> Colours:
        """The token table in force."""
        dark = self.system_is_dark() if self._choice == "system" else self._choice == "dark"
        return DARK if dark else LIGHT

    def system_is_dark(self) -> bool:
        """Whether the system asks for dark windows; one that says nothing gets light ones."""
        return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def dark(self) -> bool:
        """Whether the dark table is in force."""
        return self.colours is DARK

    def choose(self, choice: Choice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self._apply()

    def toggle(self) -> None:
        """The other one of light and dark."""
        self.choose("light" if self.dark else "dark")

    def _apply(self) -> None:
        colours = self.colours
        if colours is self._shown:
            return
        self._shown = colours
        self._application.setPalette(palette_of(colours))
        self._application.setStyleSheet(style_sheet(colours))
        self.changed.emit()
