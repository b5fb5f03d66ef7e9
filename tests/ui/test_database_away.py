"""A database that is away for a while: the window says so where the answer would be, and goes on by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.problems import Unanswered
from app.terms.clause import because
from tests.ui.test_main_window import ask, dossier
from ui.calls.trouble_page import TroublePage
from ui.main_window import MainWindow
from ui.questions import Questions

TRYING = "The database does not answer; trying again…"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between attempts."""
    monkeypatch.setattr("ui.patience._FIRST", 1)


def away(monkeypatch: pytest.MonkeyPatch, name: str, look: Callable[[], object]) -> list[object]:
    """Let the first three answers to a question fail; what ``look`` saw before each attempt."""
    answer, seen = getattr(Questions, name), list[object]()

    def fail(questions: Questions, *asked: Any) -> Any:
        seen.append(look())
        if len(seen) <= 3:
            raise Unanswered(because("The server is away."))
        return answer(questions, *asked)

    monkeypatch.setattr(Questions, name, fail)
    return seen


def test_the_search_answers_when_the_database_is_back(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(qtbot, window, "De Sm")
    panel = window.search
    assert panel is not None
    seen = away(monkeypatch, "search", panel.empty_words)
    window.top.search.clear()
    ask(qtbot, window, "De Smet")
    assert [TRYING in str(words) for words in seen] == [False, True, True, True]


def test_a_dossier_opens_when_the_database_is_back(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    seen = away(monkeypatch, "overview_of_hit", lambda: None)
    shown = TroublePage.__init__

    def note(self: TroublePage, *given: Any) -> None:
        shown(self, *given)
        said.extend(label.text() for label in self.findChildren(QLabel) if label.text() == TRYING)

    monkeypatch.setattr(TroublePage, "__init__", note)
    ask(qtbot, window, "De Smet")
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    dossier(qtbot, window)
    assert len(seen) == 4
    assert said == [TRYING] * 3
