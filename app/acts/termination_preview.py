"""What a termination would do: last days, money, picture, letters. One function for review, letter and booking."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import better, notice, options, payments, refunds, remaining, subjects, supervised, telephone, timeline
from app.acts.endings import Ending, contract_services, endings_of
from app.acts.governing import Row
from app.acts.readings import readings_of
from app.acts.rows import Preview, Receipt, RefusalShown
from app.acts.subjects import Subject
from app.acts.why import names_of, why_of_all
from app.acts.wording import booked, end_recorded
from app.letters.matter import RefundLine
from app.records.rows import Booking, Contract, Dossier
from app.terms.calendar import days_inclusive
from app.terms.clause import Because, Cents, Refusal, WrongInput, because
from app.terms.telephone import BOUND_IN_WRITING

if TYPE_CHECKING:
    from app.acts.termination import Draft


def preview(dossier: Dossier, draft: Draft, today: date) -> Preview:
    """Raises ``Refusal`` while a fact is missing, or where the same thing has ended or is being ended already."""
    receipt = notice.receipt_of(draft)
    if draft.subject_kind == "sale" and draft.sold_on is None:
        raise WrongInput("sold_on", because("Enter the day on which the vehicle was sold or passed on."))
    _refuse_twice(dossier, draft, today)
    received_on = receipt.received_at.date()
    _refuse_too_early(dossier, draft, received_on)
    _refuse_unbound(dossier, draft, received_on)
    found = endings_of(dossier, draft, received_on)
    if not found:
        raise WrongInput("chosen", because("Choose what ends because of the sale."))
    refused = next((one for one in found if not one.allowed), None)
    lines = _refund_lines(dossier, found, received_on)
    known = all(one.refund is not None for one in found)
    total = refunds.total(lines) if known else None
    lines, above = supervised.above_limit(dossier, lines) if refused is None else (lines, ())
    approvals = above + tuple(
        because("{service}: {reason}", service=one.name, reason=finding.because)
        for one in found
        if one.found.value("supervisor")
        for finding in (one.found.finding("supervisor"),)
        if finding is not None and finding.because is not None
    )
    determinations = tuple(one.found for one in found)
    last_day = None if refused else _last_day(found)
    labels = payments.means_of(dossier, tuple(line.number for line in lines))
    return Preview(
        act="termination",
        title=because("Terminate"),
        determinations=determinations,
        refusal=_refusal(dossier, refused, receipt) if refused else None,
        refund_lines=lines,
        refund_total=None if refused else total,
        refund_vat=None if refused or not known else refunds.vat_total(lines),
        vat_percent=refunds.percent(dossier, received_on),
        refund_due_by=None,
        payment_means=", ".join(labels),
        last_service_day=last_day,
        why=why_of_all(determinations, names_of(dossier)),
        readings=readings_of(determinations, receipt.readings),
        approvals=approvals,
        stays_on=_stays_on(dossier, found, received_on),
        better=better.than_termination(dossier, draft),
        timeline=timeline.of_ending(dossier, _ends(dossier, found), receipt, today, draft.sold_on),
        read_out=_read_out(found, last_day),
        letters=_letters(found, approvals, refused),
        finish_label=_label(approvals, refused),
        facts=tuple(one.facts for one in found),
    )


def _refuse_twice(dossier: Dossier, draft: Draft, today: date) -> None:
    """The same thing cannot be ended twice: names the case that did it."""
    rows = [subjects.booking(dossier, number) for number in (*draft.chosen, *draft.also_end)]
    if draft.subject_kind == "booking":
        rows.append(subjects.booking(dossier, draft.subject))
    ended: list[tuple[str, str, date | None, str]] = [
        (row.number, row.ended_as, row.ends_on, row.ended_by_case) for row in rows
    ]
    if draft.subject_kind == "contract" or draft.with_contract:
        contract = subjects.contract_of(dossier)
        ended.append((contract.number, contract.ended_as, contract.ends_on, contract.ended_by_case))
    for number, ended_as, ends_on, by_case in ended:
        case = subjects.case_on(dossier.cases, "termination", number)
        if case is not None and case.holds:
            raise Refusal(because("Case {case} about this is open already.", case=case.number))
        if ended_as and ended_as != subjects.NOT_RENEWED and ends_on is not None:
            raise Refusal(end_recorded(ends_on, by_case, today))


def _refuse_too_early(dossier: Dossier, draft: Draft, on: date) -> None:
    """Nothing ends by a message that came in before its conclusion."""
    chosen = (*draft.chosen, *draft.also_end, *((draft.subject,) if draft.subject_kind == "booking" else ()))
    rows: list[Booking | Contract] = [subjects.contract_of(dossier)]
    rows += [subjects.booking(dossier, number) for number in chosen]
    for row in rows:
        too_early = subjects.not_concluded(row, on)
        if too_early is not None:
            raise WrongInput("received_at", too_early)


def _refuse_unbound(dossier: Dossier, draft: Draft, on: date) -> None:
    """What was agreed on the telephone and does not bind is not terminated: it is paid back."""
    rows: list[Row] = [subjects.booking(dossier, number) for number in (*draft.chosen, *draft.also_end)]
    if draft.subject_kind in ("booking", "contract"):
        rows.append(subjects.row_of(dossier, Subject(draft.subject_kind, draft.subject)))
    for row in rows:
        unbound = telephone.nothing_to_end(dossier, row, on)
        if unbound is not None:
            raise Refusal(unbound, (BOUND_IN_WRITING,))


def _refusal(dossier: Dossier, refused: Ending, receipt: Receipt) -> RefusalShown:
    finding = refused.found.finding("reason") or refused.found.finding("allowed")
    reason = (
        finding.because if finding is not None and finding.because is not None else because("This is not possible.")
    )
    return RefusalShown(
        title=because("{service} cannot be ended now", service=refused.name),
        because=reason,
        clauses=refused.found.clauses[:2],
        instead=tuple(one for one in options.options_for(dossier, receipt) if one.state != "blocked"),
    )


def _refund_lines(dossier: Dossier, found: tuple[Ending, ...], received_on: date) -> tuple[RefundLine, ...]:
    """Only a consumer who leaves a renewed term gets money back (WER VI.91)."""
    lines = tuple(
        _line(one, one.row.number, one.refund)
        for one in found
        if one.row is not None and one.allowed and (one.refund is None or one.refund > 0)
    )
    return refunds.with_vat(lines, dossier, received_on)


def _line(ending: Ending, number: str, refund: Cents | None) -> RefundLine:
    row = ending.row
    start, end = (row.period_start, row.period_end) if row else (None, None)
    total = days_inclusive(start, end) if start and end else None
    used = days_inclusive(start, ending.last_day) if start and ending.last_day else None
    price = row.price if row else None
    return RefundLine(
        number=number,
        service=ending.name.message,
        kind=row.kind if row else "",
        period_start=start,
        period_end=end,
        price=price,
        consumed_days=used,
        total_days=total,
        deduction=Cents(price - refund) if price is not None and refund is not None else None,
        refund=refund,
        vat=None,
        last_service_day=ending.last_day,
        needs_approval=bool(ending.found.value("supervisor")),
    )


def _last_day(found: tuple[Ending, ...]) -> date | None:
    """The day on which everything that was asked for has ended."""
    return max((one.last_day for one in found if one.last_day is not None), default=None)


def _ends(dossier: Dossier, found: tuple[Ending, ...]) -> list[tuple[Because, date]]:
    ends = [
        (timeline.CONTRACT if one.row is None else one.name, one.last_day) for one in found if one.last_day is not None
    ]
    for one in found:
        if one.row is None:
            ends += [(booked(row), day) for row, day, survives in contract_services(dossier, one) if survives]
    return ends


def _stays_on(dossier: Dossier, found: tuple[Ending, ...], on: date) -> tuple[Because, ...]:
    whole = next((one for one in found if one.row is None), None)
    if whole is not None:
        surviving = [remaining.line(row) for row, _, survives in contract_services(dossier, whole) if survives]
        return (*remaining.legal_functions(dossier), *surviving)
    ended = tuple(one.row.number for one in found if one.row is not None)
    return (*remaining.legal_functions(dossier), *(remaining.line(row) for row in remaining.kept(dossier, ended, on)))


def _read_out(found: tuple[Ending, ...], last_day: date | None) -> Because | None:
    if last_day is None:
        return None
    checked = any(one.refund is None or one.refund > 0 for one in found)
    if any(one.last_day != last_day for one in found):
        ends = tuple(because("{service} (last day {day})", service=one.name, day=one.last_day) for one in found)
        if checked:
            return because("I end this for you today: {ends}. A colleague checks what is paid back.", ends=ends)
        return because("I end this for you today: {ends}. Nothing is paid back.", ends=ends)
    names = tuple(one.name for one in found)
    if checked:
        return because(
            "I end this for you today: {names}. The last day is {day}. A colleague checks what is paid back.",
            names=names,
            day=last_day,
        )
    return because(
        "I end this for you today: {names}. The last day is {day}. Nothing is paid back.", names=names, day=last_day
    )


def _letters(found: tuple[Ending, ...], approvals: tuple[Because, ...], refused: Ending | None) -> tuple[str, ...]:
    if refused is not None:
        return ("refusal",)
    if approvals:
        return ("acknowledgement",)
    return tuple("termination_confirmation" for _ in found)


def _label(approvals: tuple[Because, ...], refused: Ending | None) -> Because:
    if refused is not None:
        return because("Record the refusal")
    return because("Record and ask for approval") if approvals else because("Record the termination")
