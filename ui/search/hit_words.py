"""How a hit reads in the list: two lines at the left, two short ones at the right."""

from __future__ import annotations

from app.acts.nouns import ACTS
from app.language import Language
from app.records.rows import Hit
from app.terms.clause import Because, because
from ui.dossier.naming import CASE_STATES, LANGUAGES, LETTER_KINDS, LETTER_STATES, named

GROUPS: dict[str, Because] = {
    "people": because("People"),
    "vehicles": because("Vehicles"),
    "contracts": because("Contracts"),
    "papers": because("Cases and letters"),
}
ICONS = {"customer": "user", "vehicle": "car", "contract": "file-text", "case": "folder", "letter": "mail"}
READINGS: dict[str, Because] = {
    "name": because("Read as a name."),
    "plate": because("Read as a number plate."),
    "vin": because("Read as a vehicle identification number."),
    "phone": because("Read as a phone number."),
    "email": because("Read as an e-mail address."),
    "number": because("Read as a number of the desk."),
}
_NOTES = {"close_spelling": because("close spelling"), "one_word": because("spelled as one word")}
_SIM = {"active": because("SIM active"), "partial": because("SIM partly off"), "off": because("SIM off")}
_DOT = " · "


def title(hit: Hit, language: Language) -> str:
    """The first line."""
    if hit.kind == "case":
        return _DOT.join((hit.label, language.say(named(ACTS, hit.about))))
    if hit.kind == "letter":
        return _DOT.join((hit.label, language.say(named(LETTER_KINDS, hit.about))))
    return hit.label


def detail(hit: Hit, language: Language) -> str:
    """The second line."""
    parts = [hit.detail]
    if hit.kind == "customer" and hit.note:
        parts = [hit.town, language.say(_NOTES[hit.note])] if hit.note in _NOTES else parts
    elif hit.kind == "case" and hit.last_service_day is not None:
        parts.append(language.text("last service day {day}", day=hit.last_service_day))
    elif hit.kind == "letter":
        if hit.language:
            parts.append(language.say(named(LANGUAGES, hit.language)))
        if hit.pages:
            parts.append(language.count("{count} page", "{count} pages", hit.pages))
    return _DOT.join(part for part in parts if part)


def at_right(hit: Hit, language: Language, *, open_now: bool) -> tuple[str, str]:
    """The two short lines at the right."""
    if hit.kind == "customer":
        first = language.count("{count} vehicle", "{count} vehicles", hit.vehicles)
        return first, language.text("call open") if open_now else ""
    if hit.kind == "vehicle":
        state = language.say(_SIM[hit.state]) if hit.state in _SIM else ""
        return state, language.text("call open") if open_now else ""
    if hit.kind == "contract":
        return (language.text("ended") if hit.state else "", "")
    words = CASE_STATES if hit.kind == "case" else LETTER_STATES
    return language.say(named(words, hit.state)), language.date(hit.on) if hit.on else ""
