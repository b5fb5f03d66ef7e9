"""The letters of the showcase people's cases, as the desk would have issued them on the day of the case.

The ledger holds what a case ended; a letter is written from the dossier as it stood before. So the case and all later
ones are taken out of the dossier again, and the act itself says which letters there are and what they say.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.acts import act
from app.acts.matters import Issue, matter_of
from app.acts.overview import overview_of
from app.acts.plan import Plan
from app.acts.rows import Overview, Preview, Receipt
from app.acts.send_by import send_by
from app.records import letters, numbers, tables
from app.records.dossier import read_dossier
from app.records.rows import Dossier

_ANSWERS = {"terminate": "no", "way": "go_on"}
"""What the customer said where an act asks more than the option it began with."""


def issue_letters(session: Session, people: int) -> None:
    """Issue the letters of every case of the first ``people`` customers, the oldest case first."""
    case, vehicle = tables.Case, tables.Vehicle
    wanted = (
        select(case.number, case.customer_id, vehicle.vin, case.channel)
        .join(vehicle, vehicle.id == case.vehicle_id)
        .where(case.customer_id <= people)
        .order_by(case.recorded_at, case.number)
    )
    for number, customer_id, vin, channel in session.execute(wanted).all():
        dossier = read_dossier(session, customer_id, vin)
        if dossier is not None:
            issue(session, dossier, number, channel)


def issue(session: Session, dossier: Dossier, number: str, channel: str, state: str = "printed") -> None:
    """Issue the letters of the case ``number``, which stands in the dossier, as ``ready | printed | …``."""
    case = next(one for one in dossier.cases if one.number == number)
    then = before(dossier, number)
    written_on = case.recorded_at.date()
    module = act(case.act)
    overview = overview_of(then, Receipt(case.recorded_at, channel), written_on)
    draft = draft_of(overview, case.act, case.subject)
    seen: Preview = module.preview(then, draft, written_on)
    plan: Plan = module.plan(then, draft, seen)
    issue_sheets(session, then, number, case.agent, case.recorded_at, seen, plan, state)


def issue_sheets(
    session: Session,
    dossier: Dossier,
    number: str,
    agent: str,
    at: datetime,
    seen: Preview,
    plan: Plan,
    state: str = "printed",
) -> None:
    """Issue the letters that the plan of the case ``number`` has, from the dossier as it stood before the case."""
    from app.letters.letter import write  # the paper room is loaded with the first letter

    written_on = at.date()
    for sheet in plan.sheets:
        letter_number = numbers.next_number(session, numbers.LETTERS, written_on.year)
        issue = Issue(letter_number, number, written_on, agent)
        matter = matter_of(sheet, dossier, plan.receipt, issue, seen.vat_percent)
        letter = write(matter)
        letters.add_letter(
            session,
            number=letter_number,
            case_number=number,
            kind=sheet.kind,
            language=matter.language,
            created_at=at,
            pages=letter.pages,
            content=letter.pdf,
            state=state,
            send_by=send_by(written_on, dossier.customer.country, plan.due_on),
        )


def draft_of(overview: Overview, name: str, subject: str) -> Any:
    """What the agent entered: the option on the subject, with the answers it still needs."""
    option = next(
        one for one in overview.options if one.act == name and (name == "sim_deactivation" or one.subject == subject)
    )
    draft = act(name).begin(overview, option)
    known = {field.name for field in fields(draft)}
    return replace(draft, **{field: answer for field, answer in _ANSWERS.items() if field in known})


def before(dossier: Dossier, number: str) -> Dossier:
    """The dossier as it stood before a case."""
    since = next(one.recorded_at for one in dossier.cases if one.number == number)
    undone = {one.number for one in dossier.cases if one.recorded_at >= since}

    def running(row: Any) -> Any:
        return replace(row, ended_as="", ends_on=None, ended_by_case="") if row.ended_by_case in undone else row

    contract, vehicle = dossier.contract, dossier.vehicle
    if contract is not None:
        contract = running(replace(contract, bookings=tuple(map(running, contract.bookings))))
    if vehicle is not None and vehicle.sim is not None:
        events = tuple(event for event in vehicle.sim.history if event.case_number not in undone)
        last: Any = events[-1]  # the history tells the states by their words
        sim = replace(vehicle.sim, state=last.state, since=last.on, history=events)
        vehicle = replace(vehicle, sim=sim)
    return replace(
        dossier,
        contract=contract,
        vehicle=vehicle,
        service_inclusive=tuple(map(running, dossier.service_inclusive)),
        cases=tuple(one for one in dossier.cases if one.number not in undone),
        refunds=tuple(one for one in dossier.refunds if one.case_number not in undone),
        letters=(),
    )
