"""Three journeys through the real window: search, dossier, wizard, letter, database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.start import Desk
from tests.journeys.driving import Agent, asked, letter_text, open_window
from ui.theme.theme import Theme
from ui.worker import Worker

LETTERS = "select kind, language, content from letters where case_id = (select id from cases where number = :number)"


@pytest.fixture
def agent(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[Agent]:
    worker = Worker()
    faults: list[BaseException] = []
    worker.broke.connect(faults.append)
    yield open_window(qtbot, desk, worker, Theme(qapp, "light"))
    worker.stop()
    assert not faults


def test_a_withdrawal_from_the_plate_to_the_letter(agent: Agent, database: Path) -> None:
    dossier = agent.search("1abc234")
    assert dossier.overview.dossier.customer.family_name == "De Smet"
    wizard = agent.start("withdrawal", "booking")
    agent.go_on_to_review(wizard)
    refund = wizard.flow.preview().refund_total
    assert refund is not None
    assert asked(database, "select count(*) from cases where act = 'withdrawal' and agent = 'Anna Willems'") == [(0,)]

    number = agent.record(wizard)

    (case,) = asked(database, "select act, refund, state, agent from cases where number = :number", number=number)
    # The refund still has to be paid.
    assert case == ("withdrawal", refund, "being_carried_out", "Anna Willems")
    letters = {kind: (code, letter_text(content)) for kind, code, content in asked(database, LETTERS, number=number)}
    assert set(letters) == {"acknowledgement", "withdrawal_confirmation"}
    code, words = letters["withdrawal_confirmation"]
    assert code == "nl"
    assert f"€ {refund // 100},{refund % 100:02}" in words
    assert number in words
    assert "herroeping" in words

    dossier = agent.leave(wizard)
    agent.qtbot.waitUntil(lambda: any(one.number == number for one in agent.dossier().overview.dossier.cases))
    assert asked(database, "select count(*) from drafts") == [(0,)]


def test_a_termination_of_the_contract(agent: Agent, database: Path) -> None:
    agent.search("2-FKL-871")
    wizard = agent.start("termination", "contract")
    agent.go_on_to_review(wizard)
    seen = wizard.flow.preview()
    assert seen.last_service_day is not None

    number = agent.record(wizard)

    (case,) = asked(database, "select act, state, last_service_day from cases where number = :number", number=number)
    assert case == ("termination", "done", seen.last_service_day.isoformat())
    ((ended_as, ends_on),) = asked(
        database,
        "select c.ended_as, c.ends_on from contracts c join vehicles v on v.id = c.vehicle_id where v.plate = :plate",
        plate="2-FKL-871",
    )
    assert (ended_as, ends_on) == ("terminated", seen.last_service_day.isoformat())
    ((kind, _, content),) = asked(database, LETTERS, number=number)
    assert kind == "termination_confirmation"
    day = seen.last_service_day
    assert f"{day.day} " in letter_text(content)
    assert str(day.year) in letter_text(content)


def test_the_sim_is_switched_off_and_the_contract_goes_on(agent: Agent, database: Path) -> None:
    agent.search("Wagner Luc")
    wizard = agent.start("sim_deactivation")
    agent.go_on_to_review(wizard)

    number = agent.record(wizard)

    kinds = {kind for kind, _, _ in asked(database, LETTERS, number=number)}
    assert kinds == {"sim_confirmation", "sim_work_order"}
    order = next(content for kind, _, content in asked(database, LETTERS, number=number) if kind == "sim_work_order")
    ((vin, iccid),) = asked(
        database,
        "select v.vin, s.iccid from sims s join vehicles v on v.id = s.vehicle_id where v.plate = :plate",
        plate="LU 4821",
    )
    words = letter_text(order).replace(" ", "")
    assert str(vin) in words
    assert str(iccid) in words
    ((ended_as,),) = asked(
        database,
        "select c.ended_as from contracts c join vehicles v on v.id = c.vehicle_id where v.plate = :plate",
        plate="LU 4821",
    )
    assert ended_as == ""


def test_a_draft_is_offered_again_and_opens_where_it_was(
    qtbot: QtBot, qapp: QApplication, desk: Desk, database: Path
) -> None:
    worker, theme = Worker(), Theme(qapp, "light")
    first = open_window(qtbot, desk, worker, theme)
    first.search("1-ABC-234")
    wizard = first.start("withdrawal", "booking")
    wizard.bar.next.click()
    wizard.bar.next.click()
    left = wizard.flow.draft, wizard.flow.step.name
    wizard.close_wizard()
    qtbot.waitUntil(lambda: asked(database, "select count(*) from drafts") == [(1,)])

    again = open_window(qtbot, desk, worker, theme)
    restored = again.resume()
    assert (restored.flow.draft, restored.flow.step.name) == left
    worker.stop()
