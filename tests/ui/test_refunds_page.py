"""The page of the refunds: releasing, locks, accounts, the files for the bank and its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.acts.releasing import OWN
from app.records import refund_moves, tables
from app.start import Desk
from app.terms.clause import Cents
from tests.acts.waiting_refunds import SUPERVISOR, add_refund, desk_of, empty_file, prepare, refund
from ui.calls.case_words import REFUND_MOVES
from ui.queues.refund_files_dialog import RefundFilesDialog
from ui.queues.refunds_page import RefundsPage
from ui.settings import Settings
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.worker import Worker


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Refunds in every state, the earliest day first: late, without an account, own, waiting, by card, come back."""
    (tmp_path / "desk.db").write_bytes(empty_file())
    made = desk_of(f"sqlite:///{tmp_path / 'desk.db'}")
    fill(made)
    yield made
    made.close()


def fill(desk: Desk) -> None:
    """The refunds of these tests, their ids from 1 on."""
    prepare(desk)
    with desk.records.writing() as session:
        add_refund(session, 1, due_by=date(2026, 12, 24), amount=Cents(100_000))
        add_refund(session, 2, due_by=date(2026, 12, 28), means="visa", means_label="Visa ···· 4242", iban="")
        add_refund(session, 3, due_by=date(2026, 12, 29), iban="", holder="", means="direct_debit")
        add_refund(session, 4, due_by=date(2026, 12, 30), agent=SUPERVISOR.name)
        add_refund(session, 5, due_by=date(2026, 12, 31), state="waits_for_approval", amount=None)
        add_refund(session, 6, due_by=date(2027, 1, 2), state="rejected", said="AC04", iban="", holder="")
        add_refund(session, 7, due_by=date(2027, 1, 3))
        session.execute(update(tables.Customer).where(tables.Customer.id == 12).values(country="LU"))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> RefundsPage:
    return page_on(qtbot, desk, light, worker)


def page_on(qtbot: QtBot, desk: Desk, theme: Theme, worker: Worker, code: str = "en") -> RefundsPage:
    stage = Stage(desk, theme, worker, Settings(), code)
    made = RefundsPage(stage)
    qtbot.addWidget(made)
    made.resize(1360, 760)
    speak_all(made, stage.language)
    with qtbot.waitSignal(made.answered, timeout=20_000):
        made.show()
    made.take_focus()
    return made


def states(page: RefundsPage) -> dict[int, str]:
    return {one.row.id: one.row.state for one in page.table.rows.rows}


def told(page: RefundsPage) -> str:
    return page.footer._said.text()


def test_one_key_releases_and_the_interest_is_fixed(qtbot: QtBot, page: RefundsPage, desk: Desk) -> None:
    pane = page.pane
    qtbot.waitUntil(lambda: pane.entry is not None and pane.entry.row.id == 1, timeout=20_000)
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: states(page).get(1) == "released", timeout=20_000)
    assert "1 refund is released: €1,000.00, and €0.40 interest." in told(page)
    qtbot.waitUntil(pane.take_back.isVisible, timeout=20_000)
    pane.take_back.click()
    qtbot.waitUntil(lambda: states(page).get(1) == "to_release", timeout=20_000)
    assert refund(desk, 1).interest is None


def test_what_cannot_be_released_is_said(qtbot: QtBot, page: RefundsPage) -> None:
    page.choose_all()
    qtbot.waitUntil(lambda: len(page.chosen) == 7, timeout=20_000)
    assert page._primary is not None
    assert page._primary[0].text() == "Release 3 selected"
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: states(page).get(7) == "released", timeout=20_000)
    assert "3 refunds are released" in told(page)
    assert "2 were left: The account is missing. C-2026-00004: You entered it" in told(page)
    assert "C-2026-00005: It waits for approval." in told(page)


def test_locks_and_reasons_stand_beside_the_list(qtbot: QtBot, page: RefundsPage) -> None:
    pane = page.pane
    for number, words in ((4, "You entered it"), (5, "It waits for approval"), (6, "The account is closed")):
        page.go_to(str(number))
        qtbot.waitUntil(lambda n=number: pane.entry is not None and pane.entry.row.id == n, timeout=20_000)
        assert any(words in label.text() for label in pane.findChildren(QLabel)), words
        assert not pane.release.isVisibleTo(pane)


def test_an_account_is_entered_beside_the_list(qtbot: QtBot, page: RefundsPage, desk: Desk) -> None:
    pane = page.pane
    page.go_to("6")
    qtbot.waitUntil(lambda: pane.entry is not None and pane.entry.row.id == 6, timeout=20_000)
    pane.iban.setText("BE00")
    pane.holder.setText("Elke De Smet")
    pane.keep.click()
    qtbot.waitUntil(pane.trouble.isVisible, timeout=20_000)
    assert pane.iban.property("wrong")
    assert pane.holder.text() == "Elke De Smet"
    pane.iban.setText("BE68 5390 0754 7034")
    pane.keep.click()
    qtbot.waitUntil(lambda: refund(desk, 6).iban == "BE68539007547034", timeout=20_000)
    # Who entered the account does not release it.
    qtbot.waitUntil(lambda: pane.entry is not None and pane.entry.locked == OWN, timeout=20_000)
    assert not pane.release.isVisibleTo(pane)
    qtbot.waitUntil(lambda: pane.iban.text() == "", timeout=20_000)


def test_the_files_are_made_and_the_answer_is_read(
    qtbot: QtBot, page: RefundsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page._release(("1", "2"))
    qtbot.waitUntil(lambda: states(page).get(2) == "released", timeout=20_000)
    monkeypatch.setattr(RefundFilesDialog, "ask_folder", lambda _: tmp_path)
    page.show_files()
    qtbot.waitUntil(lambda: page.dialog is not None, timeout=20_000)
    dialog = page.dialog
    assert dialog is not None
    assert dialog.fields["iban"].text() == "BE71 0961 2345 6769"
    dialog.fields["iban"].setText("BE00")
    dialog.make.click()
    qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=20_000)
    dialog.fields["iban"].setText("BE71 0961 2345 6769")
    dialog.make.click()
    qtbot.waitUntil(lambda: bool(dialog.told.text()), timeout=20_000)
    assert dialog.told.text() == "2 files made: X-2026-00001.xml, X-2026-00002.csv."
    assert not dialog.make.isEnabled()
    made = (tmp_path / "X-2026-00001.xml").read_bytes()
    (tmp_path / "X-2026-00002.csv").unlink()
    dialog.again.click()
    qtbot.waitUntil((tmp_path / "X-2026-00002.csv").exists, timeout=20_000)
    assert (tmp_path / "X-2026-00001.xml").read_bytes() == made
    dialog.reject()
    answer = tmp_path / "answer.csv"
    answer.write_text("reference;state;reason\nC-2026-00001-1;rejected;AC01\nC-2026-00002-2;paid;\n")
    page.read_answer(answer)
    qtbot.waitUntil(lambda: states(page).get(1) == "rejected" and 2 not in states(page), timeout=20_000)
    assert "1 refund is paid, €100.02 in all. 1 refund came back." in told(page)
    page.read_answer(answer)
    qtbot.waitUntil(lambda: "has taken in this answer already" in told(page), timeout=20_000)


def test_enter_opens_the_case(qtbot: QtBot, page: RefundsPage) -> None:
    with qtbot.waitSignal(page._stage.number_wanted, timeout=20_000) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args == ["C-2026-00001"]


def test_every_move_of_a_refund_has_words_in_the_journal() -> None:
    source = (Path(refund_moves.__file__)).read_text(encoding="utf-8")
    assert set(re.findall(r'"(refund_\w+)"', source)) == set(REFUND_MOVES)
