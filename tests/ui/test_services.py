"""The panel of services: tree, chips, search, one service in full, cards, two vehicles compared, one page on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.acts.overview import overview_of
from app.acts.panel_rows import ServicePanel
from app.acts.rows import Overview
from app.acts.service_panel import panel_of
from app.language import language
from app.records.rows import Dossier
from tests.acts import examples
from tests.acts.examples import NOW, TODAY
from tests.ui.test_main_window import open_dossier
from tests.ui.test_reachable import clipped, unnamed
from ui.calls.letter_page import LetterPage
from ui.main_window import MainWindow
from ui.services.compare_page import ComparePage
from ui.services.job_check import JobCheck
from ui.services.page import ServicesPage
from ui.services.pages import ServicesPages
from ui.services.state_chips import ALL, StateChips
from ui.services.tree import ServiceTree
from ui.speech import speak_all
from ui.tables.row_model import CELL_ROLE, ROW_ROLE
from ui.theme.theme import Theme

EN = language("en")


@pytest.fixture
def panel() -> ServicePanel:
    return panel_of(examples.dossier(), TODAY)


@pytest.fixture
def tree(qtbot: QtBot, light: Theme, panel: ServicePanel) -> ServiceTree:
    made = ServiceTree(EN)
    qtbot.addWidget(made)
    made.resize(900, 500)
    speak_all(made, EN)
    made.show_panel(panel)
    made.show()
    return made


def _keys(tree: ServiceTree) -> list[str]:
    return [tree.sorted.index(row, 0).data(ROW_ROLE).key for row in range(tree.sorted.rowCount())]


# The tree -----------------------------------------------------------------------------------------------------------


def test_the_tree_shows_every_service_below_what_it_belongs_to(tree: ServiceTree, panel: ServicePanel) -> None:
    assert _keys(tree) == [node.key for node in panel.nodes]
    cell = tree.sorted.index(_keys(tree).index("drive_recorder"), 0).data(CELL_ROLE)
    assert (cell.indent, cell.fold) == (1, "leaf")
    assert "part of a service" in cell.spoken


def test_arrow_keys_fold_and_unfold(tree: ServiceTree, qtbot: QtBot) -> None:
    tree.choose("call_services")
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert "customer_hotline" not in _keys(tree)
    assert tree.row().key == "call_services"
    assert "hidden" in tree.currentIndex().data(CELL_ROLE).spoken
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert "customer_hotline" in _keys(tree)
    tree.choose("customer_hotline")
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert tree.row().key == "call_services", "from a part to its whole"


def test_the_arrow_is_a_target_for_the_mouse(tree: ServiceTree, qtbot: QtBot) -> None:
    index = tree.sorted.index(_keys(tree).index("call_services"), 0)
    tree.scrollTo(index)
    place = tree.visualRect(index).topLeft() + QPoint(22, 14)
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert "customer_hotline" not in _keys(tree)
    tree.fold_all(folded=True)
    assert not [key for key in _keys(tree) if key == "drive_recorder"]
    tree.fold_all(folded=False)
    assert "drive_recorder" in _keys(tree)


def test_words_keep_the_parents_of_what_they_find(tree: ServiceTree) -> None:
    tree.keep("hotline")
    assert _keys(tree) == ["call_services", "customer_hotline"]
    assert tree.matching == 1
    tree.keep("B-10001")
    assert _keys(tree) == ["mini_connected_package"], "by its booking"
    tree.keep("no such service")
    assert _keys(tree) == []
    tree.keep("")
    assert len(_keys(tree)) == len(tree.rows.rows)


def test_states_keep_the_parents_too(tree: ServiceTree, panel: ServicePanel) -> None:
    tree.keep_states(frozenset({"missing"}))
    assert tree.matching == dict(panel.counts)["missing"]
    assert "connectivity" in _keys(tree), "the whole of the eSIM, though available"
    assert "drive_recorder" not in _keys(tree)


def test_sorting_shows_the_services_without_their_tree(tree: ServiceTree) -> None:
    tree.sort_by(0)
    names = [line[0] for line in tree.lines()[1:]]
    assert names == sorted(names, key=str.casefold)
    assert tree.sorted.index(0, 0).data(CELL_ROLE).fold == ""
    tree.sort_by(0)
    tree.sort_by(0)
    assert tree.sorted.index(0, 0).data(CELL_ROLE).fold == "leaf"
    assert any(line[0].startswith("  ") for line in tree.lines()), "the tree is back"


def test_the_list_is_copied_with_tabs(tree: ServiceTree, qtbot: QtBot) -> None:
    tree.keep("hotline")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(tree, Qt.Key.Key_C, both)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["Service", "State"]
    assert lines[2].startswith("  Customer Hotline\tActive\t")


def test_chips_count_and_keep(qtbot: QtBot, light: Theme, panel: ServicePanel) -> None:
    chips = StateChips(EN)
    qtbot.addWidget(chips)
    chips.show_panel(panel)
    chips.show()
    picked: list[frozenset[str]] = []
    chips.picked.connect(picked.append)
    assert chips.chips["active"].accessibleName() == f"Active: {dict(panel.counts)['active']}"
    assert not chips.chips["expired"].isVisible(), "a state nobody is in has no chip"
    qtbot.mouseClick(chips.chips["off"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(chips.chips["missing"], Qt.Key.Key_Return)
    assert picked[-1] == {"off", "missing"}
    assert not chips.chips[ALL].isChecked()
    qtbot.mouseClick(chips.chips[ALL], Qt.MouseButton.LeftButton)
    assert picked[-1] == frozenset()
    assert not chips.chips["off"].isChecked()


def test_chips_take_the_lines_they_need(qtbot: QtBot, light: Theme, panel: ServicePanel) -> None:
    chips = StateChips(EN)
    qtbot.addWidget(chips)
    chips.show_panel(panel)
    chips.resize(300, 40)
    chips.show()
    assert chips.minimumHeight() > 60
    chips.resize(1200, 40)
    assert chips.minimumHeight() < 40


# The page -----------------------------------------------------------------------------------------------------------


def _overview(dossier: Dossier) -> Overview:
    return overview_of(dossier, examples.BY_PHONE, TODAY)


@pytest.fixture
def page(qtbot: QtBot, light: Theme) -> ServicesPage:
    dossier = examples.dossier(service_inclusive=(examples.service_inclusive(),))
    made = ServicesPage(_overview(dossier), panel_of(dossier, TODAY), NOW, EN)
    qtbot.addWidget(made)
    made.resize(1200, 680)
    made.show()
    return made


def test_a_service_is_shown_in_full(page: ServicesPage) -> None:
    page.choose("customer_hotline")
    assert page.detail.shown is not None
    assert page.detail.shown.status.key == "customer_hotline"
    asked: list[str] = []
    page.clause_asked.connect(asked.append)
    page.detail.clause_asked.emit("SD:call_services")
    assert asked == ["SD:call_services"]


def test_the_search_finds_and_escape_empties_it_before_it_leaves(page: ServicesPage, qtbot: QtBot) -> None:
    left: list[bool] = []
    page.closed.connect(lambda: left.append(True))
    qtbot.keyClicks(page.search, "eSIM")
    assert page.said.text() == "1 of 79"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert not left
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert left == [True]


def test_in_a_narrow_window_service_and_cards_stand_behind_tabs(page: ServicesPage) -> None:
    assert page.detail.isVisible()
    assert page.cards.isVisible()
    page.resize(790, 480)
    assert page.detail.isVisible()
    assert not page.cards.isVisible()
    page._side_tabs.setCurrentIndex(1)
    assert page.cards.isVisible()
    page.resize(1200, 680)
    assert page.detail.isVisible()
    assert page.cards.isVisible()


@pytest.mark.parametrize("code", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("size", [(1200, 676), (773, 410)])
def test_nothing_on_the_page_is_cut(qtbot: QtBot, light: Theme, code: str, size: tuple[int, int]) -> None:
    dossier = examples.dossier(service_inclusive=(examples.service_inclusive(),))
    page = ServicesPage(_overview(dossier), panel_of(dossier, TODAY), NOW, language(code))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.choose("intelligent_emergency_call")
    qtbot.wait(1)
    assert unnamed(page) == []
    assert clipped(page) == []
    assert page.minimumSizeHint().width() <= size[0]
    assert page.detail.geometry().right() <= page.width()
    assert page.tree.horizontalScrollBar().maximum() == 0
    assert page.tree.height() >= 90
    assert page.chips.height() >= page.chips.minimumHeight()


def test_the_job_check_answers_at_once(page: ServicesPage, qtbot: QtBot) -> None:
    check = page.cards.findChild(JobCheck)
    assert isinstance(check, JobCheck)
    check.work.set_value("brake_fluid")
    check.work.chosen.emit("brake_fluid")
    assert "the package covers it" in check.answer.text()
    check.cbs.setChecked(False)
    assert "not show that this work is due" in check.answer.text()
    check.cbs.setChecked(True)
    check.overload.setChecked(True)
    assert "exclude the work" in check.answer.text()


def test_the_language_changes_on_the_open_page(page: ServicesPage) -> None:
    page.choose("map_update")
    speak_all(page, language("de"))
    assert page.tree.currentIndex().data(CELL_ROLE).text == "Kartenaktualisierung"
    speak_all(page, EN)
    assert page.tree.currentIndex().data(CELL_ROLE).text == "Map Update"


def test_two_vehicles_are_compared_and_the_difference_alone_can_be_kept(qtbot: QtBot, light: Theme) -> None:
    other = examples.vehicle(vin="WMW11AA010TA00001", plate="2-XYZ-987", option_codes=("SA6AE", "SA322"))
    page = ComparePage(examples.dossier(), ((other.vin, "2-XYZ-987", "car"),), TODAY, EN)
    qtbot.addWidget(page)
    page.show()
    page.show_other(examples.dossier(vehicle=other))
    heads = page.table.lines()[0]
    assert heads[1:3] == ["1-ABC-234", "2-XYZ-987"]
    whole = page.table.sorted.rowCount()
    page.only.setChecked(True)
    kept = page.table.lines()[1:]
    assert 0 < len(kept) < whole
    assert all(line[3] == "differs" for line in kept)
    assert [line[0] for line in kept[:2]] == ["Plate", "Option codes"]


def test_without_another_vehicle_the_comparison_says_so(qtbot: QtBot, light: Theme) -> None:
    page = ComparePage(examples.dossier(), (), TODAY, EN)
    qtbot.addWidget(page)
    assert "no other vehicle" in page.said.text()


# In the window ------------------------------------------------------------------------------------------------------


def test_the_panel_opens_from_the_dossier_and_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    shown = open_dossier(qtbot, window, "2-DRN-117")
    shown.records.services_tab.open_current()
    call = window.side.current
    assert call is not None
    pages = call.currentWidget()
    assert isinstance(pages, ServicesPages)
    assert call.keys() == pages.services.page_keys()
    pages.compare()
    compare = pages.currentWidget()
    assert isinstance(compare, ComparePage)
    qtbot.waitUntil(lambda: compare.table.sorted.rowCount() > 0, timeout=15_000)
    compare.closed.emit()
    pages.show_on_paper()
    qtbot.waitUntil(lambda: isinstance(pages.currentWidget(), LetterPage), timeout=15_000)
    letter = pages.currentWidget()
    assert isinstance(letter, LetterPage)
    letter.closed.emit()
    assert pages.currentWidget() is pages.services
    pages.services.choose("map_update")
    seen = shown.overview
    ended = replace(seen.dossier, contract=None)
    pages.show_overview(replace(seen, dossier=ended))
    assert pages.currentWidget() is pages.services
    assert pages.services.tree.row().key == "map_update", "the service in hand stays"
    assert pages.services.tree.row().status.state == "missing", "its state is the new one"
    pages.closed.emit()
    assert call.currentWidget() is shown


def test_the_gauges_say_what_they_show(page: ServicesPage) -> None:
    from ui.services.gauge import GaugeBar

    days, km = page.cards.findChildren(GaugeBar)
    assert days.accessibleDescription().startswith("614 of 1096. 482 days left")
    assert "21,550 km left" in km.accessibleDescription()
