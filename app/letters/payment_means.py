"""The warning that a means of payment expires: until when a new one is needed, and what follows without it."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.wording import Wording

_ARTICLE = "MC 8.5"


def warning(wording: Wording) -> Composed:
    """Expiry and next payment, what to do, and the consequences, which the terms want stated (8.5 b)."""
    matter = wording.matter
    expires, due = wording.fact("means_expires_on"), wording.fact("payment_due_on")
    name = wording.quoted(matter.subject_name)
    first = wording.prose()
    first.say(wording.text("You pay for {service} at regular intervals.", service=name), _ARTICLE)
    if matter.payment_means:
        first.say(wording.text("You do so through {means}.", means=matter.payment_means))
    if expires:
        first.say(wording.text("**This means of payment expires on {day}.**", day=expires), _ARTICLE)
    wanted = wording.prose()
    wanted.say(wording.text("Please enter a valid means of payment in the Portal."), _ARTICLE)
    if due:
        wanted.say(wording.text("We need it for the payment due on {day}.", day=due), _ARTICLE)
    otherwise = wording.prose()
    otherwise.say(
        wording.text("If that payment does not succeed because of the expiry, we may end the service without notice."),
        *wording.clauses("immediate_termination_allowed", _ARTICLE),
    )
    otherwise.say(wording.text("There is then no refund."), *wording.clauses("refund", _ARTICLE))
    done = wording.prose().say(
        wording.text("Have you already entered a new means of payment? Then you need not do anything.")
    )
    blocks: tuple[Block, ...] = (first.paragraph(), wanted.paragraph(), otherwise.paragraph(), done.paragraph())
    if not expires:
        return wording.text("Your means of payment expires"), blocks
    day = wording.language.date_plain(expires)
    return wording.text("Your means of payment expires on {day}", day=day), blocks
