"""A supervisor decides what waits: approves it, changes it with a reason, or sends it back. Always with four eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from app.acts import SUPERVISOR, effects
from app.acts.amount_limits import check_amounts
from app.acts.chosen_readings import Pairs, check_right, recorded
from app.acts.issuing import issue
from app.acts.outcome import AS_ENTERED, Change, Outcome, outcome_of
from app.acts.own_moves import cents
from app.records import approvals, cases, sim_jobs, undoing
from app.records.case_life import move_case
from app.records.dossier import find_key, read_dossier
from app.records.holding import hold
from app.records.organisation_readings import read_readings
from app.records.refunds import NewRefund
from app.records.rows import CaseRow, Dossier
from app.records.store import changed_meanwhile
from app.terms.clause import Cents, Refusal, WrongInput, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.records.tables import Case
    from app.start import Desk


class Decided(NamedTuple):
    """A case that was decided: the state it is in now, and the letters written for it (number, kind)."""

    case_number: str
    state: str
    letters: tuple[tuple[str, str], ...] = ()


def approve(desk: Desk, number: str, version: int) -> Decided:
    """Approve the case as it was entered. ``version`` is the one the supervisor saw.

    Raises ``Refusal`` for anybody but a supervisor, for who recorded the case, while an amount is open, where somebody
    has decided already (and who), and where the case is not the one seen any more. Nothing is written then.
    """
    return _decide(desk, number, version, AS_ENTERED)


def change(
    desk: Desk, number: str, version: int, *, amounts: Mapping[str, Cents], readings: Pairs | None, reason: str
) -> Decided:
    """Approve the case with other ``amounts`` (by number), or by other ``readings``, and say why.

    By other readings the rules give the days and amounts anew. Raises ``Refusal`` as :func:`approve` does, and
    ``WrongInput`` without a reason and for an amount that cannot be paid.
    """
    given = _reason(reason)
    for amount in amounts.values():
        if amount < 0:
            raise WrongInput("amount", because("An amount that goes back cannot be below zero."))
    return _decide(desk, number, version, Change(tuple(amounts.items()), readings, given))


def amounts_of(typed: Mapping[str, str]) -> Mapping[str, Cents]:
    """Amounts as a person writes them, in euros, by number. Raises ``WrongInput`` naming the number of a wrong one."""
    found = {}
    for number, text in typed.items():
        amount = cents(text)
        if amount is None:
            raise WrongInput(number, because("Enter an amount in euros, such as 12,50."))
        found[number] = amount
    return found


def send_back(desk: Desk, number: str, version: int, reason: str) -> Decided:
    """Give the case back to who recorded it, with the reason. Raises ``Refusal`` as :func:`approve` does."""
    given = _reason(reason)
    with desk.records.writing(lasting=True) as session:
        _waiting(session, desk, number, version)
        _move(session, desk, number, "sent_back", given)
    return Decided(number, "sent_back")


def _reason(text: str) -> str:
    if not text.strip():
        raise WrongInput("reason", because("Say why: who recorded the case reads it."))
    return text.strip()


def _waiting(session: Session, desk: Desk, number: str, version: int) -> Case:
    """The case that waits, nobody else's until the transaction ends, for a person who may decide it."""
    if desk.person.role != SUPERVISOR:
        raise Refusal(because("Only a supervisor can do this. Nothing was written."))
    key = find_key(session, case_number=number)
    if key is None:
        raise Refusal(because("There is no case {number}.", number=number))
    hold(session, key.customer_id)
    case = approvals.waiting_case(session, number)
    if case.agent == desk.person.name:
        raise Refusal(because("You recorded this case: somebody else decides it. Nothing was written."))
    if case.version != version:
        raise changed_meanwhile()
    return case


def _decide(desk: Desk, number: str, version: int, wanted: Change) -> Decided:
    with desk.records.writing(lasting=True) as session:
        case = _waiting(session, desk, number, version)
        dossier = _dossier(session, number)
        row = next(one for one in dossier.cases if one.number == number)
        outcome = outcome_of(dossier, row, desk.today(), wanted)
        check_amounts(dossier, row, outcome, dict(wanted.amounts))
        chosen = _keep_findings(session, desk, case.id, outcome) if wanted.readings is not None else {}
        _take_effect(session, desk, dossier, row, outcome, anew=wanted.readings is not None)
        approvals.settle_refunds(session, case, _booked(dossier, number, outcome), by=desk.person.name)
        approvals.note_outcome(case, outcome.last_service_day, outcome.total, outcome.refund_due_by)
        _move(session, desk, number, "approved", wanted.reason, chosen)
        letters = tuple(
            issue(
                session,
                desk,
                dossier,
                sheet,
                outcome.receipt,
                case_number=number,
                vat_percent=outcome.vat_percent,
                due_on=row.due_on,
            )
            for sheet in outcome.sheets
        )
        state = "being_carried_out" if approvals.something_is_left(session, number) else "done"
        _move(session, desk, number, state)
        sim_jobs.due_from(session, number, desk.today())
    return Decided(number, state, letters)


def _dossier(session: Session, number: str) -> Dossier:
    key = find_key(session, case_number=number)
    dossier = read_dossier(session, *key) if key is not None else None
    if dossier is None:
        raise Refusal(because("There is no case {number}.", number=number))
    return dossier


def _keep_findings(session: Session, desk: Desk, case_id: int, outcome: Outcome) -> Mapping[str, Any]:
    """Store what the rules say by the readings chosen; the readings. ``Refusal`` where nobody may choose them."""
    if outcome.preview is None:
        return {}
    organisation = read_readings(session)
    check_right(outcome.draft, organisation, desk.person)
    chosen = recorded(outcome.draft, organisation, outcome.preview)
    for determination, facts in zip(outcome.preview.determinations, outcome.preview.facts, strict=True):
        cases.add_determination(session, case_id, determination, facts=facts, readings=chosen)
    return chosen


def _take_effect(
    session: Session, desk: Desk, dossier: Dossier, case: CaseRow, outcome: Outcome, *, anew: bool
) -> None:
    """What was held back takes effect now; what ended otherwise by other readings ends on the days they give."""
    if outcome.plan is None or not (outcome.held or anew):
        return
    undoing.reopen(session, dossier.customer.id, case.number)
    session.flush()
    if outcome.held:
        effects.take_effect(session, desk, dossier, outcome.plan, case.number)
    else:
        for end in outcome.plan.ends:
            effects.bring_to_end(session, end, case.number)


def _booked(dossier: Dossier, number: str, outcome: Outcome) -> Mapping[str, NewRefund]:
    """What is paid back, by the number it is for; the way it goes is that of what was planned."""
    planned = outcome.plan and effects.booked_by(dossier, outcome.plan, number, outcome.payment_means)
    ways = {one.subject: one for one in planned or ()}
    bare = NewRefund(number, "", None, None, "", outcome.payment_means, approved=True)
    return {
        line.number: replace(
            ways.get(line.number, bare),
            subject=line.number,
            amount=line.refund,
            due_by=outcome.refund_due_by,
            approved=True,
        )
        for line in outcome.lines
    }


def _move(
    session: Session, desk: Desk, number: str, after: str, reason: str = "", readings: Mapping[str, Any] | None = None
) -> None:
    person = desk.person
    move_case(session, number, after, by=person.name, role=person.role, at=desk.now(), reason=reason, readings=readings)
