"""What a dealer reports reaches the case: once, with the letter, the state of the SIM, and who goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.acts import sim_jobs_queue, sim_reassigning, sim_reporting
from app.acts.approving import approve
from app.acts.rows import Done
from app.acts.sim_taking_in import take_in
from app.acts.workload import workload
from app.config import Person
from app.records import tables
from app.records.queue_rows import QueueQuestion
from app.records.rows import CaseRow, Dossier
from app.start import Desk
from app.terms.clause import Refusal, WrongInput
from tests.acts import examples
from tests.acts.acting import begun, performed, words
from tests.acts.examples import NOW
from tests.acts.sim_jobs import ICCID, LATER, OTHER, Desks, desks_on, ordered
from tests.acts.stored import desk_on, jobs, letter_text, pdf_text, read_back

EVERYTHING = QueueQuestion()


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier, Done]:
    """The job is ordered once for all tests; each works on a copy of the database."""
    folder = tmp_path_factory.mktemp("ordered")
    return folder, *ordered(folder)


@pytest.fixture
def desks(tmp_path: Path, recorded: tuple[Path, Dossier, Done]) -> Iterator[Desks]:
    found = desks_on(tmp_path, *recorded)
    yield found
    found.close()


def case_of(desks: Desks) -> CaseRow:
    return next(one for one in read_back(desks.agent, desks.dossier).cases if one.number == desks.number)


def test_a_job_has_a_last_day(desks: Desks) -> None:
    row = sim_jobs_queue.job_called(desks.agent, desks.number)
    # Five working days after Monday 28 December: Friday 1 January is a holiday.
    assert (row.due_on, row.late, row.customer, row.dealer) == (
        date(2027, 1, 5), False, "De Smet, Elke", "Garage Leieboord",
    )  # fmt: skip


@pytest.mark.parametrize("code", ["c-2026-00001", " C-2026-00001\n", "C202600001", "C)2026)1"])
def test_a_code_is_read_as_typed_and_as_scanned(desks: Desks, code: str) -> None:
    assert sim_jobs_queue.job_called(desks.dealer, code).case_number == desks.number


def test_a_dealer_sees_the_own_jobs_and_nothing_of_the_customer(desks: Desks) -> None:
    page = sim_jobs_queue.page(desks.dealer, EVERYTHING)
    assert [row.case_number for row in page.rows] == [desks.number]
    assert (page.rows[0].customer, page.rows[0].customer_id, page.more["dealers"]) == ("", None, ())
    assert sim_jobs_queue.page(desks.other_dealer, EVERYTHING).matching == 0
    with pytest.raises(Refusal, match="no SIM job"):
        sim_jobs_queue.job_called(desks.other_dealer, desks.number)
    with pytest.raises(Refusal):
        sim_reporting.report_done(desks.other_dealer, desks.number, 1, NOW, ICCID)
    with pytest.raises(Refusal, match="agents, supervisors and dealers"):
        sim_jobs_queue.page(Desk(desks.agent.url, Person("Eva", "administrator"), "en", lambda: NOW), EVERYTHING)


def test_done_switches_the_sim_writes_the_letter_and_ends_the_case(desks: Desks) -> None:
    row = sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, "8932 0000 0000 0040 817")
    assert (row.state, row.done_by, row.taken_in, row.other_card) == ("done", "Luc Peeters", True, False)
    after = read_back(desks.agent, desks.dossier)
    assert after.vehicle is not None
    assert after.vehicle.sim is not None
    assert (after.vehicle.sim.state, after.vehicle.sim.since) == ("partial", LATER.date())
    event = after.vehicle.sim.history[-1]
    assert (event.by, event.case_number) == ("Garage Leieboord, Luc Peeters", desks.number)
    assert case_of(desks).state == "done"
    letter = next(one for one in after.letters if one.kind == "sim_done")
    text = letter_text(desks.agent, letter.number)
    assert "Garage Leieboord, Gent" in text
    assert "16:30" in text or "16.30" in text
    assert [entry.what for entry in after.journal if entry.on == desks.number].count("sim_job_done") == 1


def test_a_report_counts_once(desks: Desks) -> None:
    sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, ICCID)
    for again in (desks.dealer, desks.agent):
        with pytest.raises(Refusal, match="already"):
            sim_reporting.report_done(again, desks.number, 1, LATER, ICCID)
    assert take_in(desks.agent) == ()
    letters = [one for one in read_back(desks.agent, desks.dossier).letters if one.kind == "sim_done"]
    assert len(letters) == 1


def test_a_report_on_what_changed_meanwhile_is_not_written(desks: Desks) -> None:
    with pytest.raises(Refusal, match="changed since"):
        sim_reporting.report_done(desks.dealer, desks.number, 2, LATER, ICCID)
    assert jobs(desks.agent)[0].state == "open"


@pytest.mark.parametrize(
    ("at", "iccid", "field"),
    [
        (None, ICCID, "done_at"),
        (LATER + timedelta(minutes=1), ICCID, "done_at"),
        (datetime(2026, 12, 27, 23, 59), ICCID, "done_at"),
        (LATER, "", "iccid_read"),
        (LATER, "894999000000000005", "iccid_read"),
        (LATER, "8949990000000000059", "iccid_read"),
        (LATER, "89499900000000000x8", "iccid_read"),
        (LATER, OTHER, "other_card"),
    ],
)
def test_a_slip_is_named_and_nothing_is_written(desks: Desks, at: datetime | None, iccid: str, field: str) -> None:
    with pytest.raises(WrongInput) as caught:
        sim_reporting.report_done(desks.dealer, desks.number, 1, at, iccid)
    assert caught.value.field == field
    assert jobs(desks.agent)[0].state == "open"


def test_another_card_is_confirmed_recorded_and_shown(desks: Desks) -> None:
    sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, OTHER, other_card=True)
    row = sim_jobs_queue.job_called(desks.agent, desks.number)
    assert (row.iccid, row.iccid_read, row.other_card) == (ICCID, OTHER, True)
    after = read_back(desks.agent, desks.dossier)
    assert "sim_job_other_card" in [entry.what for entry in after.journal]


def test_what_is_not_possible_goes_back_to_an_agent_who_finds_another_dealer(desks: Desks) -> None:
    with pytest.raises(WrongInput, match="why"):
        sim_reporting.report_not_possible(desks.dealer, desks.number, 1, LATER, " ")
    sim_reporting.report_not_possible(desks.dealer, desks.number, 1, LATER, "The module is broken.")
    case = case_of(desks)
    assert (case.state, case.due_on, case.due_what) == ("open", date(2026, 12, 29), "reassign")
    with desks.agent.records.reading() as session:
        moves = session.query(tables.CaseMove).order_by(tables.CaseMove.id).all()
    said = f"The module is broken. (Garage Leieboord, Luc Peeters, {LATER:%d/%m/%Y %H:%M})"
    assert (moves[-1].after, moves[-1].reason) == ("open", said)
    # It waits among the cases of the agents: the list and the badge of the SIM jobs count what dealers have to do.
    waiting = sim_jobs_queue.page(desks.supervisor, EVERYTHING)
    assert (waiting.rows, waiting.counts[""], waiting.counts["not_possible"]) == ((), 0, 1)
    with desks.supervisor.records.reading() as session:
        assert sim_jobs_queue.count(session, desks.supervisor).waiting == waiting.matching == 0
    row = sim_jobs_queue.page(desks.supervisor, QueueQuestion(state="not_possible")).rows[0]
    assert (row.reason, row.taken_in) == ("The module is broken.", True)

    given = sim_reassigning.reassign(desks.agent, desks.number, row.version, "D-002", "The first one cannot do it.")
    assert (given.state, given.dealer, given.reason, given.taken_in) == ("open", "Autohuis Scheldeland", "", False)
    assert case_of(desks).state == "being_carried_out"
    assert case_of(desks).due_what in ("", None)
    assert sim_jobs_queue.page(desks.dealer, EVERYTHING).matching == 0
    orders = [one for one in read_back(desks.agent, desks.dossier).letters if one.kind == "sim_work_order"]
    assert "Autohuis Scheldeland" in letter_text(desks.agent, orders[-1].number)
    sim_reporting.report_done(desks.other_dealer, desks.number, given.version, LATER, ICCID)
    assert case_of(desks).state == "done"


def test_an_open_job_is_taken_from_its_dealer_with_a_reason(desks: Desks) -> None:
    version = sim_jobs_queue.job_called(desks.agent, desks.number).version
    for dealer, reason in (("", "x"), ("D-001", "x"), ("D-999", "x"), ("D-002", " ")):
        with pytest.raises(WrongInput):
            sim_reassigning.reassign(desks.agent, desks.number, version, dealer, reason)
    with pytest.raises(Refusal, match="Only an agent"):
        sim_reassigning.reassign(desks.dealer, desks.number, version, "D-002", "x")
    sim_reassigning.reassign(desks.supervisor, desks.number, version, "D-002", "Closed this week")
    with desks.agent.records.reading() as session:
        moves = session.query(tables.CaseMove).order_by(tables.CaseMove.id).all()
    assert [(one.after, one.reason) for one in moves[-2:]] == [
        ("open", "Closed this week"),
        ("being_carried_out", ""),
    ]
    with pytest.raises(Refusal, match="no SIM job"):
        sim_reporting.report_done(desks.dealer, desks.number, version, LATER, ICCID)
    with pytest.raises(Refusal, match="changed since"):
        sim_reassigning.reassign(desks.agent, desks.number, version, "D-001", "x")
    assert dict(sim_reassigning.dealers(desks.agent))["D-002"] == "Autohuis Scheldeland, Dendermonde"


def test_a_done_job_goes_to_nobody_else(desks: Desks) -> None:
    row = sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, ICCID)
    with pytest.raises(Refusal, match="changed since"):
        sim_reassigning.reassign(desks.agent, desks.number, row.version, "D-002", "x")


def test_a_switch_on_lifts_what_rested(tmp_path: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    desks = desks_on(tmp_path, template, *ordered(template, "sim_reactivation"))
    with desks.agent.records.writing() as session:
        for subject in ("B-10003", "B-99999"):
            session.add(tables.Suspension(customer_id=1, subject_kind="booking", subject=subject, cause="sim_off",
                                          from_on=date(2026, 12, 1), by_case=desks.number))  # fmt: skip
    sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, ICCID)
    after = read_back(desks.agent, desks.dossier)
    assert after.vehicle is not None
    assert after.vehicle.sim is not None
    assert after.vehicle.sim.state == "active"
    assert {one.subject: one.until_on for one in after.suspensions} == {
        "B-10003": date(2026, 12, 27),
        "B-99999": None,
    }
    text = letter_text(desks.agent, next(one.number for one in after.letters if one.kind == "sim_done"))
    assert "rest" not in text
    desks.close()


def test_the_receipt_hides_the_card_and_the_work_order_the_customer(desks: Desks) -> None:
    row = sim_jobs_queue.job_called(desks.dealer, desks.number)
    order = pdf_text(sim_jobs_queue.work_order(row, "en"))
    assert "De Smet" not in order
    assert ICCID in order
    assert "Tuesday 5 January 2027" in order
    with pytest.raises(Refusal, match="once the job"):
        sim_jobs_queue.receipt(row, "en")
    row = sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, ICCID)
    paper = pdf_text(sim_jobs_queue.receipt(row, "en"))
    assert ICCID not in paper
    assert "·0817" in paper
    for said in ("1-ABC-234", "WMW31GD090TA40817", "Luc Peeters", "16:30", "legal emergency call", desks.number):
        assert said in paper


def test_late_jobs_come_first_and_words_and_dealers_filter(desks: Desks) -> None:
    other = jobs(desks.agent)[0]
    with desks.agent.records.writing() as session:
        case = session.query(tables.Case).one()
        for number, due, state, case_state in (
            ("C-2026-90001", date(2026, 12, 20), "open", "being_carried_out"),
            ("C-2026-90002", None, "open", "waits_for_approval"),
            ("C-2026-90003", date(2026, 12, 20), "done", "done"),
            ("C-2026-90004", None, "open", "cancelled"),
        ):
            copied = {
                name: getattr(case, name)
                for name in ("customer_id", "vehicle_id", "act", "subject_kind", "subject", "received_on", "agent",
                             "recorded_at")
            }  # fmt: skip
            session.add(tables.Case(**copied, number=number, state=case_state))
            session.flush()
            session.add(
                tables.SimJob(case_number=number, dealer_number="D-002", switch="off", due_on=due,
                              ordered_on=date(2026, 12, 13),
                              vin="WMW31GD090TA49999", plate="1-XYZ-789", model="MINI Cooper SE", iccid=other.iccid,
                              functions=(), state=state)
            )  # fmt: skip
    page = sim_jobs_queue.page(desks.agent, EVERYTHING)
    assert [(row.case_number, row.late) for row in page.rows] == [("C-2026-90001", True), (desks.number, False)]
    assert (page.matching, page.late) == (2, 1)
    assert dict(page.counts) == {"": 2, "open": 2, "not_possible": 0, "done": 1}
    assert sim_jobs_queue.numbers(desks.agent, QueueQuestion(state="done")) == ("C-2026-90003",)
    assert workload(desks.agent)["sim_jobs"] == (2, 1)
    assert workload(desks.dealer)["sim_jobs"] == (1, 0)
    chosen = QueueQuestion(chosen=(("dealer", "D-002"),))
    assert sim_jobs_queue.numbers(desks.agent, chosen) == ("C-2026-90001",)
    assert dict(page.more["dealers"]) == {
        "D-001": "Garage Leieboord, Gent",
        "D-002": "Autohuis Scheldeland, Dendermonde",
    }
    for asked, found in (("90001", 1), ("40817", 1), ("nobody", 0)):
        assert sim_jobs_queue.page(desks.agent, QueueQuestion(words=asked)).matching == found
    for asked, found in (("1abc234", 1), ("1-abc", 1), ("cooper 40817", 1), ("De Smet", 0)):
        assert sim_jobs_queue.page(desks.dealer, QueueQuestion(words=asked)).matching == found
    for sort in ("state", "due_on", "ordered_on", "plate", "vehicle", "switch", "dealer", "case_number", "done_at"):
        assert len(sim_jobs_queue.numbers(desks.agent, QueueQuestion(sort=sort, descending=True))) == 2


def test_a_refused_report_is_explained(desks: Desks) -> None:
    with pytest.raises(WrongInput) as caught:
        sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, OTHER)
    assert ICCID in words(caught.value.because)


def test_a_job_of_a_case_that_does_not_go_ahead_is_called_off(desks: Desks) -> None:
    dossier = read_back(desks.agent, desks.dossier)
    performed(desks.agent, dossier, "cancel_case", begun(dossier, "cancel_case", desks.number))
    assert [(job.state, job.due_on) for job in jobs(desks.agent)] == [("open", None)]
    assert sim_jobs_queue.page(desks.dealer, EVERYTHING).matching == 0
    with pytest.raises(Refusal, match="no SIM job"):
        sim_reporting.report_done(desks.dealer, desks.number, 1, LATER, ICCID)


def test_a_job_that_waits_for_approval_gets_its_days_with_the_approval(tmp_path: Path) -> None:
    trader = examples.dossier(
        customer=examples.customer(kind="trader", company_name="Voorbeeld BV", title="company"),
        vehicle=examples.vehicle(handover_at=None),
    )
    desk = desk_on(tmp_path, trader)
    dossier = read_back(desk, trader)
    done = performed(desk, dossier, "sim_deactivation", begun(dossier, "sim_deactivation"))
    assert (done.state, jobs(desk)[0].due_on) == ("waits_for_approval", None)
    assert sim_jobs_queue.page(desk, EVERYTHING).matching == 0
    case = next(one for one in read_back(desk, dossier).cases if one.number == done.case_number)
    supervisor = Desk(desk.url, Person("Karin Maes", "supervisor"), "en", lambda: LATER)
    approve(supervisor, case.number, case.version)
    assert jobs(desk)[0].due_on == date(2027, 1, 5)
    supervisor.close()
    desk.close()
