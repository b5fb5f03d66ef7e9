"""The page of the SIM jobs: scanning, reporting, papers, another dealer, and the desk that takes a report in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.acts import sim_jobs_queue
from app.acts.rows import Done
from app.config import Person
from app.records import sim_jobs
from app.records.rows import Dossier
from app.records.sim_jobs import Report
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts.sim_jobs import ICCID, LATER, OTHER, Desks, desks_on, ordered
from tests.postgresql import Server
from tests.records.shared import add, psql, set_up
from ui.main_window import MainWindow
from ui.queues.sim_job_dialogs import PassOnDialog, SheetDialog
from ui.queues.sim_jobs_page import SimJobsPage
from ui.settings import Settings
from ui.speech import speak_all
from ui.stage import Stage
from ui.taking_in import TakingIn
from ui.theme.theme import Theme
from ui.worker import Worker

WAIT = 20_000


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier, Done]:
    folder = tmp_path_factory.mktemp("ordered")
    return folder, *ordered(folder)


@pytest.fixture
def desks(tmp_path: Path, recorded: tuple[Path, Dossier, Done]) -> Iterator[Desks]:
    found = desks_on(tmp_path, *recorded)
    yield found
    found.close()


def page_on(qtbot: QtBot, desk: Desk, light: Theme, worker: Worker) -> SimJobsPage:
    stage = Stage(desk, light, worker, Settings(), "en")
    made = SimJobsPage(stage)
    qtbot.addWidget(made)
    made.resize(1300, 760)
    speak_all(made, stage.language)
    with qtbot.waitSignal(made.answered, timeout=WAIT):
        made.show()
    made.take_focus()
    return made


@pytest.fixture
def dealers_page(qtbot: QtBot, desks: Desks, light: Theme, worker: Worker) -> SimJobsPage:
    return page_on(qtbot, desks.dealer, light, worker)


@pytest.fixture
def agents_page(qtbot: QtBot, desks: Desks, light: Theme, worker: Worker) -> SimJobsPage:
    return page_on(qtbot, desks.agent, light, worker)


def scan(qtbot: QtBot, page: SimJobsPage, code: str) -> None:
    qtbot.keyClicks(page.scan, code)
    qtbot.keyClick(page.scan, Qt.Key.Key_Return)


def test_a_dealer_scans_the_sheet_reads_the_card_and_reports(
    qtbot: QtBot, dealers_page: SimJobsPage, desks: Desks
) -> None:
    page, form = dealers_page, dealers_page.pane.form
    assert page.focusWidget() is page.scan
    assert [one.key for one in page.spec.columns if one.key in ("dealer", "customer")] == []
    scan(qtbot, page, desks.number)
    qtbot.waitUntil(lambda: page.focusWidget() is form.iccid, timeout=WAIT)
    assert page.filters.words.text() == desks.number
    form.report.click()
    qtbot.waitUntil(form.trouble.isVisible, timeout=WAIT)
    assert form.trouble.text() == "Enter the number read on the SIM card."
    assert form.iccid.property("wrong")
    qtbot.keyClicks(form.iccid, OTHER)
    qtbot.keyClick(form.iccid, Qt.Key.Key_Return)
    qtbot.waitUntil(form.other.isVisible, timeout=WAIT)
    assert ICCID in form.trouble.text()
    form.iccid.setText(ICCID)
    form.report.click()
    qtbot.waitUntil(lambda: not page.table.rows.rows, timeout=WAIT)
    assert page.footer.said() == f"Case {desks.number}: reported as done."
    assert (page.scan.text(), page.filters.words.text(), form.iccid.text()) == ("", "", "")
    scan(qtbot, page, desks.number)
    qtbot.waitUntil(page.pane.receipt.isVisible, timeout=WAIT)
    assert not form.isVisible()
    page.pane.receipt.click()
    qtbot.waitUntil(lambda: page._dialog is not None, timeout=WAIT)
    assert isinstance(page._dialog, SheetDialog)
    assert ICCID[-4:] in page._dialog.view.text()
    page._dialog.close()


def test_an_unknown_code_is_said_and_the_scanner_stays(qtbot: QtBot, dealers_page: SimJobsPage) -> None:
    scan(qtbot, dealers_page, "C-2026-09999")
    qtbot.waitUntil(lambda: dealers_page.footer.said() == "There is no SIM job C-2026-09999 here.", timeout=WAIT)
    assert dealers_page.focusWidget() is dealers_page.scan


def test_not_possible_needs_a_reason_and_goes_to_an_agent_who_gives_it_on(
    qtbot: QtBot, dealers_page: SimJobsPage, desks: Desks, light: Theme, worker: Worker
) -> None:
    form = dealers_page.pane.form
    form.refuse.click()
    qtbot.waitUntil(form.trouble.isVisible, timeout=WAIT)
    assert form.reason.property("wrong")
    form.reason.setPlainText("The module is broken.")
    form.refuse.click()
    # What could not be done leaves what is to do, and stays to be looked at until another dealer has it.
    qtbot.waitUntil(lambda: not dealers_page.table.rows.rows, timeout=WAIT)
    dealers_page.filters.choose_state("not_possible")
    qtbot.waitUntil(lambda: [one.state for one in dealers_page.table.rows.rows] == ["not_possible"], timeout=WAIT)
    page = page_on(qtbot, desks.agent, light, worker)
    page.filters.choose_state("not_possible")
    qtbot.waitUntil(lambda: page.pane.row is not None, timeout=WAIT)
    assert page.pane.row is not None
    assert page.pane.row.reason == "The module is broken."
    assert not page.pane.begin.isVisible()
    page.pane.passing.click()
    qtbot.waitUntil(lambda: page._dialog is not None, timeout=WAIT)
    dialog = page._dialog
    assert isinstance(dialog, PassOnDialog)
    dialog.give.click()
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=WAIT)
    assert dialog.dealer.property("wrong")
    dialog.dealer.set_value("D-002")
    dialog.give.click()
    qtbot.waitUntil(lambda: bool(dialog.reason.property("wrong")), timeout=WAIT)
    dialog.reason.setPlainText("The first one cannot do it.")
    dialog.give.click()
    qtbot.waitUntil(lambda: page.footer.said().endswith("goes to Autohuis Scheldeland."), timeout=WAIT)
    assert sim_jobs_queue.job_called(desks.other_dealer, desks.number).state == "open"


def test_an_agent_reports_for_a_dealer_only_when_asked_to(qtbot: QtBot, agents_page: SimJobsPage) -> None:
    pane = agents_page.pane
    assert not pane.form.isVisible()
    pane.begin.click()
    assert pane.form.isVisible()
    pane.form.iccid.setText("8932")
    with qtbot.waitSignal(agents_page.answered, timeout=WAIT):
        agents_page.reload()
    assert (pane.form.isVisible(), pane.form.iccid.text()) == (True, "8932")
    with qtbot.waitSignal(agents_page._stage.number_wanted) as wanted:
        pane.case.click()
    assert wanted.args == [agents_page.table.rows.rows[0].case_number]
    offered = agents_page.filters.fields["dealer"]
    qtbot.waitUntil(lambda: offered.count() == 2, timeout=WAIT)


def test_a_desk_of_agents_takes_in_what_a_dealer_reported_elsewhere(
    qtbot: QtBot, agents_page: SimJobsPage, desks: Desks
) -> None:
    stage = agents_page._stage
    taking_in = TakingIn(stage, agents_page)
    written: list[str] = []
    stage.changed.connect(lambda what, _: written.append(what))
    with desks.dealer.records.writing() as session:
        sim_jobs.report(session, desks.number, 1, Report(True, LATER, "Luc Peeters", LATER, iccid=ICCID))
    taking_in.begin()
    qtbot.waitUntil(lambda: not agents_page.table.rows.rows, timeout=WAIT)
    assert written == ["case"]
    assert sim_jobs_queue.job_called(desks.agent, desks.number).taken_in


def test_the_window_of_a_dealer_needs_no_more_than_a_dealers_rights(
    qtbot: QtBot, server: Server, light: Theme, worker: Worker
) -> None:
    url = set_up(server)
    desk = Desk(add(url, "nora", "dealer", "D-71"), Person("Somebody"), "en", lambda: LATER).open()
    refused: list[Refusal] = []
    worker.refused.connect(refused.append)
    window = MainWindow(Stage(desk, light, worker, Settings()))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=WAIT):
        window.show()
    page = window.pages.currentWidget()
    assert isinstance(page, SimJobsPage)
    if page.page is None:
        with qtbot.waitSignal(page.answered, timeout=WAIT):
            page.reload()
    assert page.page is not None
    assert (page.page.matching, refused) == (0, [])
    for key in window.rail.keys:
        window.show_page(key)
    window.close()
    desk.close()
    psql(url, "DROP OWNED BY nora; DROP ROLE nora")
