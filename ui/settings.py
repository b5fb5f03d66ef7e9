"""What a person set in the window: theme, language, height of rows. Kept by Qt in the person's settings folder."""

from __future__ import annotations

import json
from typing import NamedTuple, cast

from PySide6.QtCore import QSettings

from app import paths
from app.translations import LANGUAGES
from ui.theme.theme import Choice

ROW_STEPS = (-4, 0, 4)
"""Pixels a person may take from or add to every row."""

NEWS = ("none", "sound", "message", "both")
"""How a person wants to be told that something new waits."""


class PaperChoice(NamedTuple):
    """Where this computer printed last: printer, one or both sides, and by printer and language the tray."""

    printer: str = ""
    sides: str = "one-sided"
    trays: tuple[tuple[str, str], ...] = ()


class Settings:
    """Read at start, written at each change. Values that make no sense are taken as not set."""

    def __init__(self) -> None:
        self._file = QSettings(str(paths.user_config() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        """``system``, ``light`` or ``dark``."""
        found = str(self._file.value("theme", "system"))
        return cast(Choice, found) if found in ("system", "light", "dark") else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._file.setValue("theme", choice)

    @property
    def language(self) -> str:
        """The code chosen in the window, empty when none was."""
        found = str(self._file.value("language", ""))
        return found if found in LANGUAGES else ""

    @language.setter
    def language(self, code: str) -> None:
        self._file.setValue("language", code)

    @property
    def row_step(self) -> int:
        """Pixels added to the height of every row."""
        found = str(self._file.value("rows", 0))
        return int(found) if found in [str(step) for step in ROW_STEPS] else 0

    @row_step.setter
    def row_step(self, step: int) -> None:
        self._file.setValue("rows", step)

    @property
    def news(self) -> str:
        """One of :data:`NEWS`; nothing unless it was wanted."""
        found = str(self._file.value("news", "none"))
        return found if found in NEWS else "none"

    @news.setter
    def news(self, how: str) -> None:
        self._file.setValue("news", how)

    @property
    def paper(self) -> PaperChoice:
        """What was chosen for the letters last."""
        try:
            printer, sides, trays = json.loads(str(self._file.value("paper", "")))
            return PaperChoice(str(printer), str(sides), tuple((str(key), str(tray)) for key, tray in trays))
        except (ValueError, TypeError):
            return PaperChoice()

    @paper.setter
    def paper(self, choice: PaperChoice) -> None:
        self._file.setValue("paper", json.dumps(choice))
