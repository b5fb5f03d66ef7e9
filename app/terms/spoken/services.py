"""Services, data, opening hours and courts read out to the caller."""

from __future__ import annotations

from app.terms.clause import Because, Determination, because
from app.terms.finding_labels import shown
from app.terms.spoken.sentences import Spoken, fact, given


def eligibility(found: Determination, name: Because | None) -> Spoken:
    """Can this vehicle have this service?"""
    key = fact(found, "service")
    service = name or (shown(key) if key else because("the service"))
    if found.value("eligible"):
        return (because("Yes, your car can have {service}.", service=service),)
    missing = tuple(shown(one) for one in found.value("missing", ()))
    return (
        because("Your car cannot have {service} yet. What is missing: {missing}.", service=service, missing=missing),
    )


def limits(found: Determination, name: Because | None) -> Spoken:
    """How many keys and users a vehicle may have."""
    most = given(found, "allowed", "most")
    if found.value("allowed"):
        return (because("Yes, that is possible. One car can have {most} of them at most.", most=most),)
    return (because("I am sorry, that is too many. One car can have {most} of them at most.", most=most),)


def retention(found: Determination, name: Because | None) -> Spoken:
    """When data are erased."""
    return (
        because("These data are erased by {day} at the latest. Until then they are kept.", day=found.value("erase_by")),
    )


def data_request(found: Determination, name: Because | None) -> Spoken:
    """Who gets which data and how (data sheets, GDPR)."""
    match found.value("via"):
        case "cardata":
            return _third_party(found)
        case "customer_service_gdpr":
            reply = found.value("reply_by")
            answer = (
                because("As soon as we know the day of your request, I can tell you by when you get the answer.")
                if reply is None
                else because("You get the answer by {day} at the latest.", day=reply)
            )
            return (because("Customer service answers your request for personal data."), answer)
    return (
        because("You can read the data of your car at its socket, or get them through MINI CarData."),
        because("Nobody has to agree to that."),
    )


def _third_party(found: Determination) -> Spoken:
    if not found.value("allowed"):
        return (
            because("Somebody else gets data of the car only if its holder agrees."),
            because("The holder can agree at any time."),
        )
    if found.value("personal_data"):
        personal = because("That includes personal data, because the holder consented to it.")
    else:
        personal = because("Personal data are not included, because the holder has not consented to that.")
    return (because("The holder agreed, so the data are given through MINI CarData."), personal)


def hotline(found: Determination, name: Because | None) -> Spoken:
    """Is a line open?"""
    if found.value("open"):
        return (because("The line is open at that time. The number is {number}.", number=found.value("number")),)
    return (
        because("The line is closed at that time."),
        because("You can write to {email} at any time.", email=found.value("email")),
    )


def forum(found: Determination, name: Because | None) -> Spoken:
    """Court and law (MC 14)."""
    if found.value("exclusive_court") is not None:
        return (because("The courts of Brussels would decide, and Belgian law applies."),)
    first = because("As a consumer you can go to the court that the law gives you. Belgian law applies.")
    if found.value("supervisor"):
        return (
            first,
            because("You also keep the protection of the law where you live."),
            because("A colleague gives you the exact answer."),
        )
    return (first,)
