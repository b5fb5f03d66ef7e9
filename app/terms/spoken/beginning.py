"""How contracts and bookings come about, and the stores, read out to the caller: MC 1.4, 2.4, 3 and 6."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because, because_count
from app.terms.finding_labels import shown
from app.terms.spoken.sentences import Spoken, fact


def formation(found: Determination, name: Because | None) -> Spoken:
    """When the contract takes effect or a booking binds (MC 1.4, 6.2 d, 6.4)."""
    booked = found.value("binding_on")
    if booked is not None:
        if found.value("activation_delayed_until_data_connection"):
            starts = because("The service starts as soon as the car has a data link.")
        else:
            starts = because("The service starts at once.")
        return (because("Your booking has been binding since {day}, when you confirmed the order.", day=booked), starts)
    day = found.value("framework_effective_on")
    if day is None:
        return (
            because("You have no contract yet, because no service has been activated."),
            because("It begins with the first service that is activated."),
        )
    if fact(found, "case") == "optional_only":
        return (because("Your contract began on {day}, with the first service that was activated.", day=day),)
    return (because("Your contract began on {day}, with the purchase of the car.", day=day),)


def store_purchase(found: Determination, name: Because | None) -> Spoken:
    """What a purchase in the Store needs (MC 2.4, 6.3)."""
    refusal = (because("MINI may still refuse the booking."),) if found.value("may_be_refused") else ()
    if found.value("allowed"):
        return (because("You can order in the Store: everything it takes is there."), *refusal)
    missing = tuple(shown(one) for one in found.value("missing", ()))
    return (
        because("You cannot order in the Store yet. What is missing: {missing}.", missing=missing),
        because("As soon as that is there, you can order."),
        *refusal,
    )


def external_store(found: Determination, name: Because | None) -> Spoken:
    """Access to the External store (MC 3.2, 3.4)."""
    match found.value("access"):
        case "withdrawn":
            return (
                because("Your package has ended, so you no longer have access to the External store."),
                because("What you installed from it is gone as well."),
            )
        case "not_available":
            return (because("The External store needs a MINI ID account. You can create one at any time."),)
        case "provider_may_withdraw":
            return (
                because("Your car has an older operating system than the External store needs."),
                because("MINI may withdraw your access to it."),
            )
        case "provider_may_suspend_until_update":
            return (
                because("A mandatory update is missing on your car."),
                because("Until it is installed, MINI may pause your access to the External store."),
            )
    return (because("Everything is in order: you can use the External store."),)


def strike(found: Determination, name: Because | None) -> Spoken:
    """A content partner who broke the rules (MC 3.15); never a customer."""
    partner_only = because("This concerns the partner. For you nothing changes.")
    if found.value("permanent"):
        return (
            because_count(
                "After {count} violation the content partner is suspended for good.",
                "After {count} violations the content partner is suspended for good.",
                fact(found, "violation_number") or 0,
            ),
            partner_only,
        )
    return (
        because("The content partner is suspended until {day}.", day=found.value("suspended_until")),
        partner_only,
    )
