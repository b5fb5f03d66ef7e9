"""Every clause that is cited is a link: to a card, and from there to its page in the terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.acts.rows import Option
from app.start import Desk
from app.terms.clause import Refusal, because
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.calls.refusal_page import RefusalPage
from ui.calls.trouble_page import TroublePage
from ui.dossier.clause_card import ClauseCard
from ui.main_window import MainWindow
from ui.notice import Notice
from ui.pages.readings_card import ReadingsCard
from ui.parts.chips import ClauseChip
from ui.tables.row_model import CELL_ROLE
from ui.wizard.shell import Wizard

CITED = re.compile(r"\b(?:MC|SI) \d|\bSD [a-z]|\bDA[12] \d|\b(?:CEL|GDPR) [a-zIVX]|\bLU L\.|\b(?:Dir|Reg)\. \d")
popups = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def bare_citations(part: QWidget) -> list[str]:
    """The words in sight that cite a clause and are no link."""
    labels = [label for label in part.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in labels if CITED.search(label.text())]


def chips(part: QWidget) -> Iterator[ClauseChip]:
    """The links in sight."""
    return (chip for chip in part.findChildren(ClauseChip) if chip.isVisible())


def opened_card(qtbot: QtBot) -> ClauseCard:
    """The card of a clause, as soon as it stands."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), ClauseCard))
    card = QApplication.activePopupWidget()
    assert isinstance(card, ClauseCard)
    return card


def press_each(qtbot: QtBot, part: QWidget) -> int:
    """Press every link in sight with Enter; each opens the card of its clause."""
    found = list(chips(part))
    for chip in found:
        assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
        qtbot.keyClick(chip, Qt.Key.Key_Return)
        opened_card(qtbot).close()
    return len(found)


@popups
def test_the_reasons_of_every_option_link_their_clauses(qtbot: QtBot, window: MainWindow) -> None:
    found = open_dossier(qtbot, window, "1abc234")
    found.why.setVisible(True)
    pressed = 0
    for row in range(found.options.table.sorted.rowCount()):
        found.options.table.go_to(row)
        qtbot.wait(20)
        assert bare_citations(window) == []
        if row in (0, found.options.table.sorted.rowCount() - 1):
            pressed += press_each(qtbot, found.why)
    assert pressed > 3
    for number in range(5):
        found.records.show_page(number)
        qtbot.wait(20)
        assert bare_citations(found.records) == []


@popups
def test_the_clause_of_an_option_opens_by_mouse_and_by_key(qtbot: QtBot, window: MainWindow) -> None:
    table = open_dossier(qtbot, window, "1abc234").options.table
    delegate = table.itemDelegate()
    asked = []
    for row in range(table.sorted.rowCount()):
        index = table.sorted.index(row, 0)
        table.scrollTo(index)
        place = delegate.link_place(table.visualRect(index), index)
        option: Option = table.rows.rows[row]
        assert place.isValid() == bool(option.clauses)
        if place.isValid():
            assert index.data(CELL_ROLE).small.startswith(index.data(CELL_ROLE).linked)
            qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
            opened_card(qtbot).close()
            asked.append(option.clauses[0])
    assert asked
    table.go_to(0)
    option = table.row()
    menu = table.menu()
    entries = {action.text(): action for action in menu.actions()}
    entries[f"Clause {option.clauses[0]}"].trigger()
    opened_card(qtbot).close()
    menu.deleteLater()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert QApplication.activePopupWidget() is None, "beside the link it only chooses the row"


@popups
def test_the_pages_of_a_wizard_link_their_clauses(qtbot: QtBot, window: MainWindow) -> None:
    found = open_dossier(qtbot, window, "1abc234")
    found.options.table.started.emit(found.options.table.row())
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    for _ in range(4):
        qtbot.wait(50)
        assert bare_citations(wizard) == []
        wizard.forward()
    assert press_each(qtbot, wizard) > 0


@popups
def test_the_contested_points_of_the_settings_link_their_clauses(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    desk.person = replace(desk.person, role="administrator")
    window.show_page("settings")
    settings = window.pages.currentWidget()
    card = settings.findChild(ReadingsCard)
    qtbot.waitUntil(lambda: any(chips(card)))
    assert bare_citations(settings) == []
    assert press_each(qtbot, card) == len(card.table.row().clauses)
    index = card.table.sorted.index(0, 2)
    place = card.table.itemDelegate().link_place(card.table.visualRect(index), index)
    qtbot.mouseClick(card.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    opened_card(qtbot).close()


@popups
def test_a_refusal_links_its_clauses(qtbot: QtBot, window: MainWindow) -> None:
    found = open_dossier(qtbot, window, "1abc234")
    blocked = next(one for one in found.overview.options if one.state == "blocked" and one.clauses)
    found.refusal_asked.emit(blocked)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), RefusalPage), timeout=WAIT)
    refusal = page(window).currentWidget()
    assert bare_citations(refusal) == []
    assert press_each(qtbot, refusal) > 0


@popups
def test_a_refusal_without_a_page_of_its_own_links_its_clauses(qtbot: QtBot, window: MainWindow) -> None:
    refusal = Refusal(because("This is not possible."), ("MC 8.1",))
    window._refused(refusal)
    notice = window.findChild(Notice)
    assert notice is not None
    assert press_each(qtbot, notice) == 1
    trouble = TroublePage(refusal, window._stage.language)
    qtbot.addWidget(trouble)
    with qtbot.waitSignal(trouble.clause_asked) as asked:
        trouble.findChild(ClauseChip).click()
    assert asked.args == ["MC 8.1"]
