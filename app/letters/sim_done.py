"""The SIM card was switched: the receipt a dealer hands over with the car, and the letter that follows."""

from __future__ import annotations

from app.letters.blocks import Block, Entry, Fields, Paragraph
from app.letters.composed import Composed
from app.letters.sim import say_what_stays
from app.letters.wording import Wording, split

SWITCH_ON = "switch_on"


def masked(iccid: str) -> str:
    """The number of a SIM as a receipt shows it: the last four digits, a dot for each other one."""
    return "·" * (len(iccid) - 4) + iccid[-4:]


def receipt(wording: Wording) -> Composed:
    """Which car, what was done to which card, when and by whom, and what stays on. Nothing of the customer."""
    matter, text = wording.matter, wording.text
    on = _on(wording)
    partly, off = wording.word("letter", "partly off"), wording.word("letter", "off")
    reached = wording.word("letter", "on") if on else partly if matter.legal_functions else off
    known = (
        Entry(text("Vehicle"), ", ".join(part for part in (matter.vehicle_model, matter.plate) if part)),
        Entry(text("Vehicle identification number (VIN)"), matter.vin, code=True),
        Entry(text("SIM card number (ICCID)"), masked(matter.iccid), code=True),
        Entry(text("State of the card"), reached),
        Entry(text("Done on (date and hour)"), _moment(wording)),
        Entry(text("Done by"), matter.agent),
        Entry(text("Must stay active"), "" if on else wording.language.listed(matter.legal_functions)),
    )
    first = wording.prose()
    if on:
        first.say(text("The SIM card of this car was switched on, as the customer asked."), "MC 1.6")
    else:
        first.say(text("The SIM card of this car was switched off, as the customer asked."), "MC 1.6")
    first.say(text("Please keep this sheet. A letter follows."))
    blocks: tuple[Block, ...] = (
        first.paragraph(),
        Fields(tuple(entry for entry in known if entry.value)),
        Fields((Entry(text("Signature and stamp"), tall=True),)),
    )
    return text("Receipt: SIM card switched on") if on else text("Receipt: SIM card switched off"), blocks


def letter(wording: Wording) -> Composed:
    """What the dealer did and when, what works now and what rests, and what that costs."""
    on = _on(wording)
    blocks = [_what_was_done(wording, on), *(_works_again(wording) if on else _rests(wording))]
    if on:
        return wording.text("Your SIM card has been switched on"), tuple(blocks)
    return wording.text("Your SIM card has been switched off"), tuple(blocks)


def _on(wording: Wording) -> bool:
    return wording.matter.particulars.variant == SWITCH_ON


def _moment(wording: Wording) -> str:
    done = wording.matter.particulars.done_at
    return wording.language.moment(done) if done else ""


def _what_was_done(wording: Wording, on: bool) -> Paragraph:
    dealer, moment = wording.matter.dealer, _moment(wording)
    named = ", ".join(part for part in (dealer.name, dealer.town) if part) if dealer else ""
    if on and named:
        said = wording.text("The SIM card of your car was switched on at {dealer} on {moment}.",
                            dealer=named, moment=moment)  # fmt: skip
    elif on:
        said = wording.text("The SIM card of your car was switched on on {moment}.", moment=moment)
    elif named:
        said = wording.text("The SIM card of your car was switched off at {dealer} on {moment}.",
                            dealer=named, moment=moment)  # fmt: skip
    else:
        said = wording.text("The SIM card of your car was switched off on {moment}.", moment=moment)
    return Paragraph(split(said + wording.sources.mark(("MC 1.6",))))


def _works_again(wording: Wording) -> list[Block]:
    prose = wording.prose()
    prose.say(wording.text("Your services work again."), "MC 8.7")
    prose.say(
        wording.text("The time without the card is not added to your services, and there is no refund for it."),
        "MC 8.7",
    )
    return [prose.paragraph()]


def _rests(wording: Wording) -> list[Block]:
    matter = wording.matter
    stays = wording.prose()
    say_what_stays(wording, stays)
    if matter.terminates_too:
        return [] if stays.empty else [stays.paragraph()]
    prose = wording.prose()
    prose.say(wording.text("While the card is off, we supply no services that need it."), "MC 8.7")
    prose.say(wording.text("There is no refund for that time. Monthly payments go on."), "MC 8.7")
    again = wording.prose()
    again.say(
        wording.text("Do you want the card on again? Any MINI dealer can do it. Please make an appointment there.")
    )
    found = (stays, prose, again)
    return [one.paragraph() for one in found if not one.empty]
