"""The money of a withdrawal: whether use is charged, and what is paid back for one contract (MC 15, SI 11)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from app.terms.clause import Because, Cents, because
from app.terms.edition import Edition
from app.terms.facts import Pricing, WithdrawalFacts
from app.terms.money import NOTHING, share
from app.terms.pricing import (
    PRICELESS,
    PaidPeriod,
    overlap,
    paid_periods,
    pro_rata_reason,
    spread_over_years,
    total_days,
    total_price,
    unused_share,
)
from app.terms.readings import Choice
from app.terms.withdrawal_law import ConsumerLaw


class Settlement(NamedTuple):
    """What is paid back for one contract. ``None`` amounts are entered by a supervisor."""

    consumed_days: int | None
    total_days: int | None
    deduction: Cents | None
    refund: Cents | None
    supervisor: bool
    because: Because
    law: str


class Use(NamedTuple):
    """Whether use is charged: by ``start``, the first day charged, or by nobody, for the reason ``uncharged``."""

    start: date | None
    requested: bool
    uncharged: Because | None


def informed_at_conclusion(facts: WithdrawalFacts) -> bool:
    """Told of the right when the contract was concluded; information before that day counts as such."""
    return facts.informed_at_conclusion or (
        facts.informed_later_on is not None and facts.informed_later_on <= facts.concluded_on
    )


def counts_as_informed(facts: WithdrawalFacts, chosen: Choice) -> bool:
    """Whether use may be charged: told at the conclusion; by another reading (G35 D) being told later is enough."""
    return informed_at_conclusion(facts) or (facts.informed_later_on is not None and "G35 D" in chosen)


def use_of(
    facts: WithdrawalFacts, requested: bool, started_on: date | None, until: date, chosen: Choice, *, day_needed: bool
) -> Use:
    if not counts_as_informed(facts, chosen):
        return Use(
            None,
            False,
            because("Use is not charged: the customer was not told of the right of withdrawal at the conclusion."),
        )
    if not requested:
        return Use(
            None, False, because("Use is not charged: the customer did not ask for the service to start at once.")
        )
    if until < facts.concluded_on:
        return Use(None, False, because("Use is not charged: the withdrawal came before the contract was concluded."))
    if day_needed and (started_on is None or started_on > until):
        return Use(None, False, because("Use is not charged: the service had not started by {until}.", until=until))
    return Use(started_on, True, None)


def _whole_refund(price: Cents, total: int | None, use: Use, law: ConsumerLaw, *, supervisor: bool) -> Settlement:
    text = because("{reason} All that was paid comes back: {price}.", reason=use.uncharged, price=price)
    return Settlement(0 if total is not None else None, total, NOTHING, price, supervisor, text, law.free)


def _settled_once(
    price: Cents, use: Use, until: date, law: ConsumerLaw, edition: Edition, chosen: Choice
) -> Settlement:
    """A price paid once without end date: no total to compare use with (rulebook G07)."""
    if use.start is None:
        return _whole_refund(price, None, use, law, supervisor=False)
    if "G07 B" in chosen:
        spread = spread_over_years(price, use.start, until, edition.numbers.notional_years)
        kept = Cents(price - spread.refund)
        return Settlement(spread.used, spread.total, kept, spread.refund, True, spread.because, law.charge)
    if "G07 C" in chosen:
        text = because(
            "The price was paid once without end date, so there is no share to compute: a supervisor sets it."
        )
        return Settlement(None, None, None, None, True, text, law.charge)
    text = because(
        "The price was paid once for a service without end date. There is no total to compare the use with, so all of "
        "{price} comes back; a supervisor confirms it.",
        price=price,
    )
    return Settlement(None, None, NOTHING, price, True, text, law.charge)


def _settled_package(
    pricing: Pricing, price: Cents, use: Use, until: date, law: ConsumerLaw, chosen: Choice
) -> Settlement:
    """Service Inclusive (SI 11): not days but works done count (rulebook G59)."""
    first, last = pricing.period_start, pricing.period_end
    if use.requested and first is not None and last is not None and "G59 B" in chosen:
        paid = PaidPeriod(first, last, price)
        refund = unused_share([paid], until)
        text = pro_rata_reason([paid], until, refund)
        used = overlap(paid, first, until)
        return Settlement(used, paid.days, Cents(price - refund), refund, True, text, law.charge)
    if pricing.works_performed <= 0:
        text = because("No work was done under the package, so all of {price} comes back.", price=price)
        return Settlement(None, None, NOTHING, price, False, text, law.refund)
    if use.requested:
        text = because(
            "Work was done under the package at the customer's request. A supervisor sets a reasonable amount for it."
        )
        return Settlement(None, None, None, None, True, text, law.charge)
    return _whole_refund(price, None, use, law, supervisor=True)


def settle(pricing: Pricing, use: Use, until: date, law: ConsumerLaw, edition: Edition, chosen: Choice) -> Settlement:
    kind, price = pricing.kind, pricing.price
    if kind in PRICELESS or price is None:
        return Settlement(
            0, None, NOTHING, NOTHING, False, because("Nothing was paid, so nothing comes back."), law.refund
        )
    if kind == "one_off_indefinite":
        return _settled_once(price, use, until, law, edition, chosen)
    if kind == "service_inclusive":
        return _settled_package(pricing, price, use, until, law, chosen)
    periods = paid_periods(pricing, until, chosen)
    total = total_days(periods)
    if not periods:
        text = because("Nothing had been paid by {until}, so nothing comes back.", until=until)
        return Settlement(0, 0, NOTHING, NOTHING, False, text, law.refund)
    if use.start is None:
        return _whole_refund(total_price(periods), total, use, law, supervisor=False)
    used, refund = 0, 0
    for paid in periods:
        days, whole = overlap(paid, use.start, until), paid.days
        used += days
        refund += share(paid.price, whole - days, whole)
    back, deduction = Cents(refund), Cents(total_price(periods) - refund)
    if len(periods) == 1:
        text = because(
            "Days used through {until}: {consumed} of {total}. {price} × {unused} ÷ {total} = {refund} back, "
            "{deduction} is kept.",
            until=until,
            consumed=used,
            total=total,
            price=price,
            unused=total - used,
            refund=back,
            deduction=deduction,
        )
    else:
        text = because(
            "{months} instalments of {price} were paid. Days used through {until}: {consumed} of {total}. Each "
            "instalment "
            "is shared out by itself: {refund} back, {deduction} is kept.",
            months=len(periods),
            price=price,
            until=until,
            consumed=used,
            total=total,
            refund=back,
            deduction=deduction,
        )
    return Settlement(used, total, deduction, back, False, text, law.charge)
