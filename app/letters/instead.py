"""What the customer can do instead of what was refused: the list below each refusal."""

from __future__ import annotations

from app.letters.blocks import Block, Bullets
from app.letters.matter import Instead
from app.letters.wording import Prose, Wording


def alternatives(wording: Wording) -> list[Block]:
    """A sentence and the list of what is possible; nothing where there is none."""
    found = wording.matter.alternatives
    if not found:
        return []
    return [
        wording.prose().say(wording.text("This is what you can do instead:")).paragraph(),
        Bullets(tuple(_alternative(wording, one).runs() for one in found)),
    ]


def _alternative(wording: Wording, one: Instead) -> Prose:
    possibility = wording.language.say(one.possibility)
    # An option's title has no full stop; a sentence keeps its own.
    prose = wording.prose().say(possibility if possibility.endswith(".") else f"{possibility}.")
    if one.possible_until and one.last_service_day:
        prose.say(
            wording.text(
                "If your message reaches us by {until}, the last day is {last}.",
                until=one.possible_until,
                last=one.last_service_day,
            ),
            *one.clauses,
        )
    elif one.last_service_day:
        prose.say(wording.text("The last day is then {last}.", last=one.last_service_day), *one.clauses)
    elif one.possible_until:
        prose.say(wording.text("You can do so until and including {until}.", until=one.possible_until), *one.clauses)
    if one.refund:
        prose.say(wording.text("You then get {amount} back.", amount=one.refund), *one.clauses)
    elif one.refund is not None:
        prose.say(wording.text("There is then no refund."), *one.clauses)
    return prose
