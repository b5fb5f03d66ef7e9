"""Disruption: refunds for an outage (MC 4.5) and the limits of a remote intervention (MC 4.5 to 4.7)."""

from __future__ import annotations

from app.terms.calendar import days_after, days_before, days_inclusive
from app.terms.checks import in_order, not_negative
from app.terms.clause import Cents, Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import InterventionFacts, OutageFacts
from app.terms.money import NOTHING, share
from app.terms.pricing import NO_SHARE, PRICELESS, WITHOUT_TERM, check_pricing, last_of_years, overlap, paid_periods
from app.terms.readings import DEFAULT, Choice

_CLAUSES = ("MC 4.5",)
_CONFORMITY = "Dir. 2019/770 art. 14"
_REMEDY_OF_LAW = Finding(
    "remedy_governed_by",
    _CONFORMITY,
    ("MC 4.5", "MC 11.1", _CONFORMITY),
    because(
        "The terms give money back only for an outage the provider causes. By law a consumer has a remedy for a "
        "service that does not conform, whoever is to blame; the terms leave it untouched: the law governs."
    ),
)


def _limited(facts: OutageFacts) -> tuple[Finding, ...]:
    paid = paid_periods(facts.pricing, facts.to)[0]
    days = overlap(paid, facts.from_, facts.to)
    refund = share(paid.price, days, paid.days)
    text = because(
        "Days without service in the paid period: {outage} of {total}. {price} × {outage} ÷ {total} = {refund} back.",
        outage=days,
        total=paid.days,
        price=paid.price,
        refund=refund,
    )
    return (
        Finding("outage_days", days, _CLAUSES, text),
        Finding("total_days", paid.days, _CLAUSES, text),
        Finding("refund", refund, _CLAUSES, text),
        Finding("supervisor", False, _CLAUSES),
    )


def _monthly(facts: OutageFacts, chosen: Choice) -> tuple[Finding, ...]:
    periods, outage, refund = [], 0, 0
    for paid in paid_periods(facts.pricing, facts.to, chosen):
        days = overlap(paid, facts.from_, facts.to)
        if days:
            part = share(paid.price, days, paid.days)
            periods.append((paid.first, paid.last, days, paid.days, part))
            outage += days
            refund += part
    text = because(
        "Days without service in paid months: {outage}. Each month is shared out by itself, together {refund} back.",
        outage=outage,
        refund=Cents(refund),
        month_price=facts.pricing.price,
    )
    return (
        Finding("outage_days", outage, _CLAUSES, text),
        Finding("periods", tuple(periods), _CLAUSES, text),
        Finding("refund", Cents(refund), _CLAUSES, text),
        Finding("supervisor", False, _CLAUSES),
    )


def _without_period(facts: OutageFacts, edition: Edition, chosen: Choice) -> tuple[Finding, ...]:
    days = days_inclusive(facts.from_, facts.to)
    counted = because(
        "From {first_day} through {last_day}: {outage} days.", first_day=facts.from_, last_day=facts.to, outage=days
    )
    if facts.pricing.kind in PRICELESS:
        text = because("Nothing was paid for the service, so nothing comes back.")
        refund: Cents | None = NOTHING
    elif "G08 A" in chosen:
        refund, text = NOTHING, NO_SHARE
    elif facts.pricing.price is not None and facts.pricing.period_start is not None and "G08 B" in chosen:
        years, price = edition.numbers.notional_years, facts.pricing.price
        total = days_inclusive(facts.pricing.period_start, last_of_years(facts.pricing.period_start, years))
        refund = share(price, min(days, total), total)
        text = because(
            "Spread over {years} years: {price} × {outage} ÷ {total} days = {refund} back.",
            years=years,
            price=price,
            outage=min(days, total),
            total=total,
            refund=refund,
        )
    else:
        text = because(
            "The price was paid once without end date, so there is no share to compute: a supervisor sets it."
        )
        refund = None
    return (
        Finding("outage_days", days, _CLAUSES, counted),
        Finding("refund", refund, _CLAUSES, text),
        Finding("supervisor", facts.pricing.kind in WITHOUT_TERM, _CLAUSES, text),
    )


def outage(facts: OutageFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Money back for days without service (MC 4.5): only when the provider is the cause, beside the law."""
    in_order(facts.from_, facts.to, "from", "to")
    check_pricing(facts.pricing)
    consumer = facts.customer_type == "consumer"
    by_law = consumer and not facts.attributable_to_provider and "G73 B" in chosen
    if not facts.attributable_to_provider and not by_law:
        text = because("The provider is not the cause of the outage, so the terms give no refund.")
        if consumer:
            law = because("A consumer may have a remedy by law whatever the cause: a supervisor decides.")
        else:
            law = because("The remedy the law gives consumers does not cover a business customer.")
        return Determination(
            "outage",
            edition.id,
            (
                Finding("allowed", False, _CLAUSES, text),
                Finding("reason", "not_attributable", _CLAUSES, text),
                Finding("supervisor", consumer, ("MC 11.1", _CONFORMITY), law),
                *((_REMEDY_OF_LAW,) if consumer else ()),
            ),
        )
    if "G74 B" in chosen:
        facts = facts._replace(from_=days_after(facts.from_, 1), to=days_before(facts.to, 1))
    if facts.pricing.kind == "limited":
        found = _limited(facts)
    elif facts.pricing.kind == "monthly":
        found = _monthly(facts, chosen)
    else:
        found = _without_period(facts, edition, chosen)
    if by_law:
        confirmed = Finding("supervisor", True, ("MC 11.1", _CONFORMITY), _REMEDY_OF_LAW.because)
        allowed = Finding("allowed", True, ("MC 4.5", _CONFORMITY), _REMEDY_OF_LAW.because)
        return Determination("outage", edition.id, (allowed, *found[:-1], confirmed, _REMEDY_OF_LAW))
    allowed = Finding("allowed", True, _CLAUSES, because("The provider is the cause of the outage."))
    return Determination("outage", edition.id, (allowed, *found))


def remote_intervention(facts: InterventionFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """May the provider work on the vehicle remotely (MC 4.5 to 4.7)? All four conditions must hold."""
    not_negative(facts.outage_minutes, "outage_minutes")
    longest = edition.numbers.intervention_minutes
    harmless = facts.no_undue_harm and (facts.outage_minutes is None or facts.outage_minutes <= longest)
    conditions = {
        "safe_operation": facts.safe_operation,
        "expected_permanent_fix": facts.expected_permanent_fix,
        "limited_to_fix": facts.limited_to_fix,
        "no_undue_harm": harmless,
    }
    failed = tuple(name for name, holds in conditions.items() if not holds)
    allowed = not failed
    repeat = allowed and facts.failed_technically
    if allowed:
        text = because(
            "All four conditions hold: safe, expected to cure for good, limited to the cure, and no undue harm."
        )
    else:
        text = because(
            "Not every condition holds. An attempt must be safe, expected to cure for good, limited to the cure and "
            "without "
            "undue harm, such as an outage of more than {minutes} minutes.",
            minutes=longest,
        )
    return Determination(
        "remote_intervention",
        edition.id,
        (
            Finding("allowed", allowed, ("MC 4.5",), text),
            Finding("failed", failed, ("MC 4.5",), text),
            Finding(
                "repeat_allowed",
                repeat,
                ("MC 4.7",),
                because("The attempt failed for a technical reason and may be repeated.")
                if repeat
                else because("An attempt is repeated only when it was allowed and failed for a technical reason."),
            ),
        ),
    )
