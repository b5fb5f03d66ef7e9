"""Duration, the customer's termination of the contract and tacit renewal: MC 8.1 to 8.3, in clause order.

Notices work on receipt, run by Regulation 1182/71 and are not moved (FWD, NOROLL); the last day counted is the last day
of service (LASTDAY). The provider's side stands in ``provider.py``, breach and sanctions in ``breach.py``.
"""

from __future__ import annotations

from datetime import date

from app.terms.calendar import (
    days_after,
    days_before,
    first_due_after,
    latest_start,
    months_after,
    months_before,
    term_last_day,
)
from app.terms.checks import at_least_one, needed, not_negative
from app.terms.clause import Because, Cents, Determination, Finding, Part, because, because_count
from app.terms.edition import Edition
from app.terms.facts import (
    FrameworkTerminationFacts,
    NonRenewalFacts,
    RunningService,
    TermLengthFacts,
)
from app.terms.money import NOTHING
from app.terms.pricing import instalments, pro_rata_reason, spread_over_years, unused_share
from app.terms.readings import DEFAULT, Choice, dues_spill, months_of_notice, notice_day

NO_REFUND = because("A customer who terminates gets nothing back.")


def notice_reason(received_on: date, months: int, notice_end: date) -> Because:
    """A notice of some months, counted from its receipt."""
    return because_count(
        "Received on {received_on} + {count} month = {notice_end}, the last day of service. It is not moved.",
        "Received on {received_on} + {count} months = {notice_end}, the last day of service. It is not moved.",
        months,
        received_on=received_on,
        notice_end=notice_end,
    )


def _running_out(service: RunningService, number: int, notice_end: date, chosen: Choice) -> tuple[date, Because]:
    """The last day of one service when the customer terminates the contract, and why."""
    if service.kind == "limited":
        term_end = needed(service.term_end, f"services[{number}].term_end")
        if term_end > notice_end and "G04 B" in chosen:
            return notice_end, because("The service ends with the contract, on {notice_end}.", notice_end=notice_end)
        return term_end, because("The service has an end date and runs until {term_end}.", term_end=term_end)
    if service.kind == "monthly" and service.first_due_on is not None and "G13 C" in chosen:
        due = first_due_after(notice_end, service.first_due_on, spills=dues_spill(chosen))
        last = days_before(due, 1)
        return last, because("The service runs to the end of the month paid for, {last_day}.", last_day=last)
    return notice_end, because(
        "The service has no end date and ends with the contract, on {notice_end}.", notice_end=notice_end
    )


def sent_reason(sent_on: date, months: int, notice_end: date) -> Because:
    """A notice of some months, counted from its dispatch: another reading (rulebook G14)."""
    return because_count(
        "Sent on {sent_on} + {count} month = {notice_end}, the last day of service. It is not moved.",
        "Sent on {sent_on} + {count} months = {notice_end}, the last day of service. It is not moved.",
        months,
        sent_on=sent_on,
        notice_end=notice_end,
    )


def counted_notice(received_on: date, works_on: date, months: int, notice_end: date) -> Because:
    """The reason of a notice that works on ``works_on``, its receipt or its dispatch."""
    if works_on != received_on:
        return sent_reason(works_on, months, notice_end)
    return notice_reason(received_on, months, notice_end)


def _money_back(service: RunningService, last: date, edition: Edition, chosen: Choice) -> tuple[Cents, Because]:
    """What comes back for one service: nothing, but by other readings of a month or of a price paid once."""
    price, due, start = service.price, service.first_due_on, service.start
    if service.kind == "monthly" and price is not None and due is not None and "G13 B" in chosen:
        paid = instalments(due, price, last, chosen)[-1:]
        refund = unused_share(paid, last)
        return refund, pro_rata_reason(paid, last, refund) if paid else NO_REFUND
    if service.kind == "one_off_indefinite" and price is not None and start is not None and "G06 B" in chosen:
        spread = spread_over_years(price, start, last, edition.numbers.notional_years)
        return spread.refund, spread.because
    return NOTHING, NO_REFUND


def customer_terminates_framework(
    facts: FrameworkTerminationFacts, edition: Edition, chosen: Choice = DEFAULT
) -> Determination:
    """The customer terminates the contract (MC 8.1, DA2 1.1): one month; what has an end date runs on until then."""
    months = edition.numbers.framework_notice_months
    works_on = notice_day(facts.received_on, facts.sent_on, chosen)
    notice_end = months_of_notice(works_on, months, chosen)
    clauses = ("MC 8.1", "DA2 1.1")
    parts, remains, total = [], None, 0
    for number, service in enumerate(facts.services):
        not_negative(service.price, f"services[{number}].price")
        last, text = _running_out(service, number, notice_end, chosen)
        survives = service.kind == "limited" and last > notice_end
        if survives and (remains is None or last > remains):
            remains = last
        refund, money = _money_back(service, last, edition, chosen)
        total += refund
        parts.append(
            Part(
                service.key,
                (
                    Finding("last_service_day", last, clauses, text),
                    Finding("refund", refund, ("MC 8.1", "MC 8.4"), money),
                    Finding("survives", survives, clauses, text),
                ),
            )
        )
    if remains is None:
        stays = because("No service runs on after the contract ends.")
    else:
        stays = because(
            "The contract stays in force until {remains_until}, only for services with an end date.",
            remains_until=remains,
        )
    return Determination(
        "customer_terminates_framework",
        edition.id,
        (
            Finding("allowed", True, clauses, because("The customer can terminate the contract at any time.")),
            Finding("notice_end", notice_end, clauses, counted_notice(facts.received_on, works_on, months, notice_end)),
            Finding("services", tuple(parts), clauses),
            Finding("refund", Cents(total), ("MC 8.1", "MC 8.4"), _all_back(Cents(total))),
            Finding("framework_remains_only_for_limited_until", remains, clauses, stays),
        ),
    )


def _all_back(total: Cents) -> Because:
    return because("All services together: {refund} back.", refund=total) if total else NO_REFUND


def term_length(facts: TermLengthFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """How long a limited booking may run and when it ends (MC 8.2, 8.3; SITERM)."""
    at_least_one(facts.months, "months")
    longest = edition.numbers.limited_term_months_max
    months = facts.months + (facts.months_before if facts.months_before and "G18 B" in chosen else 0)
    allowed = months <= longest
    last: date | None = None
    if allowed and "G49 B" in chosen:
        last = months_after(facts.start, facts.months)
    elif allowed:
        last = term_last_day(facts.start, facts.months)
    if last is None:
        text = because(
            "{months} months are more than the {longest} months a limited service may run.",
            months=months,
            longest=longest,
        )
    else:
        text = because_count(
            "{count} month from {start}, the first day included: the last day is {last_day}.",
            "{count} months from {start}, the first day included: the last day is {last_day}.",
            facts.months,
            start=facts.start,
            last_day=last,
        )
    return Determination(
        "term_length",
        edition.id,
        (
            Finding("allowed", allowed, ("MC 8.2",), text),
            Finding("last_service_day", last, ("MC 8.2",), text),
            Finding(
                "renewal_automatic",
                False,
                ("MC 8.3",),
                because("The service ends with its term; it is renewed only where the booking itself says so."),
            ),
        ),
    )


def _renewal_deadlines(facts: NonRenewalFacts, edition: Edition, chosen: Choice) -> tuple[date, date, date]:
    """The safe last day of notice, the last day that leaves a whole month, and the one that decides (rulebook G16)."""
    months = edition.numbers.renewal_notice_months
    safe = months_before(facts.term_end, months)
    forward = latest_start(facts.term_end, months)
    favoured = facts.customer_type == "consumer" and facts.notice_by == "customer"
    if "G16 B" in chosen or (favoured and "G16 C" not in chosen):
        return safe, forward, forward
    return safe, forward, safe


def _longest_end(facts: NonRenewalFacts, edition: Edition, chosen: Choice) -> date:
    """The day no renewal leads beyond: none, or the end of the longest term, renewals included (rulebook G18)."""
    if facts.first_start is not None and "G18 B" in chosen:
        return term_last_day(facts.first_start, edition.numbers.limited_term_months_max)
    return date.max


def non_renewal(facts: NonRenewalFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A limited service at the end of its term: does it end or renew (MC 8.3, WER VI.91)?"""
    at_least_one(facts.renewal_months, "renewal_months")
    term_end, sent_on = facts.term_end, facts.notice_sent_on
    unrenewed = Finding("last_service_day_if_not_renewed", term_end, ("MC 8.3",))
    if not facts.auto_renewal:
        text = because("The booking has no renewal clause, so it ends by itself on {term_end}.", term_end=term_end)
        return Determination(
            "non_renewal",
            edition.id,
            (
                Finding("auto_renewal", False, ("MC 8.3",), text),
                unrenewed,
                Finding("latest_notice", None, ("MC 8.3",), text),
                Finding("latest_notice_forward_reading", None, ("MC 8.3",), text),
                Finding("in_time", None, ("MC 8.3",), text),
                Finding("renewed", False, ("MC 8.3",), text),
                Finding("last_service_day", term_end, ("MC 8.3",), text),
            ),
        )
    safe, forward, decides = _renewal_deadlines(facts, edition, chosen)
    in_time = None if sent_on is None else sent_on <= decides
    longest = _longest_end(facts, edition, chosen)
    renewed = in_time is not True and longest > term_end
    if longest <= term_end:
        judged = because(
            "With its renewals the service has run as long as it may: it ends on {term_end}.", term_end=term_end
        )
    elif sent_on is None:
        judged = because("Nobody opposed the renewal, so the service is renewed after {term_end}.", term_end=term_end)
    elif in_time:
        judged = because(
            "The renewal was opposed on {sent_on}, in time: the last day was {last_day}.",
            sent_on=sent_on,
            last_day=decides,
        )
    else:
        judged = because(
            "The renewal was opposed on {sent_on}, too late: the last day was {last_day}.",
            sent_on=sent_on,
            last_day=decides,
        )
    last = min(longest, term_last_day(days_after(term_end, 1), facts.renewal_months)) if renewed else term_end
    found = [
        Finding("auto_renewal", True, ("MC 8.3",), because("The booking itself says that it is renewed.")),
        unrenewed,
        Finding(
            "latest_notice",
            safe,
            ("MC 8.3",),
            because_count(
                "The term ends on {term_end}. {count} month before is {latest_notice}, the safe last day to oppose the "
                "renewal; it is not moved.",
                "The term ends on {term_end}. {count} months before is {latest_notice}, the safe last day to oppose "
                "the "
                "renewal; it is not moved.",
                edition.numbers.renewal_notice_months,
                term_end=term_end,
                latest_notice=safe,
            ),
        ),
        Finding(
            "latest_notice_forward_reading",
            forward,
            ("MC 8.3", "WER VI.37"),
            because(
                "{latest_start} is the last day from which the whole notice period still fits before {term_end}.",
                latest_start=forward,
                term_end=term_end,
            ),
        ),
        Finding("in_time", in_time, ("MC 8.3",), judged),
        Finding("renewed", renewed, ("MC 8.3",), judged),
    ]
    if renewed:
        text = because_count(
            "Renewed for {count} month from the day after {term_end}: the last day is {last_day}.",
            "Renewed for {count} months from the day after {term_end}: the last day is {last_day}.",
            facts.renewal_months,
            term_end=term_end,
            last_day=last,
        )
        found.append(Finding("last_service_day", last, ("MC 8.3",), text))
        found.append(
            Finding(
                "consumer_may_leave_during_renewal",
                facts.customer_type == "consumer",
                ("MC 8.3", "WER VI.91"),
                because(
                    "In a renewed term a consumer can leave at any time, free of charge; a business customer cannot."
                ),
            )
        )
    else:
        found.append(Finding("last_service_day", last, ("MC 8.3",), judged))
    return Determination("non_renewal", edition.id, tuple(found))
