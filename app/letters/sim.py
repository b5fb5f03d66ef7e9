"""The SIM card is switched off: the confirmation for the customer."""

from __future__ import annotations

from datetime import date

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.receipt import received_on
from app.letters.refund import is_final, paid_back, table
from app.letters.wording import Prose, Wording

BEFORE_HANDOVER = "withdrawal_of_framework"


def is_revocation(wording: Wording) -> bool:
    """Whether the request came before the handover of a new car: then the contract ends with it (terms 1.6 a)."""
    return bool(wording.found("treated_as") == BEFORE_HANDOVER)


def confirmation(wording: Wording) -> Composed:
    """Who switches the card off, what stays, what rests, and how to switch it on again."""
    revoked = is_revocation(wording)
    blocks: list[Block] = [_request(wording, revoked).paragraph(), *_stays(wording)]
    blocks += _revoked(wording) if revoked else _suspended(wording)
    if revoked:
        subject = wording.text("Switching off your SIM card: your contract ends too")
        if is_final(wording) and wording.matter.refund_total:
            subject = wording.text("Your contract ends: you get {amount} back", amount=wording.matter.refund_total)
        return subject, tuple(blocks)
    if wording.matter.terminates_too:
        return wording.text("Switching off your SIM card: your contract ends too"), tuple(blocks)
    return wording.text("Switching off your SIM card: your contract goes on"), tuple(blocks)


def _request(wording: Wording, revoked: bool) -> Prose:
    prose = wording.prose()
    day = received_on(wording)
    if day:
        prose.say(wording.text("On {day} you asked us to switch off the SIM card of your car.", day=day), "MC 1.6")
    appointment(wording, prose)
    if not revoked:
        prose.say(wording.text("Until then, everything works as before."))
    return prose


def appointment(wording: Wording, prose: Prose, *, on: bool = False) -> None:
    """Add who works on the card, and that the customer makes an appointment there."""
    dealer = wording.matter.dealer
    if not dealer:
        if on:
            sentence = wording.text(
                "A MINI dealer, branch or workshop switches it on. Please make an appointment there."
            )
        else:
            sentence = wording.text(
                "A MINI dealer, branch or workshop switches it off. Please make an appointment there."
            )
        prose.say(sentence, "MC 1.6")
        return
    named = ", ".join(part for part in (dealer.name, dealer.town) if part)
    if on:
        prose.say(wording.text("**This dealer switches it on: {dealer}.**", dealer=named), "MC 1.6")
    else:
        prose.say(wording.text("**This dealer switches it off: {dealer}.**", dealer=named), "MC 1.6")
    if dealer.phone:
        prose.say(wording.text("Please make an appointment: {phone}.", phone=dealer.phone.replace(" ", "\u00a0")))


def say_what_stays(wording: Wording, prose: Prose) -> None:
    """What works on without the card: what the law requires, and the functions that were activated (MC 1.6 b, c)."""
    matter = wording.matter
    if matter.legal_functions:
        functions = wording.language.listed(matter.legal_functions)
        prose.say(
            wording.text("This keeps working, because the law requires it: {functions}.", functions=functions), "MC 1.6"
        )
        prose.say(wording.text("Your car may go on sending data for it."), "MC 1.6")
    if matter.activated_functions:
        functions = wording.listed(matter.activated_functions)
        prose.say(
            wording.text(
                "These activated functions stay, without their online part: {functions}.", functions=functions
            ),
            "MC 1.6",
        )


def _stays(wording: Wording) -> list[Block]:
    prose = wording.prose()
    say_what_stays(wording, prose)
    if prose.empty:
        prose.say(wording.text("All services stop as soon as the card is off."), "MC 1.6")
    else:
        prose.say(wording.text("All other services stop as soon as the card is off."), "MC 1.6")
    return [prose.paragraph()]


def _revoked(wording: Wording) -> list[Block]:
    prose = wording.prose()
    end = wording.found("framework_end")
    clauses = wording.clauses("framework_end", "MC 1.6")
    prose.say(
        wording.text(
            "Your car has not been handed over to you yet. So your MINI Connected contract ends with this request."
        ),
        *clauses,
    )
    if isinstance(end, date):
        prose.say(wording.text("It ended on {day}.", day=end), *clauses)
    blocks: list[Block] = [prose.paragraph()]
    if wording.matter.refund_lines:
        refund = wording.clauses("refund", "MC 1.6")
        blocks.append(table(wording, *refund))
        blocks.append(paid_back(wording, "MC 1.6").paragraph())
    return blocks


def _suspended(wording: Wording) -> list[Block]:
    prose = wording.prose()
    since = wording.found("obligation_suspended_from")
    if isinstance(since, date):
        prose.say(
            wording.text("The card has been off since {day}.", day=since),
            *wording.clauses("obligation_suspended_from", "MC 8.7"),
        )
    prose.say(wording.text("While the card is off, we supply no services that need it."), "MC 8.7")
    prose.say(wording.text("There is no refund for that time. Monthly payments go on."), "MC 8.7")
    ending = wording.prose()
    end = wording.found("framework_end")
    if wording.matter.terminates_too and isinstance(end, date):
        clauses = wording.clauses("framework_end", "MC 8.1")
        ending.say(wording.text("You also end your contract. **Its last day is {day}.**", day=end), *clauses)
    elif wording.matter.terminates_too:
        ending.say(wording.text("You also end your contract. You get a separate letter with its last day."), "MC 8.1")
    else:
        ending.say(
            wording.text("**Switching off the card does not end your contract.** You did not ask us to end it."),
            "MC 1.6",
        )
        ending.say(
            wording.text("You can end it at any time: write to us or call us. It then ends one month later."), "MC 8.1"
        )
    again = wording.prose()
    again.say(
        wording.text("Do you want the card on again? Any MINI dealer can do it. Please make an appointment there.")
    )
    return [prose.paragraph(), ending.paragraph(), again.paragraph()]
