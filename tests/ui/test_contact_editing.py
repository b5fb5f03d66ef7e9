"""The customer's telephone, e-mail and address are corrected from the header; a colleague's change is shown beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.acts.contact_data import Contact, contact_of, save_contact
from app.acts.overview import key_of
from app.config import Person
from app.start import Desk
from tests.ui.test_main_window import WAIT, open_dossier
from ui.calls.conflict_dialog import ConflictDialog
from ui.calls.contact_dialog import ContactDialog
from ui.dossier.view import DossierView
from ui.main_window import MainWindow
from ui.stage import Stage


@pytest.fixture
def colleague(stage: Stage) -> Iterator[Desk]:
    """Another desk on the same database."""
    made = Desk(stage.desk.url, Person("Tom Claes"), "en", stage.desk.now)
    yield made
    made.close()


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> DossierView:
    """The dossier of Elke De Smet."""
    return open_dossier(qtbot, window, "1-ABC-234")


def dialog_of(qtbot: QtBot, window: MainWindow, shown: DossierView) -> ContactDialog:
    shown.header.contact_asked.emit()
    found = window.findChildren(ContactDialog)
    assert len(found) == 1
    return found[0]


def now(shown: DossierView) -> Contact:
    return contact_of(shown.overview.dossier.customer)


def test_a_correction_comes_back_into_the_header(qtbot: QtBot, window: MainWindow, shown: DossierView) -> None:
    dialog = dialog_of(qtbot, window, shown)
    assert dialog.fields["phone"].text() == "+32 470 12 34 56"
    dialog.fields["email"].setText("elke@")
    dialog.save.click()
    qtbot.waitUntil(lambda: dialog.trouble.isVisible(), timeout=WAIT)
    assert dialog.trouble.text() == "“elke@” is not an e-mail address."
    dialog.fields["email"].setText("elke@example.net")
    dialog.save.click()
    qtbot.waitUntil(lambda: now(shown).email == "elke@example.net", timeout=WAIT)
    qtbot.waitUntil(lambda: not window.findChildren(ContactDialog), timeout=WAIT)


@pytest.mark.parametrize("choice", ["mine", "theirs", "each"])
def test_a_colleagues_change_is_shown_and_chosen_from(
    qtbot: QtBot, window: MainWindow, shown: DossierView, colleague: Desk, choice: str
) -> None:
    before = now(shown)
    theirs = replace(before, phone="+3292223344", email="tom@example.org", street="Kouter")
    dialog = dialog_of(qtbot, window, shown)
    save_contact(colleague, key_of(shown.overview.dossier), before, theirs)
    dialog.fields["email"].setText("mine@example.org")
    dialog.fields["street"].setText("Veldstraat")
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ConflictDialog)), timeout=WAIT)
    conflict = dialog.findChildren(ConflictDialog)[0]
    words = {label.text() for label in conflict.findChildren(QLabel)}
    assert {"Tom Claes changed this as well", "Original", "Yours", "Tom Claes", before.email} <= words
    assert list(conflict.cards) == ["email", "address"], "the telephone only the colleague changed"
    if choice == "each":
        conflict.cards["email"]["theirs"].click()
    else:
        conflict.take(choice)
    conflict.save.click()
    mine = replace(theirs, email="mine@example.org", street="Veldstraat")
    wanted = {"mine": mine, "theirs": theirs, "each": replace(mine, email=theirs.email)}[choice]
    qtbot.waitUntil(lambda: now(shown) == wanted, timeout=WAIT)


def test_who_cancels_the_choice_keeps_what_was_entered(
    qtbot: QtBot, window: MainWindow, shown: DossierView, colleague: Desk
) -> None:
    before = now(shown)
    dialog = dialog_of(qtbot, window, shown)
    save_contact(colleague, key_of(shown.overview.dossier), before, replace(before, email="tom@example.org"))
    dialog.fields["email"].setText("mine@example.org")
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ConflictDialog)), timeout=WAIT)
    dialog.findChildren(ConflictDialog)[0].reject()
    assert dialog.isVisible()
    assert dialog.save.isEnabled()
    assert dialog.fields["email"].text() == "mine@example.org"
    dialog.reject()
