"""A colleague changed what an act depends on: the wizard shows both values, and reads the dossier again if wanted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from app.acts.comparing import Changed, Overtaken
from app.terms.clause import Cents, because
from tests.ui.wizard_examples import ExampleAct
from tests.ui.wizard_office import COMPLETE, ExampleOffice, Opened
from ui.letter_view import LetterView
from ui.parts.words import Words
from ui.wizard.overtaken import OvertakenDialog
from ui.wizard.shell import Wizard
from ui.worker import Worker

CHANGED = because("The dossier changed meanwhile. Check the page again: nothing was written.")
PRICE = Changed(because("Price"), because("{amount}", amount=Cents(12_000)), because("{amount}", amount=Cents(9_900)))


OVERTAKEN = Overtaken(CHANGED, (PRICE,), "Tom Claes", datetime(2026, 12, 28, 14, 9))


@pytest.fixture
def office() -> ExampleOffice:
    return ExampleOffice(ExampleAct(trouble=OVERTAKEN))


@pytest.fixture
def refused(qtbot: QtBot, office: ExampleOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wizard]:
    """A wizard whose recording was refused."""
    monkeypatch.setattr(LetterView, "show_letter", lambda self, number, title, content, issued=True: None)
    worker = Worker()
    wizard = Opened(qtbot, office, worker)(COMPLETE, position=2)
    wizard.next()
    qtbot.waitUntil(lambda: bool(wizard.findChildren(OvertakenDialog)), timeout=10_000)
    yield wizard
    worker.stop()


def test_both_values_are_shown_and_the_dossier_is_read_again(
    qtbot: QtBot, refused: Wizard, office: ExampleOffice
) -> None:
    dialog = refused.findChildren(OvertakenDialog)[0]
    words = [label.text().replace("\u00a0", " ") for label in dialog.findChildren(Words)]
    assert {"Tom Claes changed this as well", "Price", "€120.00", "€99.00", "Original", "Tom Claes"} <= set(words)
    assert dialog.isModal()
    dialog.again.click()
    qtbot.waitUntil(lambda: office.read == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not refused.findChildren(OvertakenDialog), timeout=10_000)
    assert refused.flow.draft == COMPLETE


def test_who_stays_keeps_the_page_and_the_sentence(qtbot: QtBot, refused: Wizard, office: ExampleOffice) -> None:
    refused.findChildren(OvertakenDialog)[0].reject()
    qtbot.waitUntil(lambda: not refused.findChildren(OvertakenDialog), timeout=10_000)
    assert office.read == 0
    assert refused.trouble is not None
    assert refused.trouble.isVisible()
    assert refused.flow.draft == COMPLETE
