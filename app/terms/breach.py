"""Ending without ordinary notice: sanctions (MC 8.8), breach (MC 8.9, 8.10) and a customer's good reason (MC 8.10)."""

from __future__ import annotations

from app.terms.checks import in_order, not_negative
from app.terms.clause import Cents, Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import BreachFacts, ExtraordinaryFacts, SanctionsFacts
from app.terms.money import NOTHING
from app.terms.pricing import PaidPeriod, pro_rata_reason, unused_share
from app.terms.readings import DEFAULT, Choice


def sanctions(facts: SanctionsFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A customer on a sanctions list (MC 8.8, 6.3): termination only where the provider may no longer perform."""
    in_order(facts.period_start, facts.period_end, "period_start", "period_end")
    not_negative(facts.price, "price")
    allowed = facts.customer_sanctioned and facts.provider_barred_from_performing
    if allowed:
        text = because("The customer is on a sanctions list and the provider may no longer perform.")
    elif facts.customer_sanctioned:
        text = because(
            "The customer is on a sanctions list, but the provider may still perform: nothing is terminated."
        )
    else:
        text = because("The customer is not on a sanctions list.")
    found = [
        Finding("termination_allowed", allowed, ("MC 8.8",), text),
        Finding("booking_may_be_refused", facts.customer_sanctioned, ("MC 6.3",), text),
    ]
    if allowed:
        paid = PaidPeriod(facts.period_start, facts.period_end, facts.price)
        refund: Cents | None = unused_share([paid], facts.last_service_day)
        money = pro_rata_reason([paid], facts.last_service_day, refund or NOTHING)
        if "G23 B" in chosen:
            refund, money = None, because("The terms do not say what is adequate: a supervisor sets the amount.")
        payable = not facts.authority_approval_required or facts.authority_approved
        if not facts.authority_approval_required:
            pays = because("No authority has to approve the payment.")
        elif payable:
            pays = because("The authority has approved the payment.")
        else:
            pays = because("The authority has not approved the payment yet.")
        found += [
            Finding("refund", refund, ("MC 8.8",), money),
            Finding("payable_now", payable, ("MC 8.8",), pays),
            Finding("supervisor", True, ("MC 8.8",), because("A supervisor confirms a termination for sanctions.")),
        ]
    return Determination("sanctions", edition.id, tuple(found))


def breach(facts: BreachFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A customer in breach of the terms (MC 8.9, 8.10): suspension while it lasts, termination when it repeats."""
    not_negative(facts.breaches, "breaches")
    stands = facts.breaches > 0 and (facts.continuing or facts.still_in_breach)
    repeated = facts.breaches >= edition.numbers.breaches_that_repeat
    ends = repeated or (facts.breaches > 0 and facts.continuing)
    if stands:
        suspends = because("The breach still stands: the provider may suspend or limit the services while it lasts.")
    else:
        suspends = because("No breach stands at the moment, so nothing may be suspended.")
    if ends:
        terminates = because(
            "Breaches: {breaches}. A repeated or continuing breach is a good reason to terminate.",
            breaches=facts.breaches,
        )
    else:
        terminates = because(
            "Breaches: {breaches}. Only a repeated or continuing breach is a good reason to terminate.",
            breaches=facts.breaches,
        )
    silent = because("The terms say nothing about money back after a breach: a supervisor decides.")
    rule = "nothing" if "G24 A" in chosen else "pro_rata" if "G24 B" in chosen else "silent_supervisor"
    return Determination(
        "breach",
        edition.id,
        (
            Finding("suspend_or_limit_allowed", stands, ("MC 8.9",), suspends),
            Finding("extraordinary_termination_by_provider", ends, ("MC 8.10",), terminates),
            Finding("refund_rule", rule, ("MC 8.9", "MC 8.10"), silent),
            Finding("supervisor", True, ("MC 8.9", "MC 8.10"), silent),
        ),
    )


def extraordinary_by_customer(facts: ExtraordinaryFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """The customer terminates for a good reason (MC 8.10): on receipt, pro rata (rulebook G25)."""
    in_order(facts.period_start, facts.period_end, "period_start", "period_end")
    not_negative(facts.price, "price")
    supervisor = because("The terms state neither date nor refund: a supervisor confirms both.")
    if not facts.good_reason:
        return Determination(
            "extraordinary_by_customer",
            edition.id,
            (
                Finding(
                    "allowed",
                    False,
                    ("MC 8.10",),
                    because("Without a good reason only an ordinary termination is possible."),
                ),
                Finding("supervisor", True, ("MC 8.10",), supervisor),
            ),
        )
    paid = PaidPeriod(facts.period_start, facts.period_end, facts.price)
    last = min(facts.received_on, facts.period_end)
    if "G25 B" in chosen:
        refund, money = NOTHING, because("By another reading of the terms nothing comes back.")
    else:
        refund = unused_share([paid], last)
        money = pro_rata_reason([paid], last, refund)
    return Determination(
        "extraordinary_by_customer",
        edition.id,
        (
            Finding("allowed", True, ("MC 8.10",), because("A good reason ends the service at once.")),
            Finding(
                "last_service_day",
                last,
                ("MC 8.10",),
                because(
                    "Received on {received_on}; the last day of service is {last_day}.",
                    received_on=facts.received_on,
                    last_day=last,
                ),
            ),
            Finding("refund", refund, ("MC 8.10",), money),
            Finding("supervisor", True, ("MC 8.10",), supervisor),
        ),
    )
