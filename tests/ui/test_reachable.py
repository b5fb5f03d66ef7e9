"""Everything has a name, nothing is clipped, and the keyboard comes by everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from tests.ui.test_main_window import ask, open_dossier, page
from ui.main_window import MainWindow
from ui.stage import Stage
from ui.tables.row_table import RowTable

Role = QAccessible.Role
INTERACTIVE = {
    Role.PushButton,
    Role.ButtonMenu,
    Role.EditableText,
    Role.ComboBox,
    Role.CheckBox,
    Role.RadioButton,
    Role.PageTab,
    Role.PageTabList,
    Role.Table,
    Role.List,
    Role.ListItem,
    Role.SpinBox,
    Role.Link,
    Role.MenuItem,
    Role.Dialog,
}


def nodes(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    """The node and everything below it that is not hidden."""
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface
    for number in range(interface.childCount()):
        yield from nodes(interface.child(number))


def unnamed(widget: QWidget) -> list[str]:
    """The interactive nodes without a name, by role and kind of widget."""
    found = []
    for node in nodes(QAccessible.queryAccessibleInterface(widget)):
        if node.role() in INTERACTIVE and not node.text(QAccessible.Text.Name).strip():
            thing = node.object()
            # The corner button of a table cannot be reached and is never shown.
            found.append(f"{node.role().name} {type(thing).__name__} {thing.objectName() if thing else ''}")
    return found


def clipped(window: QWidget) -> list[str]:
    """The labels and buttons in sight whose words do not fit into them."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.visibleRegion().isEmpty():
            continue
        if label.wordWrap():
            fits = label.height() >= label.heightForWidth(label.width())
        else:
            fits = label.width() >= QFontMetrics(label.font()).horizontalAdvance(label.text())
        if not fits:
            found.append(label.text())
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.width() < button.minimumSizeHint().width():
            found.append(button.text() or button.accessibleName())
    return found


def overflowing(window: QWidget) -> list[str]:
    """The parts that stand outside the part they belong to."""
    found = []
    for part in window.findChildren(QWidget):
        above = part.parentWidget()
        if not part.isVisible() or above is None or part.isWindow() or above.inherits("QScrollArea"):
            continue
        if above.objectName() == "qt_scrollarea_viewport" or above.inherits("QAbstractItemView"):
            continue
        if part.x() + part.width() > above.width() + 1 and type(part).__name__ not in ("FocusRing", "SearchPanel"):
            found.append(
                f"{type(part).__name__} in {type(above).__name__}: {part.geometry().getRect()} > {above.width()}"
            )
    return found


def test_every_node_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    assert unnamed(window) == []
    ask(qtbot, window, "de smet")
    assert unnamed(window) == []
    qtbot.keyClick(window.top.search, Qt.Key.Key_Escape)
    shown = open_dossier(qtbot, window, "1abc234")
    for number in range(5):
        shown.records.show_page(number)
        assert unnamed(window) == []
    for key in ("settings", "help", "calls"):
        window.show_page(key)
        assert unnamed(window) == []
    shown.options.table.setFocus()
    qtbot.keyClick(shown.options.table, Qt.Key.Key_Return)
    assert unnamed(page(window)) == []


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_every_node_of_the_calendar_and_the_menus_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.options.received.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert unnamed(popup) == []
    popup.close()
    menu = shown.options.table.menu()
    assert unnamed(menu) == []
    menu.deleteLater()


def test_a_row_is_read_with_its_state(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    table = QAccessible.queryAccessibleInterface(shown.options.table)
    words = [node.text(QAccessible.Text.Name) for node in nodes(table) if node.role() == Role.Cell]
    assert any("Withdraw" in word and "possible" in word for word in words)
    assert any("blocked" in word for word in words)


def scrolling(window: MainWindow) -> list[str]:
    """The lists in sight that have to be moved sideways to be read."""
    tables = [table for table in window.findChildren(RowTable) if table.isVisible()]
    return [table.accessibleName() for table in tables if table.horizontalScrollBar().maximum() > 0]


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the layout has found its place; what stays clipped after that fails."""
    try:
        qtbot.waitUntil(lambda: not clipped(window) + overflowing(window) + scrolling(window), timeout=2000)
    except TimeoutError:
        assert clipped(window) + overflowing(window) + scrolling(window) == []
    assert (window.width(), window.height()) == (1280, 800)


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de"])
def test_nothing_is_clipped_at_the_smallest_screen(qtbot: QtBot, window: MainWindow, stage: Stage, code: str) -> None:
    stage.speak(code)
    window.resize(1280, 800)
    shown = open_dossier(qtbot, window, "1abc234")
    for number in range(5):
        shown.records.show_page(number)
        settled(qtbot, window)
    ask(qtbot, window, "de smet")
    settled(qtbot, window)
    for key in ("settings", "help"):
        window.show_page(key)
        settled(qtbot, window)
    stage.speak("en")


def test_tab_goes_round_the_window_and_out_of_every_table(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.options.table.setFocus()
    seen: list[QWidget] = []
    for _ in range(120):
        here = QApplication.focusWidget()
        assert here is not None
        if here in seen:
            break
        seen.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    kinds = {type(widget).__name__ for widget in seen}
    assert {"RowTable", "DateField", "ChoiceField", "CountTabs", "SearchField", "ClauseChip", "IconButton"} <= kinds
    assert shown.options.table in seen
