"""What frames the pages: keys that work wherever the keyboard is, the ring around it, sizes and colours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QDialogButtonBox, QStyle, QWidget
from pytestqt.qtbot import QtBot

from app.language import language
from app.terms.clause import because
from tests.ui.test_main_window import WAIT, ask, open_dossier
from ui.dossier.clause_card import ClauseCard
from ui.frame.call_tabs import CallTabs
from ui.main_window import MainWindow
from ui.parts.buttons import Button
from ui.parts.chips import ClauseChip
from ui.parts.fields import TextField
from ui.parts.focus_ring import FocusRing
from ui.parts.frames import row
from ui.stage import Stage
from ui.theme.icons import app_pixmap
from ui.theme.marks import mark_of
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT, RAIL

CONTROL = Qt.KeyboardModifier.ControlModifier


# Keys -----------------------------------------------------------------------------------------------------------------


def test_the_filter_is_reached_from_the_options_and_emptied_by_escape(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.options.table.setFocus()
    qtbot.keyClick(shown.options.table, Qt.Key.Key_F, CONTROL)
    field = shown.records._filter
    assert field.hasFocus()
    whole = shown.records.services.sorted.rowCount()
    qtbot.keyClicks(field, "recorder")
    assert shown.records.services.sorted.rowCount() < whole
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert shown.records.services.sorted.rowCount() == whole
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert shown.records.services.hasFocus()


def test_the_keys_of_a_dossier_work_from_the_top_bar(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    window.top.search.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.keyClick(window.top.search, Qt.Key.Key_F2)
    assert shown.what_if.slider.hasFocus()


def test_a_number_takes_the_keyboard_into_its_list(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    records = shown.records
    targets = (records.services, records.timeline, records.payments, records.cases, records.notes.field)
    for number, target in enumerate(targets):
        qtbot.keyClick(window.focusWidget(), Qt.Key(Qt.Key.Key_1 + number), CONTROL)
        assert records.tabs.currentIndex() == number
        assert target.hasFocus()
    qtbot.keyClick(records.notes.field, Qt.Key.Key_1, CONTROL)
    assert records.services.selectionModel().hasSelection()


def test_settings_and_theme_have_keys(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    assert window.pages.currentIndex() == window._places["settings"]
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Language"
    before = stage.theme.dark
    qtbot.keyClick(window, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert stage.theme.dark is not before
    stage.theme.choose("light")


def test_escape_empties_the_search_and_keeps_the_keyboard_for_the_next(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "de smet")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert window.top.search.text() == ""
    assert window.top.search.hasFocus()
    shown = open_dossier(qtbot, window, "1abc234")
    ask(qtbot, window, "de smet")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    assert shown.options.table.hasFocus()


def test_the_first_page_says_what_the_search_can_be_asked(qtbot: QtBot, window: MainWindow) -> None:
    panel = window.search
    assert panel is not None
    qtbot.waitUntil(panel.isVisible, timeout=20_000)
    assert "Who is calling?" in panel.empty_words()


def test_a_call_opened_at_the_start_is_not_covered(qtbot: QtBot, stage: Stage) -> None:
    made = MainWindow(stage, "1-ABC-234")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.side.current is not None and made.side.current.key is not None, timeout=20_000)
    assert made.search is not None
    assert made.search.isHidden()


def test_the_theme_button_leaves_the_keyboard_where_it_was(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    qtbot.mouseClick(window.top._light, Qt.MouseButton.LeftButton)
    assert shown.options.table.hasFocus()
    stage.theme.choose("light")


# The ring -------------------------------------------------------------------------------------------------------------


def test_lists_and_areas_show_that_they_have_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    ring = window.findChild(FocusRing)
    assert ring is not None
    for target in (shown.records.services, shown.why.area):
        target.setFocus()
        qtbot.waitUntil(ring.isVisible)
        assert ring.size() == target.size()
    shown.options.table.setFocus()
    assert not ring.isVisible()


def test_a_button_draws_no_second_rectangle(qtbot: QtBot, light: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    buttons = (Button("First"), Button("Start"), ClauseChip("MC 15"))
    window.setLayout(row(*buttons))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    buttons[0].setFocus()
    before = [button.grab().toImage() for button in buttons]
    for number in (1, 2):
        qtbot.keyClick(buttons[number - 1], Qt.Key.Key_Tab)
        assert buttons[number].hasFocus()
        assert buttons[number].grab().toImage() == before[number]


# Options after an act -------------------------------------------------------------------------------------------------


def test_after_an_act_the_first_option_is_current(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    overview = shown.overview
    last = max(number for number, one in enumerate(overview.options) if one.state == "allowed")
    shown.options.table.go_to(last)
    done = replace(overview.options[last], state="blocked", ended_on=overview.today)
    rest = tuple(one for one in overview.options if one is not overview.options[last])
    acted = replace(overview, dossier=replace(overview.dossier, notes=()), options=(*rest, done))
    shown.show_overview(acted)
    assert shown.options.table.currentIndex().row() == 0


@pytest.mark.parametrize(("days", "word"), [(30, "Ends"), (-30, "Ended")])
def test_the_end_of_an_option_has_its_tense(qtbot: QtBot, window: MainWindow, days: int, word: str) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    overview = shown.overview
    blocked = replace(overview.options[0], state="blocked", ended_on=overview.today + timedelta(days=days))
    shown.show_overview(replace(overview, options=(blocked,)))
    assert shown.options.table.lines()[1][1].startswith(word)


def test_a_service_that_still_runs_does_not_look_like_today() -> None:
    assert mark_of("ends_on") == "running"


# Sizes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["nl", "fr", "de", "en"])
def test_the_rail_keeps_its_width_and_its_words_fit(qtbot: QtBot, window: MainWindow, stage: Stage, code: str) -> None:
    stage.speak(code)
    assert window.rail.width() == RAIL
    for button in window.rail._buttons.values():
        assert button.width() >= button.needed()


def test_four_calls_fit_without_arrows(qtbot: QtBot, light: Theme) -> None:
    tabs = CallTabs()
    qtbot.addWidget(tabs)
    tabs.resize(900, 40)
    tabs.show()
    tabs.bar.speak(language("en"))
    for _ in range(6):
        tabs.bar.add("Vandenbroucke-Desmedt, Marie-Antoinette", "1-ABC-234")
    assert tabs.bar.tabRect(5).right() <= tabs.bar.width() <= 900
    first = tabs.bar.words_of(0)[0][0]
    assert "…" in first
    assert "Marie-Antoinette" in tabs.bar.tabToolTip(0)


def test_the_window_has_a_least_size(window: MainWindow) -> None:
    assert window.minimumWidth() > 600
    assert window.minimumWidth() <= max(window.screen().availableSize().width(), window.minimumSizeHint().width())


def test_in_a_small_window_the_reasons_make_room(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    window.resize(1060, 700)
    qtbot.waitUntil(shown.why.isHidden)
    qtbot.waitUntil(lambda: shown.options.table.columnWidth(0) >= 196)
    shown.toggle_why()
    assert not shown.why.isHidden()
    window.resize(1440, 900)
    qtbot.waitUntil(shown.why.isVisible)


def test_a_long_clause_scrolls_instead_of_filling_the_window(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    card = ClauseCard("MC 15", shown.overview, shown.options.table.row(), language("de"), window)
    qtbot.addWidget(card)
    card.fit()
    assert 100 < card.height() <= 420


# Colours --------------------------------------------------------------------------------------------------------------


def test_a_placeholder_can_be_read(qtbot: QtBot, light: Theme) -> None:
    field = TextField("Name", because("Search"))
    qtbot.addWidget(field)
    field.speak(language("en"))
    field.show()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == LIGHT["text3"]


def test_dialogs_show_no_stock_icons(qtbot: QtBot, light: Theme) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
    qtbot.addWidget(box)
    box.ensurePolished()
    hint = QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons
    assert box.style().styleHint(hint, None, box) == 0


def test_the_logo_takes_the_accent_of_the_theme() -> None:
    def ground(image: QImage) -> str:
        return image.pixelColor(QPoint(14, 2)).name().upper()

    assert ground(app_pixmap(28, 1.0, LIGHT).toImage()) == LIGHT.accent
    assert ground(app_pixmap(28, 1.0, DARK).toImage()) == DARK.accent


def test_a_day_never_breaks_inside() -> None:
    for code in ("nl", "fr", "de", "en"):
        assert " " not in language(code).date(date(2027, 1, 4))


def test_on_a_small_screen_the_bar_gives_names_and_day_away_before_the_search(qtbot: QtBot, window: MainWindow) -> None:
    bar, search = window.top, window.top.search
    window.setMinimumSize(1, 1)
    for width, day, names in ((1280, True, True), (800, True, False), (640, False, False)):
        window.resize(width, 640)
        qtbot.waitUntil(lambda width=width: bar.width() == width, timeout=WAIT)
        assert (bar._day.isVisible(), bar._names.isVisible()) == (day, names)
        right = min(part.mapTo(bar, part.rect().topLeft()).x() for part in (bar._language, bar._light))
        assert search.geometry().right() < right
        assert bar._light.mapTo(bar, bar._light.rect().topRight()).x() < width
