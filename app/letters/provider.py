"""The provider ends the contract or a service: the last day, why, what runs on, the money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.letters.blocks import Block, Cell, Column, Entry, Fields, Table
from app.letters.composed import Composed
from app.letters.going_on import erase, stays
from app.letters.refund import is_final, paid_back, table
from app.letters.wording import Prose, Wording

_LAST_DAYS = ("effective_date", "last_service_day", "last_service_day_if_open_to_provider")


def notice(wording: Wording) -> Composed:
    """The notice itself: result first, then the reason, then what it means."""
    matter = wording.matter
    last = next((day for day in map(wording.day, _LAST_DAYS) if day), None) or wording.fact("last_service_day")
    if last is None and wording.rule == "breach":
        last = matter.written_on  # without notice: the rule names no day, it is that of the letter
    reason, article = _REASONS.get(wording.rule, (_term_over, "MC 8.1"))
    blocks: list[Block] = [_result(wording, last, article).paragraph(), reason(wording).paragraph()]
    blocks += explained(wording)
    if matter.subject == "contract" and matter.services:
        blocks += _services(wording, article)
    blocks += _money(wording, article)
    after = stays(wording)
    if matter.subject == "contract":
        after.say(erase(wording))
    if not after.empty:
        blocks.append(after.paragraph())
    return _subject(wording, last), tuple(blocks)


def explained(wording: Wording) -> list[Block]:
    """What the desk has to say about this customer in particular, in its own words."""
    explanation = wording.matter.particulars.explanation.strip()
    return [Fields((Entry(wording.text("What it is about"), explanation),))] if explanation else []


def _subject(wording: Wording, last: date | None) -> str:
    matter = wording.matter
    contract = matter.subject == "contract"
    if last is None:
        return (
            wording.text("We end your MINI Connected contract")
            if contract
            else wording.text("We end {service}", service=matter.subject_name)
        )
    day = wording.language.date_plain(last)
    if contract:
        return wording.text("We end your MINI Connected contract on {day}", day=day)
    return wording.text("We end {service} on {day}", service=matter.subject_name, day=day)


def _result(wording: Wording, last: date | None, article: str) -> Prose:
    matter = wording.matter
    contract = matter.subject == "contract"
    name = wording.quoted(matter.subject_name)
    clauses = next((wording.clauses(day, article) for day in _LAST_DAYS if wording.found(day)), (article,))
    prose = wording.prose()
    if contract:
        prose.say(wording.text("We end your MINI Connected contract."), *clauses)
    else:
        prose.say(wording.text("We end the service {service}.", service=name), *clauses)
    if last is None:
        return prose
    if contract:
        return prose.say(
            wording.text(
                "**The last day of your contract is {day}.** You can still use the services that day.", day=last
            ),
            *clauses,
        )
    return prose.say(
        wording.text(
            "**The last day of {service} is {day}.** The service can still be used that day.", service=name, day=last
        ),
        *clauses,
    )


def _term_over(wording: Wording) -> Prose:
    """Ordinary termination: only after five years, with a month's notice (terms 8.1, 8.4)."""
    prose = wording.prose()
    earliest = wording.day("earliest_notice_date")
    if earliest:
        prose.say(
            wording.text("We may do so since {day}, because five years had passed by then.", day=earliest),
            *wording.clauses("earliest_notice_date", "MC 8.1"),
        )
    received = wording.fact("received_on")
    if received:
        prose.say(
            wording.text("The notice period of one month starts on {day}, when this letter reaches you.", day=received),
            *wording.clauses("effective_date", "MC 8.1"),
        )
    return prose


def _next_payment(wording: Wording) -> Prose:
    return wording.prose().say(
        wording.text("You have paid until that day. The next payment is not taken any more."), "MC 8.5"
    )


def _means_expired(wording: Wording) -> Prose:
    """The payment failed because the means had expired, after a warning (terms 8.5 b)."""
    prose = wording.prose()
    expired, due, warned = (wording.fact(name) for name in ("means_expires_on", "payment_due_on", "warned_on"))
    if expired:
        prose.say(wording.text("Your means of payment expired on {day}.", day=expired), "MC 8.5")
    if due:
        prose.say(wording.text("So the payment due on {day} did not succeed.", day=due), "MC 8.5")
    if warned:
        prose.say(wording.text("We wrote to you about this on {day}.", day=warned), "MC 8.5")
    return prose


def _breach(wording: Wording) -> Prose:
    return wording.prose().say(
        wording.text(
            "The reason is serious: you used the services against the terms, more than once or without a stop."
        ),
        *wording.clauses("extraordinary_termination_by_provider", "MC 8.10"),
    )


def _sanctions(wording: Wording) -> Prose:
    prose = wording.prose()
    prose.say(
        wording.text("The reason: because of sanctions, the law does not allow us to supply you any more."),
        *wording.clauses("termination_allowed", "MC 8.8"),
    )
    if wording.found("payable_now") is False:
        prose.say(
            wording.text("An authority has to approve the refund first. We pay it as soon as that is done."),
            *wording.clauses("payable_now", "MC 8.8"),
        )
    return prose


_REASONS: dict[str, tuple[Callable[[Wording], Prose], str]] = {
    "provider_terminates": (_term_over, "MC 8.1"),
    "provider_terminates_recurring": (_next_payment, "MC 8.5"),
    "expired_payment_means": (_means_expired, "MC 8.5"),
    "breach": (_breach, "MC 8.10"),
    "sanctions": (_sanctions, "MC 8.8"),
}


def _services(wording: Wording, article: str) -> list[Block]:
    """The last day of each service. Where the terms leave it open, a letter of its own follows."""
    language, mark = wording.language, wording.sources.mark
    columns = (
        Column(wording.text("Service"), 0.55),
        Column(wording.text("Last day") + mark(wording.clauses("services", article)), 0.45),
    )
    separate = wording.text("You get a separate letter.")
    rows = tuple(
        (
            Cell(line.name, strong=True),
            Cell(language.date(line.last_service_day) if line.last_service_day else separate),
        )
        for line in wording.matter.services
    )
    blocks: list[Block] = [Table(columns, rows)]
    remains = wording.day("framework_remains_for_services_until")
    if remains:
        prose = wording.prose().say(
            wording.text(
                "The contract goes on only for the services that end later, until and including {day}.", day=remains
            ),
            *wording.clauses("framework_remains_for_services_until", article),
        )
        blocks.append(prose.paragraph())
    return blocks


def _money(wording: Wording, article: str) -> list[Block]:
    matter = wording.matter
    clauses = wording.clauses("refund", article)
    open_amount = wording.found("refund_rule") or (wording.found("allowed") and wording.found("refund") is None)
    if matter.refund_lines or matter.awaits_approval or open_amount:
        lines: list[Block] = [table(wording, *clauses)] if matter.refund_lines else []
        if not matter.refund_lines and is_final(wording) and matter.refund_total:
            told = wording.text("**You get {amount} back.**", amount=matter.refund_total)
            lines = [wording.prose().say(told, *clauses).paragraph()]
        return [*lines, paid_back(wording, *clauses).paragraph()]
    if matter.subject == "contract":
        sentence = wording.text("There is no refund for the contract and its services.")
    else:
        sentence = wording.text("There is no refund for {service}.", service=wording.quoted(matter.subject_name))
    return [wording.prose().say(sentence, *clauses).paragraph()]
