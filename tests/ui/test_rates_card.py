"""An administrator enters a legal rate, sees who entered it, and takes it back; what is no rate says so."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from app.acts.interest_rates import entered
from app.config import Person
from app.records.tables import InterestRate
from app.start import Desk
from ui.pages.rates_card import RATES, RatesCard
from ui.pages.settings_page import SettingsPage
from ui.parts.buttons import IconButton
from ui.parts.words import Words
from ui.speech import speak_all
from ui.stage import Stage


def shown(qtbot: QtBot, stage: Stage) -> RatesCard:
    """The card for Mia Peeters, administrator, with an empty table."""
    stage.desk.open()
    stage.desk.person = Person("Mia Peeters", "administrator")
    with stage.desk.records.writing() as session:
        session.execute(delete(InterestRate))
    card = RatesCard(stage)
    qtbot.addWidget(card)
    speak_all(card, stage.language)
    card.show()
    qtbot.waitUntil(lambda: bool(words(card, "No rate is entered.")))
    return card


def words(card: QWidget, text: str) -> list[Words]:
    """The texts that hold ``text``."""
    return [one for one in card.findChildren(Words) if text in one.text()]


def test_a_rate_is_entered_shown_and_taken_back(qtbot: QtBot, stage: Stage, desk: Desk) -> None:
    card = shown(qtbot, stage)
    card.day.choose(date(2027, 1, 1))
    card.percent.setText("3,75")
    with qtbot.waitSignal(stage.changed) as written:
        card.add.click()
    assert written.args == [RATES, None]
    assert card.said() == "The rate is entered."
    assert words(card, "3.75 %")
    assert words(card, "entered by Mia Peeters")
    (remove,) = card.findChildren(IconButton)
    with qtbot.waitSignal(stage.changed):
        remove.click()
    assert entered(desk) == ()
    assert words(card, "No rate is entered.")


def test_what_is_no_rate_is_said(qtbot: QtBot, stage: Stage) -> None:
    card = shown(qtbot, stage)
    card.add.click()
    qtbot.waitUntil(lambda: "first day" in card.said())
    card.day.choose(date(2027, 1, 1))
    card.percent.setText("much")
    card.add.click()
    qtbot.waitUntil(lambda: "is no rate" in card.said())
    assert "is no rate" in card.percent.accessibleDescription()


def test_only_an_administrator_has_the_card(qtbot: QtBot, stage: Stage) -> None:
    stage.desk.open()
    for role, cards in (("supervisor", 0), ("administrator", 1)):
        stage.desk.person = Person("Mia Peeters", role)
        page = SettingsPage(stage)
        qtbot.addWidget(page)
        assert len(page.findChildren(RatesCard)) == cards
