"""Refunds are released by a supervisor who did not record the case; the account and late interest are known by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from app.acts import refund_accounts, releasing
from app.acts.first_waiting import first_of
from app.config import Person
from app.records import tables
from app.records.queue_rows import QueueQuestion
from app.records.queues.deadlines import ready
from app.records.queues.refund_rows import OPEN
from app.records.queues.refunds import HERE
from app.start import Desk
from app.terms.clause import Cents, Refusal, WrongInput
from tests.acts.waiting_refunds import AGENT, SUPERVISOR, add_refund, address_on, desk_of, prepare, refund
from tests.records.examples import PEOPLE


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    return address_on(request.param, request, tmp_path)


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    """A supervisor's desk."""
    found = desk_of(address)
    yield found
    found.close()


def put(desk: Desk, at: int = 1, **changes: Any) -> int:
    """One more refund; its id."""
    with desk.records.writing() as session:
        return add_refund(session, at, **changes)


def said(desk: Desk, done: releasing.Released) -> list[str]:
    """Why refunds were left, in words."""
    return [desk.language.say(one.why) for one in done.skipped]


def test_a_release_notes_who_and_when_and_leaves_what_cannot_go(desk: Desk) -> None:
    prepare(desk)
    ready = put(desk, 1)
    own = put(desk, 2, agent=SUPERVISOR.name)
    no_account = put(desk, 3, iban="")
    by_card = put(desk, 4, iban="", holder="", means="visa")
    waiting = put(desk, 5, state="waits_for_approval", amount=None)
    done = releasing.release(desk, [ready, own, no_account, by_card, waiting])
    assert (done.count, done.total, done.interest) == (2, Cents(20_005), Cents(0))
    assert said(desk, done) == [
        "You entered it: a colleague releases it.",
        "The account is missing.",
        "It waits for approval.",
    ]
    row = refund(desk, ready)
    assert (row.state, row.released_by, row.released_at, row.interest) == ("released", "Karin Maes", desk.now(), None)
    again = releasing.release(desk, [ready])
    assert (again.count, said(desk, again)) == (0, ["It has been dealt with already."])
    with desk.records.reading() as session:
        table = tables.Journal
        entries = session.execute(select(table.what, table.on).where(table.what == "refund_released"))
        assert sorted(tuple(one) for one in entries) == [
            ("refund_released", "C-2026-00001"),
            ("refund_released", "C-2026-00004"),
        ]


def test_what_somebody_changed_since_is_looked_at_again(desk: Desk, address: str) -> None:
    (number,) = prepare(desk, 1)
    agent = desk_of(address, AGENT)
    refund_accounts.set_account(agent, number, "BE71 0961 2345 6769", "Elke De Smet", version=1)
    agent.close()
    done = releasing.release(desk, [number], {number: 1})
    assert said(desk, done) == ["Somebody changed it in the meantime: look at it again."]
    assert releasing.release(desk, [number], {number: 2}).count == 1


def test_who_entered_the_account_leaves_the_release_to_a_colleague(desk: Desk, address: str) -> None:
    (number,) = prepare(desk, 1)
    refund_accounts.set_account(desk, number, "BE71 0961 2345 6769", "Elke De Smet")
    assert [one.locked for one in releasing.page(desk, QueueQuestion()).rows] == [releasing.OWN]
    assert [one.why for one in releasing.release(desk, [number]).skipped] == [releasing.OWN]
    colleague = desk_of(address, Person("Marc Claes", "supervisor"))
    assert releasing.release(colleague, [number]).count == 1
    colleague.close()


def test_who_decided_otherwise_does_not_release_whoever_enters_the_account_then(desk: Desk, address: str) -> None:
    changed, approved = prepare(desk, 2)
    with desk.records.writing() as session:
        for refund_id, reason in ((changed, "Agreed on the phone."), (approved, "")):
            number = session.get_one(tables.Refund, refund_id).case_number
            case_id = session.scalars(select(tables.Case.id).where(tables.Case.number == number)).one()
            move = {"before": "waits_for_approval", "after": "approved", "at": desk.now(), "by": SUPERVISOR.name}
            session.add(tables.CaseMove(case_id=case_id, position=0, reason=reason, readings={}, **move))
    agent = desk_of(address, AGENT)
    refund_accounts.set_account(agent, changed, "BE71 0961 2345 6769", "Elke De Smet")
    agent.close()
    rows = releasing.page(desk, QueueQuestion()).rows
    assert {one.row.id: one.locked for one in rows} == {changed: releasing.OWN, approved: None}
    with desk.records.reading() as session:
        assert [one for one, _ in ready(session, QueueQuestion(), desk.today(), SUPERVISOR.name)] == [approved]
    done = releasing.release(desk, [changed, approved])
    assert (done.count, said(desk, done)) == (1, ["You entered it: a colleague releases it."])
    other = desk_of(address, Person("Luc Adam", "supervisor"))
    assert releasing.release(other, [changed]).count == 1
    other.close()


def test_a_release_is_taken_back_until_it_has_left(desk: Desk) -> None:
    (number,) = prepare(desk, 1)
    releasing.release(desk, [number])
    assert releasing.take_back(desk, [number]) == 1
    row = refund(desk, number)
    assert (row.state, row.released_by, row.released_at) == ("to_release", "", None)
    with pytest.raises(Refusal, match="None of these is released"):
        releasing.take_back(desk, [number])


def test_nobody_but_a_supervisor_releases(desk: Desk, address: str) -> None:
    (number,) = prepare(desk, 1)
    for person in (AGENT, Person("Mia Peeters", "administrator"), Person("Jan Maes", "dealer")):
        other = desk_of(address, person)
        for attempt in (releasing.release, releasing.take_back):
            with pytest.raises(Refusal, match="Only a supervisor can do this"):
                attempt(other, [number])
        other.close()
    assert refund(desk, number).state == "to_release"


def in_luxembourg(desk: Desk, at: int, **changes: Any) -> int:
    """A refund of 1,000 euros that was due on 24 December, of a customer in Luxembourg."""
    person = PEOPLE[at % len(PEOPLE)][0]
    with desk.records.writing() as session:
        session.execute(update(tables.Customer).where(tables.Customer.id == person).values(country="LU"))
    return put(desk, at, amount=Cents(100_000), due_by=date(2026, 12, 24), **changes)


def test_late_interest_runs_until_the_release_fixes_it(desk: Desk, address: str) -> None:
    prepare(desk)
    number = in_luxembourg(desk, 1)
    (shown,) = releasing.page(desk, QueueQuestion()).rows
    assert (shown.interest, shown.days_late) == (Cents(40), 4)
    assert shown.late_law is not None
    assert shown.late_law.clauses == ("MC 15", "LU L.222-10 (1)")
    assert shown.late_law in releasing.reasons(desk, shown)
    tomorrow = desk_of(address, on=date(2026, 12, 29))
    assert releasing.page(tomorrow, QueueQuestion()).rows[0].interest == Cents(50)
    done = releasing.release(tomorrow, [number])
    assert (done.total, done.interest) == (Cents(100_000), Cents(50))
    later = desk_of(address, on=date(2027, 1, 20))
    assert releasing.page(later, QueueQuestion()).rows[0].interest == Cents(50)
    assert refund(desk, number).interest == Cents(50)
    for one in (tomorrow, later):
        one.close()


def test_without_a_rate_a_late_refund_is_not_released(desk: Desk) -> None:
    prepare(desk)
    number = in_luxembourg(desk, 1)
    with desk.records.writing() as session:
        session.execute(delete(tables.InterestRate))
    done = releasing.release(desk, [number])
    assert said(desk, done) == ["The legal interest rate is not entered; an administrator enters it."]


def test_no_interest_in_belgium_and_on_what_is_no_withdrawal(desk: Desk) -> None:
    prepare(desk)
    belgian = put(desk, 1, due_by=date(2026, 12, 24))
    assert releasing.page(desk, QueueQuestion()).rows[0].interest is None
    outage = in_luxembourg(desk, 2, act="outage_compensation")
    done = releasing.release(desk, [belgian, outage])
    assert (done.count, done.interest) == (2, Cents(0))


def test_an_account_is_checked_before_it_is_kept(desk: Desk, address: str) -> None:
    (number,) = prepare(desk, 1, iban="", holder="", means="visa", means_label="Visa ···· 4242")
    agent = desk_of(address, AGENT)
    for iban, holder, field in (
        ("BE68 5390 0754 7035", "Elke De Smet", "iban"),
        ("hello", "Elke De Smet", "iban"),
        ("SA0380000000608010167519", "Elke De Smet", "iban"),
        ("BE68 5390 0754 7034", "  ", "holder"),
        ("BE68 5390 0754 7034", "x" * 71, "holder"),
    ):
        with pytest.raises(WrongInput) as caught:
            refund_accounts.set_account(agent, number, iban, holder)
        assert caught.value.field == field
    refund_accounts.set_account(agent, number, "be68 5390 0754 7034", " Elke  De Smet")
    row = refund(desk, number)
    assert (row.iban, row.holder, row.means, row.means_label) == ("BE68539007547034", "Elke De Smet", "transfer", "")
    with pytest.raises(Refusal, match="Somebody else changed"):
        refund_accounts.set_account(agent, number, "BE68 5390 0754 7034", "Elke De Smet", version=1)
    releasing.release(desk, [number])
    with pytest.raises(Refusal, match="released already"):
        refund_accounts.set_account(agent, number, "BE71 0961 2345 6769", "Elke De Smet")
    with pytest.raises(Refusal, match="Only an agent or a supervisor"):
        refund_accounts.set_account(
            desk_of(address, Person("Jan Maes", "dealer")), number, "BE68539007547034", "Elke De Smet"
        )
    agent.close()


def test_the_queue_puts_late_ones_first_and_counts_by_state(desk: Desk) -> None:
    prepare(desk)
    later = put(desk, 1)
    without = put(desk, 2, due_by=None)
    late = put(desk, 3, due_by=date(2026, 12, 26))
    rejected = put(desk, 4, state="rejected", said="AC04", iban="", due_by=date(2026, 12, 27))
    paid = put(desk, 5, state="paid", paid_on=date(2026, 12, 20))
    put(desk, 6, state="cancelled")
    page = releasing.page(desk, QueueQuestion())
    assert [one.row.id for one in page.rows] == [late, rejected, later, without]
    assert (page.matching, page.late) == (4, 2)
    assert page.counts == {"": 4, "to_release": 3, "rejected": 1, "paid": 1}
    assert [one.row.id for one in releasing.page(desk, QueueQuestion(state="paid")).rows] == [paid]
    numbers = releasing.numbers(desk, QueueQuestion(sort="amount", descending=True))
    assert numbers == tuple(str(one) for one in (rejected, late, without, later))
    second = releasing.page(desk, QueueQuestion(first=1, count=2))
    assert ([one.row.id for one in second.rows], second.matching) == ([rejected, later], 4)


FILTERS: tuple[tuple[dict[str, Any], list[int]], ...] = (
    ({"words": "dhondt"}, [6]),
    ({"words": "Smet Joris"}, [1, 13]),
    ({"words": "c-2026-00007"}, [7]),
    ({"words": "bk-3"}, [3]),
    ({"words": "nobody"}, []),
    ({"words": "100%"}, []),
    ({"chosen": (("country", "LU"),)}, []),
    ({"chosen": (("kind", "cards"),)}, [12]),
    ({"chosen": (("account", "missing"),)}, [13]),
    ({"chosen": (("kind", "cards"), ("country", "")), "sort": "customer"}, [12]),
)


def test_what_waits_for_the_bank_comes_after_what_somebody_here_has_to_do(desk: Desk) -> None:
    prepare(desk)
    sent = put(desk, 1, due_by=date(2026, 12, 19), state="exported")
    approval = put(desk, 2, due_by=date(2026, 12, 20), state="waits_for_approval")
    here = [put(desk, at, due_by=date(2026, 12, 20 + at), state=HERE[at - 3]) for at in (3, 4, 5)]
    assert [one.row.id for one in releasing.page(desk, QueueQuestion()).rows] == [*here, sent, approval]
    assert [one.number for one in first_of(desk)["refunds"]] == ["C-2026-00003", "C-2026-00004", "C-2026-00005"]


def test_the_first_of_the_day_are_none_where_all_is_sent(desk: Desk) -> None:
    prepare(desk)
    put(desk, 1, due_by=date(2026, 12, 19), state="exported")
    assert first_of(desk)["refunds"] == ()


def test_the_queue_is_filtered(desk: Desk) -> None:
    prepare(desk, 11)
    put(desk, 12, means="paypal", iban="")
    put(desk, 13, means="", iban="")
    for question, found in FILTERS:
        page = releasing.page(desk, QueueQuestion(**question))
        assert sorted(int(one.row.subject.removeprefix("BK-")) for one in page.rows) == found, question
        assert page.matching == len(found)


def test_every_order_shows_every_refund_once(desk: Desk) -> None:
    prepare(desk, 7)
    for sort in ("due", "customer", "amount", "case", "state", "means"):
        for descending in (False, True):
            question = QueueQuestion(sort=sort, descending=descending)
            shown = [one.key for one in releasing.page(desk, question).rows]
            assert len(set(shown)) == 7
            assert tuple(shown) == releasing.numbers(desk, question)


def test_the_states_of_the_queue_are_those_before_payment() -> None:
    assert set(OPEN) == {"waits_for_approval", "to_release", "rejected", "released", "exported"}
