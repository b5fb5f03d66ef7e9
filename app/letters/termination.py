"""Confirmation of a notice: the contract, one service, or a service at the sale of the car."""

from __future__ import annotations

from datetime import date

from app.letters.blocks import Block, Bullets, Cell, Column, Table
from app.letters.composed import Composed
from app.letters.going_on import erase, stays
from app.letters.receipt import opening, wish
from app.letters.refund import paid_back, table
from app.letters.wording import Prose, Wording

_ARTICLE = {"contract": "MC 8.1", "sale": "MC 8.6"}


def confirmation(wording: Wording) -> Composed:
    """The last day first; then what runs on, the money, and what the customer has to do."""
    matter = wording.matter
    article = _ARTICLE.get(matter.subject) or _service_article(wording)
    last = last_day(wording)
    blocks: list[Block] = [_first(wording, last, article).paragraph()]
    if matter.subject == "contract" and matter.services:
        blocks += _services(wording, article)
    blocks += _money(wording, article)
    if matter.subject == "sale":
        blocks += _duties(wording)
    after = stays(wording)
    if matter.subject == "contract":
        after.say(erase(wording))
    if not after.empty:
        blocks.append(after.paragraph())
    return _subject(wording, last), tuple(blocks)


def last_day(wording: Wording) -> date | None:
    """The last day of what ends: the notice's end for the contract, the last service day otherwise."""
    for name in ("notice_end", "last_service_day", "framework_end"):
        found = wording.found(name)
        if isinstance(found, date):
            return found
    return None


def _service_article(wording: Wording) -> str:
    return "MC 8.5" if wording.found("effective_from") else "MC 8.4"


def _subject(wording: Wording, last: date | None) -> str:
    matter = wording.matter
    if last is None:
        return wording.text("Confirmation of your notice")
    day = wording.language.date_plain(last)
    if matter.subject == "contract":
        return wording.text("Your MINI Connected contract ends on {day}", day=day)
    return wording.text("{service} ends on {day}", service=matter.subject_name, day=day)


def _first(wording: Wording, last: date | None, article: str) -> Prose:
    matter = wording.matter
    prose = opening(wording)
    prose.say(wish(wording))
    if last is None:
        return prose
    clauses = wording.clauses("notice_end" if wording.found("notice_end") else "last_service_day", article)
    if matter.subject == "contract":
        prose.say(
            wording.text(
                "**The last day of your contract is {day}.** You can still use the services that day.", day=last
            ),
            *clauses,
        )
        return prose
    name = wording.quoted(matter.subject_name)
    if matter.subject == "sale":
        six_weeks = wording.found("six_weeks_end")
        if six_weeks:
            prose.say(wording.text("The period of six weeks runs until and including {day}.", day=six_weeks), *clauses)
    prose.say(
        wording.text(
            "**The last day of {service} is {day}.** The service can still be used that day.", service=name, day=last
        ),
        *clauses,
    )
    return prose


def _services(wording: Wording, article: str) -> list[Block]:
    """Each service with its last day, those that outlive the notice marked as such."""
    language = wording.language
    clauses = wording.clauses("services", article)
    columns = (
        Column(wording.text("Service"), 0.36),
        Column(wording.text("Last day") + wording.sources.mark(clauses), 0.25),
        Column(wording.text("What happens"), 0.39),
    )
    rows = tuple(
        (
            Cell(line.name, strong=True),
            Cell(language.date(line.last_service_day) if line.last_service_day else wording.text("no end date")),
            Cell(
                wording.text("runs on to the end of its term")
                if line.survives
                else wording.text("ends with the contract")
            ),
        )
        for line in wording.matter.services
    )
    blocks: list[Block] = [Table(columns, rows)]
    if any(line.survives and line.last_service_day for line in wording.matter.services):
        prose = wording.prose()
        prose.say(
            wording.text("Services with a fixed term run on until their last day. They then end by themselves."),
            *clauses,
        )
        remains = wording.found("framework_remains_only_for_limited_until")
        if remains:
            still = wording.clauses("framework_remains_only_for_limited_until", article)
            prose.say(
                wording.text("The contract goes on only for them, until and including {day}.", day=remains), *still
            )
        blocks.append(prose.paragraph())
    return blocks


def _money(wording: Wording, article: str) -> list[Block]:
    matter = wording.matter
    clauses = wording.clauses("refund", article)
    blocks: list[Block] = []
    prose = wording.prose()
    due = wording.found("effective_from")
    if isinstance(due, date):
        day = wording.clauses("effective_from", article)
        prose.say(wording.text("The payment due on {day} is not taken any more.", day=due), *day)
    if matter.refund_lines and (matter.refund_total or matter.awaits_approval):
        if not prose.empty:
            blocks.append(prose.paragraph())
        return [*blocks, table(wording, *clauses), paid_back(wording, *clauses).paragraph()]
    if matter.subject == "contract":
        prose.say(wording.text("There is no refund for the contract and its services."), *clauses)
    else:
        prose.say(
            wording.text("There is no refund for {service}.", service=wording.quoted(matter.subject_name)), *clauses
        )
    return [prose.paragraph()]


def _duties(wording: Wording) -> list[Block]:
    """What the customer does when the car changes hands (terms 7.2, 7.3). That we were told is done with the notice."""
    first = wording.prose().say(wording.text("Please do this before the new owner or user drives the car:"), "MC 7.2")
    duties = (
        wording.prose().say(wording.text("Unlink the car from your MINI ID, in the Portal or in the MINI App.")),
        wording.prose().say(wording.text("Erase your personal data in the car.")),
        wording.prose().say(
            wording.text("Tell the new owner or user which services are active and which are switched off."), "MC 7.3"
        ),
    )
    known = wording.prose().say(
        wording.text("You have told us that the car changes hands. You need not do that again."), "MC 7.2"
    )
    return [first.paragraph(), Bullets(tuple(one.runs() for one in duties)), known.paragraph()]
