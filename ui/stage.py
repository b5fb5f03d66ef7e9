"""What every part of the window stands on: the desk, its language, its theme and the thread that asks the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.language import Language, language
from app.terms.clause import Because
from ui.settings import Settings
from ui.theme.theme import Theme
from ui.worker import Worker

if TYPE_CHECKING:
    from app.start import Desk


class Stage(QObject):
    """Passed from the application to the parts; there is one, and nobody looks it up elsewhere.

    ``changed`` is emitted after every write with what was written (``case``, ``note`` …) and the key of the dossier
    it concerns: what shows it reloads itself. ``queues_changed`` is emitted when something may have entered or left a
    queue, by a write here or by what others wrote. ``number_wanted`` carries the number of a case, letter, contract or
    plate whose dossier is to be opened, ``act_wanted`` the number of a case and the act to begin on it.
    ``queue_wanted`` carries the key of a page of the rail to go to, and ``rows_wanted`` what its list is to
    show: the page's key, a state and the words to filter by.
    """

    language_changed = Signal(object)
    changed = Signal(str, object)
    queues_changed = Signal()
    number_wanted = Signal(str)
    act_wanted = Signal(str, str)
    queue_wanted = Signal(str)
    rows_wanted = Signal(str, str, str)

    def __init__(self, desk: Desk, theme: Theme, worker: Worker, settings: Settings, asked: str = "") -> None:
        """``asked`` is a language that wins over the one set in the window, for this time."""
        super().__init__()
        self.desk = desk
        self.theme = theme
        self.worker = worker
        self.settings = settings
        self._language = language(asked or settings.language or desk.language_code)
        self._errands: Worker | None = None
        self.changed.connect(lambda _what, _key: self.queues_changed.emit())

    @property
    def language(self) -> Language:
        """The language the window speaks now."""
        return self._language

    @property
    def errands(self) -> Worker:
        """A thread for what may wait long for somebody else: the print service, the mail server."""
        if self._errands is None:
            made = self._errands = Worker()
            made.refused.connect(self.worker.refused)
            made.turned_away.connect(self.worker.turned_away)
            made.broke.connect(self.worker.broke)
        return self._errands

    def end_errands(self) -> None:
        """Finish what that thread has at hand."""
        if self._errands is not None:
            self._errands.stop()
            self._errands = None

    def speak(self, code: str) -> None:
        """Change the language, and remember it."""
        if code != self._language.code:
            self._language = language(code)
            self.settings.language = code
            self.language_changed.emit(self._language)

    def say(self, because: Because) -> str:
        """A sentence in the language of the window."""
        return self._language.say(because)

    def text(self, message: str, **values: Any) -> str:
        """A text in the language of the window."""
        return self._language.text(message, **values)
