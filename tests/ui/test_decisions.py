"""What a supervisor decides on an agent's case is said once in the agent's window, with the way to the case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select, update

from app.acts.decisions import Decision, decided_since, newest_move
from app.config import Person
from app.records import case_life
from app.records.tables import Case
from app.start import Desk
from tests.ui.test_main_window import WAIT, page
from ui.calls.case_page import CasePage
from ui.decisions import Decisions
from ui.main_window import MainWindow
from ui.notice import Notice
from ui.parts.buttons import Button
from ui.parts.words import Words
from ui.stage import Stage

SUPERVISOR = "Karin Maes"


def decide(desk: Desk, number: str, after: str, agent: str = "Anna Willems", by: str = SUPERVISOR) -> None:
    """Somebody else decides a case that ``agent`` recorded."""
    with desk.records.writing() as session:
        session.execute(update(Case).where(Case.number == number).values(state="waits_for_approval", agent=agent))
    with desk.records.writing() as session:
        case_life.move_case(session, number, after, by=by, role="supervisor", at=desk.now(), reason="Ask again.")


def cases(desk: Desk) -> list[str]:
    with desk.records.reading() as session:
        return list(session.scalars(select(Case.number).order_by(Case.number)))


def notices(window: MainWindow) -> list[str]:
    found = window.findChildren(Notice)
    return [one.findChildren(Words)[0].text() for one in found]


@pytest.fixture
def listening(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window knows what was decided before it opened."""
    decisions = window.findChild(Decisions)
    assert decisions is not None
    qtbot.waitUntil(lambda: decisions._known is not None, timeout=WAIT)
    return window


def test_only_what_others_decided_on_own_cases_since_is_read(desk: Desk) -> None:
    desk.open()
    first, second, third = cases(desk)
    decide(desk, first, "approved")
    known = newest_move(desk)
    assert decided_since(desk, known) == ()
    decide(desk, second, "sent_back")
    decide(desk, third, "approved", agent="Tom Claes")
    (found,) = decided_since(desk, known)
    assert found == Decision(found.move, second, "sent_back", SUPERVISOR)
    desk.person = Person("Tom Claes")
    assert [one.case_number for one in decided_since(desk, known)] == [third]
    decide(desk, first, "approved", agent="Tom Claes", by="Tom Claes")
    assert [one.case_number for one in decided_since(desk, known)] == [third]


def test_a_decision_is_said_once_and_leads_to_its_case(qtbot: QtBot, listening: MainWindow, stage: Stage) -> None:
    number = cases(stage.desk)[0]
    decide(stage.desk, number, "approved")
    stage.queues_changed.emit()
    qtbot.waitUntil(lambda: notices(listening) == [f"Karin Maes approved case {number}."], timeout=WAIT)
    button = next(one for one in listening.findChild(Notice).findChildren(Button) if one.text() == "Open case")
    button.click()
    qtbot.waitUntil(lambda: isinstance(page(listening).currentWidget(), CasePage), timeout=WAIT)
    qtbot.waitUntil(lambda: notices(listening) == [], timeout=WAIT)


def test_several_decisions_are_one_sentence(qtbot: QtBot, listening: MainWindow, stage: Stage) -> None:
    for number in cases(stage.desk)[:2]:
        decide(stage.desk, number, "sent_back")
    stage.queues_changed.emit()
    qtbot.waitUntil(lambda: notices(listening) == ["Supervisors decided on 2 cases of yours."], timeout=WAIT)


def test_a_new_day_asks_the_queues_again(
    qtbot: QtBot, window: MainWindow, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.assertNotEmitted(stage.queues_changed):
        window.top._midnight.timeout.emit()
    tomorrow = stage.desk.today() + timedelta(1)
    monkeypatch.setattr(stage.desk, "today", lambda: tomorrow)
    with qtbot.waitSignal(stage.queues_changed, timeout=WAIT):
        window.top._midnight.timeout.emit()
    assert "29" in window.top._day.text()
    with qtbot.assertNotEmitted(stage.queues_changed):
        window.top._midnight.timeout.emit()
