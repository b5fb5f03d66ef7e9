"""What is paid back, line by line, with the VAT in it: computed from the findings, never again from prices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.acts import subjects, wording
from app.acts.subjects import Subject
from app.letters.matter import RefundLine
from app.records.rows import Booking, Dossier
from app.terms.calendar import days_inclusive
from app.terms.clause import Cents, Determination, Part
from app.terms.money import vat_inside, vat_percent
from app.terms.pricing import instalments, total_price


def lines_of(
    dossier: Dossier, found: Iterable[tuple[Subject, Determination]], received_on: date
) -> tuple[RefundLine, ...]:
    """The refund table of one or several withdrawals; a withdrawn contract has a line for each booking that falls."""
    lines: list[RefundLine] = []
    for subject, determination in found:
        if not determination.value("allowed"):
            continue
        if subject.kind == "contract":
            parts: tuple[Part, ...] = determination.value("bookings", ())
            lines += [_of_part(dossier, part, received_on) for part in parts]
        elif subject.kind == "booking":
            row = subjects.booking(dossier, subject.number)
            lines.append(_of_booking(row, determination, received_on))
        else:
            lines.append(_of_package(dossier, subject, determination, received_on))
    return with_vat(tuple(line for line in lines if line.price), dossier, received_on)


def ended_early(row: Booking, refund: Cents | None, last: date, *, needs_approval: bool) -> RefundLine:
    """The line of a booking that ends on ``last`` before its time: ``None`` where a supervisor sets the refund."""
    limited = row.kind == "limited" and row.period_start is not None and row.period_end is not None
    start, end = (row.period_start, row.period_end) if limited else (None, None)
    return RefundLine(
        number=row.number,
        service=wording.booked(row).message,
        kind=row.kind,
        period_start=start or row.service_started_on,
        period_end=end,
        price=row.price,
        consumed_days=days_inclusive(start, min(last, end)) if start and end and start <= last else None,
        total_days=days_inclusive(start, end) if start and end else None,
        deduction=None if refund is None else Cents(row.price - refund),
        refund=refund,
        vat=None,
        last_service_day=last,
        needs_approval=needs_approval,
    )


def line_by_hand(
    number: str, service: str, kind: str, refund: Cents | None, *, last: date | None = None, needs_approval: bool
) -> RefundLine:
    """A line whose amount a person enters (``None``: still to come): no days and no price lead to it."""
    return RefundLine(
        number=number,
        service=service,
        kind=kind,
        period_start=None,
        period_end=None,
        price=None,
        consumed_days=None,
        total_days=None,
        deduction=None,
        refund=refund,
        vat=None,
        last_service_day=last,
        needs_approval=needs_approval,
    )


def everything_paid(dossier: Dossier, rows: Iterable[Booking], on: date) -> tuple[RefundLine, ...]:
    """The refund table of a contract that is revoked before the handover: all that was paid (MC 1.6 a)."""
    lines = tuple(
        RefundLine(
            number=row.number,
            service=wording.booked(row).message,
            kind=row.kind,
            period_start=row.period_start,
            period_end=row.period_end,
            price=paid,
            consumed_days=None,
            total_days=None,
            deduction=Cents(0),
            refund=paid,
            vat=None,
            last_service_day=on,
            needs_approval=False,
        )
        for row, paid in ((row, _paid_so_far(row, on)) for row in rows)
        if paid
    )
    return with_vat(lines, dossier, on)


def with_vat(lines: tuple[RefundLine, ...], dossier: Dossier, on: date) -> tuple[RefundLine, ...]:
    """The lines with the VAT each refund contains: split once from the total, shared out so that the cents add up."""
    amounts = [line.refund or Cents(0) for line in lines]
    shares = shared_out(vat_inside(Cents(sum(amounts)), dossier.customer.country, on).vat, amounts)
    return tuple(
        replace(line, vat=vat) if line.refund is not None else line for line, vat in zip(lines, shares, strict=True)
    )


def shared_out(whole: int, weights: Sequence[int]) -> tuple[Cents, ...]:
    """``whole`` cents in proportion to ``weights``, to the cent: the largest remainders get the cents left over."""
    total = sum(weights)
    if total == 0:
        return tuple(Cents(0) for _ in weights)
    floors = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(whole * weights[index] % total), index))
    for index in by_remainder[: whole - sum(floors)]:
        floors[index] += 1
    return tuple(Cents(cents) for cents in floors)


def total(lines: Iterable[RefundLine]) -> Cents:
    """The sum of the refunds that a rule could compute."""
    return Cents(sum(line.refund or 0 for line in lines))


def vat_total(lines: Iterable[RefundLine]) -> Cents:
    """The VAT in the total refund."""
    return Cents(sum(line.vat or 0 for line in lines))


def percent(dossier: Dossier, on: date) -> int:
    """The VAT rate of the customer's country on a day."""
    return vat_percent(dossier.customer.country, on)


def _of_booking(row: Booking, found: Determination | Part, received_on: date) -> RefundLine:
    deduction, refund = found.value("deduction"), found.value("refund")
    paid = row.price if deduction is None or refund is None else Cents(deduction + refund)
    return RefundLine(
        number=row.number,
        service=wording.booked(row).message,
        kind=row.kind,
        period_start=row.period_start or row.service_started_on or row.concluded_on,
        period_end=row.period_end,
        price=paid,
        consumed_days=found.value("consumed_days"),
        total_days=found.value("total_days"),
        deduction=deduction,
        refund=refund,
        vat=None,
        last_service_day=received_on,
        needs_approval=bool(found.value("supervisor")),
    )


def _of_part(dossier: Dossier, part: Part, received_on: date) -> RefundLine:
    return _of_booking(subjects.booking(dossier, part.key), part, received_on)


def _of_package(dossier: Dossier, subject: Subject, found: Determination, received_on: date) -> RefundLine:
    row = subjects.package(dossier, subject.number)
    return RefundLine(
        number=row.number,
        service=wording.package(row).message,
        kind="service_inclusive",
        period_start=row.concluded_on,
        period_end=None,
        price=row.price,
        consumed_days=None,
        total_days=None,
        deduction=found.value("deduction"),
        refund=found.value("refund"),
        vat=None,
        last_service_day=received_on,
        needs_approval=bool(found.value("supervisor")),
    )


def _paid_so_far(row: Booking, on: date) -> Cents:
    """Everything paid for a booking by a day: each instalment due, or the price of the term."""
    if row.kind == "monthly" and row.first_due_on is not None:
        return total_price(instalments(row.first_due_on, row.price, on))
    return row.price if subjects.paid(row) else Cents(0)
