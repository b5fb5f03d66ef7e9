"""Cases undone: one that does not go ahead, and one that was corrected."""

from __future__ import annotations

from app.letters.blocks import Block, Cell, Column, Table
from app.letters.composed import Composed
from app.letters.matter import CaseLine, Change
from app.letters.receipt import opening
from app.letters.refund import paid_back, table
from app.letters.wording import Wording

_CITED = 2
"""How many clauses stand beside what counts now: those the first findings rest on."""


def cancellation(wording: Wording) -> Composed:
    """A case does not go ahead: nothing ends, and earlier letters do not count any more."""
    matter = wording.matter
    case = matter.particulars.other_case
    first = opening(wording)
    if case:
        first.say(_recorded(wording, case))
    first.say(wording.text("At your wish, this does not go ahead."))
    first.say(wording.text("**Nothing ends: everything goes on as it was.**"))
    names = [line.name for line in matter.services]
    if names:
        first.say(wording.text("This goes on as before: {services}.", services=wording.listed(names)))
    letters = wording.prose()
    letters.say(wording.text("Our earlier letters about it do not count any more."))
    letters.say(wording.text("You need not do anything else."))
    subject = wording.text("Your services go on as before")
    if case:
        subject = wording.text("Case {case} does not go ahead: nothing ends", case=case.number)
    return subject, (first.paragraph(), letters.paragraph())


def correction(wording: Wording) -> Composed:
    """What stood in an earlier case and what stands now, side by side."""
    matter = wording.matter
    case = matter.particulars.other_case
    first = wording.prose()
    if case:
        first.say(_recorded(wording, case))
    first.say(wording.text("Something in it was not right. We have corrected it."))
    blocks: list[Block] = [first.paragraph()]
    if matter.particulars.changes:
        columns = (
            Column(wording.text("What we corrected"), 0.34),
            Column(wording.word("letter", "Before"), 0.33),
            Column(wording.word("letter", "Now") + wording.sources.mark(matter.clauses[:_CITED]), 0.33),
        )
        blocks.append(Table(columns, tuple(_change(wording, one) for one in matter.particulars.changes)))
    counts = wording.prose()
    counts.say(
        wording.text("**Only what stands under ‘Now’ counts.** It replaces our earlier letters about this case.")
    )
    blocks.append(counts.paragraph())
    if matter.refund_lines:
        clauses = wording.clauses("refund")
        blocks += [table(wording, *clauses), paid_back(wording, *clauses).paragraph()]
    subject = wording.text("A correction")
    if case:
        subject = wording.text("Correction of case {case}", case=case.number)
    return subject, tuple(blocks)


def _recorded(wording: Wording, case: CaseLine) -> str:
    return wording.text(
        "On {day} we recorded this under number {case}: {what}.",
        day=case.recorded_on,
        case=case.number,
        what=case.what,
    )


def _change(wording: Wording, one: Change) -> tuple[Cell, ...]:
    say = wording.language.say
    return Cell(say(one.label), strong=True), Cell(say(one.before)), Cell(say(one.now))
