"""The one table: model, sorting, filter, row buttons, keyboard, copying, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.files import csv_bytes
from app.language import language
from app.terms.clause import Cents
from ui.tables.columns import BY_TEXT, Cell, Column, shared
from ui.tables.csv_file import write_csv
from ui.tables.row_model import RowModel, SortedRows
from ui.tables.row_table import RowTable

ROWS = (
    ("Drive Recorder", Cents(600), date(2027, 1, 5)),
    ("Anti-Theft Recorder", Cents(14900), None),
    ("MINI Connected Package", Cents(12000), date(2027, 12, 17)),
)
COLUMNS = (
    Column("name", "Name", lambda row, _: Cell(row[0], "name", mark="active"), BY_TEXT, stretch=True),
    Column("price", "Price", lambda row, words: Cell(words.money(row[1])), lambda row: row[1], right=True),
    Column("until", "Until", lambda row, words: Cell(words.date(row[2]) if row[2] else ""), lambda row: row[2]),
    Column("start", "", lambda row, words: Cell(button="Start", spoken=f"Start: {row[0]}"), right=True),
)


@pytest.fixture
def table(qtbot: QtBot) -> RowTable:
    made = RowTable("Services", COLUMNS, language("en"))
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show_rows(ROWS)
    made.show()
    return made


def names(table: RowTable) -> list[str]:
    return [line[0] for line in table.lines()[1:]]


def test_the_models_keep_qts_rules(qtmodeltester: ModelTester) -> None:
    model = RowModel(COLUMNS, language("en"))
    proxy = SortedRows(model)
    model.show(ROWS)
    qtmodeltester.check(model)
    qtmodeltester.check(proxy)
    proxy.keep("recorder")
    proxy.sort(1)
    model.show(())


def test_sorting_goes_up_down_and_back(table: RowTable) -> None:
    given = names(table)
    table.sort_by(1)
    assert names(table) == ["Drive Recorder", "MINI Connected Package", "Anti-Theft Recorder"]
    table.sort_by(1)
    assert names(table) == ["Anti-Theft Recorder", "MINI Connected Package", "Drive Recorder"]
    table.sort_by(1)
    assert names(table) == given


def test_nothing_stands_last_in_both_directions(table: RowTable) -> None:
    table.sort_by(2)
    assert names(table)[-1] == "Anti-Theft Recorder"
    table.sort_by(2)
    assert names(table)[-1] == "Anti-Theft Recorder"


def test_the_filter_wants_every_word(table: RowTable) -> None:
    table.keep("RECORDER 6.00")
    assert names(table) == ["Drive Recorder"]
    table.keep("nothing like it")
    assert names(table) == []
    table.keep("")
    assert len(names(table)) == 3


def test_the_filter_finds_a_day_as_it_is_shown(table: RowTable) -> None:
    table.keep("17 dec 2027")
    assert names(table) == ["MINI Connected Package"]


def test_enter_starts_the_row_the_keyboard_is_on(qtbot: QtBot, table: RowTable) -> None:
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.started) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [ROWS[1]]


def test_a_press_on_the_button_starts_its_row(qtbot: QtBot, table: RowTable) -> None:
    cell = table.visualRect(table.sorted.index(2, 3))
    with qtbot.waitSignal(table.started) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center() + QPoint(0, 0))
    assert told.args == [ROWS[2]]


def test_a_press_beside_the_button_starts_nothing(qtbot: QtBot, table: RowTable) -> None:
    cell = table.visualRect(table.sorted.index(2, 0))
    with qtbot.assertNotEmitted(table.started):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    assert table.row() == ROWS[2]


def test_copy_takes_the_row_as_text(qtbot: QtBot, table: RowTable) -> None:
    table.go_to(0)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().replace("\u00a0", " ")
    assert copied == "Drive Recorder\t€6.00\tTue 5 Jan 2027\tStart"


def test_the_menu_lists_the_acts_of_the_row_and_sorting(table: RowTable) -> None:
    done: list[object] = []
    table.offer_acts(lambda row: [("Begin", lambda: done.append(row[0]))])
    table.go_to(1)
    menu = table.menu()
    first = menu.actions()[0]
    assert first.text() == "Begin"
    first.trigger()
    assert done == ["Anti-Theft Recorder"]
    (sorting,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    sorting.actions()[0].trigger()
    assert names(table)[0] == "Anti-Theft Recorder"
    menu.deleteLater()


def test_cells_are_said_again_in_another_language(table: RowTable) -> None:
    table.speak(language("nl"))
    assert table.lines()[1][1].replace("\u00a0", " ") == "€ 6,00"


def test_tab_leaves_the_table(table: RowTable) -> None:
    assert not table.tabKeyNavigation()


def test_no_amount_and_no_day_is_ever_shortened(table: RowTable) -> None:
    table.resize(360, 300)
    for column in (1, 2):
        for row in range(3):
            need = table.itemDelegate().width_of(table.sorted.index(row, column))  # type: ignore[attr-defined]
            assert table.columnWidth(column) >= need


def test_room_goes_first_to_what_needs_it() -> None:
    wide = Column("a", "A", lambda row, _: Cell(), stretch=True, least=100)
    words = Column("b", "B", lambda row, _: Cell(), most=80)
    days = Column("c", "C", lambda row, _: Cell())
    assert shared([150, 120, 90], [60, 50, 90], [wide, words, days], 400) == [190, 120, 90]
    assert shared([150, 120, 90], [60, 50, 90], [wide, words, days], 330) == [150, 90, 90]
    assert shared([150, 120, 90], [60, 50, 90], [wide, words, days], 270) == [100, 80, 90]
    assert shared([150, 120, 90], [60, 95, 90], [wide, words, days], 285) == [100, 95, 90]


def test_words_give_way_before_a_list_scrolls_sideways() -> None:
    wide = Column("a", "A", lambda row, _: Cell(), stretch=True, least=150)
    words = Column("b", "B", lambda row, _: Cell(), most=80)
    days = Column("c", "C", lambda row, _: Cell())
    assert shared([150, 180, 90], [60, 180, 90], [wide, words, days], 360) == [90, 180, 90], "no word is cut"
    assert shared([150, 180, 90], [60, 180, 90], [wide, words, days], 316) == [60, 166, 90], "as little as possible"
    assert shared([150, 180, 90], [60, 180, 90], [wide, words, days], 100) == [60, 128, 90]


def test_a_column_that_may_be_missing_is_left_out_while_it_says_nothing(qtbot: QtBot) -> None:
    columns = (
        Column("a", "A", lambda row, _: Cell(row)),
        Column("b", "B", lambda row, _: Cell(row if row == "x" else ""), optional=True),
    )
    made = RowTable("List", columns, language("en"))
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.show_rows(["y"])
    assert made.isColumnHidden(1)
    made.show_rows(["y", "x"])
    assert not made.isColumnHidden(1)


def test_the_mouse_lights_a_whole_row(qtbot: QtBot, table: RowTable) -> None:
    table.show()
    table.go_to(1)
    before = table.viewport().grab().toImage()
    table.entered.emit(table.sorted.index(0, 0))
    after = table.viewport().grab().toImage()
    place = table.visualRect(table.sorted.index(0, 2)).center()
    edge = table.visualRect(table.sorted.index(0, 2)).right() - 2
    assert before.pixelColor(edge, place.y()) != after.pixelColor(edge, place.y())
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
    assert table.viewport().grab().toImage() == before


def test_a_csv_file_runs_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    lines = [["Name", "Note"], ["=SUM(A1)", "+32 470"], ["@x", "-1"], ['Ünï; "q"', "a\nb"]]
    text = csv_bytes(lines).decode("utf-8-sig")
    assert text.splitlines()[1] == "'=SUM(A1);'+32 470"
    assert text.splitlines()[2] == "'@x;'-1"
    assert '"Ünï; ""q"""' in text
    write_csv(tmp_path / "list.csv", lines)
    assert (tmp_path / "list.csv").read_bytes() == csv_bytes(lines)
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_csv_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_csv(tmp_path / "missing" / "list.csv", [["a"]])
    assert list(tmp_path.iterdir()) == []
