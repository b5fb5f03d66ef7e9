"""The picture of a dossier in time: withdrawal windows, paid periods, the notice, the deadline to pay back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from app.acts import subjects, wording
from app.acts.rows import Option, Receipt, Span, Timeline
from app.records.rows import Booking, Dossier
from app.terms.calendar import Country, easter_sunday, holiday_table
from app.terms.clause import Because, Determination, because, because_count

MAY_WITHDRAW = because("May withdraw")
# translators: the message the customer sent, a withdrawal as well as a termination
NOTICE = because("Notice")
REFUND = because("Refund")
SIM = because("SIM")
CONTRACT = because("Contract")

_DAY = timedelta(1)
_AROUND = timedelta(120)
"""No picture reaches further from today than this."""


def of_dossier(dossier: Dossier, options: Iterable[Option], today: date) -> Timeline:
    """Every window and period of the dossier around today."""
    spans: list[Span] = []
    seen: set[tuple[date, date]] = set()
    for option in options:
        if option.act == "withdrawal" and option.allowed and option.determination is not None:
            concluded = subjects.concluded_on(dossier, subjects.Subject(option.subject_kind, option.subject))
            deadline = option.determination.value("deadline")
            if (concluded, deadline) not in seen:
                seen.add((concluded, deadline))
                name = CONTRACT if option.subject_kind == "contract" else option.subject_name
                spans += window(name, concluded, option.determination)
    for row in subjects.bookings(dossier):
        if subjects.paid(row):
            spans += _paid_periods(row, today)
    spans += _ends(dossier)
    spans += _sim(dossier)
    days = sorted({one.paid_on for one in dossier.refunds if one.paid_on is not None})
    spans += (Span(REFUND, "received", day, day, because("Paid back {day}", day=day)) for day in days)
    return _within(spans, dossier, today)


def of_withdrawal(
    dossier: Dossier, found: Iterable[tuple[subjects.Subject, Determination]], receipt: Receipt, today: date
) -> Timeline:
    """The picture of one withdrawal: window, use, notice, refund."""
    spans: list[Span] = []
    drawn: set[tuple[date, date]] = set()
    used: set[str] = set()
    due: date | None = None
    for subject, determination in found:
        concluded = subjects.concluded_on(dossier, subject)
        deadline = determination.value("deadline")
        if deadline is not None and (concluded, deadline) not in drawn:
            drawn.add((concluded, deadline))
            spans += window(MAY_WITHDRAW, concluded, determination)
        if subject.kind == "booking" and subject.number not in used:
            used.add(subject.number)
            spans += _used(dossier, subject, determination)
        due = determination.value("refund_due_by") or due
    spans += notice(receipt)
    if due is not None:
        received = receipt.received_at.date()
        spans.append(Span(REFUND, "pay", received + _DAY, due, because("14 days to pay")))
        spans.append(Span(REFUND, "deadline", due, due, because("due by {day}", day=due)))
    return _within(spans, dossier, today)


def of_ending(
    dossier: Dossier,
    ends: Iterable[tuple[Because, date]],
    receipt: Receipt,
    today: date,
    sold_on: date | None = None,
    before: Iterable[Span] = (),
) -> Timeline:
    """The picture of a termination: the notice and what ends when, below what was ``before`` it."""
    received = receipt.received_at.date()
    spans = [*before, *notice(receipt)]
    if sold_on is not None:
        spans.append(Span(NOTICE, "booked", sold_on, sold_on, because("Sold {day}", day=sold_on)))
    for name, last_day in ends:
        if last_day > received:
            spans.append(Span(name, "notice", received + _DAY, last_day, None))
        spans.append(Span(name, "ends", last_day, last_day, because("last day {day}", day=last_day)))
    return _within(spans, dossier, today)


def of_sim(dossier: Dossier, receipt: Receipt, contract_ends_on: date | None, today: date) -> Timeline:
    """The picture of a SIM request: the request, and the end of the contract where there is one."""
    spans = list(notice(receipt))
    spans += _sim(dossier)
    if contract_ends_on is not None:
        spans.append(
            Span(CONTRACT, "ends", contract_ends_on, contract_ends_on, because("last day {day}", day=contract_ends_on))
        )
    return _within(spans, dossier, today)


def window(row: Because, concluded_on: date, found: Determination) -> tuple[Span, ...]:
    """The withdrawal period: counted days, and the part it was moved by."""
    deadline, unrolled = found.value("deadline"), found.value("period_end_unrolled")
    if deadline is None or unrolled is None:
        return ()
    days = (unrolled - concluded_on).days
    spans = [
        Span(row, "booked", concluded_on, concluded_on, because("Booked {day}", day=concluded_on)),
        Span(row, "window", concluded_on + _DAY, unrolled, because_count("{count} day", "{count} days", days)),
    ]
    if deadline != unrolled:
        spans.append(Span(row, "moved", unrolled + _DAY, deadline, because("moved to {day}", day=deadline)))
    return tuple(spans)


def notice(receipt: Receipt) -> tuple[Span, ...]:
    """The message: sent and received."""
    received = receipt.received_at.date()
    spans = []
    if receipt.sent_on is not None and receipt.sent_on != received:
        spans.append(
            Span(NOTICE, "posted", receipt.sent_on, receipt.sent_on, because("Posted {day}", day=receipt.sent_on))
        )
    spans.append(Span(NOTICE, "received", received, received, because("Received {day}", day=received)))
    return tuple(spans)


def _used(dossier: Dossier, subject: subjects.Subject, found: Determination) -> list[Span]:
    row = subjects.booking(dossier, subject.number)
    name = wording.booked(row)
    spans = []
    consumed, last_day = found.value("consumed_days"), found.value("last_service_day")
    if consumed and last_day is not None:
        from_day = last_day - timedelta(consumed - 1)
        text = because_count("{count} day used", "{count} days used", consumed)
        spans.append(Span(name, "used", from_day, last_day, text))
    if row.period_end is not None and last_day is not None and row.period_end > last_day:
        spans.append(
            Span(name, "paid", last_day + _DAY, row.period_end, because("paid until {day}", day=row.period_end))
        )
    return spans


def _paid_periods(row: Booking, today: date) -> list[Span]:
    name = wording.booked(row)
    if row.ended_as and row.ends_on is not None:
        return [Span(name, "ends", row.ends_on, row.ends_on, because("last day {day}", day=row.ends_on))]
    if row.kind == "limited" and row.period_start is not None and row.period_end is not None:
        return [Span(name, "paid", row.period_start, row.period_end, because("paid until {day}", day=row.period_end))]
    if row.kind == "monthly":
        due = subjects.next_due(row, today)
        if due is not None:
            start = row.service_started_on or row.concluded_on
            return [Span(name, "paid", start, due - _DAY, because("next due {day}", day=due))]
    if row.kind == "one_off_indefinite":
        return [Span(name, "paid", row.service_started_on or row.concluded_on, None, because("no end date"))]
    return []


def _ends(dossier: Dossier) -> list[Span]:
    contract = dossier.contract
    if contract is None or contract.ends_on is None:
        return []
    return [Span(CONTRACT, "ends", contract.ends_on, contract.ends_on, because("last day {day}", day=contract.ends_on))]


def _sim(dossier: Dossier) -> list[Span]:
    sim = dossier.vehicle.sim if dossier.vehicle else None
    if sim is None or sim.state == "active":
        return []
    return [Span(SIM, "sim_off", sim.since, sim.since, because("off since {day}", day=sim.since))]


def _within(spans: list[Span], dossier: Dossier, today: date) -> Timeline:
    """The picture has air around its first and last point: every holiday it could show is named, not only theirs."""
    country: Country = dossier.customer.country
    return Timeline(today, tuple(spans), tuple(named_holidays(country, today - _AROUND, today + _AROUND)))


def named_holidays(country: Country, first: date, last: date) -> list[tuple[date, Because]]:
    """The public holidays of a country between two days, both included, with their names."""
    named = []
    for year in range(first.year, last.year + 1):
        for entry in holiday_table():
            if entry["country"] != country or not entry["from"] <= year <= entry.get("until", year):
                continue
            day = (
                date(year, int(entry["on"][:2]), int(entry["on"][3:]))
                if "on" in entry
                else easter_sunday(year) + timedelta(entry["easter"])
            )
            if first <= day <= last:
                named.append((day, wording.HOLIDAYS.get(entry["name"], Because(entry["name"]))))
    return sorted(named, key=lambda found: found[0])
