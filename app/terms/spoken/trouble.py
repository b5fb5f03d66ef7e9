"""Outages, payment, sanctions, breach and good reasons read out to the caller: MC 4.5, 6.5 and 8.5 b to 8.10."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because, because_count
from app.terms.spoken.sentences import COLLEAGUE_CHECKS, NOTHING_TO_PAY_BACK, Spoken, amount_back, fact, money_back


def outage(found: Determination, name: Because | None) -> Spoken:
    """Money back for days without service (MC 4.5)."""
    if not found.value("allowed"):
        law = (
            (because("The law may still help you, so a colleague looks into it."),) if found.value("supervisor") else ()
        )
        return (
            because("I am sorry for the outage. MINI is not the cause of it, so the terms give no money back."),
            *law,
        )
    days = found.value("outage_days")
    if not days:
        return (
            because("I am sorry for the outage. It was not in the time you paid for, so nothing has to be paid back."),
        )
    lasted = because_count(
        "I am sorry for the outage. You were without the service for {count} day of the time that counts.",
        "I am sorry for the outage. You were without the service for {count} days of the time that counts.",
        days,
    )
    return (lasted, money_back(found))


def remote_intervention(found: Determination, name: Because | None) -> Spoken:
    """Work on the vehicle from a distance (MC 4.5 to 4.7)."""
    if not found.value("allowed"):
        return (
            because("MINI may not repair this remotely, because not every condition for it is met."),
            because("A workshop can help you with it."),
        )
    first = because("MINI may repair this remotely: it is safe and limited to what is needed.")
    if found.value("repeat_allowed"):
        return (first, because("The last attempt failed for a technical reason, so it may be tried again."))
    return (first, because("You need not come to a workshop for it."))


def payment_default(found: Determination, name: Because | None) -> Spoken:
    """An invoice on a day (MC 6.5 b, 6.5 c)."""
    last, paid_on, check_on = found.value("last_day_to_pay"), fact(found, "paid_on"), fact(found, "check_on")
    if found.value("suspension_allowed_on_check_date"):
        return (
            because("Your invoice should have been paid by {day}, and it is still open.", day=last),
            because("Until it is paid, the services may be paused."),
        )
    if found.value("was_or_is_in_default"):
        return (
            because("Your invoice was paid late: the last day was {day}.", day=last),
            because("As it is paid, nothing is paused."),
        )
    if paid_on is not None and check_on is not None and paid_on <= check_on:
        return (because("Your invoice was paid in time: the last day was {day}.", day=last),)
    return (
        because("You can pay this invoice until {day}.", day=last),
        because("Until then you are not late, and nothing is paused."),
    )


def set_off(found: Determination, name: Because | None) -> Spoken:
    """An own claim against what is owed (MC 6.5 d, SI 6)."""
    if found.value("allowed"):
        return (because("Yes, you can set your claim off against what you owe."),)
    if "SI 6" in found.clauses:
        needs = because("Your claim must be certain and due, or you need an enforceable title.")
    else:
        needs = because("Your claim must be undisputed, established by a court or based on intent.")
    return (because("I am sorry, you cannot set that off against what you owe."), needs)


def expired_means(found: Determination, name: Because | None) -> Spoken:
    """A payment that failed because the means of payment expired (MC 8.5 b)."""
    if found.value("immediate_termination_allowed"):
        last = found.value("last_service_day")
        ends = (because("The last day of service is {day}.", day=last),) if last is not None else ()
        return (
            because("Your payment failed although we had warned you in time, so MINI may end the service at once."),
            *ends,
            because("The months you paid for are used up, so nothing comes back."),
        )
    if found.value("fallback") == "applicable_law_and_suspension":
        return (
            because("Your payment failed, but that does not end the service at once."),
            because("It may be paused until you pay."),
        )
    return (
        because("Your payment did not fail, so nothing changes."),
        because("Please give us a new means of payment before the present one expires."),
    )


def sanctions(found: Determination, name: Because | None) -> Spoken:
    """A customer on a sanctions list (MC 8.8, 6.3)."""
    if not found.value("termination_allowed"):
        if found.value("booking_may_be_refused"):
            return (because("Your contract goes on, but a new booking may be refused."),)
        return (because("Nothing stands in the way, and your contract goes on."),)
    if found.value("payable_now"):
        paid = because("It is paid once a colleague has confirmed it.")
    else:
        paid = because("It is paid once the authority has approved it.")
    if not found.value("refund"):
        paid = because("A colleague confirms this first.")
    return (
        because("MINI may no longer perform, so the contract can be ended."),
        amount_back(found.value("refund")),
        paid,
    )


def breach(found: Determination, name: Because | None) -> Spoken:
    """A customer in breach of the terms (MC 8.9, 8.10)."""
    if found.value("extraordinary_termination_by_provider"):
        first = because("The terms were broken more than once or are still being broken, so MINI may end the contract.")
    else:
        first = because("What happened is not enough for MINI to end the contract.")
    if found.value("suspend_or_limit_allowed"):
        second = because("As long as the breach lasts, the services may be paused.")
    else:
        second = because("Nothing is paused, because no breach stands at the moment.")
    return (first, second, because("A colleague decides what happens with the money."))


def good_reason(found: Determination, name: Because | None) -> Spoken:
    """The customer terminates for a good reason (MC 8.10)."""
    if not found.value("allowed"):
        return (
            because("Without a good reason, the contract can be ended with the usual notice only."),
            because("A colleague looks at your reason once more."),
        )
    refund = found.value("refund")
    back = NOTHING_TO_PAY_BACK if refund == 0 else COLLEAGUE_CHECKS
    if refund:
        back = because("You get {refund} back for the days you do not use.", refund=refund)
    return (
        because("You have a good reason, so the service ends on {day}.", day=found.value("last_service_day")),
        back,
        because("A colleague confirms this first."),
    )
