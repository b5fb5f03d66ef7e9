"""What an agent can read out to the caller: plain spoken sentences, whole, with their days and amounts."""

from __future__ import annotations

from datetime import date

from app.terms.clause import Because, Cents, Determination, because


def withdrawal(name: Because, found: Determination, refund: Cents | None) -> Because:
    """A withdrawal that is in time: what stops, what is kept, what is paid back and by when."""
    due = found.value("refund_due_by")
    if refund is None or found.value("supervisor"):
        return because(
            "You are in time, and I record your withdrawal from {service} today. A colleague checks the amount, and "
            "the money is with you by {day} at the latest.",
            service=name,
            day=due,
        )
    kept = found.value("deduction")
    if kept:
        return because(
            "You are in time. {service} stops on {last_day}. We keep {kept} for what you used and pay {refund} back "
            "by {day}.",
            service=name,
            last_day=found.value("last_service_day"),
            kept=kept,
            refund=refund,
            day=due,
        )
    if not refund:
        return because(
            "You are in time. {service} stops on {last_day}. Nothing was paid, so nothing has to be paid back.",
            service=name,
            last_day=found.value("last_service_day"),
        )
    return because(
        "You are in time. {service} stops on {last_day}. We keep nothing and pay {refund} back by {day}.",
        service=name,
        last_day=found.value("last_service_day"),
        refund=refund,
        day=due,
    )


def withdrawal_of_contract(found: Determination, refund: Cents | None) -> Because:
    """A withdrawal from the contract that is in time: everything booked with it stops too."""
    due, last_day = found.value("refund_due_by"), found.value("last_service_day")
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


def ending(name: Because, last_day: date | None, refund: Cents | None) -> Because | None:
    """The end of one service."""
    if last_day is None:
        return None
    if refund is None:
        return because(
            "{service} then ends on {day}. A colleague checks whether something is paid back.",
            service=name,
            day=last_day,
        )
    if refund:
        return because(
            "{service} then ends on {day}. You get {refund} back for the days you do not use.",
            service=name,
            day=last_day,
            refund=refund,
        )
    return because(
        "{service} then ends on {day}. Nothing is paid back, and nothing more is charged.", service=name, day=last_day
    )


def terminating(notice_end: date, until: date | None) -> Because:
    """The end of the contract."""
    if until is None:
        return because(
            "Your contract then ends on {day}. Nothing is paid back, and nothing more is charged.", day=notice_end
        )
    return because(
        "Your contract then ends on {day}. What you paid for a fixed term runs on until {until}. Nothing is paid back.",
        day=notice_end,
        until=until,
    )


def sim_off(found: Determination, *, ecall: bool) -> Because:
    """The SIM switched off: what stays, and what happens to the contract."""
    if found.value("treated_as") == "withdrawal_of_framework":
        return (
            because(
                "Your car has not been handed over yet, so your contract lapses today. You get {refund} back by {day}.",
                refund=found.value("refund"),
                day=found.value("refund_due_by"),
            )
            if found.value("refund")
            else because("Your car has not been handed over yet, so your contract lapses today. Nothing was paid.")
        )
    if ecall:
        return because(
            "We can have the SIM switched off at your garage. The emergency call stays, by law. Your contract goes on. "
            "Shall I end it as well?"
        )
    return because("We can have the SIM switched off at your garage. Your contract goes on. Shall I end it as well?")


def too_late(found: Determination) -> Because:
    """A withdrawal that is refused: since when, and the turn to what is possible instead."""
    deadline = found.value("deadline")
    if deadline is None:
        return because("I am sorry, only a consumer can withdraw. But let me tell you what you can do instead.")
    return because(
        "I am sorry, that is no longer possible: you could withdraw until {day}. But let me tell you what you can do "
        "today.",
        day=deadline,
    )


def not_possible(why: Because) -> Because:
    """A no, with its reason."""
    return because("I am sorry, that is not possible. {reason}", reason=why)
