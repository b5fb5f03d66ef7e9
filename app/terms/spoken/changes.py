"""Changes by MINI read out to the caller: MC 13.1 to 13.3."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because
from app.terms.spoken.sentences import USUAL_NOTICE, Spoken, fact, money_back


def of_contract(found: Determination, name: Because | None) -> Spoken:
    """A more extensive change of the contract's scope (MC 13.1)."""
    if not found.value("right_to_terminate"):
        return (because("This change is a small one, so it gives no right to end the contract at once."), USUAL_NOTICE)
    if not found.value("in_time"):
        return (
            because("You could end the contract because of this change until {day}.", day=found.value("deadline")),
            USUAL_NOTICE,
        )
    return (
        because("Because of this change you can end the contract free of charge."),
        because("It then ends on {day}.", day=found.value("last_service_day")),
        money_back(found),
    )


def of_terms(found: Determination, name: Because | None) -> Spoken:
    """Changed terms (MC 13.2)."""
    last, objected = found.value("last_day_to_object"), found.value("objection_in_time")
    starts = fact(found, "effective_on")
    if not found.value("change_binds_customer"):
        if objected and not fact(found, "essential"):
            return (because("Your objection came in time, so the old terms go on for you."),)
        if fact(found, "essential"):
            return (
                because("Such a change holds for you only if you expressly agree to it."),
                because("Until then the old terms go on for you."),
            )
        return (
            because("The new terms were not announced as they should be, so they do not hold for you."),
            because("The old terms go on for you."),
        )
    if objected is False:
        return (
            because("Your objection came too late: the last day was {day}.", day=last),
            because("So the new terms hold for you."),
        )
    if starts is None:
        return (because("If you do not object by {day}, the new terms hold for you.", day=last),)
    return (
        because("The new terms start on {day}.", day=starts),
        because("If you do not object by {day}, they hold for you.", day=last),
    )


def of_service(found: Determination, name: Because | None) -> Spoken:
    """A change that makes one service worse (MC 13.3)."""
    if not found.value("right_to_terminate"):
        return (
            because(
                "This change hardly affects your use of the service, so it gives no right to end it because of it."
            ),
        )
    if not found.value("in_time"):
        return (
            because("You could end the service because of this change until {day}.", day=found.value("deadline")),
            because("The other ways to end it are still open to you."),
        )
    refund, due = found.value("refund"), found.value("refund_due_by")
    if refund and due is not None and not found.value("supervisor"):
        back = because("You get {refund} back by {day}.", refund=refund, day=due)
    elif refund and found.value("supervisor"):
        back = because("You get {refund} back once a colleague has confirmed it.", refund=refund)
    else:
        back = money_back(found)
    return (
        because("Because of this change you can end the service."),
        because("It then ends on {day}.", day=found.value("last_service_day")),
        back,
    )
