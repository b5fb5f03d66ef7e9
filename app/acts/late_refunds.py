"""Refunds after a withdrawal that come too late: the interest that runs by itself in Luxembourg (LU L.222-10 (1))."""

from __future__ import annotations

from datetime import date

from app.acts import subjects
from app.acts.governing import Row, edition_of
from app.acts.rows import LateRefund
from app.records.interest_rates import LUXEMBOURG
from app.records.rows import CaseRow, Dossier
from app.terms.clause import Because, Cents, Determination, because
from app.terms.edition import Edition, edition_for
from app.terms.interest import InterestRate, LateRefundFacts, late_refund

_LEFT = ("released", "exported", "paid")


def rates(dossier: Dossier) -> tuple[InterestRate, ...]:
    """The legal rates an administrator entered, for the rules."""
    return tuple(InterestRate(one.starts_on, one.percent) for one in dossier.interest_rates)


def of_dossier(dossier: Dossier, today: date) -> tuple[LateRefund, ...]:
    """Each withdrawal whose money was not back in time, with the interest up to today or the day it left."""
    if dossier.customer.country != LUXEMBOURG:
        return ()
    found = (_late(dossier, case, today) for case in dossier.cases if _owes(case))
    return tuple(one for one in found if one is not None)


def _owes(case: CaseRow) -> bool:
    """A withdrawal that gives money back."""
    return case.act == "withdrawal" and case.state in subjects.HOLDING and bool(case.refund)


def _late(dossier: Dossier, case: CaseRow, today: date) -> LateRefund | None:
    if case.refund is None or case.refund_due_by is None or today <= case.refund_due_by:
        return None
    paid_on = _paid_on(dossier, case)
    facts = LateRefundFacts(LUXEMBOURG, case.received_on, case.refund, today, paid_on, case.refund_due_by)
    found = late_refund(facts, _edition(dossier, case), rates(dossier))
    if not found.value("interest_runs"):
        return None
    fixed = _fixed(dossier, case)
    since = found.value("interest_from")
    if fixed is not None:
        text = because("Paid back late, with {interest} legal interest.", interest=fixed)
        return LateRefund(case.number, since, fixed, text, found)
    return LateRefund(case.number, since, found.value("interest"), _sentence(found, paid_on), found)


def _fixed(dossier: Dossier, case: CaseRow) -> Cents | None:
    """The interest that left with the refunds of the case; ``None`` while a part is here, or left without any."""
    refunds = [one for one in dossier.refunds if one.case_number == case.number and one.state != "cancelled"]
    if not all(one.state in _LEFT for one in refunds) or not any(one.interest for one in refunds):
        return None
    return Cents(sum(one.interest or 0 for one in refunds))


def _sentence(found: Determination, paid_on: date | None) -> Because:
    interest, since = found.value("interest"), found.value("interest_from")
    if interest is None:
        return because(
            "Late since {day}: legal interest runs. The rate is not entered; an administrator enters it.", day=since
        )
    if paid_on is None:
        return because("Late since {day}: {interest} legal interest up to today.", day=since, interest=interest)
    return because("Paid back late: {interest} legal interest is owed as well.", interest=interest)


def _paid_on(dossier: Dossier, case: CaseRow) -> date | None:
    """The day the last part of the refund left; ``None`` while a part has not."""
    refunds = [one for one in dossier.refunds if one.case_number == case.number and one.state != "cancelled"]
    days = [one.released_at.date() for one in refunds if one.state in _LEFT and one.released_at is not None]
    return max(days) if days and len(days) == len(refunds) else None


def _edition(dossier: Dossier, case: CaseRow) -> Edition:
    """The terms that governed what was withdrawn from; of something no longer there, those of the day of receipt."""
    rows: tuple[Row, ...] = (*subjects.bookings(dossier), *dossier.service_inclusive)
    if dossier.contract is not None:
        rows += (dossier.contract,)
    row = next((one for one in rows if one.number == case.subject), None)
    if row is None:
        return edition_for(case.received_on)
    return edition_of(dossier, row, case.received_on)
