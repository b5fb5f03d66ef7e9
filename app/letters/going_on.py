"""What goes on after an end: services that stay, functions the law requires, and data to erase."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.wording import Wording


def stays(wording: Wording) -> list[Block]:
    """Paragraph on the services that go on without an end, and on the functions that stay by law."""
    matter = wording.matter
    prose = wording.prose()
    kept = [line.name for line in matter.services if line.survives and line.last_service_day is None]
    if kept:
        prose.say(wording.text("This goes on as before: {services}.", services=wording.listed(kept)))
    if matter.legal_functions:
        functions = wording.language.listed(matter.legal_functions)
        prose.say(wording.text("This keeps working, because the law requires it: {functions}.", functions=functions))
        prose.say(wording.text("Your car may go on sending data for it."), "MC 1.6")
    return [] if prose.empty else [prose.paragraph()]


def erase(wording: Wording) -> str:
    """Where customers erase what they saved themselves."""
    return wording.text("You can erase what you saved yourself in the MINI App.")
