"""Money back for days without service: the refund table by paid period, and the days it counts."""

from __future__ import annotations

from dataclasses import replace

from app.letters.blocks import Block, Cell, Column, Table
from app.letters.composed import Composed
from app.letters.matter import RefundLine
from app.letters.receipt import opening
from app.letters.refund import is_final, paid_back, period, share_of_days, total
from app.letters.wording import Wording

_ARTICLE = "MC 4.5"
WORKED_BADLY = "degraded"
"""The variant of a service that did work, but badly: no days are counted, a supervisor sets what comes back."""


def compensation(wording: Wording) -> Composed:
    """Confirms that the provider caused the outage, and pays back the share of the days without service."""
    matter = wording.matter
    if matter.particulars.variant == WORKED_BADLY:
        return _worked_badly(wording)
    first = opening(wording)
    first.say(_when(wording), *wording.clauses("outage_days", _ARTICLE))
    first.say(wording.text("The cause lies with us."), *wording.clauses("allowed", _ARTICLE))
    paid = wording.found("outage_days") != 0 or any(
        line.refund is None or line.consumed_days for line in matter.refund_lines
    )
    if paid:
        first.say(wording.text("So you get back the share of the price for the days without service."), _ARTICLE)
    else:
        first.say(wording.text("But none of these days lies in a period you paid for."), _ARTICLE)
    blocks: list[Block] = [first.paragraph()]
    if paid and matter.refund_lines:
        blocks.append(_table(wording))
    blocks.append(paid_back(wording, _ARTICLE).paragraph())
    if is_final(wording) and matter.refund_total:
        subject = wording.text("Days without service: you get {amount} back", amount=matter.refund_total)
    elif is_final(wording):
        subject = wording.text("Days without service: there is no refund")
    else:
        subject = wording.text("Days without service: your refund")
    return subject, tuple(blocks)


def _worked_badly(wording: Wording) -> Composed:
    """Confirms what was recorded, and promises no share: somebody has still to set the amount, or has set it."""
    matter = wording.matter
    first = opening(wording).say(_how(wording), _ARTICLE)
    first.say(wording.text("The cause lies with us."), *wording.clauses("allowed", _ARTICLE))
    blocks = (first.paragraph(), paid_back(wording, _ARTICLE).paragraph())
    if is_final(wording) and matter.refund_total:
        return wording.text("A service that worked badly: you get {amount} back", amount=matter.refund_total), blocks
    return wording.text("A service that worked badly: your refund"), blocks


def _how(wording: Wording) -> str:
    """From when to when it worked badly, each service by its name."""
    name = wording.quoted(wording.matter.subject_name)
    first, last = wording.fact("from_"), wording.fact("to")
    names = [line.service for line in wording.matter.refund_lines]
    if len(names) > 1 and first and first == last:
        services = wording.listed(names)
        return wording.text("On {day}, these services worked badly: {services}.", day=first, services=services)
    if len(names) > 1 and first and last:
        return wording.text(
            "From {first} until and including {last}, these services worked badly: {services}.",
            first=first,
            last=last,
            services=wording.listed(names),
        )
    if first and last and first != last:
        return wording.text(
            "The service {service} worked badly from {first} until and including {last}.",
            service=name,
            first=first,
            last=last,
        )
    if first:
        return wording.text("The service {service} worked badly on {day}.", service=name, day=first)
    return wording.text("The service {service} worked badly.", service=name)


def _when(wording: Wording) -> str:
    """From when to when it did not work, each service by its name."""
    name = wording.quoted(wording.matter.subject_name)
    first, last = wording.fact("from_"), wording.fact("to")
    names = [line.service for line in wording.matter.refund_lines]
    if len(names) > 1 and first and first == last:
        services = wording.listed(names)
        return wording.text("On {day}, these services did not work: {services}.", day=first, services=services)
    if len(names) > 1 and first and last:
        return wording.text(
            "From {first} until and including {last}, these services did not work: {services}.",
            first=first,
            last=last,
            services=wording.listed(names),
        )
    if first and first == last:
        return wording.text("The service {service} did not work on {day}.", service=name, day=first)
    if first and last:
        return wording.text(
            "The service {service} did not work from {first} until and including {last}.",
            service=name,
            first=first,
            last=last,
        )
    return wording.text("The service {service} did not work.", service=name)


def _table(wording: Wording) -> Table:
    mark = wording.sources.mark
    columns = (
        Column(wording.text("Service"), 0.36),
        Column(wording.word("letter", "Paid") + mark(("MC 6.5",)), 0.18, "right"),
        Column(wording.text("Without service") + mark(wording.clauses("outage_days", _ARTICLE)), 0.26, "right"),
        Column(wording.word("letter", "Paid back") + mark(wording.clauses("refund", _ARTICLE)), 0.20, "right"),
    )
    rows = tuple(_row(wording, line) for line in _by_period(wording))
    return Table(columns, rows, total(wording, "MC 6.5"))


def _by_period(wording: Wording) -> tuple[RefundLine, ...]:
    """The lines of the table: a service paid at intervals has one for each paid period the outage touched."""
    lines = wording.matter.refund_lines
    periods, pricing = wording.found("periods"), wording.fact("pricing")
    if len(lines) != 1 or lines[0].refund is None or not periods or not pricing:
        return lines
    return tuple(
        replace(
            lines[0],
            price=pricing.price,
            period_start=start,
            period_end=end,
            consumed_days=days,
            total_days=total_days,
            refund=refund,
        )
        for start, end, days, total_days, refund in periods
    )


def _row(wording: Wording, line: RefundLine) -> tuple[Cell, ...]:
    money = wording.language.money
    settled = line.refund is not None and not wording.matter.awaits_approval
    days = ""
    if line.total_days and line.consumed_days is not None:
        days = share_of_days(wording, line.consumed_days, line.total_days)
    elif line.consumed_days is not None:
        days = wording.count("{count} day", "{count} days", line.consumed_days)
    return (
        Cell(line.service, period(wording, line), strong=True),
        Cell("" if line.price is None else money(line.price)),
        Cell(days),
        Cell(money(line.refund) if settled and line.refund is not None else wording.text("being checked")),
    )
