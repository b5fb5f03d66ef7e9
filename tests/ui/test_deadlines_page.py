"""The board of deadlines: cards by column, moving and acting by the keyboard, filters, charts, the list as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.start import Desk
from tests.acts.test_deadlines import fill
from tests.acts.waiting_refunds import desk_of, empty_file, refund
from ui.charts.bar_chart import round_top
from ui.queues.deadlines_page import DeadlinesPage
from ui.settings import Settings
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.worker import Worker


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "desk.db").write_bytes(empty_file())
    made = desk_of(f"sqlite:///{tmp_path / 'desk.db'}")
    fill(made)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> DeadlinesPage:
    stage = Stage(desk, light, worker, Settings())
    made = DeadlinesPage(stage)
    qtbot.addWidget(made)
    made.resize(1360, 840)
    speak_all(made, stage.language)
    with qtbot.waitSignal(made.answered, timeout=20_000):
        made.show()
    made.take_focus()
    return made


def keys(page: DeadlinesPage, column: str) -> list[str]:
    return [one.row.case_number for one in page.columns[column].list.cards.cards]


def at(page: DeadlinesPage, column: str) -> str:
    card = page.columns[column].list.card()
    assert card is not None
    return card.row.case_number


def test_cards_stand_in_their_columns(page: DeadlinesPage) -> None:
    assert keys(page, "late") == ["C-2026-00001", "C-2026-00020"]
    assert keys(page, "today") == ["C-2026-00023", "C-2026-00002", "C-2026-00021"]
    assert keys(page, "week")[0] == "C-2026-00003"
    assert page.columns["late"]._count.text() == "2"
    assert page.columns["today"].note.text() == "1 paid today, €100.07"
    assert page.columns["week"].note.text().replace("\N{NO-BREAK SPACE}", " ") == "2 later, first Wed 6 Jan 2027"
    late = page.columns["late"].list.cards
    told = late.data(late.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("2 days late, €100.01, Ready to release, C-2026-00001")


def test_until_it_is_read_the_board_shows_no_numbers(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> None:
    made = DeadlinesPage(Stage(desk, light, worker, Settings()))
    qtbot.addWidget(made)
    assert made._told.text() == "Reading the deadlines…"
    assert made.filters.isHidden()
    assert made.charts.isHidden()
    with qtbot.waitSignal(made.answered, timeout=20_000):
        made.show()
    assert made._told.isHidden()
    assert made.charts.isVisible()


def test_the_keyboard_moves_releases_and_opens(qtbot: QtBot, page: DeadlinesPage, desk: Desk) -> None:
    late, today = page.columns["late"].list, page.columns["today"].list
    qtbot.keyClick(late, Qt.Key.Key_Down)
    assert at(page, "late") == "C-2026-00020"
    qtbot.keyClick(late, Qt.Key.Key_Right)
    qtbot.keyClick(today, Qt.Key.Key_Down)
    assert at(page, "today") == "C-2026-00002"
    with qtbot.waitSignal(page._stage.number_wanted, timeout=20_000) as wanted:
        qtbot.keyClick(today, Qt.Key.Key_Return)
    assert wanted.args == ["C-2026-00002"]
    qtbot.keyClick(today, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: refund(desk, 2).state == "released", timeout=20_000)
    qtbot.waitUntil(lambda: "1 refund is released" in page._told.text(), timeout=20_000)
    qtbot.waitUntil(lambda: page.board is not None and page.board.ready == (1,), timeout=20_000)
    assert at(page, "today") == "C-2026-00002"


def test_what_cannot_be_released_is_said(qtbot: QtBot, page: DeadlinesPage) -> None:
    week = page.columns["week"].list
    week.setCurrentIndex(week.cards.index(keys(page, "week").index("C-2026-00004")))
    qtbot.keyClick(week, Qt.Key.Key_R)
    assert page._told.text() == "You entered it: a colleague releases it."
    week.setCurrentIndex(week.cards.index(0))
    with qtbot.waitSignals([page._stage.queue_wanted, page._stage.rows_wanted], timeout=20_000):
        qtbot.keyClick(week, Qt.Key.Key_R)


def test_all_that_is_ready_is_released_after_a_question(qtbot: QtBot, page: DeadlinesPage, desk: Desk) -> None:
    assert page.release_all.text() == "Release 2 ready refunds"
    page.release_all.click()
    assert page.dialog is not None
    assert "€200.03" in [one.text() for one in page.dialog.findChildren(QLabel)]
    page.dialog.reject()
    assert refund(desk, 1).state == "to_release"
    page.release_all.click()
    page.dialog.release.click()
    qtbot.waitUntil(lambda: {refund(desk, one).state for one in (1, 2)} == {"released"}, timeout=20_000)
    qtbot.waitUntil(lambda: "2 refunds are released" in page._told.text(), timeout=20_000)


def test_filters_ask_the_database(qtbot: QtBot, page: DeadlinesPage, tmp_path: Path) -> None:
    page.filters.countries["BE"].click()
    qtbot.waitUntil(lambda: keys(page, "late") == [], timeout=20_000)
    page.filters.countries["LU"].click()
    qtbot.waitUntil(lambda: len(keys(page, "late")) == 2, timeout=20_000)
    assert page.filters.countries["BE"].isChecked()
    page.words.setText("00003")
    qtbot.waitUntil(lambda: keys(page, "week") == ["C-2026-00003"] and not keys(page, "late"), timeout=20_000)
    page.out.save(tmp_path / "list.csv", page.question)
    qtbot.waitUntil(lambda: "Saved as" in page._told.text(), timeout=20_000)
    lines = (tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Waits for the customer’s IBAN" in lines[1]
    assert (lines[1].split(";")[0], lines[1].split(";")[6]) == ("2026-12-29", "100,03")
    assert lines[0].split(";")[6] == "Amount (EUR)"


def test_the_charts_tell_their_numbers(qtbot: QtBot, page: DeadlinesPage) -> None:
    due, lengths = page.charts.due.chart, page.charts.lengths.chart
    assert [bar.count for bar in due.bars[:4]] == [2, 3, 1, 1]
    assert {due.bars[number].ground for number in (5, 6, 7)} == {"holiday", "weekend"}
    assert due.accessibleDescription().replace("\N{NO-BREAK SPACE}", " ").startswith("Late: 2; Mon 28 Dec 2026: 3")
    assert [(number, bar.count, bar.late) for number, bar in enumerate(lengths.bars) if bar.count] == [
        (9, 2, 1),
        (12, 1, 0),
    ]
    due.setFocus()
    qtbot.keyClick(due, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Late: 2"
    assert not page.grab().isNull()
    assert due.writes
    due.show_bars([replace(bar, count=bar.count + 35_000) for bar in due.bars])
    assert not due.writes
    assert not page.grab().isNull()
    assert [round_top(most) for most in (0, 2, 3, 7, 41)] == [2, 2, 4, 10, 100]


def test_the_figures_are_charts_with_their_numbers(qtbot: QtBot, page: DeadlinesPage, tmp_path: Path) -> None:
    with qtbot.waitSignals([page.figures.answered, page.keys_changed], timeout=20_000):
        page.turn.click()
    cards = {card.figure.key: card for card in page.figures.cards}
    card = cards["deadlines-kept"]
    assert card.chart.accessibleDescription() == "Refunds: 3; Replies: 0; SIM jobs: 0"
    assert [bar.late for bar in card.chart.bars] == [1, 0, 0]
    assert card.table.lines()[1] == ["Refunds", "3", "2", "1"]
    page.figures.save(card.figure, tmp_path / "kept.csv")
    qtbot.waitUntil(lambda: "Saved as" in page._told.text(), timeout=20_000)
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("Refunds")
    assert not page.grab().isNull()
    assert page.page_keys() == ()
    page.turn.click()
    assert page.page_keys()
    assert page.release_all.isVisible()
