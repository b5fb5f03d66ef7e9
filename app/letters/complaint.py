"""The answer to a complaint: who decides it, by when, and where else the customer can go."""

from __future__ import annotations

from app.letters.blocks import Block, Entry, Fields
from app.letters.composed import Composed
from app.letters.receipt import opening
from app.letters.wording import Prose, Wording


def complaint(wording: Wording) -> Composed:
    """Routes a complaint: our own services, the External store, or content a third party sold there."""
    matter = wording.matter
    first = opening(wording).say(wording.text("You have a complaint."))
    match matter.particulars.variant:
        case "external_content":
            subject, said = _content(wording)
        case "external_store":
            subject, said = _store(wording)
        case _:
            subject, said = _own(wording)
    blocks: list[Block] = [first.paragraph()]
    statement = matter.customer_statement.strip()
    if statement:
        blocks.append(Fields((Entry(wording.text("In your own words"), wording.quoted(statement)),)))
    blocks += [prose.paragraph() for prose in said]
    if matter.recipient.consumer:
        blocks.append(_ombudsman(wording).paragraph())
    return subject, tuple(blocks)


def _own(wording: Wording) -> tuple[str, list[Prose]]:
    by = wording.matter.particulars.act_by
    prose = wording.prose().say(wording.text("We look into it."))
    if by:
        prose.say(wording.text("**You get our answer by {day} at the latest.**", day=by))
        subject = wording.text("Your complaint: our answer by {day}", day=wording.language.date_plain(by))
    else:
        prose.say(wording.text("You get a separate letter with our answer."))
        subject = wording.text("We received your complaint")
    return subject, [prose]


def _content(wording: Wording) -> tuple[str, list[Prose]]:
    prose = wording.prose()
    prose.say(wording.text("You bought this content in the External store, from its provider."), "MC 3.3")
    prose.say(wording.text("**Your contract is with that provider. We have no part in it.**"), "MC 3.7")
    prose.say(wording.text("So we can neither end it nor pay anything back."), "MC 3.7")
    ask = wording.prose()
    ask.say(wording.text("Please turn to the provider. You find the name in the description of the content."), "MC 3.3")
    return wording.text("Your complaint: the provider of the content decides"), [prose, ask]


def _store(wording: Wording) -> tuple[str, list[Prose]]:
    prose = wording.prose()
    addresses = wording.letterhead.store_complaints
    prose.say(wording.text("Another department decides on complaints about the External store."), "MC 3.12")
    if addresses:
        named = wording.language.listed(addresses)
        prose.say(wording.text("**Please write to {addresses}.**", addresses=named), "MC 3.12")
    body = wording.prose()
    body.say(
        wording.text(
            "Was content removed, or was your access limited? You can then also ask a certified body to settle the "
            "dispute out of court."
        ),
        "MC 3.13",
    )
    return wording.text("Your complaint about the External store: whom to write to"), [prose, body]


def _ombudsman(wording: Wording) -> Prose:
    """The service for consumers of the country, and that the provider takes no part in a settlement (terms 14.4)."""
    prose = wording.prose()
    if wording.matter.country == "LU":
        prose.say(
            wording.text(
                "If you do not agree with an answer, you can turn to the National Consumer Ombudsman in Luxembourg."
            )
        )
    else:
        prose.say(
            wording.text(
                "If you do not agree with an answer, you can turn to the Consumer Mediation Service in Belgium."
            )
        )
    return prose.say(wording.text("We take no part in such a procedure."), "MC 14.4")
