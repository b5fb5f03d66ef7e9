"""The car changes hands: what the customer has to do, and what happens to the contract."""

from __future__ import annotations

from app.letters.blocks import Block, Bullets
from app.letters.composed import Composed
from app.letters.going_on import stays
from app.letters.receipt import opening
from app.letters.wording import Wording


def passing_on(wording: Wording) -> Composed:
    """The duties of somebody who sells or passes on the car, and how the contract can end."""
    first = opening(wording, "MC 7.2").say(wording.text("You sell your car or pass it on to somebody else."), "MC 7.2")
    blocks: list[Block] = [first.paragraph(), *duties(wording), *_services(wording)]
    contract = wording.prose()
    contract.say(
        wording.text("**Your MINI Connected contract does not pass to the new owner or user by itself.**"), "MC 7.1"
    )
    if wording.matter.particulars.variant == "agreed":
        contract.say(
            wording.text("You want it to, and we agree: the new owner or user can contact us for it."), "MC 7.1"
        )
    elif wording.matter.awaits_approval:
        contract.say(
            wording.text("You want it to. That is possible only if we agree: we look at it and write to you again."),
            "MC 7.1",
        )
    else:
        contract.say(wording.text("That is possible only if we agree to it."), "MC 7.1")
    contract.say(
        wording.text("You can end it at any time: write to us or call us. It then ends one month later."), "MC 8.1"
    )
    blocks.append(contract.paragraph())
    after = stays(wording)
    if not after.empty:
        blocks.append(after.paragraph())
    return wording.text("Your car changes hands: what you have to do"), tuple(blocks)


def duties(wording: Wording) -> list[Block]:
    """What the customer does when the car changes hands (terms 7.2, 7.3). That we were told, the message has done."""
    sold_on = wording.fact("sold_on")
    if sold_on and sold_on < wording.matter.written_on:
        begin = wording.text("Please do this at once, if you have not done it yet:")
    else:
        begin = wording.text("Please do this before the new owner or user drives the car:")
    first = wording.prose().say(begin, "MC 7.2")
    wanted = (
        wording.prose().say(wording.text("Unlink the car from your MINI ID, in the Portal or in the MINI App.")),
        wording.prose().say(wording.text("Erase your personal data in the car.")),
        wording.prose().say(
            wording.text("Tell the new owner or user which services are active and which are switched off."), "MC 7.3"
        ),
    )
    known = wording.prose().say(
        wording.text("You have told us that the car changes hands. You need not do that again."), "MC 7.2"
    )
    return [first.paragraph(), Bullets(tuple(one.runs() for one in wanted)), known.paragraph()]


def _services(wording: Wording) -> list[Block]:
    """The services with a fixed term, which the customer may end early because of the sale (terms 8.6)."""
    six_weeks, last = wording.day("six_weeks_end"), wording.day("last_service_day")
    named = wording.matter.subject_name
    if not named or not last:
        return []
    prose = wording.prose()
    clauses = wording.clauses("last_service_day", "MC 8.6")
    prose.say(
        wording.text("Because of the sale, you can end this service early: {service}.", service=wording.quoted(named)),
        *clauses,
    )
    if six_weeks:
        prose.say(wording.text("The period of six weeks runs until and including {day}.", day=six_weeks), *clauses)
    prose.say(wording.text("If you do so with this message, the last day is {last}.", last=last), *clauses)
    return [prose.say(wording.text("There is then no refund."), *clauses).paragraph()]
