"""The end of contract and services read out to the caller: MC 1.6, 7.1 and 8.1 to 8.7."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because, because_count
from app.terms.spoken.sentences import COLLEAGUE_CHECKS, NOTHING_BACK, Spoken, fact, given, money_back


def contract_ended(found: Determination, name: Because | None) -> Spoken:
    """The customer terminates the contract (MC 8.1)."""
    notice_end, until = found.value("notice_end"), found.value("framework_remains_only_for_limited_until")
    if until is None:
        return (
            because(
                "Your contract then ends on {day}. Nothing is paid back, and nothing more is charged.", day=notice_end
            ),
        )
    return (
        because(
            "Your contract then ends on {day}. What you paid for a fixed term runs on until {until}. Nothing is paid "
            "back.",
            day=notice_end,
            until=until,
        ),
    )


def service_ended(found: Determination, name: Because | None) -> Spoken:
    """The customer ends one service (MC 8.2, 8.4, 8.5 a, the exit after renewal)."""
    service, day = name or because("The service"), found.value("last_service_day")
    if not found.value("allowed"):
        return (
            because("I am sorry, a service with a fixed term cannot be ended early. The term ends on {day}.", day=day),
            because("But let me tell you what you can do instead."),
        )
    refund = found.value("refund")
    if refund is None or found.value("supervisor"):
        return (
            because(
                "{service} then ends on {day}. A colleague checks whether something is paid back.",
                service=service,
                day=day,
            ),
        )
    if refund:
        return (
            because(
                "{service} then ends on {day}. You get {refund} back for the days you do not use.",
                service=service,
                day=day,
                refund=refund,
            ),
        )
    return (
        because(
            "{service} then ends on {day}. Nothing is paid back, and nothing more is charged.", service=service, day=day
        ),
    )


def ended_by_provider(found: Determination, name: Because | None) -> Spoken:
    """A notice from MINI (MC 8.1, 8.4)."""
    earliest = found.value("earliest_notice_date")
    if not found.value("allowed"):
        return (
            because("MINI cannot end this yet: the earliest day for a notice is {day}.", day=earliest),
            because("So nothing changes for you now."),
        )
    if fact(found, "what") == "service":
        ends = because("MINI may end this service, and it stops on {day}.", day=found.value("effective_date"))
    else:
        ends = because("MINI may end the contract, and it stops on {day}.", day=found.value("effective_date"))
    until = found.value("framework_remains_for_services_until")
    on = (because("Some of your services run on until {day}.", day=until),) if until else ()
    return (ends, *on, money_back(found))


def monthly_ended_by_provider(found: Determination, name: Because | None) -> Spoken:
    """A notice from MINI for a monthly service (MC 8.5 a): open."""
    return (
        because("The terms do not say clearly whether MINI may end a monthly service this way."),
        because(
            "If it may, the service stops on {day}.",
            day=found.value("last_service_day_if_open_to_provider"),
        ),
        because("A colleague decides this and lets you know."),
    )


def renewal(found: Determination, name: Because | None) -> Spoken:
    """The end of a fixed term: renewed or not (MC 8.3)."""
    day = found.value("last_service_day")
    if not found.value("auto_renewal"):
        return (
            because("Your service is not renewed by itself. It ends on {day}, and you need not do anything.", day=day),
        )
    if not found.value("renewed"):
        return (because("The renewal was opposed in time. The service ends on {day}.", day=day),)
    leave = (
        (because("As a consumer you can leave the renewed term at any time, free of charge."),)
        if found.value("consumer_may_leave_during_renewal")
        else ()
    )
    if found.value("in_time") is None:
        return (
            because("The last safe day to oppose the renewal is {day}.", day=found.value("latest_notice")),
            because("If nobody does, the service runs on until {day}.", day=day),
            *leave,
        )
    return (
        because("The renewal was opposed too late, so the service runs on until {day}.", day=day),
        *leave,
    )


def term(found: Determination, name: Because | None) -> Spoken:
    """How long a fixed term may be (MC 8.2)."""
    if not found.value("allowed"):
        longest = given(found, "allowed", "longest")
        return (
            because_count(
                "I am sorry, that is too long: a fixed term may run for {count} month at most.",
                "I am sorry, that is too long: a fixed term may run for {count} months at most.",
                longest,
            ),
        )
    return (
        because("That is possible. The service then runs until {day}.", day=found.value("last_service_day")),
        because("It is renewed by itself only if the booking says so."),
    )


def sold(found: Determination, name: Because | None) -> Spoken:
    """A service with a fixed term after the sale of the vehicle (MC 8.6, 7.2, 7.3)."""
    if not found.value("allowed"):
        return (
            because("That service had ended already, so there is nothing left to end because of the sale."),
            because("Your contract goes on until you end it."),
        )
    return (
        because(
            "Because you sold the car, {service} ends on {day}.",
            service=name or because("the service"),
            day=found.value("last_service_day"),
        ),
        NOTHING_BACK,
        because(
            "Please unlink the car in the Portal, erase your data, and tell the new owner which services there are."
        ),
    )


def transfer(found: Determination, name: Because | None) -> Spoken:
    """The contract in other hands (MC 7.1)."""
    if found.value("allowed"):
        return (because("MINI has agreed, so the contract can pass to the new holder."),)
    return (
        because("The contract does not pass to the new holder by itself, not even when the car is sold."),
        because("MINI has to agree first."),
    )


def sim_off(found: Determination, name: Because | None) -> Spoken:
    """The SIM switched off: what stays, and what happens to the contract (MC 1.6, 8.7)."""
    treated = found.value("treated_as")
    if treated == "withdrawal_of_framework":
        if found.value("supervisor"):
            return (
                because(
                    "Your car has not been handed over yet, so your contract lapses today. You get back what you paid."
                ),
                COLLEAGUE_CHECKS,
            )
        if found.value("refund"):
            return (
                because(
                    "Your car has not been handed over yet, so your contract lapses today. You get {refund} back by "
                    "{day}.",
                    refund=found.value("refund"),
                    day=found.value("refund_due_by"),
                ),
            )
        return (because("Your car has not been handed over yet, so your contract lapses today. Nothing was paid."),)
    ecall = "eu_ecall" in (found.value("stays_active") or ())
    if treated == "suspension_and_termination_notice":
        stays = (because("The emergency call stays, by law."),) if ecall else ()
        return (
            because("We can have the SIM switched off at your garage."),
            *stays,
            because("Your contract ends on {day}.", day=found.value("framework_end")),
            NOTHING_BACK,
        )
    if ecall:
        return (
            because(
                "We can have the SIM switched off at your garage. The emergency call stays, by law. Your contract goes "
                "on. Shall I end it as well?"
            ),
        )
    return (because("We can have the SIM switched off at your garage. Your contract goes on. Shall I end it as well?"),)
