"""What goes on after an end: services that stay, functions the law requires, and data to erase."""

from __future__ import annotations

from app.letters.wording import Prose, Wording


def stays(wording: Wording) -> Prose:
    """The services that go on without an end, and the functions that stay by law; empty where there are none."""
    matter = wording.matter
    prose = wording.prose()
    kept = [line.name for line in matter.services if line.survives and line.last_service_day is None]
    if kept:
        prose.say(wording.text("This goes on as before: {services}.", services=wording.listed(kept)))
    if matter.legal_functions:
        functions = wording.language.listed(matter.legal_functions)
        prose.say(wording.text("This keeps working, because the law requires it: {functions}.", functions=functions))
        prose.say(wording.text("Your car may go on sending data for it."), "MC 1.6")
    return prose


def erase(wording: Wording) -> str:
    """Where customers erase what they saved themselves."""
    return wording.text("You can erase what you saved yourself in the MINI App.")
