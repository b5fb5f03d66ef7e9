"""A supervisor sets from which amount on a refund waits for one; who may not is not offered it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.config import Person
from app.start import Desk
from ui.pages.limit_card import LIMIT, LimitCard
from ui.pages.settings_page import SettingsPage
from ui.speech import speak_all
from ui.stage import Stage


@pytest.fixture
def page(qtbot: QtBot, stage: Stage, desk: Desk) -> SettingsPage:
    desk.open()
    desk.person = Person("Karin Maes", "supervisor")
    page = SettingsPage(stage)
    qtbot.addWidget(page)
    speak_all(page, stage.language)
    page.show()
    qtbot.waitUntil(lambda: page.limit.holds() == "No limit is set.", timeout=20_000)
    return page


def test_the_amount_is_set_and_taken_away_again(qtbot: QtBot, stage: Stage, page: SettingsPage) -> None:
    card = page.limit
    card.field.setText("a lot")
    card.set.click()
    qtbot.waitUntil(lambda: "amount in euros" in card.said(), timeout=20_000)
    assert card.field.property("wrong")
    card.field.setText("250,00")
    with qtbot.waitSignal(stage.changed, timeout=20_000) as written:
        card.set.click()
    assert written.args == [LIMIT, None]
    assert card.holds() == "Refunds above €250.00 wait for a supervisor."
    assert card.said() == "The amount is set for all desks."
    with qtbot.waitSignal(stage.changed, timeout=20_000):
        card.set.click()
    assert card.holds() == "No limit is set."


def test_an_agent_is_not_offered_it(qtbot: QtBot, stage: Stage, desk: Desk) -> None:
    desk.open()
    page = SettingsPage(stage)
    qtbot.addWidget(page)
    assert page.findChildren(LimitCard) == []
