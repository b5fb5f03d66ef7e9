"""Being told of what is new: only where the person wants it, only of what is more than before, and of no customer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.acts.workload import Load
from app.terms.clause import because
from ui.frame.places import Place
from ui.notifying import Notifying
from ui.pages.settings_page import SettingsPage
from ui.settings import Settings
from ui.stage import Stage

QUEUES = (Place("letters", because("Letters"), "printer"), Place("jobs", because("SIM jobs"), "device-sim"))


class Told(Notifying):
    """What would be heard and shown."""

    def __init__(self, stage: Stage, window: QWidget) -> None:
        super().__init__(stage, window, QUEUES)
        self.heard: list[str] = []

    def sound(self) -> None:
        self.heard.append("beep")

    def show_message(self, text: str) -> None:
        self.heard.append(text)


@pytest.mark.parametrize(
    ("how", "heard"),
    [
        ("none", []),
        ("sound", ["beep"]),
        ("message", ["Letters: 3 more are waiting\nSIM jobs: 1 more is late"]),
        ("both", ["beep", "Letters: 3 more are waiting\nSIM jobs: 1 more is late"]),
    ],
)
def test_news_are_told_as_it_is_wanted(qtbot: QtBot, stage: Stage, how: str, heard: list[str]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    stage.settings.news = how
    told = Told(stage, window)
    told.hear({"letters": Load(4, 1), "jobs": Load(2)})
    assert told.heard == [], "what waits at the start is no news"
    told.hear({"letters": Load(7, 1), "jobs": Load(2, 1)})
    assert told.heard == heard
    told.hear({"letters": Load(5), "jobs": Load(2, 1)})
    assert told.heard == heard, "less is no news"


def test_it_is_off_until_it_is_chosen(qtbot: QtBot, stage: Stage) -> None:
    assert Settings().news == "none"
    page = SettingsPage(stage)
    qtbot.addWidget(page)
    assert page.news.value() == "none"
    page.news.chosen.emit("sound")
    assert Settings().news == "sound"
