"""Starting an option: with its kept draft, anew, or not at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.language import language
from app.terms.clause import Refusal, because
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.calls.refusal_page import RefusalPage
from ui.dossier.view import DossierView
from ui.main_window import MainWindow
from ui.parts.buttons import Button
from ui.parts.words import Words
from ui.questions import Questions
from ui.wizard.review_page import instead_table
from ui.wizard.shell import Wizard


def started(qtbot: QtBot, window: MainWindow, shown: DossierView) -> Wizard:
    """The wizard of the option in hand."""
    qtbot.keyClick(shown.options.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    return wizard


def test_start_goes_on_with_the_draft_that_was_kept_or_begins_anew(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    wizard = started(qtbot, window, shown)
    assert wizard.restored is None
    begun = wizard.flow.draft
    wizard.next()
    wizard._enter("statement", "Wants her money back")
    entered, position = wizard.flow.draft, wizard.flow.position
    wizard.close_wizard()
    qtbot.waitUntil(lambda: len(shown.kept.drafts) == 1, timeout=WAIT)
    wizard = started(qtbot, window, shown)
    assert (wizard.flow.draft, wizard.flow.position) == (entered, position)
    assert wizard.restored is not None
    wizard.restored.begin.click()
    assert (wizard.flow.draft, wizard.flow.position) == (begun, 0)
    assert wizard.restored is None
    wizard.close_wizard()
    qtbot.waitUntil(lambda: not shown.kept.drafts, timeout=WAIT)
    assert not shown.kept.isVisible()


def test_a_kept_draft_is_offered_where_nobody_is_on_the_line_and_can_be_thrown_away(
    qtbot: QtBot, window: MainWindow
) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    wizard = started(qtbot, window, shown)
    wizard._enter("statement", "Wants her money back")
    window.side.close_call(0)
    start = page(window).start
    qtbot.waitUntil(lambda: start.kept.isVisible(), timeout=WAIT)
    words = " ".join(label.text() for label in start.kept.findChildren(Words))
    assert language("en").say(start.kept.drafts[0].subject) in words
    assert "De Smet, Elke" in words
    button(start.kept, "Go on").click()
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    window.side.close_call(0)
    start = page(window).start
    qtbot.waitUntil(lambda: start.kept.isVisible(), timeout=WAIT)
    button(start.kept, "Discard").click()
    qtbot.waitUntil(lambda: not start.kept.isVisible(), timeout=WAIT)


def button(inside: QWidget, text: str) -> Button:
    return next(one for one in inside.findChildren(Button) if one.text() == text and not one.isHidden())


def test_a_start_that_is_refused_explains_itself_in_place(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_dossier(qtbot, window, "1abc234")

    def refuse(*_: object) -> None:
        raise Refusal(because("Case {case} about this is open already.", case="C-1"))

    monkeypatch.setattr(Questions, "begun", refuse)
    started_option = shown.options.table.row()
    qtbot.keyClick(shown.options.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), RefusalPage), timeout=WAIT)
    refusal = page(window).currentWidget()
    assert isinstance(refusal, RefusalPage)
    words = " ".join(label.text() for label in refusal.findChildren(Words))
    assert "C-1" in words
    assert refusal.table is not None
    assert started_option not in refusal.table.rows.rows


def test_what_is_possible_instead_says_answer_where_a_fact_is_missing(qtbot: QtBot, window: MainWindow) -> None:
    overview = open_dossier(qtbot, window, "1abc234").overview
    english = language("en")
    table = instead_table(overview.options, english)
    qtbot.addWidget(table)
    words = {option.state: table.rows.columns[-1].cell(option, english).button for option in overview.options}
    assert words["needs_answer"] == "Answer"
    assert words["allowed"] == "Start"


def test_an_option_starts_its_wizard_and_escape_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.options.table.setFocus()
    wizard = started(qtbot, window, shown)
    wizard.close_wizard()
    assert page(window).currentWidget() is shown


def test_a_draft_whose_wizard_is_open_in_another_tab_leads_there(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    wizard = started(qtbot, window, shown)
    wizard._enter("statement", "Wants her money back")
    wizard.save()
    window.side.another()
    start = page(window).start
    qtbot.waitUntil(lambda: start.kept.isVisible(), timeout=WAIT)
    button(start.kept, "Go on").click()
    assert page(window).currentWidget() is wizard
    assert window.tabs.bar.currentIndex() == 0
    wizard.close_wizard()
    window.tabs.bar.setCurrentIndex(1)
    start.draft_wanted.emit(start.kept.drafts[0])
    assert window.tabs.bar.currentIndex() == 0
    assert isinstance(page(window).currentWidget(), Wizard), "the dossier is open there already"
    assert window.tabs.bar.count() == 2
