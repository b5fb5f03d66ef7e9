"""What a tester tried with raw SQL on a shared database to have money paid out: every euro is seen by two people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tests.postgresql import Server
from tests.records.at_work import CASE, Shared, at_work
from tests.records.shared import psql

MONEY = """INSERT INTO refunds (customer_id, case_number, subject, amount, means, means_label, state, released_by, iban,
holder, said, version) VALUES (1, '{case}', 'B-9', 9900, '', '', '{state}', 'Marc Claes', '', '', '', 1)"""
FILE = """INSERT INTO refund_exports (number, kind, made_at, made_by, count, total, sha256, content)
VALUES ('{number}', 'transfers', now(), desk_name(), 1, 9900, '', '')"""
OWN_ACCOUNT = "iban = 'BE68539007547034', holder = 'Marc Claes'"


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[Shared]:
    with at_work(server) as found:
        yield found


def entered(case: str, *, state: str = "to_release", case_state: str = "being_carried_out") -> str:
    """A case with a refund, as whoever runs it records them together."""
    return f"{CASE.format(number=case, state=case_state, agent='desk_name()')};{MONEY.format(case=case, state=state)}"


def changed(case: str, values: str) -> str:
    return f"UPDATE refunds SET {values} WHERE case_number = '{case}'"


def exported(case: str) -> str:
    """The refund leaves in a file of its own."""
    export = f"state = 'exported', export_number = 'X-{case}'"
    return f"{FILE.format(number=f'X-{case}')};{changed(case, export)}"


@pytest.mark.parametrize("state", ["released", "exported", "paid", "rejected", "cancelled"])
@pytest.mark.parametrize("who", ["agent", "supervisor"])
def test_a_refund_begins_to_wait_or_to_be_released(shared: Shared, who: str, state: str) -> None:
    with pytest.raises(InsufficientPrivilege, match="a new refund"):
        psql(shared.of(who), MONEY.format(case="C-2", state=state))


def test_no_refund_without_its_case(shared: Shared) -> None:
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        psql(shared.agent, MONEY.format(case="C-404", state="to_release"))


def test_a_refund_comes_with_its_case_and_to_its_customer(shared: Shared) -> None:
    for who, said in (
        ("agent", "decided before"),
        ("other_agent", "only a supervisor"),
        ("supervisor", "decided before"),
    ):
        with pytest.raises(InsufficientPrivilege, match=said):
            psql(shared.of(who), MONEY.format(case="C-2", state="to_release"))
    moved = "UPDATE cases SET state = 'being_carried_out' WHERE number = 'C-3';"
    with pytest.raises(InsufficientPrivilege, match="decided before"):
        psql(shared.supervisor, moved + MONEY.format(case="C-3", state="to_release"))
    with pytest.raises(InsufficientPrivilege, match="the customer of the case"):
        psql(shared.agent, entered("C-20").replace("VALUES (1, 'C-20'", "VALUES (2, 'C-20'"))


def test_a_supervisor_who_books_money_while_approving_does_not_release_it(shared: Shared) -> None:
    psql(shared.agent, CASE.format(number="C-21", state="waits_for_approval", agent="desk_name()"))
    decided = "UPDATE cases SET state = 'approved' WHERE number = 'C-21';"
    psql(shared.supervisor, MONEY.format(case="C-21", state="to_release") + ";" + decided)
    with pytest.raises(InsufficientPrivilege, match="entered themselves"):
        psql(shared.supervisor, changed("C-21", "state = 'released', entered_by = ''"))
    psql(shared.other_supervisor, changed("C-21", "state = 'released'"))


@pytest.mark.parametrize("state", ["released", "exported", "paid", "rejected"])
def test_only_another_supervisor_lets_money_go(shared: Shared, state: str) -> None:
    case = f"C-{state}"
    psql(shared.agent, entered(case))
    change = changed(case, "state = 'released'")
    for who, said in (("agent", "of their own"), ("other_agent", "only a supervisor")):
        with pytest.raises(InsufficientPrivilege, match=said):
            psql(shared.of(who), change)
    psql(shared.supervisor, change)
    if state != "released":
        psql(shared.supervisor, exported(case))
    if state in ("paid", "rejected"):
        psql(shared.supervisor, changed(case, f"state = '{state}'"))
    assert psql(shared.owner, f"SELECT state FROM refunds WHERE case_number = '{case}'") == [(state,)]
    for back in ("to_release", "cancelled"):
        with pytest.raises(InsufficientPrivilege):
            psql(shared.agent, changed(case, f"state = '{back}'"))


@pytest.mark.parametrize("state", ["exported", "paid", "rejected", "cancelled", "waits_for_approval"])
def test_no_step_of_its_way_is_left_out(shared: Shared, state: str) -> None:
    case = f"C-not-{state[:9]}"
    psql(shared.agent, entered(case))
    with pytest.raises(InsufficientPrivilege, match=r"does not go from|decided before"):
        psql(shared.supervisor, changed(case, f"state = '{state}'"))
    psql(shared.supervisor, changed(case, "state = 'released'"))
    with pytest.raises(InsufficientPrivilege, match=r"does not go from|a file that is kept"):
        psql(shared.supervisor, changed(case, f"state = '{state}'"))


def test_a_supervisor_does_not_release_the_money_of_an_own_case(shared: Shared) -> None:
    psql(shared.supervisor, entered("C-30"))
    with pytest.raises(InsufficientPrivilege, match="of their own"):
        psql(shared.supervisor, changed("C-30", "state = 'released'"))


def test_who_enters_an_account_does_not_release_the_money(shared: Shared) -> None:
    psql(shared.agent, entered("C-34"))
    with pytest.raises(InsufficientPrivilege, match="the account it has"):
        psql(shared.supervisor, changed("C-34", f"state = 'released', {OWN_ACCOUNT}"))
    psql(shared.supervisor, changed("C-34", f"entered_by = 'Anna Claes', {OWN_ACCOUNT}"))
    with pytest.raises(InsufficientPrivilege, match="entered themselves"):
        psql(shared.supervisor, changed("C-34", "state = 'released', entered_by = 'Anna Claes'"))
    psql(shared.other_supervisor, changed("C-34", "state = 'released'"))


def test_who_sets_the_amount_does_not_release_it(shared: Shared) -> None:
    psql(shared.agent, entered("C-37", state="waits_for_approval", case_state="waits_for_approval"))
    decided = "UPDATE cases SET state = 'approved' WHERE number = 'C-37';"
    noted = (
        "INSERT INTO case_moves (case_id, position, before, after, at, by, reason, readings) "
        "SELECT id, 9, 'waits_for_approval', 'approved', '2026-12-28 14:00', desk_name(), 'As agreed.', '{}' "
        "FROM cases WHERE number = 'C-37';"
    )
    psql(shared.supervisor, changed("C-37", "amount = 900, state = 'to_release'") + ";" + decided + noted)
    release = changed("C-37", "state = 'released'")
    with pytest.raises(InsufficientPrivilege, match="entered themselves"):
        psql(shared.supervisor, release)
    psql(shared.agent, changed("C-37", OWN_ACCOUNT))
    with pytest.raises(InsufficientPrivilege, match="set themselves"):
        psql(shared.supervisor, release)
    psql(shared.other_supervisor, release)


def test_an_amount_is_decided_once(shared: Shared) -> None:
    case = "C-33"
    psql(shared.agent, entered(case))
    for step in (None, changed(case, "state = 'released'"), exported(case), changed(case, "state = 'paid'")):
        if step is not None:
            psql(shared.supervisor, step)
        for values in ("amount = 1", "amount = NULL", "due_by = '2020-01-01'", "interest = 5"):
            with pytest.raises(InsufficientPrivilege):
                psql(shared.supervisor, changed(case, values))


def test_interest_comes_with_the_release_and_is_less_than_the_amount(shared: Shared) -> None:
    psql(shared.agent, entered("C-35"))
    for interest in (5, 1_000_000):
        with pytest.raises(InsufficientPrivilege, match="interest"):
            psql(shared.supervisor, changed("C-35", f"state = 'released', interest = {interest}"))


def test_money_stays_in_the_file_it_left_in(shared: Shared) -> None:
    psql(shared.agent, entered("C-36"))
    psql(shared.supervisor, changed("C-36", "state = 'released'"))
    psql(shared.supervisor, exported("C-36"))
    for values in ("export_number = NULL", "paid_on = '2026-12-28'", "means = 'visa'", OWN_ACCOUNT):
        with pytest.raises(InsufficientPrivilege):
            psql(shared.supervisor, changed("C-36", values))


def test_the_database_notes_who_released_money_and_when(shared: Shared) -> None:
    psql(shared.agent, entered("C-31"))
    assert psql(shared.owner, "SELECT released_by, entered_by FROM refunds WHERE case_number = 'C-31'") == [
        ("", "Anna Claes")
    ]
    psql(
        shared.supervisor,
        changed("C-31", "state = 'released', released_by = 'Anna Claes', released_at = '2020-01-01'"),
    )
    ((by, at),) = psql(shared.owner, "SELECT released_by, released_at FROM refunds WHERE case_number = 'C-31'")
    assert by == "Marc Claes"
    assert at > datetime(2025, 1, 1)


def test_an_account_changes_only_while_the_money_is_there(shared: Shared) -> None:
    psql(shared.agent, entered("C-32"))
    change = changed("C-32", "iban = 'BE68539007547034'")
    psql(shared.agent, change)
    psql(shared.supervisor, changed("C-32", "state = 'released'"))
    with pytest.raises(InsufficientPrivilege, match="the account"):
        psql(shared.agent, change.replace("BE68539007547034", "LU280019400644750000"))
    seen = "SELECT state, iban, released_by FROM refunds WHERE case_number = 'C-32'"
    psql(shared.supervisor, changed("C-32", "state = 'to_release'"))
    assert psql(shared.owner, seen) == [("to_release", "BE68539007547034", "")]
    psql(shared.supervisor, changed("C-32", "state = 'released'"))
    psql(shared.supervisor, exported("C-32"))
    psql(shared.supervisor, changed("C-32", "state = 'rejected', iban = '', holder = ''"))
    assert psql(shared.owner, seen) == [("rejected", "", "Marc Claes")]


def test_the_money_of_a_case_that_waits_is_not_released_even_by_another_supervisor(shared: Shared) -> None:
    with pytest.raises(InsufficientPrivilege, match="decided before"):
        psql(shared.supervisor, "UPDATE refunds SET state = 'to_release' WHERE case_number = 'C-1'")
    with pytest.raises(InsufficientPrivilege, match="does not go from"):
        psql(shared.supervisor, "UPDATE refunds SET state = 'released' WHERE case_number = 'C-1'")
