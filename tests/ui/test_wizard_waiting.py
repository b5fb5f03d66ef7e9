"""While the database does not answer: the wizard says so in its page, keeps everything, and goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.acts.rows import Done, Preview
from app.problems import Unanswered
from app.terms.clause import because
from tests.acts.interrupting import Withdrawing
from tests.ui.wizard_examples import Draft, ExampleAct
from tests.ui.wizard_office import COMPLETE, ExampleOffice, Opened, shown_page
from ui.letter_view import LetterView
from ui.wizard.office import DeskOffice
from ui.worker import Worker


@pytest.fixture
def office() -> ExampleOffice:
    return ExampleOffice()


@pytest.fixture
def opened(qtbot: QtBot, office: ExampleOffice, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    monkeypatch.setattr(LetterView, "show_letter", lambda self, number, title, content, issued=True: None)
    worker = Worker()
    yield Opened(qtbot, office, worker)
    worker.stop()


class AwayAct(ExampleAct):
    """An act whose database is away for the first ``away`` attempts; ``keys`` are those of all attempts."""

    def __init__(self, away: int) -> None:
        super().__init__()
        self.away, self.keys = away, list[str]()

    def perform(self, desk: Any, dossier_key: str, draft: Draft, seen: Preview, request_key: str) -> Done:
        self.keys.append(request_key)
        if len(self.keys) <= self.away:
            raise Unanswered(because("The server is away."))
        return super().perform(desk, dossier_key, draft, seen, request_key)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between attempts."""
    monkeypatch.setattr("ui.patience._FIRST", 1)


def test_recording_goes_on_by_itself_when_the_database_is_back(
    opened: Opened, office: ExampleOffice, qtbot: QtBot, impatient: None
) -> None:
    away = office.example = AwayAct(3)
    wizard = opened(COMPLETE, position=2)
    told: list[str] = []
    wizard._errands.waits.connect(lambda: told.extend(sorted(words_in(wizard.trouble))))
    wizard.next()
    assert not wizard.pages.isEnabled()
    with qtbot.waitSignal(wizard.changed):
        pass
    assert told[-1] == ("What you entered is kept. The act is recorded as soon as the database answers, and only once.")
    assert "The database does not answer; trying again…" in told
    assert len(away.keys) == 4
    assert set(away.keys) == {wizard.flow.request_key}
    assert len(away.performed) == 1
    assert wizard.trouble is None
    assert shown_page(wizard) == "letters"


def words_in(widget: QWidget | None) -> set[str]:
    assert widget is not None
    return {label.text() for label in widget.findChildren(QLabel) if label.text()}


def test_each_walk_is_recorded_under_a_key_of_its_own(opened: Opened) -> None:
    assert opened(COMPLETE).flow.request_key != opened(COMPLETE).flow.request_key


def test_a_draft_is_saved_when_the_database_is_back(
    opened: Opened, office: ExampleOffice, qtbot: QtBot, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = opened()
    attempts: list[str] = []

    def keep(*asked: Any) -> datetime:
        attempts.append(wizard.title._saved.text())
        if len(attempts) < 3:
            raise Unanswered(because("The server is away."))
        return ExampleOffice.keep(office, *asked)

    monkeypatch.setattr(office, "keep", keep)
    wizard.form.choose_number(1)
    qtbot.waitUntil(lambda: bool(office.kept))
    assert attempts[1:] == ["The database does not answer; trying again…"] * 2
    assert office.kept[-1][1].who == "consumer"


def test_a_real_desk_is_asked_twice_and_writes_once(tmp_path: Path) -> None:
    withdrawing = Withdrawing(f"sqlite:///{tmp_path / 'desk.db'}")
    with closing(withdrawing.desk()) as desk:
        office = DeskOffice(desk)
        asked = (withdrawing.key, "withdrawal", withdrawing.draft, withdrawing.seen, "1" * 32)
        assert office.perform(*asked) == office.perform(*asked)
    assert withdrawing.stands() == "all"
