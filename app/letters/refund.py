"""The refund: its table, what is kept and why, and by when the money is back. Used by each letter that pays back."""

from __future__ import annotations

from app.letters.blocks import Cell, Column, Table
from app.letters.matter import RefundLine
from app.letters.wording import Prose, Wording

NAMED = 4
"""How many services a sentence names before it leaves them to the table."""


def is_final(wording: Wording) -> bool:
    """Whether the amount may be promised: known, every line of it, and not waiting for an approval."""
    matter = wording.matter
    if matter.awaits_approval or matter.refund_total is None:
        return False
    return all(line.refund is not None for line in matter.refund_lines)


def table(wording: Wording, *clauses: str) -> Table:
    """Paid, elapsed, kept and back for each service; the total with the VAT in it once it is final."""
    matter = wording.matter
    mark = wording.sources.mark
    prices = ("SI 6",) if matter.subject == "service_inclusive" else ("MC 6.5",)
    kept = wording.clauses("deduction", *clauses)
    back = wording.clauses("refund", *clauses)
    columns = (
        Column(wording.text("Service"), 0.30),
        Column(wording.word("letter", "Paid") + mark(prices), 0.15, "right"),
        Column(wording.word("letter", "Elapsed"), 0.21, "right"),
        Column(wording.word("letter", "Kept") + mark(kept), 0.17, "right"),
        Column(wording.word("letter", "Paid back") + mark(back), 0.17, "right"),
    )
    rows = tuple(_row(wording, line) for line in matter.refund_lines)
    return Table(columns, rows, total(wording, *prices))


def total(wording: Wording, *clauses: str) -> tuple[str, str, str] | None:
    """The row below a refund table: label, the VAT in the amount, the amount; nothing before it is final."""
    matter = wording.matter
    if not is_final(wording) or matter.refund_total is None:
        return None
    vat = ""
    if matter.refund_vat:
        percent = wording.language.percent(matter.vat_percent)
        vat = wording.text("This contains {amount} of VAT ({percent}).", amount=matter.refund_vat, percent=percent)
        vat += wording.sources.mark(clauses)
    return wording.text("You get back"), vat, wording.language.money(matter.refund_total)


def _row(wording: Wording, line: RefundLine) -> tuple[Cell, ...]:
    money = wording.language.money
    open_amount = wording.text("being checked")
    settled = line.refund is not None and not (line.needs_approval and wording.matter.awaits_approval)
    return (
        Cell(line.service, period(wording, line), strong=True),
        Cell("" if line.price is None else money(line.price)),
        Cell(_elapsed(wording, line) if settled and not wording.matter.particulars.by_hand else ""),
        Cell(money(line.deduction) if settled and line.deduction is not None else ""),
        Cell(money(line.refund) if settled and line.refund is not None else open_amount),
    )


def period(wording: Wording, line: RefundLine) -> str:
    """The days a price was paid for."""
    day = wording.language.date_table
    if line.period_start and line.period_end:
        return wording.text("{start} to {end} inclusive", start=day(line.period_start), end=day(line.period_end))
    if line.period_start:
        return wording.text("{start}, without an end date", start=day(line.period_start))
    return ""


def _elapsed(wording: Wording, line: RefundLine) -> str:
    if line.total_days is None or line.consumed_days is None:
        return wording.text("no fixed term")
    if not line.consumed_days and not line.deduction:
        # Days may have run, but none of them counts: "0 days" would be untrue.
        return wording.text("not charged")
    return share_of_days(wording, line.consumed_days, line.total_days)


def share_of_days(wording: Wording, days: int, total_days: int) -> str:
    """Some days of a paid period: "3 of 30 days"."""
    return wording.count("{count} of {total} days", "{count} of {total} days", days, total=total_days)


def explained(wording: Wording, *clauses: str) -> Prose:
    """Why money is kept, or that nothing is. More services than fit a sentence are left to the table."""
    prose = wording.prose()
    if wording.matter.particulars.by_hand:
        return prose.say(wording.text("We have looked at your case and set the amount ourselves."))
    lines = [line for line in wording.matter.refund_lines if line.refund is not None and line.price]
    kept = wording.clauses("deduction", *clauses)
    charged = [line for line in lines if line.deduction]
    if charged:
        prose.say(_started_early(wording, charged))
        prose.say(wording.text("So we keep only the share of the days that had run when your message arrived."), *kept)
        whole = [line for line in lines if not line.deduction]
        if whole:
            prose.say(_free(wording, whole), *kept)
    elif lines:
        prose.say(_all_back(wording, lines), *kept)
    return prose


def _started_early(wording: Wording, lines: list[RefundLine]) -> str:
    if len(lines) > NAMED:
        return wording.text("At your request, these services started before the end of the withdrawal period.")
    names = wording.listed(line.service for line in lines)
    return wording.text(
        "At your request, this started before the end of the withdrawal period: {services}.", services=names
    )


def _free(wording: Wording, lines: list[RefundLine]) -> str:
    if len(lines) > NAMED:
        return wording.text("We keep nothing for the other services.")
    return wording.text("We keep nothing for {services}.", services=wording.listed(line.service for line in lines))


def _all_back(wording: Wording, lines: list[RefundLine]) -> str:
    if len(lines) > NAMED:
        return wording.text("We keep nothing. You get back all you paid for these services.")
    names = wording.listed(line.service for line in lines)
    return wording.text("We keep nothing. You get back all you paid for {services}.", services=names)


def paid_back(wording: Wording, *clauses: str) -> Prose:
    """By when and by which means the money is back."""
    matter = wording.matter
    prose = wording.prose()
    due = wording.clauses("refund_due_by", *clauses)
    if not is_final(wording):
        prose.say(
            wording.text("We are still checking the amount of the refund. You get a separate letter with the result.")
        )
        if matter.refund_due_by:
            prose.say(
                wording.text("This does not change the last day for the refund: **{day}**.", day=matter.refund_due_by),
                *due,
            )
        return prose
    if not matter.refund_total:
        return prose.say(wording.text("There is no refund."), *wording.clauses("refund", *clauses))
    if matter.refund_due_by:
        prose.say(wording.text("You have the money **by {day} at the latest**.", day=matter.refund_due_by), *due)
    if matter.payment_means:
        prose.say(wording.text("We pay it through {means}.", means=matter.payment_means))
    else:
        prose.say(wording.text("We pay it through the means of payment you used."))
    return prose.say(wording.text("It costs you nothing."))
