"""One database on a server with a person of each role at work, for the tests that attack it with raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from app.records import tables
from app.records.journal import journal
from app.records.letters import add_letter
from app.records.store import Records
from tests.postgresql import Server
from tests.records.examples import add_person, add_vehicle
from tests.records.shared import NOW, add, case, set_up

CASE = """INSERT INTO cases (number, customer_id, act, subject_kind, subject, state, received_on, channel, evidence,
recorded_at, agent, refund_means, entered, version) VALUES ('{number}', 1, 'x', 'sim', 'x', '{state}', '2026-12-28',
'', '', now(), {agent}, '', '{{}}', 1)"""
"""A case as somebody enters it who bypasses the desk."""


class Shared(NamedTuple):
    """The addresses of one database, by who signs in."""

    owner: str
    agent: str
    other_agent: str
    supervisor: str
    other_supervisor: str
    dealer: str

    def of(self, who: str) -> str:
        return str(getattr(self, who))


@contextmanager
def at_work(server: Server) -> Iterator[Shared]:
    """The database, until the block ends: then its people are gone from the server."""
    owner = set_up(server)
    found = Shared(
        owner,
        add(owner, "anna", "agent"),
        add(owner, "tom", "agent"),
        add(owner, "marc", "supervisor"),
        add(owner, "nina", "supervisor"),
        add(owner, "luc", "dealer", "D-71"),
    )
    with Records(owner) as records, records.writing() as session:
        add_person(session, 1, "De Smet", "Elke", town="Gent", phone="+32470123456")
        add_vehicle(session, 1, 1, "WMW31GD090TA40817", "1-ABC-234")
        session.add(tables.Contract(number="MC-1", customer_id=1, vehicle_id=1, concluded_on=NOW.date(), edition="e"))
    try:
        _work(found)
        yield found
    finally:
        with Records(owner) as records, records.engine.begin() as connection:
            gone = "DROP OWNED BY {0}; DROP ROLE {0}"
            for login in ("anna", "tom", "marc", "nina", "luc"):
                connection.exec_driver_sql(gone.format(login))


def _work(shared: Shared) -> None:
    """What an agent has recorded with the desk: a case that waits, one with a letter, jobs for two dealers."""
    with Records(shared.agent) as records, records.writing() as session:
        for number, state in (("C-1", "waits_for_approval"), ("C-2", "open"), ("C-3", "open"), ("C-4", "refused")):
            session.add(case(number, 1, state=state))
        session.flush()
        for number, dealer in (("C-1", "D-71"), ("C-2", "D-71"), ("C-3", "D-72")):
            session.add(
                tables.SimJob(
                    case_number=number,
                    dealer_number=dealer,
                    switch="off",
                    ordered_on=date(2026, 12, 28),
                    vin="WMW31GD090TA40817",
                    plate="1-ABC-234",
                    model="MINI Cooper SE",
                    iccid="8932000000000000001",
                    functions=("eu_ecall",),
                )
            )
        session.add(
            tables.Refund(customer_id=1, case_number="C-1", subject="B-1", amount=100, state="waits_for_approval")
        )
        add_letter(
            session,
            number="L-1",
            case_number="C-2",
            kind="receipt",
            language="nl",
            created_at=NOW,
            pages=1,
            content=b"x",
        )
        journal(session, 1, 1, at=NOW, by="Anna Claes", what="case_open", on="C-2")
        session.add(tables.Determination(case_id=2, position=0, rule="sim", edition="e"))
        session.flush()
        session.add(tables.Finding(determination_id=1, position=0, name="allowed", value=True, clauses=[]))
