"""Tells the person by a sound or a message of the computer that something new waits, where they want to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.terms.clause import Because, because_count
from ui.frame.places import Place
from ui.stage import Stage
from ui.theme.icons import app_icon

if TYPE_CHECKING:
    from app.acts.workload import Load


class Notifying:
    """Compares each count with the one before; the first one after the start is no news.

    A message names the queue and how many, and never a customer: anybody may see the screen.
    """

    def __init__(self, stage: Stage, window: QWidget, queues: Iterable[Place]) -> None:
        self._stage = stage
        self._window = window
        self._words = {place.key: place.word for place in queues}
        self._before: Mapping[str, Load] | None = None
        self._tray: QSystemTrayIcon | None = None

    def hear(self, loads: Mapping[str, Load]) -> None:
        """So much waits now."""
        before, self._before = self._before, loads
        wanted = self._stage.settings.news
        if before is None or wanted == "none":
            return
        news = [sentence for key in loads for sentence in self._news(key, before.get(key), loads[key])]
        if news and wanted in ("sound", "both"):
            self.sound()
        if news and wanted in ("message", "both"):
            self.show_message("\n".join(map(self._stage.say, news)))

    def _news(self, key: str, before: Load | None, now: Load) -> Iterable[Because]:
        word = self._words.get(key)
        if word is None:
            return
        more = now.waiting - (before.waiting if before is not None else 0)
        late = now.late - (before.late if before is not None else 0)
        if more > 0:
            yield because_count(
                "{queue}: {count} more is waiting", "{queue}: {count} more are waiting", more, queue=word
            )
        if late > 0:
            yield because_count("{queue}: {count} more is late", "{queue}: {count} more are late", late, queue=word)

    def sound(self) -> None:
        """The sound of the system."""
        QApplication.beep()

    def show_message(self, text: str) -> None:
        """A message of the desktop, where it has a place for them; and the window asks to be looked at."""
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable():
            if self._tray is None:
                self._tray = QSystemTrayIcon(app_icon(), self._window)
            self._tray.show()
            self._tray.showMessage("Connected Desk", text, app_icon())
