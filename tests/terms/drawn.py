"""Strategies that draw facts for the rules: days, prices, pricings, bookings, withdrawals."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from app.terms.clause import Cents
from app.terms.facts import BookingFacts, Pricing, WithdrawalFacts

days = st.dates(date(2019, 1, 1), date(2032, 12, 31))
prices = st.integers(0, 500_000).map(Cents)
countries = st.sampled_from(["BE", "LU"])


@st.composite
def pricings(draw: st.DrawFn) -> Pricing:
    """A pricing of any kind that fits together."""
    kind = draw(st.sampled_from(["free", "limited", "monthly", "one_off_indefinite", "service_inclusive"]))
    if kind == "free":
        return Pricing(kind)
    price, start = draw(prices), draw(days)
    if kind == "limited" or (kind == "monthly" and draw(st.booleans())):
        longest = 740 if kind == "limited" else 30
        return Pricing(kind, price, start, start + timedelta(draw(st.integers(0, longest))))
    if kind == "monthly":
        return Pricing(kind, price, first_due_on=start)
    return Pricing(kind, price, works_performed=draw(st.integers(0, 2)))


@st.composite
def withdrawals(draw: st.DrawFn) -> WithdrawalFacts:
    """A withdrawal around the days that matter: near the deadline, informed or not, with bookings or without."""
    concluded = draw(days)
    informed = draw(st.booleans())
    received = concluded + timedelta(draw(st.integers(-3, 40) if informed else st.integers(-3, 400)))
    sent = received - timedelta(draw(st.integers(0, 6)))
    later = None if informed else draw(st.none() | st.integers(-10, 400).map(lambda n: concluded + timedelta(n)))
    started = draw(st.none() | st.integers(-3, 20).map(lambda n: concluded + timedelta(n)))
    contract = draw(st.sampled_from(["booking", "framework"]))
    bookings = (
        draw(st.lists(st.builds(BookingFacts, st.just("b"), pricings(), st.booleans(), st.none() | days), max_size=3))
        if contract == "framework"
        else []
    )
    return WithdrawalFacts(
        contract=contract,
        customer_type=draw(st.sampled_from(["consumer", "consumer", "consumer", "trader"])),
        country=draw(countries),
        start_requested=draw(st.booleans()),
        concluded_on=concluded,
        received_on=received,
        pricing=draw(pricings()),
        informed_at_conclusion=informed,
        informed_later_on=later,
        service_started_on=started,
        sent_on=sent,
        bookings=tuple(bookings),
    )
