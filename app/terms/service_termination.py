"""The customer ends one service: MC 8.4 to 8.6, in clause order, and the exit after tacit renewal (WER VI.91)."""

from __future__ import annotations

from datetime import date

from app.terms.calendar import days_before, first_due_after, months_after, weeks_after
from app.terms.checks import in_order, needed, not_negative
from app.terms.clause import Because, Cents, Determination, Finding, because
from app.terms.duration import NO_REFUND, counted_notice
from app.terms.edition import Edition
from app.terms.facts import ServiceTerminationFacts, VehicleSaleFacts
from app.terms.money import NOTHING
from app.terms.pricing import PaidPeriod, pro_rata_reason, spread_over_years, unused_share
from app.terms.readings import DEFAULT, Choice, dues_spill, months_of_notice, notice_day

_CONTRACT_STAYS = because("The contract itself goes on; only this service ends.")
DUTIES_AT_SALE = (
    "unlink_vehicle_in_portal",
    "erase_personal_data",
    "notify_provider",
    "inform_new_holder_of_services",
)


def _terminated_limited(facts: ServiceTerminationFacts) -> tuple[Finding, ...]:
    term_end = needed(facts.term_end, "term_end")
    text = because(
        "A service with an end date cannot be terminated early without a reason. It ends on {term_end}.",
        term_end=term_end,
    )
    return (
        Finding("allowed", False, ("MC 8.2", "MC 8.3"), text),
        Finding("reason", "limited_term_no_ordinary_termination", ("MC 8.2", "MC 8.3"), text),
        Finding("last_service_day", term_end, ("MC 8.2",), text),
        Finding("framework_ends", False, ("MC 8.4",), _CONTRACT_STAYS),
    )


def _terminated_indefinite(facts: ServiceTerminationFacts, edition: Edition, chosen: Choice) -> tuple[Finding, ...]:
    months = edition.numbers.service_notice_months
    works_on = notice_day(facts.received_on, facts.sent_on, chosen)
    last = months_of_notice(works_on, months, chosen)
    refund, money = NOTHING, NO_REFUND
    if facts.price is not None and facts.period_start is not None and "G06 B" in chosen:
        spread = spread_over_years(facts.price, facts.period_start, last, edition.numbers.notional_years)
        refund, money = spread.refund, spread.because
    return (
        Finding(
            "allowed", True, ("MC 8.4",), because("The customer can terminate a service without end date at any time.")
        ),
        Finding("last_service_day", last, ("MC 8.4",), counted_notice(facts.received_on, works_on, months, last)),
        Finding("refund", refund, ("MC 8.4",), money),
        Finding("framework_ends", False, ("MC 8.4",), _CONTRACT_STAYS),
    )


def _terminated_monthly(facts: ServiceTerminationFacts, chosen: Choice) -> tuple[Finding, ...]:
    first_due = needed(facts.first_due_on, "first_due_on")
    works_on = notice_day(facts.received_on, facts.sent_on, chosen)
    after = days_before(works_on, 1) if "G11 A" in chosen else works_on
    due = first_due_after(after, first_due, spills=dues_spill(chosen))
    last = days_before(due, 1)
    if works_on == facts.received_on:
        text = because(
            "Received on {received_on}. The next payment is due on {due_on}: the service ends the day before and that "
            "payment is not taken.",
            received_on=works_on,
            due_on=due,
        )
    else:
        text = because(
            "Sent on {sent_on}. The next payment is due on {due_on}: the service ends the day before and that payment "
            "is not taken.",
            sent_on=works_on,
            due_on=due,
        )
    return (
        Finding(
            "allowed", True, ("MC 8.5 a",), because("The customer can end a monthly service at any next due date.")
        ),
        Finding("effective_from", due, ("MC 8.5 a",), text),
        Finding("last_service_day", last, ("MC 8.5 a",), text),
        Finding("payment_due_on_effective_date", False, ("MC 8.5 a",), text),
        Finding("refund", NOTHING, ("MC 8.5 a",), because("The months paid for are used up, so nothing comes back.")),
        Finding("framework_ends", False, ("MC 8.5 a",), _CONTRACT_STAYS),
    )


def _exit_day(works_on: date, edition: Edition, chosen: Choice) -> date:
    """The day a consumer leaves a renewed term (rulebook G17)."""
    if "G17 C" in chosen:
        return months_after(works_on, edition.numbers.renewal_exit_months_contract)
    if "G17 D" in chosen:
        return months_after(works_on, edition.numbers.renewal_exit_months_law)
    return works_on


def _exit_reason(received_on: date, works_on: date, last: date) -> Because:
    if works_on != received_on:
        return because(
            "Sent on {sent_on}; the last day of service in the renewed term is {last_day}.",
            sent_on=works_on,
            last_day=last,
        )
    return because(
        "Received on {received_on}; the last day of service in the renewed term is {last_day}.",
        received_on=received_on,
        last_day=last,
    )


def _terminated_renewed(facts: ServiceTerminationFacts, edition: Edition, chosen: Choice) -> tuple[Finding, ...]:
    """The exit of a consumer after tacit renewal (WER VI.91): on receipt, never before the renewed term begins."""
    price = needed(facts.price, "price")
    term = PaidPeriod(needed(facts.period_start, "period_start"), needed(facts.term_end, "term_end"), price)
    works_on = notice_day(facts.received_on, facts.sent_on, chosen)
    leaves = _exit_day(works_on, edition, chosen)
    last = min(term.last, max(leaves, days_before(term.first, 1)))
    refund = unused_share([term], last)
    money = because(
        "Days left after {last_day}: {unused} of {total}. {price} × {unused} ÷ {total} = {refund} back; a supervisor "
        "confirms it.",
        last_day=last,
        unused=term.days_left_after(last),
        total=term.days,
        price=price,
        refund=refund,
    )
    clauses = ("MC 8.3", "WER VI.91")
    return (
        Finding(
            "allowed", True, clauses, because("After a tacit renewal a consumer can leave at any time, free of charge.")
        ),
        Finding("last_service_day", last, clauses, _exit_reason(facts.received_on, works_on, last)),
        Finding("refund", refund, clauses, money),
        Finding("supervisor", True, clauses, money),
        Finding("framework_ends", False, ("MC 8.4",), _CONTRACT_STAYS),
        Finding(
            "exit_governed_by",
            "WER VI.91",
            clauses,
            because(
                "By the terms a renewed term runs to its end. By law a consumer leaves it at any time, free of charge, "
                "and no contract can change that: the law governs."
            ),
        ),
    )


def customer_terminates_service(
    facts: ServiceTerminationFacts, edition: Edition, chosen: Choice = DEFAULT
) -> Determination:
    """The customer terminates one service (MC 8.2, 8.4, 8.5 a; a renewed term: WER VI.91)."""
    not_negative(facts.price, "price")
    in_order(facts.period_start, facts.term_end, "period_start", "term_end")
    if facts.kind == "one_off_indefinite":
        found = _terminated_indefinite(facts, edition, chosen)
    elif facts.kind == "monthly":
        found = _terminated_monthly(facts, chosen)
    elif facts.kind == "limited_renewed" and facts.customer_type == "consumer" and "G17 A" not in chosen:
        found = _terminated_renewed(facts, edition, chosen)
    else:
        found = _terminated_limited(facts)
    return Determination("customer_terminates_service", edition.id, found)


def _sale_refund(facts: VehicleSaleFacts, last: date, chosen: Choice) -> tuple[Cents, Because]:
    """Nothing comes back; by another reading the days left do, for only damages are excluded (rulebook G05)."""
    price, start = facts.price, facts.period_start
    if price is not None and start is not None and start <= facts.term_end and "G05 B" in chosen:
        paid = [PaidPeriod(start, facts.term_end, price)]
        refund = unused_share(paid, last)
        return refund, pro_rata_reason(paid, last, refund)
    return NOTHING, because("The provider pays nothing back when the vehicle is sold.")


def vehicle_sale(facts: VehicleSaleFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A limited service when the vehicle is sold or passed on (MC 8.6, 7.2, 7.3): six weeks, or its end if earlier."""
    not_negative(facts.price, "price")
    clauses = ("MC 8.6",)
    term_end = facts.term_end
    stays = Finding("framework_ends", False, ("MC 8.6", "MC 7.1"), _CONTRACT_STAYS)
    if term_end < min(facts.sold_on, facts.received_on):
        text = because("The service had already ended on {term_end}.", term_end=term_end)
        return Determination("vehicle_sale", edition.id, (Finding("allowed", False, clauses, text), stays))
    weeks = edition.numbers.sale_weeks
    counted_from = max(facts.sold_on, facts.received_on)
    if facts.sold_on > facts.received_on and "G19 B" in chosen:
        counted_from = facts.received_on
    end = weeks_after(counted_from, weeks)
    last = min(end, term_end)
    counted = because(
        "Sold on {sold_on}, termination received on {received_on}. {weeks} weeks from {counted_from} end on "
        "{six_weeks_end}.",
        sold_on=facts.sold_on,
        received_on=facts.received_on,
        weeks=weeks,
        counted_from=counted_from,
        six_weeks_end=end,
    )
    ends = counted if last == end else because("The service ends before that, on {term_end}.", term_end=term_end)
    refund, money = _sale_refund(facts, last, chosen)
    return Determination(
        "vehicle_sale",
        edition.id,
        (
            Finding(
                "allowed",
                True,
                clauses,
                because("A service with an end date can be terminated when the vehicle is sold."),
            ),
            Finding("six_weeks_end", end, clauses, counted),
            Finding("last_service_day", last, clauses, ends),
            Finding("refund", refund, clauses, money),
            stays,
            Finding(
                "duties",
                DUTIES_AT_SALE,
                ("MC 7.2", "MC 7.3"),
                because(
                    "Whoever passes the vehicle on unlinks it in the portal, erases personal data, tells the "
                    "provider and "
                    "tells the new owner or user which services there are."
                ),
            ),
        ),
    )
