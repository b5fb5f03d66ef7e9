"""Changes by the provider: of the contract's scope (MC 13.1), of the terms (MC 13.2) and of one service (MC 13.3)."""

from __future__ import annotations

from datetime import date

from app.terms.calendar import days_after, days_before, weeks_after
from app.terms.checks import in_order
from app.terms.clause import Because, Cents, Determination, Finding, Part, because
from app.terms.edition import Edition
from app.terms.facts import ChangedService, FrameworkChangeFacts, Pricing, ServiceChangeFacts, TermsChangeFacts
from app.terms.money import NOTHING
from app.terms.pricing import (
    NO_SHARE,
    PRICELESS,
    WITHOUT_TERM,
    check_pricing,
    paid_periods,
    pro_rata_reason,
    spread_over_years,
    unused_share,
)
from app.terms.readings import DEFAULT, Choice, moved, repaid_by


def _refund(
    pricing: Pricing | ChangedService, last_day: date, edition: Edition, chosen: Choice
) -> tuple[Cents | None, Because]:
    """What comes back for one service after ``last_day``; ``None`` where no rule computes it (rulebook G08)."""
    if pricing.kind in WITHOUT_TERM:
        if "G08 A" in chosen:
            return NOTHING, NO_SHARE
        if pricing.price is not None and pricing.period_start is not None and "G08 B" in chosen:
            spread = spread_over_years(pricing.price, pricing.period_start, last_day, edition.numbers.notional_years)
            return spread.refund, spread.because
        return None, because(
            "The price was paid once without end date, so there is no share to compute: a supervisor sets it."
        )
    periods = paid_periods(pricing, last_day, chosen)
    if not periods:
        return NOTHING, because("Nothing was paid for the time after {last_day}.", last_day=last_day)
    refund = unused_share(periods, last_day)
    return refund, pro_rata_reason(periods, last_day, refund)


def _deadline_reason(notified_on: date, end: date, deadline: date) -> Because:
    if end == deadline:
        return because(
            "Notified on {notified_on}: the last day to terminate is {deadline}.",
            notified_on=notified_on,
            deadline=deadline,
        )
    return because(
        "Notified on {notified_on}: the time to terminate ends on {period_end}, a weekend or public holiday, so the "
        "last day "
        "is {deadline}.",
        notified_on=notified_on,
        period_end=end,
        deadline=deadline,
    )


def _timeliness(sent_on: date, deadline: date) -> Because:
    if sent_on <= deadline:
        return because("Sent on {sent_on}, in time: the last day is {deadline}.", sent_on=sent_on, deadline=deadline)
    return because("Sent on {sent_on}, too late: the last day was {deadline}.", sent_on=sent_on, deadline=deadline)


def _receipt(received_on: date, last_day: date) -> Because:
    return because(
        "Received on {received_on}; the last day of service is {last_day}.", received_on=received_on, last_day=last_day
    )


def _changed_services(facts: FrameworkChangeFacts, edition: Edition, chosen: Choice) -> tuple[Finding, ...]:
    received = facts.received_on
    parts, total, open_amount = [], 0, False
    for service in facts.services:
        refund, text = _refund(service, received, edition, chosen)
        confirmed = service.kind in WITHOUT_TERM
        open_amount = open_amount or confirmed
        total += refund or 0
        parts.append(
            Part(
                service.key,
                (
                    Finding("refund", refund, ("MC 13.1",), text),
                    Finding("supervisor", confirmed, ("MC 13.1",), text),
                ),
            )
        )
    money = because("All services together: {refund} back.", refund=Cents(total))
    return (
        Finding("services", tuple(parts), ("MC 13.1",)),
        Finding("refund", Cents(total), ("MC 13.1",), money),
        Finding("supervisor", open_amount, ("MC 13.1",), money),
    )


def framework_change(facts: FrameworkChangeFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A more extensive change of the contract's scope (MC 13.1): six weeks to terminate, free and pro rata (SENT,
    ROLL).
    """
    sent_on = facts.received_on if facts.sent_on is None else facts.sent_on
    in_order(sent_on, facts.received_on, "sent_on", "received_on")
    for number, service in enumerate(facts.services):
        check_pricing(service, f"services[{number}]")
    clauses = ("MC 13.1",)
    if not facts.substantial and not (facts.noticeable and "G43 B" in chosen):
        text = because("The change is not a more extensive one, so it gives no right to terminate.")
        return Determination("framework_change", edition.id, (Finding("right_to_terminate", False, clauses, text),))
    end = weeks_after(facts.notified_on, edition.numbers.framework_change_weeks)
    deadline = moved(end, facts.country, chosen)
    counted = _deadline_reason(facts.notified_on, end, deadline)
    in_time = sent_on <= deadline
    found = [
        Finding(
            "right_to_terminate",
            True,
            clauses,
            because("A more extensive change lets the customer terminate the contract at once."),
        ),
        Finding("period_end_unrolled", end, clauses, counted),
        Finding("deadline", deadline, (*clauses, "Reg. 1182/71 art. 3"), counted),
        Finding("in_time", in_time, clauses, _timeliness(sent_on, deadline)),
    ]
    if in_time:
        found += [
            Finding(
                "free_of_charge",
                True,
                clauses,
                because("The hotline switches the services off free of charge after such a change."),
            ),
            Finding("last_service_day", facts.received_on, clauses, _receipt(facts.received_on, facts.received_on)),
            *_changed_services(facts, edition, chosen),
        ]
    return Determination("framework_change", edition.id, tuple(found))


def terms_change(facts: TermsChangeFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Changed terms (MC 13.2): announced six whole weeks before, binding unless the customer objects in time (BACK)."""
    weeks = edition.numbers.announcement_weeks
    # Six whole weeks lie between the two days, so the announcement comes one day earlier still (rulebook G45).
    extra = 0 if "G45 A" in chosen else 1
    latest = days_before(weeks_after(facts.effective_on, -weeks), extra)
    earliest = days_after(weeks_after(facts.announced_on, weeks), extra)
    announced_in_time = facts.announced_on <= latest
    last_to_object = days_before(facts.effective_on, 1)
    objected = facts.objection_received_on
    if objected is not None and facts.objection_sent_on is not None and "G44 C" in chosen:
        objected = min(objected, facts.objection_sent_on)
    objection_in_time = None if objected is None else objected <= last_to_object
    binds = announced_in_time and facts.consequences_stated and not facts.essential and objection_in_time is not True
    if facts.essential:
        bound = because("An essential change binds the customer only with express consent.")
    elif not facts.consequences_stated:
        bound = because("The announcement did not state what silence means, so the change does not bind the customer.")
    elif not announced_in_time:
        bound = because("The change was announced too late, so it does not bind the customer.")
    elif objection_in_time:
        bound = because("The customer objected in time, so the old terms go on.")
    else:
        bound = because("The customer did not object in time, so the change binds.")
    clauses = ("MC 13.2",)
    announced = because(
        "The new terms start on {effective_on}. {weeks} whole weeks before is {latest}; announced on {announced_on}.",
        effective_on=facts.effective_on,
        weeks=weeks,
        latest=latest,
        announced_on=facts.announced_on,
    )
    objection = because(
        "An objection counts until the day before the new terms start, {last_day}; it is not moved.",
        last_day=last_to_object,
    )
    return Determination(
        "terms_change",
        edition.id,
        (
            Finding("latest_announcement", latest, clauses, announced),
            Finding("announcement_in_time", announced_in_time, clauses, announced),
            Finding("last_day_to_object", last_to_object, clauses, objection),
            Finding(
                "earliest_effective_if_announced",
                earliest,
                clauses,
                because(
                    "Announced on {announced_on}, new terms can start on {earliest} at the earliest.",
                    announced_on=facts.announced_on,
                    earliest=earliest,
                ),
            ),
            Finding("objection_in_time", objection_in_time, clauses, objection),
            Finding("change_binds_customer", binds, clauses, bound),
        ),
    )


def _service_deadlines(facts: ServiceChangeFacts, edition: Edition, chosen: Choice) -> tuple[date, date, Because]:
    """The last day by the terms, the one that governs (a consumer's may be later), and the reason of the latter."""
    days = edition.numbers.service_change_days
    by_terms = moved(days_after(facts.notified_on, days), facts.country, chosen)
    counted_from = facts.notified_on
    if facts.customer_type == "consumer" and facts.modification_on is not None and "G46 A" not in chosen:
        counted_from = max(counted_from, facts.modification_on)
    end = days_after(counted_from, days)
    deadline = moved(end, facts.country, chosen)
    if counted_from == facts.notified_on:
        return by_terms, deadline, _deadline_reason(facts.notified_on, end, deadline)
    return (
        by_terms,
        deadline,
        because(
            "Notified on {notified_on}, changed on {changed_on}. A consumer's {days} days run from the later day: "
            "the last day "
            "is {deadline}.",
            notified_on=facts.notified_on,
            changed_on=counted_from,
            days=days,
            deadline=deadline,
        ),
    )


def service_change(facts: ServiceChangeFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A change that impairs one service (MC 13.3; consumers: Dir. 2019/770 art. 19): thirty days to terminate it."""
    sent_on = facts.received_on if facts.sent_on is None else facts.sent_on
    in_order(sent_on, facts.received_on, "sent_on", "received_on")
    check_pricing(facts.pricing)
    clauses = ("MC 13.3", "Dir. 2019/770 art. 19")
    if not facts.impairs_use or facts.negligible:
        text = because("The change impairs the use not at all or only negligibly, so it gives no right to terminate.")
        return Determination("service_change", edition.id, (Finding("right_to_terminate", False, clauses, text),))
    by_terms, deadline, counted = _service_deadlines(facts, edition, chosen)
    in_time = sent_on <= deadline
    found = [
        Finding(
            "right_to_terminate",
            True,
            clauses,
            because("The change impairs the use more than negligibly: the customer may terminate the service."),
        ),
        Finding(
            "deadline_contract",
            by_terms,
            ("MC 13.3",),
            because("By the terms the last day to terminate is {deadline}.", deadline=by_terms),
        ),
        Finding("deadline", deadline, (*clauses, "Reg. 1182/71 art. 3"), counted),
        Finding("in_time", in_time, clauses, _timeliness(sent_on, deadline)),
    ]
    if deadline > by_terms:
        found.append(_DEADLINE_OF_LAW)
    if in_time:
        found += _service_ended(facts, edition, chosen)
    return Determination("service_change", edition.id, tuple(found))


_DEADLINE_OF_LAW = Finding(
    "deadline_governed_by",
    "Dir. 2019/770 art. 19",
    ("MC 13.3", "Dir. 2019/770 art. 19"),
    because(
        "The terms count from the notice. By law a consumer's days run from the notice or from the change, whichever "
        "is later, and no contract can change that: the law governs."
    ),
)


def _service_ended(facts: ServiceChangeFacts, edition: Edition, chosen: Choice) -> list[Finding]:
    received, pricing = facts.received_on, facts.pricing
    last = received
    if facts.modification_on is not None and "G47 B" in chosen:
        last = max(received, facts.modification_on)
    if pricing.kind == "limited" and pricing.period_end is not None:
        last = min(last, pricing.period_end)
    refund, money = _refund(pricing, last, edition, chosen)
    consumer = facts.customer_type == "consumer"
    found = [
        Finding("last_service_day", last, ("MC 13.3",), _receipt(received, last)),
        Finding("refund", refund, ("MC 13.3", "Dir. 2019/770 art. 16"), money),
        Finding("supervisor", not consumer or pricing.kind in WITHOUT_TERM, ("MC 13.3",), money),
    ]
    if consumer and refund is not None:
        days = edition.numbers.service_change_refund_days
        pay_by = repaid_by(days_after(received, days), facts.country, chosen)
        found.append(
            Finding(
                "refund_due_by",
                pay_by,
                ("MC 13.3", "Dir. 2019/770 art. 18"),
                because(
                    "Received on {received_on}; the money is back within {days} days, by {refund_due_by}.",
                    received_on=received,
                    days=days,
                    refund_due_by=pay_by,
                ),
            )
        )
    if consumer and pricing.kind not in PRICELESS:
        found.append(_REFUND_OF_LAW)
    return found


_REFUND_OF_LAW = Finding(
    "refund_governed_by",
    "Dir. 2019/770 art. 16",
    ("MC 13.3", "Dir. 2019/770 art. 16", "Dir. 2019/770 art. 18"),
    because(
        "The terms say nothing of money when a changed service is ended. By law a consumer gets back what was paid for "
        "the time after it, and no contract can change that: the law governs."
    ),
)
