"""Payment: MC 6.5 (default, suspension, set-off), SI 6 (set-off) and MC 8.5 b (expired means of payment)."""

from __future__ import annotations

from app.terms.calendar import days_after, days_before
from app.terms.clause import Because, Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts import ExpiredMeansFacts, PaymentDefaultFacts, SetOffFacts
from app.terms.money import NOTHING
from app.terms.readings import DEFAULT, Choice, moved


def payment_default(facts: PaymentDefaultFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """An unpaid invoice on the evening of a day (MC 6.5 b, 6.5 c; FWD, ROLL): default and suspension."""
    days = edition.numbers.payment_days
    end = days_after(facts.invoice_date, days)
    last = moved(end, facts.country, chosen)
    default_from = days_after(last, 1)
    known_paid = facts.paid_on if facts.paid_on is not None and facts.paid_on <= facts.check_on else None
    in_default = facts.check_on >= default_from and (known_paid is None or known_paid > last)
    suspension = in_default and known_paid is None
    if last == end:
        counted = because(
            "Invoice of {invoice_date} + {days} days = {last_day}, the last day to pay.",
            invoice_date=facts.invoice_date,
            days=days,
            last_day=last,
        )
    else:
        counted = because(
            "Invoice of {invoice_date} + {days} days = {period_end}, a weekend or public holiday, so the last day to "
            "pay is "
            "{last_day}.",
            invoice_date=facts.invoice_date,
            days=days,
            period_end=end,
            last_day=last,
        )
    return Determination(
        "payment_default",
        edition.id,
        (
            Finding("period_end_unrolled", end, ("MC 6.5 b",), counted),
            Finding("last_day_to_pay", last, ("MC 6.5 b", "Reg. 1182/71 art. 3"), counted),
            Finding("in_default_from", default_from, ("MC 6.5 b",), counted),
            Finding("was_or_is_in_default", in_default, ("MC 6.5 b",), _default_reason(facts, in_default=in_default)),
            Finding(
                "suspension_allowed_on_check_date",
                suspension,
                ("MC 6.5 c",),
                because("Services may be suspended while the invoice is unpaid after the last day to pay.")
                if suspension
                else because("Nothing may be suspended on {check_on}.", check_on=facts.check_on),
            ),
        ),
    )


def _default_reason(facts: PaymentDefaultFacts, *, in_default: bool) -> Because:
    if in_default:
        return because("On the evening of {check_on} the last day to pay had passed unpaid.", check_on=facts.check_on)
    return because("By the evening of {check_on} the customer was not late.", check_on=facts.check_on)


def set_off(facts: SetOffFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """May the customer set off an own claim (MC 6.5 d, SI 6)?"""
    if facts.terms == "MC":
        clauses: tuple[str, ...] = ("MC 6.5 d",)
        allowed = facts.undisputed or facts.court_established or facts.claim_from_intent
        text = because("Set-off needs a claim that is undisputed, established by a court or based on intent.")
    else:
        clauses = ("SI 6",)
        allowed = facts.certain_due_payable or facts.enforceable_title
        text = because("Set-off needs a claim that is certain and due, or an enforceable title.")
    return Determination("set_off", edition.id, (Finding("allowed", allowed, clauses, text),))


def expired_payment_means(facts: ExpiredMeansFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """A recurring payment missed because the means of payment expired (MC 8.5 b, 8.5 c, 6.5; BACK)."""
    counted_to = facts.payment_due_on if "G22 B" in chosen else facts.means_expires_on
    days = edition.numbers.means_warning_days
    latest = days_before(counted_to, days)
    warned = facts.warned_on is not None and facts.warned_on <= latest
    allowed = (
        warned
        and facts.consequences_stated
        and facts.payment_due_on > facts.means_expires_on
        and facts.payment_failed
        and (facts.terminated_on is None or facts.terminated_on >= facts.payment_due_on)
    )
    fallback = None if allowed else "applicable_law_and_suspension" if facts.payment_failed else "none"
    warning = because(
        "{counted_to} − {days} days = {latest_warning}, the last day to warn the customer.",
        counted_to=counted_to,
        days=days,
        latest_warning=latest,
    )
    if allowed:
        text = because(
            "Warned on {warned_on}, with the consequences; the payment due on {due_on} failed: the provider may "
            "terminate at "
            "once.",
            warned_on=facts.warned_on,
            due_on=facts.payment_due_on,
        )
        instead = because("No other way is needed.")
    elif facts.payment_failed:
        text = because("The conditions for ending the service at once are not all met.")
        instead = because("The service may be suspended until payment, and the law on late payment applies.")
    else:
        text = because("The payment did not fail, so nothing is terminated.")
        instead = because("Nothing follows.")
    found = [
        Finding("latest_warning", latest, ("MC 8.5 b",), warning),
        Finding("immediate_termination_allowed", allowed, ("MC 8.5 b",), text),
        Finding("fallback", fallback, ("MC 8.5 c", "MC 6.5 c"), instead),
        Finding("last_service_day", facts.terminated_on if allowed else None, ("MC 8.5 b",), text),
    ]
    if allowed:
        found.append(
            Finding(
                "refund", NOTHING, ("MC 8.5 b",), because("The months paid for are used up, so nothing comes back.")
            )
        )
    return Determination("expired_payment_means", edition.id, tuple(found))
