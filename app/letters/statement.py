"""The statement of a refund: each line, the VAT, the means and the last day. For refunds another letter announced."""

from __future__ import annotations

from app.letters.blocks import Block
from app.letters.composed import Composed
from app.letters.refund import is_final, paid_back, table
from app.letters.wording import Wording


def refund_statement(wording: Wording) -> Composed:
    """What is paid back, for which case, through which means and by when."""
    matter = wording.matter
    case = matter.particulars.other_case
    tabled = any(line.price for line in matter.refund_lines)
    first = wording.prose()
    if case:
        first.say(wording.text("This refund belongs to case {case}: {what}.", case=case.number, what=case.what))
    if matter.particulars.variant == "goodwill":
        first.say(wording.text("Our terms give no right to it: we do this out of goodwill."))
    if is_final(wording) and matter.refund_total:
        amount = matter.refund_total
        first.say(
            wording.text("**You get {amount} back.** The table shows how we come to it.", amount=amount)
            if tabled
            else wording.text("**You get {amount} back.**", amount=amount)
        )
    blocks: list[Block] = [] if first.empty else [first.paragraph()]
    clauses = wording.clauses("refund", *_basis(wording))
    if tabled:
        blocks.append(table(wording, *clauses))
    blocks.append(paid_back(wording, *clauses).paragraph())
    if is_final(wording) and matter.refund_total:
        return wording.text("Your refund: {amount}", amount=matter.refund_total), tuple(blocks)
    return wording.text("Your refund"), tuple(blocks)


def _basis(wording: Wording) -> tuple[str, ...]:
    return ("SI 6",) if wording.matter.subject == "service_inclusive" else ()
