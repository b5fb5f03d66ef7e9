"""The header of a dossier finds a place for everything, and shortens nothing it need not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.language import language
from tests.acts import examples as people
from tests.ui import examples
from ui.dossier.header import Contact, HeaderCard, VinLabel
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.theme import Theme


@pytest.fixture
def header(qtbot: QtBot, light: Theme) -> HeaderCard:
    made = HeaderCard()
    made.show_overview(examples.overview())
    speak_all(made, language("en"))
    # Inside another part, as in the window: on its own its layout would not let it get narrower.
    holder = QWidget()
    made.setParent(holder)
    qtbot.addWidget(holder)
    made.resize(1360, 100)
    holder.show()
    made.holder = holder  # type: ignore[attr-defined]
    return made


@pytest.mark.parametrize("width", [1168, 1328, 1360, 1840])
def test_nothing_is_shortened_where_there_is_room(qtbot: QtBot, header: HeaderCard, width: int) -> None:
    header.resize(width, 140)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in header.findChildren(Contact)))


def test_a_narrow_header_puts_the_car_below(qtbot: QtBot, header: HeaderCard) -> None:
    header.resize(1840, 140)
    qtbot.waitUntil(lambda: header.findChildren(VinLabel)[0].mapTo(header, QPoint(0, 0)).x() > 900)
    header.resize(1080, 140)
    qtbot.waitUntil(lambda: header.findChildren(VinLabel)[0].mapTo(header, QPoint(0, 0)).x() < 100)


def test_a_phone_number_is_never_shortened(header: HeaderCard) -> None:
    phone = header.findChildren(Contact)[0]
    assert phone.minimumSizeHint() == phone.sizeHint()


def test_a_customer_without_a_vehicle_is_shown_too(qtbot: QtBot, light: Theme) -> None:
    overview = examples.overview()
    alone = replace(overview, dossier=replace(overview.dossier, vehicle=None, contract=None))
    card = HeaderCard()
    card.show_overview(alone)
    speak_all(card, language("en"))
    qtbot.addWidget(card)
    assert "No vehicle" in [label.text() for label in card.findChildren(Words)]
    assert not card.findChildren(VinLabel)


def test_a_sanctioned_customer_stands_out(qtbot: QtBot, light: Theme) -> None:
    overview = examples.overview()
    customer = replace(overview.dossier.customer, sanctioned=True)
    card = HeaderCard()
    card.show_overview(replace(overview, dossier=replace(overview.dossier, customer=customer)))
    speak_all(card, language("en"))
    qtbot.addWidget(card)
    assert any("anction" in label.text() for label in card.findChildren(Words))


def test_the_vin_is_read_whole(header: HeaderCard) -> None:
    (vin,) = header.findChildren(VinLabel)
    assert vin.accessibleName() == people.vehicle().vin
