"""The page of the own cases: what the pane says, what it writes, and what stays when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.config import Person
from app.start import Desk
from tests.acts.own import COLLEAGUE, case_in, office
from tests.acts.stored import SUPERVISOR
from ui.queues.own_cases_page import OwnCasesPage
from ui.settings import Settings
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.worker import Worker


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = office(tmp_path)
    case_in(made, "C-1", due_on=date(2026, 12, 23), due_what="reply")
    case_in(made, "C-2", state="sent_back", act="withdrawal", reason="Which odometer?")
    case_in(made, "C-3", due_on=date(2027, 1, 4), due_what="reassign", act="sim_deactivation")
    case_in(made, "C-4", agent=COLLEAGUE, due_on=date(2027, 1, 5), due_what="reply")
    yield made
    made.records.close()


def page_on(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> OwnCasesPage:
    stage = Stage(desk, light, worker, Settings(), "en")
    made = OwnCasesPage(stage)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    speak_all(made, stage.language)
    with qtbot.waitSignal(made.answered):
        made.show()
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> OwnCasesPage:
    return page_on(qtbot, desk, light, worker)


def shown(page: OwnCasesPage) -> list[str]:
    return [one.number for one in page.table.rows.rows]


def test_an_answer_is_written_and_the_case_leaves_the_list(qtbot: QtBot, page: OwnCasesPage) -> None:
    assert shown(page) == ["C-1", "C-3", "C-2"]
    pane = page.pane
    assert pane.close_case.isVisibleTo(pane)
    assert not pane.submit.isVisibleTo(pane)
    pane.close_case.click()
    qtbot.waitUntil(pane.trouble.isVisible)
    assert pane.trouble.text() == "Write down what was answered."
    assert pane.answer.property("wrong")
    pane.answer.setPlainText("All data sent.")
    pane.close_case.click()
    qtbot.waitUntil(lambda: shown(page) == ["C-3", "C-2"])
    assert not pane.close_case.isVisibleTo(pane)


def test_what_was_sent_back_shows_why_and_goes_again(qtbot: QtBot, page: OwnCasesPage) -> None:
    page.go_to("C-2")
    pane = page.pane
    qtbot.waitUntil(lambda: pane.row is not None and pane.row.number == "C-2")
    assert pane.submit.isVisibleTo(pane)
    assert not pane.reply_fields.isVisibleTo(pane)
    pane.answer.setPlainText("18 450 km")
    pane.submit.click()
    qtbot.waitUntil(lambda: shown(page) == ["C-1", "C-3"])


def test_a_job_without_a_dealer_is_not_answered_here(qtbot: QtBot, page: OwnCasesPage) -> None:
    page.go_to("C-3")
    pane = page.pane
    qtbot.waitUntil(lambda: pane.row is not None and pane.row.number == "C-3")
    assert not pane.answer.isVisibleTo(pane)
    assert not pane.submit.isVisibleTo(pane)
    assert not pane.close_case.isVisibleTo(pane)
    with qtbot.waitSignal(page._stage.number_wanted) as wanted:
        pane.case.click()
    assert wanted.args == ["C-3"]


@pytest.mark.parametrize("name", ["correct_case", "cancel_case"])
def test_a_case_is_corrected_or_cancelled_from_here(qtbot: QtBot, page: OwnCasesPage, name: str) -> None:
    page.go_to("C-2")
    pane = page.pane
    qtbot.waitUntil(lambda: pane.row is not None and pane.row.number == "C-2")
    assert pane.undo[name].isVisibleTo(pane)
    with qtbot.waitSignal(page._stage.act_wanted) as wanted:
        pane.undo[name].click()
    assert wanted.args == ["C-2", name]


def test_what_was_typed_stays_when_others_write(qtbot: QtBot, page: OwnCasesPage, desk: Desk) -> None:
    page.pane.answer.setPlainText("Half an answer")
    case_in(desk, "C-9", due_on=date(2026, 12, 22), due_what="reply")
    with qtbot.waitSignal(page.answered):
        page.reload()
    assert shown(page)[0] == "C-9"
    assert page.pane.row is not None
    assert (page.pane.row.number, page.pane.answer.toPlainText()) == ("C-1", "Half an answer")


def test_a_supervisor_sees_everybodys_and_chooses_an_agent(
    qtbot: QtBot, desk: Desk, light: Theme, worker: Worker
) -> None:
    desk.person = Person(SUPERVISOR, "supervisor")
    page = page_on(qtbot, desk, light, worker)
    assert shown(page) == ["C-1", "C-3", "C-4", "C-2"]
    assert page.page is not None
    assert COLLEAGUE in page.page.more["agents"]


def test_a_job_no_dealer_could_do_leads_to_where_it_is_given_to_another(qtbot: QtBot, page: OwnCasesPage) -> None:
    pane = page.pane
    assert not pane.job.isVisibleTo(pane)
    page.go_to("C-3")
    qtbot.waitUntil(lambda: pane.job.isVisibleTo(pane), timeout=20_000)
    went: list[tuple[str, ...]] = []
    page._stage.queue_wanted.connect(lambda key: went.append((key,)))
    page._stage.rows_wanted.connect(lambda *words: went.append(words))
    pane.job.click()
    assert went == [("sim_jobs",), ("sim-jobs", "not_possible", "C-3")]
