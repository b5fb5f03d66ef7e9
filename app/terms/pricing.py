"""What was paid and for which days: the periods behind a price, and the share of them that is left over.

The base of a pro rata is always the whole paid period and the price always the price paid (MC 4.5, 8.8, 13.1, 15).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.terms.calendar import MONTHS_A_YEAR, days_before, days_inclusive, due_date, term_last_day
from app.terms.checks import in_order, needed, not_negative
from app.terms.clause import Because, Cents, because
from app.terms.facts import ChangedService, PaidBooking, Pricing
from app.terms.money import share
from app.terms.readings import DEFAULT, Choice, dues_spill

PRICELESS = frozenset(("free", "basic"))
# Prices without an end: "pro rata" has no total to compare with (rulebook G07, G08), so a supervisor enters the amount.
WITHOUT_TERM = frozenset(("one_off_indefinite", "service_inclusive"))
NO_SHARE = because(
    "The price was paid once without end date: it has no share for the time left, so nothing comes back."
)


class PaidPeriod(NamedTuple):
    """One paid period: its first and last day, both included, and the price paid for it."""

    first: date
    last: date
    price: Cents

    @property
    def days(self) -> int:
        """All calendar days of the period."""
        return self.last.toordinal() - self.first.toordinal() + 1

    def days_left_after(self, last_service_day: date) -> int:
        """Unused days, clamped to 0 … all days of the period."""
        return min(self.days, max(0, self.last.toordinal() - last_service_day.toordinal()))


def check_pricing(pricing: Pricing | ChangedService, at: str = "pricing") -> None:
    """Raise ``WrongInput`` unless the pricing holds what its kind needs. ``at`` is the path of its fields."""
    dot = f"{at}." if at else ""
    not_negative(pricing.price, f"{dot}price")
    in_order(pricing.period_start, pricing.period_end, f"{dot}period_start", f"{dot}period_end")
    if isinstance(pricing, Pricing):
        not_negative(pricing.works_performed, f"{dot}works_performed")
    kind = pricing.kind
    if kind in PRICELESS or (kind in WITHOUT_TERM and isinstance(pricing, ChangedService)):
        return
    needed(pricing.price, f"{dot}price")
    if kind == "limited":
        needed(pricing.period_start, f"{dot}period_start")
        needed(pricing.period_end, f"{dot}period_end")
    elif kind == "monthly" and pricing.first_due_on is None:
        if pricing.period_start is None and pricing.period_end is None:
            needed(pricing.first_due_on, f"{dot}first_due_on")
        needed(pricing.period_start, f"{dot}period_start")
        needed(pricing.period_end, f"{dot}period_end")


def instalments(first_due: date, price: Cents, through: date, chosen: Choice = DEFAULT) -> list[PaidPeriod]:
    """The monthly instalments due from the first through ``through``; each pays the days up to the next due date."""
    paid = []
    spills = dues_spill(chosen)
    months = 0
    due = first_due
    while due <= through:
        months += 1
        following = due_date(first_due, months, spills=spills)
        paid.append(PaidPeriod(due, days_before(following, 1), price))
        due = following
    return paid


def paid_periods(pricing: Pricing | ChangedService, through: date, chosen: Choice = DEFAULT) -> list[PaidPeriod]:
    """The periods paid for when everything due through ``through`` has been paid; none for a price without a term.

    The pricing must have passed :func:`check_pricing`.
    """
    price, first, last = pricing.price, pricing.period_start, pricing.period_end
    if pricing.kind == "monthly" and pricing.first_due_on is not None and price is not None:
        return instalments(pricing.first_due_on, price, through, chosen)
    if pricing.kind in ("limited", "monthly") and price is not None and first is not None and last is not None:
        return [PaidPeriod(first, last, price)]
    return []


def unused_share(periods: list[PaidPeriod], last_service_day: date) -> Cents:
    """PRORATA of each period by itself, then summed."""
    return Cents(sum(share(paid.price, paid.days_left_after(last_service_day), paid.days) for paid in periods))


def pro_rata_reason(periods: list[PaidPeriod], last_day: date, refund: Cents) -> Because:
    """The arithmetic of a pro rata, for one paid period or for several of the same price."""
    if len(periods) != 1:
        return because(
            "{months} instalments were paid. The days after {last_day} come back, each instalment by itself: {refund}.",
            months=len(periods),
            last_day=last_day,
            refund=refund,
        )
    paid = periods[0]
    return because(
        "Days left after {last_day}: {unused} of {total}. {price} × {unused} ÷ {total} = {refund} back.",
        last_day=last_day,
        unused=paid.days_left_after(last_day),
        total=paid.days,
        price=paid.price,
        refund=refund,
    )


def total_days(periods: list[PaidPeriod]) -> int:
    """All days of all periods together."""
    return sum(paid.days for paid in periods)


def total_price(periods: list[PaidPeriod]) -> Cents:
    """Everything paid for the periods together."""
    return Cents(sum(paid.price for paid in periods))


def amount_paid(booking: PaidBooking, through: date, at: str, chosen: Choice = DEFAULT) -> Cents:
    """What was paid for a booking by ``through``. Without a kind the price was paid once."""
    not_negative(booking.price, f"{at}.price")
    in_order(booking.period_start, booking.period_end, f"{at}.period_start", f"{at}.period_end")
    if booking.kind in PRICELESS:
        return Cents(0)
    price = needed(booking.price, f"{at}.price")
    if booking.kind != "monthly":
        return price
    if booking.first_due_on is not None:
        return total_price(instalments(booking.first_due_on, price, through, chosen))
    needed(booking.period_start, f"{at}.first_due_on")
    return price


def overlap(period: PaidPeriod, first: date, last: date) -> int:
    """Days of the period that lie between ``first`` and ``last``, both included."""
    return days_inclusive(max(period.first, first), min(period.last, last))


class Spread(NamedTuple):
    """A price paid once, spread over years: days used and in all, what comes back, and why."""

    used: int
    total: int
    refund: Cents
    because: Because


def last_of_years(start: date, years: int) -> date:
    """The last day of so many years, the first day counted."""
    return term_last_day(start, years * MONTHS_A_YEAR)


def spread_over_years(price: Cents, start: date, last_day: date, years: int) -> Spread:
    """Another reading of a price paid once without end date: the days after ``last_day`` come back (G07, G08)."""
    total = days_inclusive(start, last_of_years(start, years))
    used = days_inclusive(start, last_day)
    unused = min(total, max(0, total - used))
    refund = share(price, unused, total)
    text = because(
        "Spread over {years} years: {price} × {unused} ÷ {total} days = {refund} back.",
        years=years,
        price=price,
        unused=unused,
        total=total,
        refund=refund,
    )
    return Spread(used, total, refund, text)
