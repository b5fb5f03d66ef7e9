"""A supervisor sets how many working days dealers have for a SIM job; who may not is not offered it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.acts.sim_job_days import set_days
from app.config import Person
from app.records import sim_jobs
from app.start import Desk
from app.terms.clause import Refusal
from ui.pages.settings_page import SettingsPage
from ui.pages.sim_days_card import SimDaysCard
from ui.speech import speak_all
from ui.stage import Stage

WAIT = 20_000


def test_the_days_are_set_and_hold_for_the_next_job(qtbot: QtBot, stage: Stage, desk: Desk) -> None:
    desk.open()
    desk.person = Person("Karin Maes", "supervisor")
    page = SettingsPage(stage)
    qtbot.addWidget(page)
    speak_all(page, stage.language)
    page.show()
    card = page.sim_days
    qtbot.waitUntil(lambda: card.holds() == "A dealer has 5 working days.", timeout=WAIT)
    for wrong in ("", "0", "61", "2,5", "٣"):
        card.field.setText(wrong)
        card.set.click()
        qtbot.waitUntil(lambda: bool(card.field.property("wrong")), timeout=WAIT)
        assert "whole number" in card.said()
    with desk.records.reading() as session:
        before = sim_jobs.due_day(session, None, desk.today())
    card.field.setText("2")
    card.set.click()
    qtbot.waitUntil(lambda: card.holds() == "A dealer has 2 working days.", timeout=WAIT)
    assert card.said() == "The days are set for all desks."
    with desk.records.reading() as session:
        assert sim_jobs.due_day(session, None, desk.today()) < before


def test_an_agent_sets_no_days(qtbot: QtBot, stage: Stage, desk: Desk) -> None:
    desk.open()
    page = SettingsPage(stage)
    qtbot.addWidget(page)
    assert page.findChildren(SimDaysCard) == []
    with pytest.raises(Refusal, match="Only a supervisor"):
        set_days(desk, "3")
