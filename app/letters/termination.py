"""Confirmation of a notice: the contract, one service, at the sale of the car, or because of a change."""

from __future__ import annotations

from datetime import date

from app.letters import changes
from app.letters.blocks import Block, Cell, Column, Table
from app.letters.composed import Composed
from app.letters.going_on import erase, stays
from app.letters.passing_on import duties
from app.letters.receipt import opening, sent, wish
from app.letters.refund import paid_back, table
from app.letters.wording import Prose, Wording

_BY_RULE = {**changes.ARTICLES, "extraordinary_by_customer": "MC 8.10"}
_BY_SUBJECT = {"contract": "MC 8.1", "sale": "MC 8.6"}


def confirmation(wording: Wording) -> Composed:
    """The last day first; then what runs on, the money, and what the customer has to do."""
    matter = wording.matter
    article = _BY_RULE.get(wording.rule) or _BY_SUBJECT.get(matter.subject) or _service_article(wording)
    last = last_day(wording)
    blocks: list[Block] = [_first(wording, last, article).paragraph()]
    if matter.subject == "contract" and matter.services:
        blocks += services(wording, article)
    blocks += _money(wording, article)
    if matter.subject == "sale":
        blocks += duties(wording)
    if wording.rule == "framework_change":
        blocks.append(changes.switching_off(wording).paragraph())
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
    if wording.rule in changes.ARTICLES:
        sent(wording, prose)
    prose.say(wish(wording))
    if wording.rule in changes.ARTICLES:
        changes.told(wording, prose)
    elif wording.rule == "extraordinary_by_customer":
        prose.say(wording.text("You do so for a serious reason."), article)
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


def services(wording: Wording, article: str) -> list[Block]:
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
    if matter.awaits_approval or (matter.refund_lines and matter.refund_total):
        if not prose.empty:
            blocks.append(prose.paragraph())
        if wording.rule in changes.ARTICLES:
            blocks.append(changes.share_paid_back(wording).paragraph())
        lines = [table(wording, *clauses)] if matter.refund_lines else []
        return [*blocks, *lines, paid_back(wording, *clauses).paragraph()]
    if matter.subject == "contract":
        prose.say(wording.text("There is no refund for the contract and its services."), *clauses)
    else:
        prose.say(
            wording.text("There is no refund for {service}.", service=wording.quoted(matter.subject_name)), *clauses
        )
    return [prose.paragraph()]
