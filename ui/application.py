"""Starts the windows: the first frame first, then the database and everything heavy."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.sign_in import has_to_sign_in
from app.start import DEMO_PEOPLE
from ui.collector import Collector
from ui.daily_copy import DailyCopy
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.stage import Stage
from ui.theme.icons import app_icon
from ui.theme.theme import Theme
from ui.together import Together
from ui.worker import Worker

if TYPE_CHECKING:
    from app.start import Desk
    from ui.sign_in import SignIn


def run(desk: Desk, query: str = "", asked_language: str = "") -> int:
    """Open the window on ``desk`` and stay until it is closed; returns the exit code.

    ``query`` opens the dossier behind it, or the search. ``asked_language`` (the command line) wins over the language
    chosen in the window last time.
    """
    application = make_application()
    settings = Settings()
    worker = Worker()
    collector = Collector(application)
    stage = Stage(desk, Theme(application, settings.theme), worker, settings, asked_language)
    # What goes wrong on the thread of the window is reported like what goes wrong on the other one.
    sys.excepthook = lambda kind, error, trace: worker.broke.emit(error)
    asking = _asked(stage)
    opened: list[tuple[MainWindow, Together]] = []

    def open_desk(first: str = query) -> None:
        window = MainWindow(stage, first)
        window.show()
        together = Together(stage, window.side, application)
        window.ready.connect(together.begin)
        window.top.role_wanted.connect(lambda role: become(role, window))
        opened.append((window, together))
        if asking is not None:
            from ui.sign_in import SigningInAgain

            SigningInAgain(stage, window)
            asking.close()

    def become(role: str, window: MainWindow) -> None:
        """In a demonstration: the same desk with somebody else at it, in a window of their own at the same place."""
        if DEMO_PEOPLE[role] == desk.person or not window.leave():
            return
        desk.person = DEMO_PEOPLE[role]
        _, together = opened.pop()
        together.stop()
        open_desk("")
        opened[-1][0].setGeometry(window.geometry())
        window.close()
        window.deleteLater()

    if asking is None:
        open_desk()
    else:
        asking.signed_in.connect(lambda: open_desk())
        asking.show()
    copying = DailyCopy(stage, application)
    try:
        return application.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        for _, together in opened:
            together.stop()
        copying.stop()
        stage.end_errands()
        worker.stop()
        collector.stop()
        desk.close()


def _asked(stage: Stage) -> SignIn | None:
    """The window that asks who is at work, where somebody has to sign in."""
    if not has_to_sign_in(stage.desk):
        return None
    from ui.sign_in import SignIn

    return SignIn(stage)


def make_application() -> QApplication:
    """The application as the desktop knows it."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("connected-desk")
    application.setApplicationDisplayName("Connected Desk")
    QGuiApplication.setDesktopFileName("connected-desk")
    application.setWindowIcon(app_icon())
    return application
