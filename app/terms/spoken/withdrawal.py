"""Withdrawals read out to the caller (MC 15, SI 11)."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because
from app.terms.spoken.sentences import COLLEAGUE_CHECKS, Spoken, fact

_MORE_TIME = because("You were told of this right late or never, so the law gives you more time.")
_USE_IS_FREE = because("You owe nothing for the days you used it.")


def withdrawal(found: Determination, name: Because | None) -> Spoken:
    """In time or not; what stops, what is kept, what is paid back and by when. ``name`` is the service's."""
    if not found.value("allowed"):
        return (_refused(found),)
    more = (_MORE_TIME,) if found.value("period_governed_by") else ()
    free = (_USE_IS_FREE,) if found.value("use_governed_by") and found.value("refund") else ()
    if fact(found, "contract") == "framework" or found.value("refund_total") is not None:
        return (_contract(found), *more)
    return (_service(found, name), *more, *free)


def unbound(found: Determination, name: Because | None) -> Spoken:
    """What was agreed on the telephone and never accepted in writing binds nobody (LU L.222-4 (6))."""
    refund = found.value("refund_total", found.value("refund"))
    bound = because("What we agreed on the telephone was never accepted in writing, so it does not bind you.")
    if not refund:
        return (bound,)
    if found.value("supervisor"):
        return (bound, COLLEAGUE_CHECKS)
    return (
        bound,
        because(
            "A colleague checks it, and you get {refund} back by {day}.",
            refund=refund,
            day=found.value("refund_due_by"),
        ),
    )


def _service(found: Determination, name: Because | None) -> Because:
    due, last_day, refund = found.value("refund_due_by"), found.value("last_service_day"), found.value("refund")
    if refund is None or found.value("supervisor"):
        return because(
            "You are in time, and I record your withdrawal from {service} today. A colleague checks the amount, and "
            "the money is with you by {day} at the latest.",
            service=name or because("the service"),
            day=due,
        )
    name = name or because("The service")
    kept = found.value("deduction")
    if kept:
        return because(
            "You are in time. {service} stops on {last_day}. We keep {kept} for what you used and pay {refund} back "
            "by {day}.",
            service=name,
            last_day=last_day,
            kept=kept,
            refund=refund,
            day=due,
        )
    if not refund:
        return because(
            "You are in time. {service} stops on {last_day}. Nothing was paid, so nothing has to be paid back.",
            service=name,
            last_day=last_day,
        )
    return because(
        "You are in time. {service} stops on {last_day}. We keep nothing and pay {refund} back by {day}.",
        service=name,
        last_day=last_day,
        refund=refund,
        day=due,
    )


def _contract(found: Determination) -> Because:
    """Everything booked with the contract stops too."""
    due, last_day = found.value("refund_due_by"), found.value("last_service_day")
    refund = found.value("refund_total", found.value("refund"))
    if refund is None or found.value("supervisor"):
        return because(
            "You are in time, and I record your withdrawal from the contract today. A colleague checks the amount, and "
            "the money is with you by {day} at the latest.",
            day=due,
        )
    if not refund:
        return because(
            "You are in time. Your contract stops on {last_day}. Nothing has to be paid back.", last_day=last_day
        )
    return because(
        "You are in time. Your contract and everything booked with it stop on {last_day}. We pay {refund} back by "
        "{day}.",
        last_day=last_day,
        refund=refund,
        day=due,
    )


def _refused(found: Determination) -> Because:
    """Since when, and the turn to what is possible instead."""
    deadline = found.value("deadline")
    if deadline is None:
        return because("I am sorry, only a consumer can withdraw. But let me tell you what you can do instead.")
    return because(
        "I am sorry, that is no longer possible: you could withdraw until {day}. But let me tell you what you can do "
        "today.",
        day=deadline,
    )
