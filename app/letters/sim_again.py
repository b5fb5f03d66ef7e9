"""The SIM card goes on again: the confirmation for the customer."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.receipt import received_on
from app.letters.refund import NAMED
from app.letters.sim import appointment
from app.letters.wording import Wording


def reactivation(wording: Wording) -> Composed:
    """Who switches the card on, what works again, what ended while it was off, and that nothing is paid back."""
    matter = wording.matter
    first = wording.prose()
    day = received_on(wording)
    if day:
        first.say(wording.text("On {day} you asked us to switch on the SIM card of your car again.", day=day), "MC 1.6")
    appointment(wording, first, on=True)
    again = wording.prose()
    works = [line.name for line in matter.services if line.survives]
    ended = [line.name for line in matter.services if not line.survives]
    if 0 < len(works) <= NAMED:
        named = wording.listed(works)
        again.say(wording.text("As soon as the card is on, this works again: {services}.", services=named), "MC 8.7")
    else:
        again.say(wording.text("As soon as the card is on, your services work again."), "MC 8.7")
    if 0 < len(ended) <= NAMED:
        again.say(
            wording.text("This has ended and does not come back: {services}.", services=wording.listed(ended)), "MC 8.7"
        )
    money = wording.prose()
    money.say(wording.text("Your contract and your payments stay as they are."), "MC 8.7")
    money.say(
        wording.text("The time without the card is not added to your services, and there is no refund for it."),
        "MC 8.7",
    )
    blocks: tuple[Block, ...] = (first.paragraph(), again.paragraph(), money.paragraph())
    return wording.text("Your SIM card is switched on again"), blocks
