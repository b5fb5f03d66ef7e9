"""The clause browser: by keyboard from a search to a linked clause and back, and into a case that rests on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.acts.clause_page import clause_uses_of
from app.language import language
from app.start import Desk
from tests.acts.official import PAGES, pdf_of
from tests.ui.test_main_window import ALT, WAIT, dossier, open_dossier
from tests.ui.test_reachable import clipped, overflowing, unnamed
from ui.dossier.clause_card import ClauseCard
from ui.main_window import MainWindow
from ui.pages.official_card import OfficialCard
from ui.pages.settings_page import SettingsPage
from ui.parts.chips import ClauseChip
from ui.stage import Stage
from ui.terms.history import History
from ui.terms.marked_words import MarkedWords
from ui.terms.terms_page import TermsPage

CONTROL = Qt.KeyboardModifier.ControlModifier


def terms(qtbot: QtBot, window: MainWindow) -> TermsPage:
    """The terms in front, as F3 brings them."""
    qtbot.keyClick(window, Qt.Key.Key_F3)
    found = window.terms
    assert found is not None
    assert window.pages.currentWidget() is found
    qtbot.waitUntil(found.search.hasFocus)
    return found


def shown(page: TermsPage) -> str:
    """The clause whose page is shown."""
    return page.sheet.page.words.number if page.sheet.page is not None else ""


def words_of(page: TermsPage) -> list[str]:
    return [label.text() for label in page.sheet.findChildren(QLabel)]


def uses_shown(qtbot: QtBot, page: TermsPage, code: str = "en") -> None:
    """Wait for the cases, which come from the database."""
    title = language(code).text("Cases that rest on it")
    qtbot.waitUntil(lambda: title in words_of(page), timeout=WAIT)


def test_a_clause_is_found_read_and_left_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    page = terms(qtbot, window)
    qtbot.keyClicks(page.search, "8.5")
    assert [line.number for line in page.list.clauses.lines] == ["MC 8.5", "MC 8.5 a", "MC 8.5 b", "MC 8.5 c"]
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert page.list.number() == "MC 8.5 a"
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert (shown(page), page.area.hasFocus()) == ("MC 8.5 a", True)
    assert "End at the next due date" in words_of(page)
    qtbot.waitUntil(page.sheet.links()[0].isVisible)
    for _ in range(4):
        here = QApplication.focusWidget()
        if isinstance(here, ClauseChip):
            break
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    link = QApplication.focusWidget()
    assert isinstance(link, ClauseChip)
    assert link.clause == "MC 8"
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert (shown(page), page.area.hasFocus()) == ("MC 8", True)
    assert page.list.number() == "MC 8", "the list shows everything again, and stands on the clause"
    qtbot.keyClick(page.area, Qt.Key.Key_Left, ALT)
    assert shown(page) == "MC 8.5 a"
    qtbot.keyClick(page.area, Qt.Key.Key_Right, ALT)
    assert shown(page) == "MC 8"
    qtbot.keyClick(page.area, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.side


def test_escape_empties_the_search_before_it_leaves(qtbot: QtBot, window: MainWindow) -> None:
    page = terms(qtbot, window)
    everything = page.list.clauses.rowCount()
    qtbot.keyClicks(page.search, "sold")
    assert 0 < page.list.clauses.rowCount() < everything
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert (page.search.text(), page.list.clauses.rowCount()) == ("", everything)
    assert window.pages.currentWidget() is page
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.side


def test_what_was_looked_for_is_marked(qtbot: QtBot, window: MainWindow) -> None:
    page = terms(qtbot, window)
    qtbot.keyClicks(page.search, "withdraw")
    qtbot.waitUntil(lambda: shown(page) == page.list.number())
    summary = page.sheet.findChild(MarkedWords)
    assert summary is not None
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    marked = [one for one in page.sheet.findChildren(MarkedWords) if "<span" in one.text()]
    assert marked or "ithdraw" not in summary.plain()
    page.search.clear()
    assert not [one for one in page.sheet.findChildren(MarkedWords) if one.isVisible() and "<span" in one.text()]


def test_a_chapter_narrows_the_list(qtbot: QtBot, window: MainWindow) -> None:
    page = terms(qtbot, window)
    page.chapter.set_value("MC 8")
    page.chapter.chosen.emit("MC 8")
    assert {line.chapter for line in page.list.clauses.lines} == {"MC 8"}
    page.open_clause("MC 15")
    assert (page.chapter.value(), shown(page)) == ("", "MC 15")
    assert not page.edition.isVisible(), "one edition of each document: nothing to choose"


def test_a_page_shows_numbers_readings_and_the_law(qtbot: QtBot, window: MainWindow) -> None:
    page = terms(qtbot, window)
    page.open_clause("MC 8.1")
    words = words_of(page)
    assert {"1 month", "5 years", "It binds both sides.", "The desk works it out.", "G02"} <= set(words)
    assert words.index("Numbers it states") < words.index("Preset, not in the text")
    page.open_clause("MC 8.3")
    assert "WER VI.91" in {chip.clause for chip in page.sheet.links()}
    page.open_clause("WER VI.91")
    assert "MC 8.3" in {chip.clause for chip in page.sheet.links()}
    page.open_clause("GDPR art. 12(3)")
    assert "The text of this article was not checked yet." in words_of(page)


def test_the_cases_that_rest_on_a_clause_open_their_dossier(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    page = terms(qtbot, window)
    page.open_clause("MC 15")
    uses = clause_uses_of(desk, "MC 15")
    assert uses.in_all > 0, "the showcase has a withdrawal"
    uses_shown(qtbot, page)
    qtbot.waitUntil(page.sheet.to_cases.isVisible)
    assert page.sheet.to_cases.text() == desk.language.count("{count} case", "{count} cases", uses.in_all)
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    qtbot.keyClick(page.sheet.to_cases, Qt.Key.Key_Return)
    assert page.area.verticalScrollBar().value() > 0
    page.sheet.case_asked.emit(uses.cases[0])
    found = dossier(qtbot, window)
    assert uses.cases[0].number in {case.number for case in found.overview.dossier.cases}
    assert window.pages.currentWidget() is window.side


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_clause_of_a_dossier_opens_in_the_terms(qtbot: QtBot, window: MainWindow) -> None:
    found = open_dossier(qtbot, window, "1abc234")
    chip = next(chip for chip in found.why.findChildren(ClauseChip) if chip.isVisible())
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    card = QApplication.activePopupWidget()
    assert isinstance(card, ClauseCard)
    assert card.open.hasFocus()
    qtbot.keyClick(card.open, Qt.Key.Key_Return)
    assert window.terms is not None
    assert shown(window.terms) == chip.clause
    window.show_page("calls")
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_F3)
    assert window.pages.currentWidget() is window.terms


def test_a_part_without_a_number_goes_by_the_clause_it_stands_in(qtbot: QtBot, window: MainWindow) -> None:
    page = terms(qtbot, window)
    page.open_clause("MC 15 refund")
    assert [chip.text() for chip in page.sheet.links()][:1] == ["MC 15"]
    assert "MC 15 refund" not in words_of(page)
    page.open_clause("MC 15")
    qtbot.waitUntil(page.sheet.to_readings.isVisible)
    page.area.setFocus()
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)
    qtbot.keyClick(page.area, Qt.Key.Key_End)
    assert page.area.verticalScrollBar().value() == page.area.verticalScrollBar().maximum()
    qtbot.keyClick(page.area, Qt.Key.Key_Home)
    assert page.area.verticalScrollBar().value() == 0


def test_an_older_edition_can_be_chosen_where_there_are_several(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions = {"MC": ("mini-belux-2027-01", "mini-belux-2025-09"), "SI": ("service-inclusive-2024-09",)}
    monkeypatch.setattr("ui.terms.terms_page.editions_of", editions.__getitem__)
    page = terms(qtbot, window)
    assert page.edition.isVisible()
    assert [page.edition.itemText(row) for row in range(page.edition.count())] == [
        "MINI BE/LU 2027-01",
        "MINI BE/LU 2025-09",
    ]
    page.open_clause("MC 8.1", "mini-belux-2025-09")
    assert page.edition.value() == "mini-belux-2025-09"
    page.edition.chosen.emit("mini-belux-2027-01")
    assert (page.edition.value(), shown(page)) == ("mini-belux-2027-01", "MC 8.1")


def test_another_language_keeps_the_clause(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    page = terms(qtbot, window)
    page.open_clause("MC 8.5 a")
    stage.speak("nl")
    assert shown(page) == "MC 8.5 a"
    assert "Einde op de volgende vervaldag" in words_of(page)
    stage.speak("en")


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de"])
def test_nothing_is_clipped_and_everything_is_named(qtbot: QtBot, window: MainWindow, stage: Stage, code: str) -> None:
    stage.speak(code)
    window.resize(1280, 800)
    page = terms(qtbot, window)
    for clause in ("MC 8.1", "MC 15", "SD:digital_key", "DA2", "SI 3", "Dir. 2011/83 art. 11a"):
        page.open_clause(clause)
        uses_shown(qtbot, page, code)
        qtbot.waitUntil(lambda: not clipped(window) + overflowing(window), timeout=4000)
        assert unnamed(page) == []
    stage.speak("en")


def test_history_goes_back_and_forward() -> None:
    history = History()
    assert (history.current, history.step(-1), history.can_go_back) == ("", "", False)
    for clause in ("MC 1", "MC 2", "MC 2", "MC 3"):
        history.visit(clause)
    assert (history.step(-1), history.step(-1), history.step(-1)) == ("MC 2", "MC 1", "MC 1")
    assert (history.can_go_back, history.can_go_forward) == (False, True)
    history.pass_by("MC 1.1")
    assert history.step(1) == "MC 2"
    history.visit("MC 9")
    assert (history.step(1), history.step(-1), history.step(-1)) == ("MC 9", "MC 2", "MC 1.1")


# The official text ----------------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(desk: Desk) -> None:
    """An administrator sits at the desk."""
    desk.person = replace(desk.person, role="administrator")


@pytest.fixture
def official(tmp_path: Path) -> Path:
    """A text as an organisation has it."""
    file = tmp_path / "terms.pdf"
    file.write_bytes(pdf_of())
    return file


def settings_card(window: MainWindow) -> OfficialCard:
    window.show_page("settings")
    card = window.pages.currentWidget().findChild(OfficialCard)
    assert card is not None
    return card


@pytest.mark.usefixtures("administrator")
def test_an_attached_text_opens_at_the_page_of_the_clause(qtbot: QtBot, window: MainWindow, official: Path) -> None:
    card = settings_card(window)
    card.attach("mini-belux-2025-09", "en", official)
    qtbot.waitUntil(lambda: "is attached" in card.said(), timeout=WAIT)
    assert unnamed(card) == []
    page = terms(qtbot, window)
    page.open_clause("MC 8.5 a")
    qtbot.waitUntil(page.sheet.official.isVisible, timeout=WAIT)
    assert page.sheet.official.text() == "Official text, page 3"
    qtbot.keyClick(page.area, Qt.Key.Key_O, CONTROL)
    qtbot.waitUntil(lambda: page.official.isVisible() and page.official.view.page == 2, timeout=WAIT)
    assert unnamed(page) == []
    page.open_clause("MC 15")
    qtbot.waitUntil(lambda: page.official.view.page == 3, timeout=WAIT)
    page.open_clause("MC 9.1")
    assert page.sheet.official.text() == "Open the official text"
    page.official.place.setValue(4)
    page.official.put_right.click()
    qtbot.waitUntil(lambda: page.sheet.official.text() == "Official text, page 4", timeout=WAIT)
    page.open_clause("WER VI.91")
    qtbot.waitUntil(lambda: not page.sheet.official.isVisible(), timeout=WAIT)
    page.open_clause("MC 8")
    qtbot.keyClick(page.area, Qt.Key.Key_Escape)
    assert not page.official.isVisible()
    assert window.pages.currentWidget() is page


@pytest.mark.usefixtures("administrator")
def test_what_cannot_be_attached_is_said_in_the_settings(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    card = settings_card(window)
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"no PDF at all")
    card.attach("mini-belux-2025-09", "nl", wrong)
    qtbot.waitUntil(lambda: card.said() == "“wrong.pdf” is not a PDF file.", timeout=WAIT)
    card.attach("mini-belux-2025-09", "nl", tmp_path / "missing.pdf")
    qtbot.waitUntil(lambda: "missing.pdf" in card.said() and "Reading" not in card.said(), timeout=WAIT)


def test_an_agent_is_not_offered_to_attach(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("settings")
    settings = window.pages.currentWidget()
    assert isinstance(settings, SettingsPage)
    assert settings.findChild(OfficialCard) is None
    page = terms(qtbot, window)
    page.open_clause("MC 8.1")
    assert not page.sheet.official.isVisible()
    assert len(PAGES) == 5
