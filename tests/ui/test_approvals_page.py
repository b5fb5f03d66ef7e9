"""The page of approvals: what stands in its pane, its three ways to decide, and what it says when that fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.config import Person
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun, performed
from tests.acts.stored import AGENT, read_back, stored
from ui.queues.approvals_page import ApprovalsPage
from ui.settings import Settings
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.worker import Worker

WAIT = 20_000
KARIN = Person("Karin Maes", "supervisor")
ACTS = (
    ("goodwill", "", {"what": "MC-200001", "amount": "25", "why": "Three calls for one answer."}),
    ("withdrawal", "B-10002", {}),
    (
        "outage_compensation",
        "",
        {
            "cause": "ours",
            "extent": "degraded",
            "first_day": date(2026, 12, 20),
            "last_day": date(2026, 12, 24),
            "chosen": ("B-10001",),
        },
    ),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made, dossier = stored(tmp_path, examples.dossier())
    for name, subject, entered in ACTS:
        performed(made, dossier, name, begun(dossier, name, subject, **entered))
        dossier = read_back(made, dossier)
    made.person = KARIN
    yield made
    made.close()


def page_on(qtbot: QtBot, desk: Desk, theme: Theme, worker: Worker, code: str = "en") -> ApprovalsPage:
    stage = Stage(desk, theme, worker, Settings(), code)
    made = ApprovalsPage(stage)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    speak_all(made, stage.language)
    with qtbot.waitSignal(made.answered, timeout=WAIT):
        made.show()
    return made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> ApprovalsPage:
    return page_on(qtbot, desk, light, worker)


def shown(page: ApprovalsPage) -> list[str]:
    return [one.act for one in page.table.rows.rows]


def go_to(qtbot: QtBot, page: ApprovalsPage, act: str) -> None:
    page.go_to(next(one.number for one in page.table.rows.rows if one.act == act))
    qtbot.waitUntil(lambda: page.pane.act == act, timeout=WAIT)


def words(page: ApprovalsPage) -> str:
    return " ".join(one.text() for one in page.pane.findChildren(QLabel) if one.isVisibleTo(page.pane))


def says(qtbot: QtBot, page: ApprovalsPage, sentence: str) -> None:
    qtbot.waitUntil(lambda: sentence in words(page), timeout=WAIT)


def test_the_pane_says_what_is_needed_to_decide(qtbot: QtBot, page: ApprovalsPage) -> None:
    assert shown(page)[0] == "withdrawal"  # the only one with a day by which the money has to be back
    go_to(qtbot, page, "goodwill")
    for sentence in ("Outside the terms", "Three calls for one answer.", AGENT, "25.00", "Waits for approval"):
        says(qtbot, page, sentence)
    go_to(qtbot, page, "withdrawal")
    for sentence in ("a supervisor confirms it", "149.00", "It can be read otherwise", "Acknowledgement of receipt"):
        says(qtbot, page, sentence)
    assert next(iter(page.pane.choices)) == "G07"


def test_one_key_approves_and_the_next_case_comes_up(qtbot: QtBot, page: ApprovalsPage) -> None:
    go_to(qtbot, page, "withdrawal")
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: "withdrawal" not in shown(page), timeout=WAIT)
    assert len(shown(page)) == 2
    assert "approved" in page.footer.said()
    qtbot.waitUntil(lambda: page.pane.act in shown(page), timeout=WAIT)


def test_an_open_amount_is_entered_with_its_reason(qtbot: QtBot, page: ApprovalsPage) -> None:
    pane = page.pane
    go_to(qtbot, page, "outage_compensation")
    says(qtbot, page, "To be set")
    pane.approve.click()
    qtbot.waitUntil(lambda: "still open" in pane.said.text(), timeout=WAIT)
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_C)
    assert pane.mode == "change"
    field = pane.amounts.fields["B-10001"]
    qtbot.waitUntil(lambda: field.isVisibleTo(pane), timeout=WAIT)
    assert field.hasFocus()
    field.setText("much")
    pane.finish.click()
    qtbot.waitUntil(lambda: "amount in euros" in pane.said.text(), timeout=WAIT)
    assert field.property("wrong")
    field.setText("3,00")
    pane.finish.click()
    qtbot.waitUntil(lambda: "Say why" in pane.said.text(), timeout=WAIT)
    pane.reason.setPlainText("A third of the days.")
    page.reload()
    qtbot.waitUntil(lambda: page.page is not None, timeout=WAIT)
    assert pane.reason.toPlainText() == "A third of the days."  # a refresh takes nothing that was typed
    pane.finish.click()
    qtbot.waitUntil(lambda: "outage_compensation" not in shown(page), timeout=WAIT)


def test_another_reading_shows_what_it_gives_before_anything_is_written(qtbot: QtBot, page: ApprovalsPage) -> None:
    pane = page.pane
    go_to(qtbot, page, "withdrawal")
    assert not pane.choices["G07"].isEnabled()
    pane.change.click()
    pane.choices["G07"].lines["G07 B"].click()
    qtbot.waitUntil(
        lambda: pane.amounts is not None and pane.amounts.fields["B-10002"].text() == "148.10", timeout=WAIT
    )
    pane.stop.click()
    qtbot.waitUntil(
        lambda: pane.amounts is not None and pane.amounts.fields["B-10002"].text() == "149.00", timeout=WAIT
    )
    assert pane.mode == ""


def test_sent_back_with_a_reason(qtbot: QtBot, page: ApprovalsPage) -> None:
    pane = page.pane
    go_to(qtbot, page, "goodwill")
    page.take_focus()
    qtbot.keyClick(page.table, Qt.Key.Key_B)
    assert pane.mode == "back"
    pane.reason.setPlainText("Which calls?")
    pane.finish.click()
    qtbot.waitUntil(lambda: "goodwill" not in shown(page), timeout=WAIT)
    assert "sent back" in page.footer.said()


def test_who_recorded_a_case_cannot_decide_it(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> None:
    desk.person = Person(AGENT, "supervisor")
    page = page_on(qtbot, desk, light, worker)
    go_to(qtbot, page, "goodwill")
    pane = page.pane
    qtbot.waitUntil(lambda: "You recorded it" in words(page), timeout=WAIT)
    assert not pane.approve.isVisibleTo(pane)
    page.take_focus()
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_B):
        pane.said.hide()
        qtbot.keyClick(page.table, key)
        assert pane.said.isVisibleTo(pane), "a key that does nothing says why"
        assert pane.said.text() == "You recorded it: a colleague decides."
    assert pane.mode == ""
    assert page.page is not None
    assert page.page.counts == {"to_decide": 0, "own": 3}


def test_enter_opens_the_case(qtbot: QtBot, page: ApprovalsPage) -> None:
    number = page.table.rows.rows[0].number
    page.take_focus()
    with qtbot.waitSignal(page._stage.number_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == [number]
