"""Changes by the provider: what a letter says of the change itself, and the objection to new terms."""

from __future__ import annotations

from app.letters.composed import Composed
from app.letters.receipt import opening
from app.letters.wording import Prose, Wording

ARTICLES = {"framework_change": "MC 13.1", "service_change": "MC 13.3"}
"""The clause that gives the right to end something because of a change, by rule."""


def told(wording: Wording, prose: Prose) -> None:
    """Add when the change was announced and until when the customer could end the contract or service."""
    article = ARTICLES[wording.rule]
    notified = wording.fact("notified_on")
    if notified:
        prose.say(wording.text("The reason is the change we told you about on {day}.", day=notified), article)
    deadline = wording.day("deadline")
    if deadline:
        prose.say(
            wording.text("You were in time: you could send your message until and including {day}.", day=deadline),
            *wording.clauses("deadline", article),
        )


def share_paid_back(wording: Wording) -> Prose:
    """Why money comes back when the provider's change is the reason."""
    return wording.prose().say(
        wording.text("You get back what you paid for the time after the last day."),
        *wording.clauses("refund", ARTICLES[wording.rule]),
    )


def switching_off(wording: Wording) -> Prose:
    """That the card can be switched off by telephone after a change of the contract (terms 13.1)."""
    return wording.prose().say(
        wording.text("Do you also want the SIM card of your car switched off? Call us. It costs you nothing."),
        "MC 13.1",
    )


def objection(wording: Wording) -> Composed:
    """Confirms an objection: the terms the customer has go on to apply."""
    article = "MC 13.2"
    prose = opening(wording, article)
    effective = wording.fact("effective_on")
    if effective:
        prose.say(wording.text("You object to the new terms that start on {day}.", day=effective), article)
    else:
        prose.say(wording.text("You object to the new terms."), article)
    last = wording.day("last_day_to_object")
    if last and wording.found("objection_in_time"):
        prose.say(
            wording.text("You were in time: you could object until and including {day}.", day=last),
            *wording.clauses("last_day_to_object", article),
        )
    result = wording.prose()
    result.say(
        wording.text("**The new terms do not apply to you.** Your contract goes on under the terms it has now."),
        *wording.clauses("change_binds_customer", article),
    )
    result.say(wording.text("You need not do anything else."))
    ending = wording.prose().say(
        wording.text("You can end your contract at any time: write to us or call us. It then ends one month later."),
        "MC 8.1",
    )
    subject = wording.text("Your objection: the new terms do not apply to you")
    return subject, (prose.paragraph(), result.paragraph(), ending.paragraph())
