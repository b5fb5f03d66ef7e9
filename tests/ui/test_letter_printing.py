"""A letter printed from its dossier is noted as printed, and comes out again only as a marked copy."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.records.tables import Letter
from tests.acts.printing_office import dispatched, states
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.calls.letter_page import LetterPage
from ui.letter_printing import LetterPrinting
from ui.letter_view import LetterView
from ui.main_window import MainWindow
from ui.stage import Stage


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What went to the printer; the print dialog is agreed to and the printer takes everything."""
    found: list[bytes] = []

    def choose_printer(view: LetterView, content: bytes = b"") -> None:
        found.append(content)
        view.printed.emit(view.number)

    monkeypatch.setattr(LetterView, "choose_printer", choose_printer)
    return found


def test_printing_from_the_dossier_is_noted_and_repeated_as_a_copy(
    qtbot: QtBot, window: MainWindow, stage: Stage, printed: list[bytes]
) -> None:
    number = open_dossier(qtbot, window, "1-ABC-234").overview.dossier.letters[0].number
    with stage.desk.records.writing() as session:
        session.execute(update(Letter).where(Letter.number == number).values(state="ready"))
    page(window).pages.letter(number)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), LetterPage), timeout=WAIT)
    letter = page(window).currentWidget()
    assert isinstance(letter, LetterPage)
    letter.view.ask_where_to_print()
    qtbot.waitUntil(lambda: states(stage.desk)[number] == "printed", timeout=WAIT)
    assert (printed, dispatched(stage.desk)[number]) == ([b""], 1)

    printing = letter.view.findChild(LetterPrinting)
    assert printing is not None
    letter.view.ask_where_to_print()
    qtbot.waitUntil(lambda: printing.dialog is not None, timeout=WAIT)
    assert printing.dialog is not None
    printing.dialog.go.click()
    assert len(printed) == 1, "a copy needs a reason"
    printing.dialog.reason.setText("The customer lost it")
    printing.dialog.go.click()
    qtbot.waitUntil(lambda: dispatched(stage.desk, "copy_printed")[number] == 1, timeout=WAIT)
    assert printed[1].startswith(b"%PDF")
    assert dispatched(stage.desk)[number] == 1
