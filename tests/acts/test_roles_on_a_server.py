"""The rights of a role are enough for its acts, and for no others: each person signs in to a server of their own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest

from app.acts import drafts, letter_copies, letter_queue, mailing, notes, printing, refund_accounts, releasing
from app.acts.approval_limit import set_limit
from app.acts.approval_queue import page
from app.acts.approving import approve
from app.acts.contact_data import Contact, contact_of, save_contact
from app.acts.looking import looked_at_dossier, remove_old_looks
from app.acts.search import search
from app.config import Person
from app.exchange import bank_answers, refund_orders
from app.problems import Problem
from app.records import chain
from app.records.dossier import read_dossier
from app.records.queue_rows import QueueQuestion
from app.records.store import Records
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, performed
from tests.acts.examples import NOW, TODAY
from tests.acts.printing_office import finished
from tests.acts.stored import jobs, key_of, letter_text, read_back, store
from tests.postgresql import Server
from tests.print_service import PATIENCE, Office
from tests.records.shared import add, psql, set_up
from tests.records.waiting_letters import add_people, add_waiting


class Desks(NamedTuple):
    """One desk for each role, on one database."""

    owner: Desk
    agent: Desk
    supervisor: Desk
    dealer: Desk


@pytest.fixture
def desks(server: Server) -> Iterator[Desks]:
    url = set_up(server)
    roles = {"els": "agent", "karim": "supervisor", "nora": "dealer"}
    urls = [url, *(add(url, login, role, "D-71" if role == "dealer" else "") for login, role in roles.items())]
    made = Desks(*(Desk(one, Person("Somebody"), "en", lambda: NOW).open() for one in urls))
    yield made
    for desk in made:
        desk.close()
    for login in roles:
        psql(url, f"DROP OWNED BY {login}; DROP ROLE {login}")


def test_the_desk_knows_who_signed_in(desks: Desks) -> None:
    assert [desk.person for desk in desks[1:]] == [
        Person("Els Claes", "agent"),
        Person("Karim Claes", "supervisor"),
        Person("Nora Claes", "dealer", "D-71"),
    ]
    assert desks.owner.person.role == "administrator"


def test_an_agents_rights_are_enough_for_an_agents_acts(desks: Desks) -> None:
    desk = desks.agent
    store(desks.owner, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    looked_at_dossier(desk, dossier)
    notes.add_note(desk, key_of(dossier), "Rang back.")
    dossier = read_back(desk, dossier)
    done = performed(desk, dossier, "sim_deactivation", begun(dossier, "sim_deactivation", terminate="no"))
    assert "Garage Leieboord" in letter_text(desk, done.letters[0][0])
    assert [job.dealer_number for job in jobs(desk)] == ["D-001"]
    assert psql(desks.owner.url, "SELECT entered_by FROM cases") == [("els",)]
    assert psql(desks.owner.url, 'SELECT DISTINCT "by" FROM journal WHERE "on" LIKE \'C-%\'') == [("Els Claes",)]


def test_an_agent_pays_back_cancels_that_and_corrects_how_a_customer_is_reached(desks: Desks) -> None:
    desk = desks.agent
    store(desks.owner, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    days = {"cause": "ours", "first_day": TODAY, "last_day": TODAY, "chosen": ("B-10001",)}
    draft = begun(dossier, "outage_compensation", **days)
    drafts.save(desk, key_of(dossier), "outage_compensation", draft)
    assert len(drafts.open_drafts(desk)) == 1
    assert drafts.open_drafts(desks.supervisor) == ()
    number = performed(desk, dossier, "outage_compensation", draft).case_number
    assert drafts.open_drafts(desk) == ()
    dossier = read_back(desk, dossier)
    performed(desk, dossier, "cancel_case", begun(dossier, "cancel_case", number))
    dossier = read_back(desk, dossier)
    assert {one.state for one in dossier.refunds} == {"cancelled"}
    performed(desk, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10001"))
    dossier = read_back(desk, dossier)
    moved = Contact("+3292223344", "new@example.org", "Veldstraat", "5", "", "9000", "Gent")
    save_contact(desk, key_of(dossier), contact_of(dossier.customer), moved)
    assert contact_of(read_back(desk, dossier).customer) == moved
    assert search(desk, "new@example.org").hits
    with desk.records.reading() as session:
        assert list(chain.faults(session.connection())) == []


def test_an_agent_cannot_do_what_a_supervisor_does_even_where_the_desk_would_let_them(desks: Desks) -> None:
    store(desks.owner, examples.dossier())
    dossier = read_back(desks.agent, examples.dossier())
    draft = begun(
        dossier,
        "breach",
        role="supervisor",
        way="warn",
        still=True,
        continuing=True,
        act_by=date(2027, 1, 11),
        explanation="x",
    )
    pretending = desks.agent
    pretending.person = Person(pretending.person.name, "supervisor")
    with pytest.raises(Refusal, match="Your rights"):
        performed(pretending, dossier, "breach", draft)
    assert psql(desks.owner.url, "SELECT count(*) FROM cases") == [(0,)]
    assert performed(desks.supervisor, dossier, "breach", draft).state


def test_a_dealers_desk_reads_no_dossier(desks: Desks) -> None:
    store(desks.owner, examples.dossier())
    with pytest.raises(Problem, match="rights"), desks.dealer.records.reading() as session:
        read_dossier(session, *key_of(examples.dossier()))


def test_only_an_administrator_lets_looks_go(desks: Desks) -> None:
    with pytest.raises(Problem, match="rights"):
        remove_old_looks(desks.agent)
    assert remove_old_looks(desks.owner) == 0


def test_somebody_the_desk_does_not_know(desks: Desks) -> None:
    psql(desks.owner.url, "CREATE ROLE visitor LOGIN PASSWORD 'correct horse battery'")
    database = desks.owner.records.engine.url.database
    psql(
        desks.owner.url, f"GRANT CONNECT ON DATABASE {database} TO visitor; GRANT SELECT ON alembic_version TO visitor"
    )
    url = desks.owner.records.engine.url.set(username="visitor", password="correct horse battery")
    try:
        with (
            Records(url.render_as_string(hide_password=False)) as records,
            pytest.raises(Problem, match="not to the desk"),
        ):
            records.signed_in()
    finally:
        psql(desks.owner.url, "DROP OWNED BY visitor; DROP ROLE visitor")


def test_a_supervisor_decides_what_an_agent_recorded_and_not_what_they_did_themselves(desks: Desks) -> None:
    store(desks.owner, examples.dossier())
    set_limit(desks.supervisor, "100")
    dossier = read_back(desks.agent, examples.dossier())
    number = performed(desks.agent, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10001")).case_number
    dossier = read_back(desks.agent, dossier)
    given = {"what": "MC-200001", "amount": "25", "why": "Three calls."}
    own = performed(desks.supervisor, dossier, "goodwill", begun(dossier, "goodwill", **given)).case_number
    versions = {one.number: one.version for one in page(desks.supervisor, QueueQuestion()).rows}
    assert approve(desks.supervisor, number, versions[number]).state == "being_carried_out"
    after = read_back(desks.supervisor, dossier)
    assert [(one.amount, one.state) for one in after.refunds if one.case_number == number] == [(11638, "to_release")]
    pretending = desks.supervisor
    pretending.person = Person("Somebody Else", "supervisor")
    with pytest.raises(Refusal, match="Your rights"):
        approve(pretending, own, versions[own])
    assert psql(desks.owner.url, f"SELECT state FROM cases WHERE number = '{own}'") == [("waits_for_approval",)]


def test_a_supervisors_rights_are_enough_to_print_hold_copy_and_mail(
    desks: Desks, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desks.owner.records.writing() as session:
        add_people(session)
        numbers = add_waiting(session, 3, languages=("nl",))
    desk = desks.supervisor
    printing.change_trays(desk, {"nl": "tray-2"})
    letter_queue.hold(desk, numbers[:1])
    (job,) = printing.begin(desk, numbers[1:], office.name)
    assert finished(desk, [job])[0].state == "printed"
    handed_over = letter_copies.print_copy(desk, numbers[1], "lost", letter_copies.Paper(office.name))
    end = time.monotonic() + PATIENCE
    while not letter_copies.look_at_copy(desk, numbers[1], handed_over, "lost").ended:
        assert time.monotonic() < end
        time.sleep(0.03)
    mailing.change_mail_server(desk, mailing.MailServer("localhost", 25, "none", "desk@example.com"))
    monkeypatch.setattr(mailing, "deliver", lambda *_: None)
    letter_queue.release(desk, numbers[:1])
    mailing.send(desk, numbers[0], "press", "password")
    assert psql(desks.owner.url, 'SELECT way, "by" FROM dispatches ORDER BY id') == [
        *[("printed", "Karim Claes")] * 2,
        ("copy_begun", "Karim Claes"),
        ("copy_printed", "Karim Claes"),
        ("mail_begun", "Karim Claes"),
        ("mailed", "Karim Claes"),
    ]
    with pytest.raises(Problem, match="rights"):
        letter_queue.page(desks.dealer, QueueQuestion())


def test_a_supervisors_rights_are_enough_to_pay_back_what_an_agent_recorded(desks: Desks) -> None:
    store(desks.owner, examples.dossier())
    dossier = read_back(desks.agent, examples.dossier())
    number = performed(desks.agent, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10001")).case_number
    (row,) = releasing.page(desks.agent, QueueQuestion()).rows
    refund_accounts.set_account(desks.agent, row.row.id, "BE68 5390 0754 7034", "Elke De Smet")
    refund_accounts.set_paying_account(desks.supervisor, "MINI Connected", "BE71 0961 2345 6769")
    assert releasing.release(desks.supervisor, [row.row.id]).count == 1
    assert releasing.take_back(desks.supervisor, [row.row.id]) == 1
    assert releasing.release(desks.supervisor, [row.row.id]).count == 1
    (file,) = refund_orders.export(desks.supervisor)
    name = refund_orders.reference(row.row.id, number)
    answer = f"reference;state;reason\n{name};rejected;AC04\n"
    assert bank_answers.take_in(desks.supervisor, answer.encode()).rejected == 1
    refund_accounts.set_account(desks.agent, row.row.id, "BE68 5390 0754 7034", "Elke De Smet")
    assert releasing.release(desks.supervisor, [row.row.id]).count == 1
    refund_orders.export(desks.supervisor)
    assert bank_answers.take_in(desks.supervisor, f"reference;state\n{name};paid\n".encode()).paid == 1
    assert psql(desks.owner.url, "SELECT state, released_by FROM refunds") == [("paid", "Karim Claes")]
    assert psql(desks.owner.url, f"SELECT state FROM cases WHERE number = '{number}'") == [("done",)]
    assert refund_orders.exported_again(desks.supervisor, file.row.number).content == file.content
    with pytest.raises(Problem, match="rights"):
        releasing.page(desks.dealer, QueueQuestion())


def test_nobody_releases_the_refund_of_an_own_case_under_another_name(desks: Desks) -> None:
    store(desks.owner, examples.dossier())
    dossier = read_back(desks.supervisor, examples.dossier())
    performed(desks.supervisor, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10001"))
    (row,) = releasing.page(desks.supervisor, QueueQuestion()).rows
    refund_accounts.set_account(desks.supervisor, row.row.id, "BE68 5390 0754 7034", "Elke De Smet")
    (left,) = releasing.release(desks.supervisor, [row.row.id]).skipped
    assert left.why == releasing.OWN
    desks.supervisor.person = Person("Somebody Else", "supervisor")
    with pytest.raises(Refusal, match="Your rights"):
        releasing.release(desks.supervisor, [row.row.id])
    assert psql(desks.owner.url, "SELECT state FROM refunds") == [("to_release",)]
