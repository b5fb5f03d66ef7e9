"""The Service Inclusive packages read out to the caller: SI 2 to SI 4 and SI 7."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because
from app.terms.spoken.sentences import Spoken, fact


def activation(found: Determination, name: Because | None) -> Spoken:
    """When a package becomes active (SI 2)."""
    day = found.value("activated_on")
    if found.value("queued"):
        return (
            because("Your new package becomes active on {day}, the day after the earlier one ends.", day=day),
            because("You need not do anything for it."),
        )
    return (because("Your package has been active since {day}, when your payment came in.", day=day),)


def which(found: Determination, name: Because | None) -> Spoken:
    """Which package a vehicle can have (SI 3)."""
    if found.value("service_inclusive"):
        return (
            because("Your car can have Service Inclusive."),
            because(
                "You can buy it until {day}, as long as no service has been done yet.", day=found.value("window_end")
            ),
        )
    if found.value("service_inclusive_used"):
        return (because("Your car can have Service Inclusive for used cars."),)
    return (
        because("I am sorry, neither package fits your car on that day."),
        because("Once the first service is done, it can have Service Inclusive for used cars."),
    )


def term(found: Determination, name: Because | None) -> Spoken:
    """How long a package runs (SI 3)."""
    last, limit = found.value("last_day"), found.value("km_limit")
    if last is None:
        return (
            because("I cannot tell you the end of your package yet, because the day it begins is not known."),
            because("It begins with the first registration of the car, or for a used car with the first service."),
        )
    if found.value("last_day_by_time") != last:
        return (because("The kilometres of your package were used up on {day}, so it ended on that day.", day=last),)
    if limit is None:
        return (
            because("Your package runs until {day}.", day=last),
            because("It ends earlier if the kilometres are used up."),
        )
    return (
        because("Your package runs until {day}.", day=last),
        because("It ends earlier if the odometer reaches {km} kilometres before.", km=limit),
    )


def extension(found: Determination, name: Because | None) -> Spoken:
    """May a package still be extended (SI 3)?"""
    deadline = found.value("deadline")
    if deadline is None:
        return (because("I am sorry, a package for used cars cannot be extended."),)
    if found.value("allowed"):
        return (because("Yes, you can still extend your package. The last day for it is {day}.", day=deadline),)
    return (because("I am sorry, your package can no longer be extended: the last day was {day}.", day=deadline),)


def loss(found: Determination, name: Because | None) -> Spoken:
    """Sale, total loss or other loss of use (SI 4)."""
    if found.value("package_continues_with_vehicle"):
        first = because("Your package belongs to the car and stays with it.")
    else:
        first = because("Your package ends together with the car.")
    return (first, because("It is not paid back, and it cannot be moved to another car."))


def entitlement(found: Determination, name: Because | None) -> Spoken:
    """Is a job covered (SI 7)?"""
    if found.value("entitled"):
        return (because("Yes, your package covers this work. You pay nothing for it."),)
    if not found.value("work_in_scope"):
        return (because("I am sorry, this work is not part of the package for your type of car."),)
    if not found.value("within_term"):
        last, limit = fact(found, "term_last_day"), fact(found, "km_limit")
        sorry = because("I am sorry, the car is outside the time or the kilometres of your package.")
        if last is None or limit is None:
            return (sorry,)
        return (sorry, because("It runs until {day} or {km} kilometres.", day=last, km=limit))
    if not found.value("cbs"):
        return (
            because("Your car does not show this work as due yet."),
            because("As soon as it does, your package covers it."),
        )
    return (
        because("I am sorry, the package does not cover this work."),
        because("Wrong use, overload or missed services exclude it."),
    )
