"""A withdrawal that is no longer possible: the reason with its date, and what the customer can do instead."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.instead import alternatives
from app.letters.receipt import opening
from app.letters.withdrawal import basis
from app.letters.wording import Prose, Wording


def withdrawal_refusal(wording: Wording) -> Composed:
    """Reason first, then how the period ran, then the alternatives. Never a plain no."""
    article = basis(wording)
    blocks: list[Block] = [
        opening(wording, article).say(_wish_received(wording)).paragraph(),
        _reason(wording, article).paragraph(),
    ]
    blocks += alternatives(wording)
    last = wording.prose()
    if wording.found("reason") != "not_a_consumer":
        last.say(wording.text("Did you send your message earlier? Then send us the proof, for instance the postmark."))
        last.say(wording.text("We then look at it again."))
    last.say(wording.text("Until you choose, your contract goes on unchanged."))
    blocks.append(last.paragraph())
    return _subject(wording), tuple(blocks)


def _subject(wording: Wording) -> str:
    deadline = wording.found("deadline")
    if wording.found("reason") != "not_a_consumer" and deadline:
        return wording.text("Your withdrawal: the period ended on {day}", day=wording.language.date_plain(deadline))
    return wording.text("Your withdrawal is not possible")


def _wish_received(wording: Wording) -> str:
    matter = wording.matter
    if matter.subject == "contract":
        return wording.text("You would like to withdraw from your MINI Connected contract.")
    return wording.text(
        "You would like to withdraw from the service {service}.", service=wording.quoted(matter.subject_name)
    )


def _reason(wording: Wording, article: str) -> Prose:
    matter = wording.matter
    prose = wording.prose()
    if wording.found("reason") == "not_a_consumer":
        clauses = wording.clauses("allowed", article)
        return prose.say(
            wording.text(
                "**A withdrawal is not possible.** The reason: only consumers can withdraw. "
                "You have a business contract."
            ),
            *clauses,
        )
    deadline = wording.found("deadline")
    clauses = wording.clauses("deadline", article)
    prose.say(
        wording.text("**A withdrawal is no longer possible.** The reason: the withdrawal period is over."), *clauses
    )
    if matter.concluded_on:
        prose.say(wording.text("The contract was concluded on {day}.", day=matter.concluded_on), *clauses)
    unrolled = wording.found("period_end_unrolled")
    if unrolled and deadline and unrolled != deadline:
        day = wording.language.date_long(unrolled)
        prose.say(
            wording.text("The period would have ended on {day}. That was no working day, so it ran longer.", day=day),
            *clauses,
        )
    if deadline:
        prose.say(wording.text("You could send a withdrawal **until and including {day}**.", day=deadline), *clauses)
    if matter.sent_on:
        prose.say(wording.text("You sent your message on {day}.", day=matter.sent_on), *clauses)
    return prose
