"""Word forms the acts need: channels, evidence, kinds, services. Each is a :class:`Because`, worded where shown."""

from __future__ import annotations

from datetime import date

from app.records.rows import Booking, ServiceInclusive
from app.terms.catalogue import load_catalogue
from app.terms.clause import Because, because, because_word
from app.terms.finding_labels import shown

CHANNELS: dict[str, Because] = {
    "letter": because("Letter"),
    "email": because("E-mail"),
    "phone": because("Phone"),
    "portal": because("Portal"),
    "app": because("MINI App"),
    "counter": because("At the counter"),
    "online_function": because("Online withdrawal function"),
}

EVIDENCE: dict[str, Because] = {
    "postmark": because("Postmark"),
    "registered_slip": because("Slip of a registered letter"),
    "email_header": because("Header of the e-mail"),
    "online_timestamp": because("Time stamp of the online function"),
    "phone_note": because("Note of the call"),
    "signed_receipt": because("Signed receipt"),
    "none": because_word("evidence", "None"),
}
_EVIDENCE_OF = {
    "letter": ("postmark", "registered_slip", "none"),
    "email": ("email_header", "none"),
    "phone": ("phone_note",),
    "portal": ("online_timestamp", "none"),
    "app": ("online_timestamp", "none"),
    "counter": ("signed_receipt", "phone_note", "none"),
    "online_function": ("online_timestamp",),
}

PACKAGES: dict[str, Because] = {
    "service_inclusive": because("Service Inclusive"),
    "service_inclusive_used": because("Service Inclusive for used cars"),
}

FUNCTIONS: dict[str, Because] = {
    "eu_ecall": because("Legal emergency call (eCall)"),
    "map_data_for_speed_assist": because("Map data for the speed assistant"),
    "map_data": because("Map data"),
}
"""Functions that a type approval requires, by the word in ``Vehicle.type_approval_functions``."""

HOLIDAYS: dict[str, Because] = {
    "New Year's Day": because("New Year"),
    "Easter Monday": because("Easter Monday"),
    "Labour Day": because("Labour Day"),
    "Europe Day": because("Europe Day"),
    "Ascension Day": because("Ascension Day"),
    "Whit Monday": because("Whit Monday"),
    "National Day": because("National Day"),
    "Assumption Day": because("Assumption Day"),
    "All Saints' Day": because("All Saints"),
    "Armistice Day": because("Armistice Day"),
    "Christmas Day": because("Christmas"),
    "St Stephen's Day": because("St Stephen's Day"),
}
"""The public holidays of the table in ``resources/terms``, short enough for the picture."""

FIELDS: dict[str, Because] = {
    "sold_on": because("Needs the sale date"),
    "first_due_on": because("Needs the first due date"),
    "period_start": because("Needs the start of the paid period"),
    "period_end": because("Needs the end of the paid period"),
    "term_end": because("Needs the end of the term"),
    "concluded_on": because("Needs the day of the conclusion"),
    "price": because("Needs the price paid"),
}
_UNNAMED_FIELD = because("Needs a fact that is not recorded")


def channel(word: str) -> Because:
    """How a message came in, as ``Letter``."""
    return CHANNELS.get(word, Because(word))


def evidence_for(channel_word: str) -> tuple[str, ...]:
    """The kinds of evidence of dispatch and receipt that fit a channel, the usual one first."""
    return _EVIDENCE_OF.get(channel_word, ("none",))


def service(key: str) -> Because:
    """The name of a service of the catalogue; a key the catalogue does not know stands as it is."""
    found = load_catalogue().services.get(key)
    return Because(found.name["en"]) if found else Because(key)


def booked(booking: Booking) -> Because:
    """The name of what was booked."""
    return service(booking.service_key)


def package(row: ServiceInclusive) -> Because:
    """The name of a Service Inclusive package."""
    return PACKAGES[row.package]


def function(word: str) -> Because:
    """The name of a function that stays by law; an unknown one stands as recorded, readable."""
    return FUNCTIONS.get(word, Because(word.replace("_", " ")))


def function_in_sentence(word: str) -> Because:
    """The name of a function that stays by law as it stands inside a sentence, as ``map data``."""
    return shown(word) if word in FUNCTIONS else function(word)


def missing(field: str) -> Because:
    """What to ask for before an option can be evaluated."""
    return FIELDS.get(field.rpartition(".")[2], _UNNAMED_FIELD)


def not_covered(reason: Because) -> Because:
    """What an agent does where no rule answers."""
    return because("No rule covers this: hand it to a supervisor. {reason}", reason=reason)


def end_recorded(ends_on: date, by_case: str, today: date) -> Because:
    """What was ended already: over by ``today``, or still to run until its last service day."""
    if ends_on >= today:
        if by_case:
            return because("Ends by case {case}, last service day {day}.", case=by_case, day=ends_on)
        return because("An end is recorded, last service day {day}.", day=ends_on)
    if by_case:
        return because("Ended by case {case}, last service day {day}.", case=by_case, day=ends_on)
    return because("Ended, last service day {day}.", day=ends_on)
