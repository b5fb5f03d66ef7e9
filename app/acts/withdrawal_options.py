"""The option to withdraw from the contract, from a booking or from a Service Inclusive package (MC 15, SI 11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.acts import determining, spoken, subjects, wording
from app.acts.readings import readings_of
from app.acts.rows import Option, Receipt, WhyStep
from app.acts.subjects import Subject
from app.acts.why import names_of, why_of
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, NotCovered, WrongInput, because
from app.terms.readings import DEFAULT, Choice
from app.terms.spoken import read_out, read_out_open
from app.terms.telephone import BOUND_IN_WRITING

ACT = "withdrawal"
UNBOUND = "telephone_contract"
"""The rule that answers for what was agreed on the telephone and does not bind."""


def option(dossier: Dossier, subject: Subject, receipt: Receipt) -> Option:
    """The option on one subject; blocked with its reason where the right has ended or never existed."""
    ended = ended_before(dossier, subject)
    if ended is not None:
        return blocked(dossier, subject, ended, None)
    try:
        found = determining.withdraw(
            dossier, subject, receipt.received_at.date(), receipt.sent_on, chosen=receipt.readings
        )
    except WrongInput as missing:
        return _unanswered(dossier, subject, missing)
    except NotCovered as open_point:
        why = wording.not_covered(open_point.because)
        return replace(blocked(dossier, subject, why, None, open_point.clauses), read_out=read_out_open())
    if not found.value("allowed"):
        return blocked(dossier, subject, reason(found), found, readings=receipt.readings)
    return _possible(dossier, subject, found, receipt)


def title(dossier: Dossier, subject: Subject) -> Because:
    """What the option is called in the list."""
    if subject.kind == "contract":
        return because("Withdraw from the contract")
    return because("Withdraw from {service}", service=subjects.name(dossier, subject))


def clause(subject: Subject) -> str:
    """The clause that gives the right: SI 11 for a Service Inclusive package, MC 15 for everything else."""
    return "SI 11" if subject.kind == "service_inclusive" else "MC 15"


def ended_before(dossier: Dossier, subject: Subject) -> Because | None:
    """Why nothing is left to withdraw from: it was withdrawn already, or a case about it is open."""
    case = subjects.case_on(dossier.cases, ACT, subject.number)
    if case is not None and case.holds:
        return because("Case {case} about this is open already.", case=case.number)
    ended_as, ends_on, by_case = _end(dossier, subject)
    if ended_as not in ("withdrawn", "revoked"):
        return None
    if ends_on is None:
        return because("Withdrawn already.")
    if by_case:
        return because("Withdrawn by case {case}, ended {day}.", case=by_case, day=ends_on)
    return because("Withdrawn already, ended {day}.", day=ends_on)


def reason(found: Determination) -> Because:
    """Why a withdrawal is not possible, in one sentence with its days."""
    finding = found.finding("reason") or found.finding("allowed")
    if finding is not None and finding.because is not None:
        return finding.because
    return because("The right of withdrawal does not exist here.")


def _end(dossier: Dossier, subject: Subject) -> tuple[str, date | None, str]:
    if subject.kind == "booking":
        booking = subjects.booking(dossier, subject.number)
        return booking.ended_as, booking.ends_on, booking.ended_by_case
    if subject.kind == "service_inclusive":
        package = subjects.package(dossier, subject.number)
        return package.ended_as, package.ends_on, package.ended_by_case
    contract = subjects.contract_of(dossier)
    return contract.ended_as, contract.ends_on, contract.ended_by_case


def _possible(dossier: Dossier, subject: Subject, found: Determination, receipt: Receipt) -> Option:
    approval = bool(found.value("supervisor"))
    refund = found.value("refund_total" if subject.kind == "contract" else "refund")
    return Option(
        act=ACT,
        subject_kind=subject.kind,
        subject=subject.number,
        subject_name=subjects.name(dossier, subject),
        title=title(dossier, subject),
        state="approval" if approval else "allowed",
        possible_until=found.value("deadline"),
        last_service_day=found.value("last_service_day"),
        refund=refund,
        refund_due_by=found.value("refund_due_by"),
        clauses=(BOUND_IN_WRITING,) if found.rule == UNBOUND else (clause(subject),),
        note=because("approval") if approval else _cascade(subject, found),
        why=why_of(found, names_of(dossier)),
        readings=readings_of((found,), receipt.readings),
        read_out=read_out(found, name=subjects.name(dossier, subject)),
        determination=found,
    )


def _cascade(subject: Subject, found: Determination) -> Because | None:
    return because("its bookings fall with it") if subject.kind == "contract" and found.value("bookings") else None


def blocked(
    dossier: Dossier,
    subject: Subject,
    why: Because,
    found: Determination | None,
    clauses: tuple[str, ...] = (),
    readings: Choice = DEFAULT,
) -> Option:
    """An option that is not possible, with the reason and the day on which the right ended."""
    return Option(
        act=ACT,
        subject_kind=subject.kind,
        subject=subject.number,
        subject_name=subjects.name(dossier, subject),
        title=title(dossier, subject),
        state="blocked",
        ended_on=found.value("deadline") if found else _end(dossier, subject)[1],
        clauses=clauses or (clause(subject),),
        reason=why,
        why=why_of(found) if found else (),
        readings=readings_of((found,), readings) if found else (),
        read_out=read_out(found) if found else spoken.not_possible(why),
        determination=found,
    )


def _unanswered(dossier: Dossier, subject: Subject, missing: WrongInput) -> Option:
    return Option(
        act=ACT,
        subject_kind=subject.kind,
        subject=subject.number,
        subject_name=subjects.name(dossier, subject),
        title=title(dossier, subject),
        state="needs_answer",
        why=(WhyStep(because("What is missing"), missing.because, wording.missing(missing.field), (clause(subject),)),),
        clauses=(clause(subject),),
        reason=missing.because,
        missing=(missing.field,),
        missing_text=wording.missing(missing.field),
        read_out=spoken.asking("withdrawal", missing),
    )
