"""The options to end a service, to terminate the contract, to end services at the sale, to switch the SIM off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.acts import determining, spoken, subjects, telephone, wording
from app.acts.readings import readings_of
from app.acts.rows import Option, Receipt, WhyStep
from app.acts.why import names_of, why_of
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Cents, NotCovered, WrongInput, because, because_count
from app.terms.spoken import read_out, read_out_open
from app.terms.telephone import BOUND_IN_WRITING

TERMINATION = "termination"
SIM = "sim_deactivation"


def end_service(dossier: Dossier, row: Booking, receipt: Receipt) -> Option:
    """To end one booking: after a month (8.4), at the next due date (8.5 a), not at all while a term runs (8.2)."""
    name = wording.booked(row)
    base = Option(
        act=TERMINATION,
        subject_kind="booking",
        subject=row.number,
        subject_name=name,
        title=because("End {service}, {price} a month", service=name, price=row.price)
        if row.kind == "monthly"
        else because("End {service}", service=name),
        state="blocked",
        clauses=(_service_clause(row),),
    )
    today = receipt.received_at.date()
    ended = _ended(dossier, row.number, row.ended_as, row.ends_on, row.ended_by_case, today)
    if ended is not None:
        return replace(base, reason=ended, ended_on=row.ends_on, read_out=spoken.not_possible(ended))
    too_early = subjects.not_concluded(row, today)
    if too_early is not None:
        return replace(base, reason=too_early, read_out=spoken.not_possible(too_early))
    unbound = telephone.nothing_to_end(dossier, row, today)
    if unbound is not None:
        return replace(base, reason=unbound, clauses=(BOUND_IN_WRITING,), read_out=spoken.not_possible(unbound))
    try:
        found = determining.end_service(dossier, row, receipt.received_at.date(), chosen=receipt.readings)
    except WrongInput as missing:
        return _unanswered(base, missing)
    except NotCovered as open_point:
        why = wording.not_covered(open_point.because)
        return replace(base, reason=why, clauses=open_point.clauses, read_out=read_out_open())
    base = replace(base, why=why_of(found), readings=readings_of((found,), receipt.readings), determination=found)
    if not found.value("allowed"):
        return _fixed_term(dossier, row, base, receipt)
    approval = bool(found.value("supervisor"))
    refund = found.value("refund")
    return replace(
        base,
        state="approval" if approval else "allowed",
        last_service_day=found.value("last_service_day"),
        refund=refund,
        note=because("approval") if approval else None,
        read_out=read_out(found, name=name),
    )


def end_contract(dossier: Dossier, receipt: Receipt) -> Option:
    """To terminate the contract with a month's notice (8.1)."""
    contract = subjects.contract_of(dossier)
    base = Option(
        act=TERMINATION,
        subject_kind="contract",
        subject=contract.number,
        subject_name=because("the MINI Connected contract"),
        title=because("Terminate the contract"),
        state="blocked",
        clauses=("MC 8.1",),
    )
    today = receipt.received_at.date()
    ended = _ended(dossier, contract.number, contract.ended_as, contract.ends_on, contract.ended_by_case, today)
    if ended is not None:
        return replace(base, reason=ended, ended_on=contract.ends_on, read_out=spoken.not_possible(ended))
    too_early = subjects.not_concluded(contract, today)
    if too_early is not None:
        return replace(base, reason=too_early, read_out=spoken.not_possible(too_early))
    unbound = telephone.nothing_to_end(dossier, contract, today)
    if unbound is not None:
        return replace(base, reason=unbound, clauses=(BOUND_IN_WRITING,), read_out=spoken.not_possible(unbound))
    try:
        found = determining.end_contract(dossier, receipt.received_at.date(), chosen=receipt.readings)
    except WrongInput as missing:
        return _unanswered(base, missing)
    until = found.value("framework_remains_only_for_limited_until")
    return replace(
        base,
        state="allowed",
        last_service_day=found.value("notice_end"),
        refund=found.value("refund"),
        note=because("paid terms run on") if until else None,
        why=why_of(found, names_of(dossier)),
        readings=readings_of((found,), receipt.readings),
        read_out=read_out(found),
        determination=found,
    )


def sale(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """To end the services with a fixed term because the vehicle was sold (8.6): the sale date has to be asked."""
    on = receipt.received_at.date()
    limited = tuple(
        row
        for row in telephone.running(dossier, on)
        if row.kind == "limited" and row.period_end and row.concluded_on <= on
    )
    if not limited:
        return ()
    contract = subjects.contract_of(dossier)
    names = tuple(wording.booked(row) for row in limited)
    return (
        Option(
            act=TERMINATION,
            subject_kind="sale",
            subject=contract.number,
            subject_name=Because("{names}", (("names", names),)),
            title=because("Vehicle sold: end {services} early", services=names),
            state="needs_answer",
            last_service_day_text=because("6 weeks later"),
            refund=Cents(0),
            clauses=("MC 8.6",),
            missing=("sold_on",),
            why=(
                WhyStep(
                    because("What is missing"),
                    because("Ask for the day of the sale: without it nobody can say when the services end."),
                    wording.missing("sold_on"),
                    ("MC 8.6",),
                ),
                WhyStep(
                    because("Six weeks"),
                    because(
                        "Services with a fixed term can end early because of the sale, six weeks after it or after the "
                        "message, whichever is later."
                    ),
                    because("6 weeks later"),
                    ("MC 8.6",),
                ),
                WhyStep(because("Money"), because("Nothing is paid back."), None, ("MC 8.6",)),
            ),
            missing_text=wording.missing("sold_on"),
            read_out=because(
                "If you have sold the car, tell me the day. The services with a fixed term can then end six weeks "
                "after the sale or after your message, whichever is later. Nothing is paid back."
            ),
        ),
    )


def switch_off(dossier: Dossier, receipt: Receipt) -> Option:
    """To have the SIM switched off at a dealer (1.6): the contract rests, or lapses before the handover."""
    vehicle = dossier.vehicle
    assert vehicle is not None
    assert vehicle.sim is not None
    base = Option(
        act=SIM,
        subject_kind="sim",
        subject=vehicle.vin,
        subject_name=because("the SIM"),
        title=because("Switch the SIM off"),
        state="blocked",
        clauses=("MC 1.6",),
    )
    sim = vehicle.sim
    open_case = subjects.case_on(dossier.cases, SIM, vehicle.vin)
    if sim.state != "active":
        off = (
            because("The SIM is off since {day}.", day=sim.since)
            if sim.state == "off"
            else because("The SIM has been off since {day}, except for what the law requires.", day=sim.since)
        )
        return replace(base, ended_on=sim.since, reason=off, read_out=spoken.not_possible(off))
    if open_case is not None and open_case.holds:
        running = because("Case {case} about this is open already.", case=open_case.number)
        return replace(base, reason=running, read_out=spoken.not_possible(running))
    contract = dossier.contract
    too_early = subjects.not_concluded(contract, receipt.received_at.date()) if contract is not None else None
    if too_early is not None:
        return replace(base, reason=too_early, read_out=spoken.not_possible(too_early))
    try:
        found = determining.switch_off(
            dossier,
            receipt.received_at,
            vehicle.type_approval_functions,
            (),
            also_terminates=False,
            chosen=receipt.readings,
        )
    except WrongInput as missing:
        return _unanswered(base, missing)
    revoked = found.value("treated_as") == "withdrawal_of_framework"
    # Who is no consumer gets everything back only if a supervisor agrees (rulebook G26).
    approval = revoked and dossier.customer.kind == "trader" and bool(found.value("refund"))
    return replace(
        base,
        state="approval" if approval else "allowed",
        title=because("Switch the SIM off: the contract lapses") if revoked else base.title,
        possible_until=None,
        last_service_day=found.value("framework_end") if revoked else None,
        last_service_day_text=None if revoked else because("Day of the job"),
        refund=found.value("refund"),
        refund_due_by=found.value("refund_due_by"),
        clauses=("MC 1.6 a",) if revoked else ("MC 1.6",),
        note=because("at a dealer, eCall stays")
        if "eu_ecall" in vehicle.type_approval_functions
        else because("at a dealer"),
        why=why_of(found),
        readings=readings_of((found,), receipt.readings),
        read_out=read_out(found),
        determination=found,
    )


def _service_clause(row: Booking) -> str:
    if row.kind == "monthly":
        return "MC 8.5 a"
    if row.kind == "limited":
        return "WER VI.91" if row.renewed else "MC 8.2"
    return "MC 8.4"


def _ended(
    dossier: Dossier, number: str, ended_as: str, ends_on: date | None, by_case: str, today: date
) -> Because | None:
    """Why ``number`` cannot be ended once more, in the tense that fits ``today``."""
    case = subjects.case_on(dossier.cases, TERMINATION, number)
    if case is not None and case.holds:
        return because("Case {case} about this is open already.", case=case.number)
    if not ended_as or ends_on is None:
        return None
    return wording.end_recorded(ends_on, by_case, today)


def _fixed_term(dossier: Dossier, row: Booking, base: Option, receipt: Receipt) -> Option:
    """A limited service cannot be ended ordinarily; what is known is when it ends and how a renewal is prevented."""
    found = base.determination
    last_day = found.value("last_service_day") if found else None
    finding = found.finding("reason") if found else None
    why = (
        finding.because
        if finding is not None and finding.because is not None
        else because("A fixed term runs to its end.")
    )
    if row.auto_renewal and not row.renewed:
        return _renewing(dossier, row, base, receipt)
    return replace(base, reason=why, last_service_day=last_day, read_out=spoken.not_possible(why))


def _renewing(dossier: Dossier, row: Booking, base: Option, receipt: Receipt) -> Option:
    """A term that renews by itself has no last day yet: what counts is the last day to prevent the renewal (8.3)."""
    today = receipt.received_at.date()
    sent_on = receipt.sent_on or today
    found = determining.not_renew(dossier, row, sent_on, receipt.readings)
    latest, months = found.value("latest_notice"), row.renewal_months
    if found.value("in_time"):
        why = because_count(
            "It runs until {term_end} and then renews for {count} month. Who does not want that says so by {latest}.",
            "It runs until {term_end} and then renews for {count} months. Who does not want that says so by {latest}.",
            months,
            term_end=row.period_end,
            latest=latest,
        )
    else:
        why = because_count(
            "It runs until {term_end} and then renews for {count} month: the last day to prevent that was {latest}.",
            "It runs until {term_end} and then renews for {count} months: the last day to prevent that was {latest}.",
            months,
            term_end=row.period_end,
            latest=latest,
        )
    return replace(
        base, reason=why, clauses=(*base.clauses, "MC 8.3"), why=why_of(found), read_out=spoken.not_possible(why)
    )


def _unanswered(base: Option, missing: WrongInput) -> Option:
    return replace(
        base,
        state="needs_answer",
        reason=missing.because,
        why=(WhyStep(because("What is missing"), missing.because, wording.missing(missing.field), base.clauses[:1]),),
        missing=(missing.field,),
        missing_text=wording.missing(missing.field),
        read_out=spoken.asking("customer_terminates_service", missing),
    )
