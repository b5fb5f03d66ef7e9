"""The main window on a real, small database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.start import Desk
from app.terms.edition_names import edition_name
from ui.calls.call_page import CallPage
from ui.calls.refusal_page import RefusalPage
from ui.dossier.view import DossierView
from ui.main_window import MainWindow
from ui.questions import Questions
from ui.search.panel import SearchPanel
from ui.stage import Stage
from ui.theme.tokens import DARK, colours_of
from ui.wizard.shell import Wizard

WAIT = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def ask(qtbot: QtBot, window: MainWindow, text: str) -> SearchPanel:
    """Type ``text`` into the search and wait for its answer."""
    panel = window.search
    assert panel is not None
    window.top.search.begin()
    qtbot.keyClicks(window.top.search, text)
    qtbot.waitUntil(lambda: panel.answered == text.strip(), timeout=WAIT)
    return panel


def page(window: MainWindow) -> CallPage:
    found = window.calls.currentWidget()
    assert isinstance(found, CallPage)
    return found


def dossier(qtbot: QtBot, window: MainWindow) -> DossierView:
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), DossierView), timeout=WAIT)
    found = page(window).dossier
    assert found is not None
    return found


def open_dossier(qtbot: QtBot, window: MainWindow, text: str) -> DossierView:
    ask(qtbot, window, text)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    return dossier(qtbot, window)


# The search -----------------------------------------------------------------------------------------------------------


def test_the_search_answers_and_marks_what_answered(qtbot: QtBot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "de smet")
    assert panel.isVisible()
    hit = panel.list.hit()
    assert hit is not None
    assert hit.label == "De Smet, Elke"
    assert hit.matched == "De Smet"
    assert window.top.search.hasFocus()
    qtbot.waitUntil(lambda: panel.pane.shown is not None, timeout=WAIT)
    assert panel.pane.shown is not None
    assert panel.pane.shown.preview is not None
    assert panel.pane.shown.preview.plate == "1-ABC-234"
    assert panel.pane.shown.best is not None


def test_the_last_text_is_answered_last(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.search
    assert panel is not None
    answers: list[str] = []
    panel.answer_shown.connect(answers.append)
    window.top.search.begin()
    qtbot.keyClicks(window.top.search, "1abc234")
    qtbot.waitUntil(lambda: panel.answered == "1abc234", timeout=WAIT)
    assert answers[-1] == "1abc234"
    assert all("1abc234".startswith(text) for text in answers)
    assert answers == sorted(answers, key=len)


def test_nothing_found_says_what_to_try(qtbot: QtBot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "zzzzqqqq")
    assert panel.list.hit() is None
    assert "zzzzqqqq" in panel.empty_words()
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert panel.isVisible()


def test_escape_closes_the_search(qtbot: QtBot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "de smet")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.top.search.text() == ""


def test_arrows_go_over_the_heads_and_alt_goes_to_a_group(qtbot: QtBot, window: MainWindow) -> None:
    panel = ask(qtbot, window, "de smet")
    first = panel.list.hit()
    qtbot.keyClick(window.top.search, Qt.Key.Key_Up)
    assert panel.list.hit() == first
    kinds = []
    for _ in range(12):
        hit = panel.list.hit()
        assert hit is not None
        kinds.append(hit.kind)
        qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    assert {"customer", "vehicle"} <= set(kinds)
    qtbot.keyClick(window.top.search, Qt.Key.Key_2, ALT)
    hit = panel.list.hit()
    assert hit is not None
    assert hit.kind == "vehicle"


def test_enter_before_the_answer_opens_what_the_answer_brings(qtbot: QtBot, window: MainWindow) -> None:
    window.top.search.begin()
    qtbot.keyClicks(window.top.search, "1abc234")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    shown = dossier(qtbot, window)
    assert shown.overview.dossier.vehicle is not None
    assert shown.overview.dossier.vehicle.plate == "1-ABC-234"


def test_strange_texts_are_answered_too(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.search
    assert panel is not None
    for text in ("%", "'; drop table customers", "0470/12 34 56", "“🚗”", "x" * 10_000):
        # Typed by the keyboard of the test only where it has such keys.
        panel.ask(text)
        qtbot.waitUntil(lambda text=text: panel.answered == text, timeout=WAIT)


# Calls ----------------------------------------------------------------------------------------------------------------


def test_control_enter_opens_behind_the_call(qtbot: QtBot, window: MainWindow) -> None:
    open_dossier(qtbot, window, "1abc234")
    ask(qtbot, window, "2fkl871")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return, CONTROL)
    assert window.tabs.bar.count() == 2
    assert window.tabs.bar.currentIndex() == 0
    assert window.tabs.bar.state_of(1) == ""
    window.tabs.bar.setCurrentIndex(1)
    assert window.tabs.bar.state_of(0) == "hold"
    assert dossier(qtbot, window).overview.dossier.customer.family_name == "Janssens"


def test_the_same_dossier_opens_once(qtbot: QtBot, window: MainWindow) -> None:
    open_dossier(qtbot, window, "1abc234")
    open_dossier(qtbot, window, "WMW31GD090TA40817")
    assert window.tabs.bar.count() == 1


def test_closing_the_last_call_leaves_an_empty_one(qtbot: QtBot, window: MainWindow) -> None:
    open_dossier(qtbot, window, "1abc234")
    window.side.close_call(0)
    assert window.tabs.bar.count() == 1
    assert page(window).key is None


def test_an_empty_tab_has_no_clock(qtbot: QtBot, window: MainWindow) -> None:
    assert window.tabs.bar.accessibleTabName(0) == "New call"


# The dossier ----------------------------------------------------------------------------------------------------------


def test_another_day_and_channel_are_evaluated_again(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    assert shown.options.posted.isHidden()
    before = shown.options.table.lines()
    shown.options.channel.setFocus()
    shown.options.channel.set_value("letter")
    shown.options.channel.chosen.emit("letter")
    qtbot.waitUntil(lambda: shown.overview.receipt.channel == "letter", timeout=WAIT)
    assert not shown.options.posted.isHidden()
    shown.options.received.choose(date(2027, 2, 1))
    qtbot.waitUntil(lambda: shown.overview.receipt.received_at.date() == date(2027, 2, 1), timeout=WAIT)
    assert shown.options.table.lines() != before


def test_a_note_is_recorded_and_shown(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    before = len(shown.overview.dossier.notes)
    field = shown.records.notes.field
    shown.records.show_page(4)
    field.setFocus()
    qtbot.keyClicks(field, "Calls again tomorrow.")
    qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: len(shown.overview.dossier.notes) == before + 1, timeout=WAIT)
    assert field.toPlainText() == ""
    assert shown.overview.dossier.notes[-1].text == "Calls again tomorrow."


def test_a_note_that_is_refused_stays_in_its_field(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    field = shown.records.notes.field
    field.setPlainText("x" * 4001)
    shown.records.notes.add.click()
    qtbot.waitUntil(lambda: "4000" in shown.records.said(), timeout=WAIT)
    assert len(field.toPlainText()) == 4001


def test_why_opens_closes_and_follows_the_row(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    first = shown.why.words()
    shown.options.table.go_to(1)
    assert shown.why.words() != first
    shown.toggle_why()
    assert shown.why.isHidden()
    shown.toggle_why()
    assert not shown.why.isHidden()


def blocked_page(qtbot: QtBot, window: MainWindow) -> RefusalPage:
    """Press Enter on the first blocked option and wait for its page."""
    shown = open_dossier(qtbot, window, "1abc234")
    blocked = next(number for number, option in enumerate(shown.overview.options) if option.state == "blocked")
    shown.options.table.setFocus()
    shown.options.table.go_to(blocked)
    qtbot.keyClick(shown.options.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), RefusalPage), timeout=WAIT)
    found = page(window).currentWidget()
    assert isinstance(found, RefusalPage)
    return found


def test_a_blocked_option_explains_and_offers_what_is_possible(qtbot: QtBot, window: MainWindow) -> None:
    refusal = blocked_page(qtbot, window)
    assert refusal.table is not None
    assert refusal.table.rows.rows
    assert all(option.state != "blocked" for option in refusal.table.rows.rows)
    qtbot.keyClick(refusal.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)


def test_what_is_over_already_is_explained_only(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    explained = Questions(stage.desk).refusal
    option = next(one for one in shown.overview.options if one.allowed and one.act == "withdrawal")
    gone = replace(option, state="blocked", subject="BK-0")
    found = explained(shown.overview, gone)
    assert not found.in_writing
    assert found.refusal.instead
    late = next(one for one in shown.overview.options if one.state == "blocked" and one.act == "withdrawal")
    assert explained(shown.overview, late).in_writing


def test_a_wrong_date_leads_back_to_the_day_of_receipt(qtbot: QtBot, window: MainWindow) -> None:
    refusal = blocked_page(qtbot, window)
    refusal.date_wrong.emit()
    shown = dossier(qtbot, window)
    assert shown.options.received.hasFocus()


def test_escape_leads_from_a_refusal_back_to_the_options(qtbot: QtBot, window: MainWindow) -> None:
    refusal = blocked_page(qtbot, window)
    qtbot.keyClick(refusal.table or refusal, Qt.Key.Key_Escape)
    assert dossier(qtbot, window).options.table.hasFocus()


# Language, theme, pages ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["nl", "fr", "de"])
def test_the_language_changes_at_once_and_what_was_typed_stays(
    qtbot: QtBot, window: MainWindow, stage: Stage, code: str
) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.records.notes.field.setPlainText("half a sentence")
    day = shown.options.received.text()
    stage.speak(code)
    assert shown.records.notes.field.toPlainText() == "half a sentence"
    assert shown.options.received.text() != day
    assert stage.settings.language == code
    stage.speak("en")
    assert shown.options.received.text() == day


def test_the_moon_turns_the_window_dark(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    window.top.toggle_theme()
    assert colours_of(window.palette()) is DARK
    assert stage.settings.theme == "dark"
    window.top.toggle_theme()


def test_settings_and_help_open_by_key_and_rail(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.pages.currentIndex() != 0
    window.show_page("settings")
    window.show_page("calls")
    assert window.pages.currentIndex() == 0


def test_rows_can_be_made_higher(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    before = shown.options.table.rowHeight(0)
    shown.set_row_step(4)
    assert shown.options.table.rowHeight(0) == before + 4


def test_an_edition_is_named_as_people_know_it() -> None:
    assert edition_name("mini-belux-2025-09") == "MINI BE/LU 2025-09"
    assert edition_name("other") == "other"


# Trouble --------------------------------------------------------------------------------------------------------------


def test_a_database_that_cannot_be_opened_is_a_sentence_in_the_window(qtbot: QtBot, stage: Stage, desk: Desk) -> None:
    desk.url = "sqlite:////nowhere/at/all/desk.db"
    made = MainWindow(stage)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "could not be opened" in made.side.start_words(), timeout=WAIT)


def test_a_number_on_the_command_line_opens_its_dossier(qtbot: QtBot, stage: Stage) -> None:
    made = MainWindow(stage, "1-ABC-234")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.ready, timeout=WAIT):
        made.show()
    assert dossier(qtbot, made).overview.dossier.customer.family_name == "De Smet"


def test_a_name_on_the_command_line_is_searched(qtbot: QtBot, stage: Stage) -> None:
    made = MainWindow(stage, "de smet")
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.ready, timeout=WAIT):
        made.show()
    panel = made.search
    assert panel is not None
    qtbot.waitUntil(lambda: panel.answered == "de smet", timeout=WAIT)
    assert panel.isVisible()
    assert panel.list.hit() is not None


def test_a_stray_key_never_loses_a_note(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.records.notes.field.setPlainText("half a sentence")
    qtbot.keyClick(window, Qt.Key.Key_W, CONTROL)
    assert page(window).dossier is shown
    assert shown.records.notes.field.hasFocus()
    window.close()
    assert window.isVisible()
    shown.records.notes.field.clear()
    window.side.close_call(0)
    assert page(window).key is None


def test_the_window_closes_with_a_wizard_open(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.options.table.setFocus()
    qtbot.keyClick(shown.options.table, Qt.Key.Key_Return)
    window.close()
    assert QApplication.topLevelWidgets() is not None
