"""Fields for a day and an hour: what a person types, and the keys that move it."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.language import language
from ui.parts.calendar_popup import CalendarPopup
from ui.parts.days import DateField, MomentField, read_day, read_time
from ui.parts.frames import row

TODAY = date(2026, 12, 28)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("28/12/2026", date(2026, 12, 28)),
        ("28-12-26", date(2026, 12, 28)),
        ("28.12.2026", date(2026, 12, 28)),
        ("28 12 2026", date(2026, 12, 28)),
        ("2026-12-28", date(2026, 12, 28)),
        (" 4/1 ", date(2027, 1, 4)),
        ("20/11", date(2026, 11, 20)),
        ("29/2/2024", date(2024, 2, 29)),
        ("29/2/2025", None),
        ("31/4", None),
        ("12/28/2026", None),
        ("tomorrow", None),
        ("", None),
        ("1/1/12345", None),
    ],
)
def test_a_day_is_read_as_it_is_written_in_belgium(typed: str, meant: date | None) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14:02", time(14, 2)),
        ("14.02", time(14, 2)),
        ("14h02", time(14, 2)),
        ("14u", time(14, 0)),
        ("9", time(9, 0)),
        ("1402", time(14, 2)),
        ("24:00", None),
        ("14:60", None),
        ("noon", None),
        ("", None),
    ],
)
def test_an_hour_is_read_in_every_usual_form(typed: str, meant: time | None) -> None:
    assert read_time(typed) == meant


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField("Received on", TODAY, value=TODAY)
    made.speak(language("en"))
    # The first field of a window has the keyboard as soon as it is shown.
    holder, before = QWidget(), QLineEdit()
    holder.setLayout(row(before, made))
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    before.setFocus()
    made.holder = holder  # type: ignore[attr-defined]
    return made


def test_it_shows_the_weekday_and_figures_while_typing(qtbot: QtBot, field: DateField) -> None:
    assert field.text().replace("\u00a0", " ") == "Mon 28 Dec 2026"
    field.setFocus()
    assert field.text() == "28/12/2026"
    told: list[date] = []
    field.picked.connect(told.append)
    field.selectAll()
    qtbot.keyClicks(field, "24/12")
    assert told[-1] == date(2026, 12, 24)
    field.clearFocus()
    assert field.text().replace("\u00a0", " ") == "Thu 24 Dec 2026"


def test_keys_move_the_day(qtbot: QtBot, field: DateField) -> None:
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == date(2026, 12, 29)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert field.value() == date(2026, 11, 28)
    field.choose(date(2026, 12, 31))
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert field.value() == date(2026, 11, 30)


def test_nonsense_is_marked_and_kept(qtbot: QtBot, field: DateField) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "soon"
    assert field.property("wrong")
    assert "28/12/2026" in field.accessibleDescription()
    assert field.value() == TODAY
    field.selectAll()
    qtbot.keyClicks(field, "1/1/2027")
    assert not field.property("wrong")
    assert field.value() == date(2027, 1, 1)


def test_an_optional_day_can_be_taken_away(qtbot: QtBot) -> None:
    field = DateField("posted", TODAY, value=TODAY, optional=True)
    field.speak(language("nl"))
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    field.selectAll()
    with qtbot.waitSignal(field.picked) as told:
        qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert told.args == [None]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_calendar_opens_by_key_and_speaks_the_language(qtbot: QtBot, field: DateField) -> None:
    field.speak(language("fr"))
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (popup,) = field.findChildren(CalendarPopup)
    assert popup.isVisible()
    popup.picked.emit(date(2027, 1, 4))
    assert field.value() == date(2027, 1, 4)
    popup.close()


def test_a_moment_needs_both_of_its_parts(qtbot: QtBot) -> None:
    field = MomentField("Received", TODAY)
    qtbot.addWidget(field)
    field.day.choose(TODAY)
    assert field.value() is None
    told: list[object] = []
    field.picked.connect(told.append)
    qtbot.keyClicks(field.hour, "14:02")
    assert told[-1] == datetime(2026, 12, 28, 14, 2)
    assert told[0] != datetime(2026, 12, 28, 1, 0)
    field.set_value(None)
    assert field.value() is None
