"""The catalogue of letters: every kind, in the language, for the customer and the country chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.acts.sample_letters import kinds
from tests.ui.test_reachable import clipped, unnamed
from ui.dossier.naming import LETTER_KINDS
from ui.main_window import MainWindow
from ui.samples.samples_page import SamplesPage


@pytest.fixture
def samples(qtbot: QtBot, window: MainWindow) -> SamplesPage:
    """The page, opened from the help."""
    window.show_page("help")
    help_page = window.pages.currentWidget()
    help_page.letters_asked.emit()
    page = window.pages.currentWidget()
    assert isinstance(page, SamplesPage)
    qtbot.waitUntil(lambda: "Withdraw" in page.view.text() or "withdraw" in page.view.text())
    return page


def test_every_kind_has_a_name() -> None:
    assert set(kinds()) == set(LETTER_KINDS)


def test_the_choices_say_what_is_shown(samples: SamplesPage) -> None:
    assert (samples.customer.currentText(), samples.country.currentText()) == ("Consumer", "Belgium")


def test_the_keys_go_through_the_kinds(qtbot: QtBot, samples: SamplesPage) -> None:
    assert samples.list.model().rowCount() == len(kinds())
    qtbot.keyClick(samples.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: samples.view.number == f"{kinds()[-1]}.en")
    assert samples.list.kind() == kinds()[-1]


def test_language_customer_and_country_are_chosen(qtbot: QtBot, samples: SamplesPage) -> None:
    samples.languages.setCurrentIndex(0)
    qtbot.waitUntil(lambda: "De Smet" in samples.view.text())
    samples.customer.setCurrentIndex(1)
    samples.customer.activated.emit(1)
    qtbot.waitUntil(lambda: "Garage Leieboord" in samples.view.text())
    samples.country.setCurrentIndex(1)
    samples.country.activated.emit(1)
    qtbot.waitUntil(lambda: "LUXEMBURG" in samples.view.text())


def test_escape_leads_back_to_the_help(qtbot: QtBot, window: MainWindow, samples: SamplesPage) -> None:
    qtbot.keyClick(samples, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is not samples


def test_everything_has_a_name_and_room(samples: SamplesPage) -> None:
    assert unnamed(samples) == []
    assert clipped(samples) == []
