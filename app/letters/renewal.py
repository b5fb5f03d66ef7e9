"""A term that is not renewed: the last day, and that the message came in time."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.going_on import stays
from app.letters.receipt import opening, sent
from app.letters.wording import Prose, Wording

_ARTICLE = "MC 8.3"


def non_renewal(wording: Wording) -> Composed:
    """Confirms that a service ends with its term, whoever does not want to go on."""
    matter = wording.matter
    last = wording.day("last_service_day_if_not_renewed") or wording.day("last_service_day")
    first = _who(wording)
    if last:
        first.say(
            wording.text(
                "**The last day of {service} is {day}.** The service can still be used that day.",
                service=wording.quoted(matter.subject_name),
                day=last,
            ),
            *wording.clauses("last_service_day", _ARTICLE),
        )
    blocks: list[Block] = [first.paragraph(), _until_then(wording).paragraph()]
    after = stays(wording)
    if not after.empty:
        blocks.append(after.paragraph())
    if last is None:
        return wording.text("{service} is not renewed", service=matter.subject_name), tuple(blocks)
    day = wording.language.date_plain(last)
    subject = wording.text("{service} ends on {day} and is not renewed", service=matter.subject_name, day=day)
    return subject, tuple(blocks)


def _who(wording: Wording) -> Prose:
    name = wording.quoted(wording.matter.subject_name)
    if wording.fact("notice_by") == "provider":
        return wording.prose().say(wording.text("We do not renew the service {service}.", service=name), _ARTICLE)
    prose = opening(wording)
    sent(wording, prose)
    if wording.found("auto_renewal") is False:
        return prose.say(
            wording.text("The contract for {service} does not renew itself. You need not end it.", service=name),
            _ARTICLE,
        )
    prose.say(wording.text("You do not want the service {service} to be renewed.", service=name), _ARTICLE)
    consumer = wording.fact("customer_type") != "trader"
    deadline = "latest_notice_forward_reading" if consumer else "latest_notice"
    until = wording.day(deadline)
    if until and wording.found("in_time"):
        prose.say(
            wording.text("You were in time: you could send your message until and including {day}.", day=until),
            *wording.clauses(deadline, _ARTICLE),
        )
    return prose


def _until_then(wording: Wording) -> Prose:
    prose = wording.prose()
    prose.say(wording.text("Until then, everything works as before."), _ARTICLE)
    prose.say(wording.text("The service then ends by itself, and we charge nothing for it any more."), _ARTICLE)
    return prose.say(wording.text("There is no refund: you can use the whole period you paid for."), _ARTICLE)
