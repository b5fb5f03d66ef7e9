"""The common page of the queues, on a list that stands in for a database: choosing, paging, refreshing, taking out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.config import Person
from app.records.queue_rows import QueuePage, QueueQuestion
from app.start import Desk
from app.terms.clause import Because, Refusal, because
from ui.queues.queue_spec import Choice, QueueSpec, State
from ui.queues.queue_view import QueueView
from ui.queues.side_pane import SidePane
from ui.settings import Settings
from ui.speech import speak_all
from ui.stage import Stage
from ui.tables.columns import Cell, Column
from ui.theme.theme import Theme
from ui.worker import Worker


@dataclass(frozen=True)
class Job:
    number: str
    state: str
    town: str
    version: int = 1


class Jobs:
    """A queue of its own, answered as a database would; ``broken`` says why not. Read on the thread of the worker."""

    def __init__(self, count: int) -> None:
        self.rows = [Job(f"J-{n:05}", "failed" if n % 10 == 3 else "ready", _TOWNS[n % 3]) for n in range(count)]
        self.broken: Because | None = None
        self.asked = 0
        self.lock = threading.Lock()

    def matching(self, question: QueueQuestion) -> list[Job]:
        with self.lock:
            found = [one for one in self.rows if question.state in ("", one.state)]
        wanted = dict(question.chosen).get("town", "")
        found = [one for one in found if wanted in ("", one.town) and question.words.casefold() in str(one).casefold()]
        if question.sort:
            found.sort(key=lambda one: getattr(one, question.sort), reverse=question.descending)
        return found

    def ask(self, _desk: Desk, question: QueueQuestion) -> QueuePage[Job]:
        self.asked += 1
        if self.broken is not None:
            raise Refusal(self.broken)
        found = self.matching(question)
        every = self.matching(replace(question, state=""))
        counts = {state: sum(one.state == state for one in every) for state in ("ready", "failed")}
        return QueuePage(tuple(found[question.first : question.first + question.count]), len(found), counts)

    def numbers(self, _desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
        return tuple(one.number for one in self.matching(question))


_TOWNS = ("Gent", "Namur", "Esch")
COLUMNS = (
    Column("state", because("State"), lambda row, _: Cell(row.state, mark=row.state), lambda row: row.state),
    Column("town", because("Town"), lambda row, _: Cell(row.town), lambda row: row.town),
    Column("number", because("Number"), lambda row, _: Cell(row.number), lambda row: row.number, stretch=True),
)


def spec_of(jobs: Jobs) -> QueueSpec:
    return QueueSpec(
        title=because("Letters"),
        columns=COLUMNS,
        key=lambda row: row.number,
        ask=jobs.ask,
        numbers=jobs.numbers,
        states=(
            State("", because("All")),
            State("ready", because("Ready"), "ready"),
            State("failed", because("Failed")),
        ),
        choices=(Choice("town", because("Town"), (("", because("All")), *((town, town) for town in _TOWNS))),),
        file_name="jobs",
    )


@pytest.fixture
def jobs() -> Jobs:
    return Jobs(250)


@pytest.fixture
def bare_stage(qtbot: QtBot, light: Theme, worker: Worker) -> Stage:
    desk = Desk(
        "sqlite://", Person("Karin Maes", "supervisor"), "en", lambda: datetime.combine(_TODAY, datetime.min.time())
    )
    return Stage(desk, light, worker, Settings())


_TODAY = date(2026, 12, 28)


@pytest.fixture
def view(qtbot: QtBot, bare_stage: Stage, jobs: Jobs) -> QueueView:
    made = QueueView(bare_stage, spec_of(jobs))
    qtbot.addWidget(made)
    made.resize(1300, 700)
    speak_all(made, bare_stage.language)
    answered(qtbot, made, made.show)
    made.take_focus()
    return made


def answered(qtbot: QtBot, view: QueueView, act: Callable[[], object]) -> None:
    with qtbot.waitSignal(view.answered, timeout=10_000):
        act()


def shown(view: QueueView) -> list[str]:
    return [one.number for one in view.table.rows.rows]


def keys(qtbot: QtBot, view: QueueView, *pressed: Qt.Key, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    for key in pressed:
        qtbot.keyClick(view.table, key, modifier)


def test_a_page_of_a_long_list_is_shown_with_its_counts(view: QueueView) -> None:
    assert shown(view) == [f"J-{n:05}" for n in range(100)]
    assert [chip.count for chip in view.filters.chips.values()] == [250, 225, 25]
    assert view.footer.shown() == "250 rows · 1–100 of 250"


def test_space_selects_and_goes_on_and_shift_extends(qtbot: QtBot, view: QueueView) -> None:
    told: list[tuple[str, ...]] = []
    view.selection.connect(told.append)
    keys(qtbot, view, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert told[-1] == ("J-00000", "J-00001")
    assert view.table.row().number == "J-00002"
    keys(qtbot, view, Qt.Key.Key_Down, Qt.Key.Key_Down, shift=True)
    assert told[-1] == ("J-00000", "J-00001", "J-00002", "J-00003", "J-00004")
    keys(qtbot, view, Qt.Key.Key_Space)
    assert "J-00004" not in told[-1]
    assert view.footer.shown().startswith("4 of 250 selected")
    keys(qtbot, view, Qt.Key.Key_Escape)
    assert told[-1] == ()
    assert view.footer.shown().startswith("250 rows")


def test_boxes_are_pressed_with_the_mouse_and_ranges_with_shift(qtbot: QtBot, view: QueueView) -> None:
    def press(row: int, shift: bool = False) -> None:
        where = view.table.visualRect(view.table.model().index(row, 0)).center()
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, modifier, QPoint(where))

    press(2)
    press(5, shift=True)
    assert view.chosen.keys == ("J-00002", "J-00003", "J-00004", "J-00005")
    press(3)
    assert view.chosen.keys == ("J-00002", "J-00004", "J-00005")


def test_ctrl_a_selects_all_that_match_on_all_pages(qtbot: QtBot, view: QueueView) -> None:
    answered(qtbot, view, lambda: view.filters.choose_state("ready"))
    with qtbot.waitSignal(view.selection, timeout=10_000):
        qtbot.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(view.chosen) == 225
    assert "J-00003" not in view.chosen
    assert view.footer.shown().startswith("225 of 225 selected")


def test_what_is_selected_outlives_paging_sorting_and_filtering(qtbot: QtBot, view: QueueView) -> None:
    keys(qtbot, view, Qt.Key.Key_Space)
    answered(qtbot, view, lambda: view.turn_page(1))
    assert shown(view)[0] == "J-00100"
    assert view.chosen.keys == ("J-00000",)
    answered(qtbot, view, lambda: view.table.sort_by(3))
    answered(qtbot, view, lambda: view.table.sort_by(3))
    assert shown(view)[0] == "J-00249"
    assert view.footer.shown() == "1 of 250 selected · 1–100 of 250"
    answered(qtbot, view, lambda: view.filters.words.setText("j-0001"))
    assert shown(view) == [f"J-{n:05}" for n in range(19, 9, -1)]
    assert view.chosen.keys == ("J-00000",)
    view.filters.fields["town"].set_value("Esch")
    answered(qtbot, view, lambda: view.filters.fields["town"].chosen.emit("Esch"))
    assert shown(view) == ["J-00017", "J-00014", "J-00011"]


def test_the_arrow_keys_go_on_to_the_next_page_and_back(qtbot: QtBot, view: QueueView) -> None:
    keys(qtbot, view, Qt.Key.Key_End)
    answered(qtbot, view, lambda: keys(qtbot, view, Qt.Key.Key_Down))
    assert view.table.row().number == "J-00100"
    answered(qtbot, view, lambda: keys(qtbot, view, Qt.Key.Key_Up))
    assert view.table.row().number == "J-00099"


def test_a_refresh_keeps_row_place_and_selection_and_says_what_has_left(
    qtbot: QtBot, view: QueueView, jobs: Jobs, bare_stage: Stage
) -> None:
    keys(qtbot, view, *[Qt.Key.Key_Space] * 60)
    bar = view.table.verticalScrollBar()
    before = bar.value()
    assert before > 0
    seen: list[Job | None] = []
    view.current.connect(seen.append)
    with jobs.lock:
        jobs.rows = [one for one in jobs.rows if one.number not in ("J-00001", "J-00200")]
        jobs.rows[-1] = replace(jobs.rows[-1], version=2)
    answered(qtbot, view, bare_stage.queues_changed.emit)
    assert view.table.row().number == "J-00060"
    assert seen == []
    assert bar.value() == before
    assert len(view.chosen) == 59
    assert view.footer.said() == "1 selected row is no longer in this list."


def test_it_asks_at_most_once_a_second_and_only_while_it_is_seen(
    qtbot: QtBot, view: QueueView, jobs: Jobs, bare_stage: Stage
) -> None:
    before = jobs.asked
    for _ in range(20):
        bare_stage.queues_changed.emit()
    qtbot.waitUntil(lambda: jobs.asked > before and view.asking.quiet, timeout=10_000)
    assert jobs.asked == before + 1
    view.hide()
    qtbot.waitUntil(lambda: view.asking.quiet, timeout=10_000)
    before = jobs.asked
    bare_stage.queues_changed.emit()
    assert jobs.asked == before
    answered(qtbot, view, view.show)


def test_a_refusal_stands_in_the_page_and_goes_when_it_works_again(qtbot: QtBot, view: QueueView, jobs: Jobs) -> None:
    def boxes() -> list[str]:
        return [one.text() for one in view.findChildren(QLabel) if one.isVisible()]

    jobs.broken = because("The disk is full.")
    answered(qtbot, view, view.reload)
    qtbot.waitUntil(lambda: "The disk is full." in boxes(), timeout=10_000)
    assert len(shown(view)) == 100
    jobs.broken = None
    answered(qtbot, view, view.reload)
    qtbot.waitUntil(lambda: "The disk is full." not in boxes(), timeout=10_000)


def test_the_list_is_exported_whole_and_rows_of_other_pages_are_copied(
    qtbot: QtBot, view: QueueView, tmp_path: Path
) -> None:
    answered(qtbot, view, lambda: view.filters.choose_state("ready"))
    view.out.save(tmp_path / "jobs.csv", view.question)
    qtbot.waitUntil(lambda: view.footer.said() == "Saved as jobs.csv.", timeout=10_000)
    lines = (tmp_path / "jobs.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 226
    assert lines[0] == "State;Town;Number"
    assert lines[-1] == "ready;Gent;J-00249"
    keys(qtbot, view, Qt.Key.Key_Space)
    answered(qtbot, view, lambda: view.turn_page(1))
    keys(qtbot, view, Qt.Key.Key_Space)
    view.copy()
    qtbot.waitUntil(lambda: view.footer.said() == "2 rows copied.", timeout=10_000)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2


def test_the_first_button_acts_on_what_is_selected_or_on_the_row(qtbot: QtBot, view: QueueView) -> None:
    done: list[tuple[str, ...]] = []
    words = lambda n: because("Print {count} selected", count=n) if n else because("Print")  # noqa: E731
    button = view.add_primary(words, "printer", done.append)
    button.click()
    keys(qtbot, view, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert button.text() == "Print 2 selected"
    button.click()
    assert done == [("J-00000",), ("J-00000", "J-00001")]


def test_the_pane_beside_walks_the_rows(qtbot: QtBot, view: QueueView) -> None:
    pane = SidePane()
    view.add_side(pane)
    pane.stepped.emit(1)
    assert view.table.row().number == "J-00001"
    opened: list[Job] = []
    view.opened.connect(opened.append)
    keys(qtbot, view, Qt.Key.Key_Return)
    assert [one.number for one in opened] == ["J-00001"]


def test_the_pane_gives_way_in_a_narrow_window_and_f6_brings_it(qtbot: QtBot, view: QueueView) -> None:
    pane = SidePane()
    view.add_side(pane)
    view.resize(880, 500)
    qtbot.waitUntil(pane.isHidden)
    qtbot.keyClick(view.table, Qt.Key.Key_F6)
    qtbot.waitUntil(pane.isVisible)
    view.resize(1300, 700)
    assert not pane.isHidden()


def test_an_empty_queue_says_so_and_a_shorter_one_goes_to_its_last_page(
    qtbot: QtBot, view: QueueView, jobs: Jobs
) -> None:
    answered(qtbot, view, lambda: view.turn_page(2))
    with jobs.lock:
        jobs.rows = jobs.rows[:120]
    view.reload()
    qtbot.waitUntil(lambda: view.question.first == 100 and len(shown(view)) == 20, timeout=10_000)
    with jobs.lock:
        jobs.rows = []
    view.reload()
    qtbot.waitUntil(lambda: shown(view) == [], timeout=10_000)
    assert view.table.nothing() == because("Nothing is waiting here.")
