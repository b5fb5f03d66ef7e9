"""Opening a dossier or a letter in the window is written down once, however often it is computed again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.records.tables import Look
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.calls.letter_page import LetterPage
from ui.main_window import MainWindow
from ui.stage import Stage


def looks(stage: Stage) -> list[tuple[str, str]]:
    with stage.desk.records.reading() as session:
        return [(one.what, one.on) for one in session.execute(select(Look.what, Look.on).order_by(Look.position))]


def test_opening_is_written_down_and_computing_again_is_not(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    shown = open_dossier(qtbot, window, "1-ABC-234")
    dossier = shown.overview.dossier
    page(window).reload()
    letter = dossier.letters[0].number
    page(window).pages.letter(letter)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), LetterPage), timeout=WAIT)
    qtbot.waitUntil(lambda: len(looks(stage)) == 2, timeout=WAIT)
    assert looks(stage) == [("dossier", dossier.customer.number), ("letter", letter)]
