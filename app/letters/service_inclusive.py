"""Service Inclusive: a package becomes active or is extended, and whether it covers a work."""

from __future__ import annotations

from app.letters.blocks import Block, Cell, Column, Entry, Fields, Table
from app.letters.composed import Composed
from app.letters.receipt import opening
from app.letters.wording import Prose, Wording
from app.terms.finding_labels import shown


def activation(wording: Wording) -> Composed:
    """From which day the package is active, and its term."""
    matter = wording.matter
    name = wording.quoted(matter.subject_name)
    active = wording.day("activated_on")
    clauses = wording.clauses("activated_on", "SI 2")
    first = wording.prose()
    paid = wording.fact("price_received_on")
    if paid:
        first.say(wording.text("We received the price on {day}.", day=paid), "SI 2")
    previous = wording.fact("previous_used_package_last_day")
    if wording.found("queued") and previous:
        first.say(wording.text("Your earlier package runs until and including {day}.", day=previous), *clauses)
        first.say(wording.text("The new one follows it."), *clauses)
    if active:
        first.say(wording.text("**{package} is active from {day}.**", package=name, day=active), *clauses)
    blocks: list[Block] = [first.paragraph(), *_term(wording), _use(wording).paragraph()]
    if active is None:
        return wording.text("Your package: {package}", package=matter.subject_name), tuple(blocks)
    day = wording.language.date_plain(active)
    return wording.text("{package} is active from {day}", package=matter.subject_name, day=day), tuple(blocks)


def extension(wording: Wording) -> Composed:
    """Until when the package runs now."""
    matter = wording.matter
    first = opening(wording)
    first.say(wording.text("You extend {package}.", package=wording.quoted(matter.subject_name)), "SI 3")
    before = wording.fact("term_last_day")
    if before:
        first.say(wording.text("Until now, its last day was {day}.", day=before), "SI 3")
    until = wording.day("deadline")
    if until:
        first.say(
            wording.text("An extension is possible until and including {day}.", day=until),
            *wording.clauses("deadline", "SI 3"),
        )
    last = wording.day("last_day")
    if last:
        first.say(wording.text("**The last day is now {day}.**", day=last), *wording.clauses("last_day", "SI 3"))
    blocks = (first.paragraph(), *_term(wording), _use(wording).paragraph())
    if last is None:
        return wording.text("{package} is extended", package=matter.subject_name), blocks
    day = wording.language.date_plain(last)
    return wording.text("{package} is extended until {day}", package=matter.subject_name, day=day), blocks


def _term(wording: Wording) -> list[Block]:
    """Start, last day and odometer limit of the term, as far as they are known."""
    start, last, limit = wording.day("term_start"), wording.day("last_day_by_time"), wording.found("km_limit")
    mark = wording.sources.mark(wording.clauses("term_start", "SI 3"))
    entries = []
    if start:
        entries.append(Entry(wording.text("Start of the term") + mark, wording.language.date_long(start)))
    if last:
        entries.append(Entry(wording.text("Last day of the term") + mark, wording.language.date_long(last)))
    if limit is not None:
        entries.append(
            Entry(wording.text("Limit on the odometer") + mark, wording.text("{kilometres} km", kilometres=limit))
        )
    prose = wording.prose()
    if entries:
        prose.say(wording.text("The package ends on the last day or at the limit, whichever comes first."), "SI 3")
        return [Fields(tuple(entries)), prose.paragraph()]
    prose.say(wording.text("The term starts with the first service that the package covers."), "SI 3")
    return [prose.paragraph()]


def _use(wording: Wording) -> Prose:
    prose = wording.prose()
    prose.say(
        wording.text("When your car shows that a work is due, any participating MINI workshop carries it out."), "SI 7"
    )
    return prose.say(wording.text("You pay nothing for a work that the package covers."), "SI 7")


def entitlement(wording: Wording) -> Composed:
    """Whether the package covers a work: condition by condition, and what that means for the customer."""
    asked = wording.fact("work")
    work = wording.language.say(shown(asked)) if asked else ""
    covered = bool(wording.found("entitled"))
    first = opening(wording)
    first.say(wording.text("You asked whether your package covers this work: {work}.", work=work), "SI 7")
    on, odometer = wording.fact("on"), wording.fact("odometer")
    if on and odometer is not None:
        first.say(wording.text("We looked at it for {day}, at {kilometres} km.", day=on, kilometres=odometer), "SI 3")
    if covered:
        first.say(wording.text("**The package covers this work.**"), "SI 7")
        after = wording.text(
            "Please make an appointment at a participating MINI workshop. You pay nothing for this work."
        )
        subject = wording.text("Your package covers this work: {work}", work=work)
    else:
        after = wording.text("You can have the work done all the same. The workshop then charges it to you.")
        if _only_not_due(wording):
            first.say(wording.text("**The work is not due yet, so the package does not cover it yet.**"), "SI 7")
            subject = wording.text("Your package does not cover this work yet: {work}", work=work)
        else:
            first.say(wording.text("**The package does not cover this work.** The table shows why."), "SI 7")
            subject = wording.text("Your package does not cover this work: {work}", work=work)
    return subject, (
        first.paragraph(),
        _conditions(wording),
        wording.prose().say(after, "SI 7").paragraph(),
    )


def _only_not_due(wording: Wording) -> bool:
    """Whether the package would cover the work if the car showed it as due."""
    return bool(wording.found("work_in_scope") and wording.found("within_term") and not wording.found("exclusions"))


def _conditions(wording: Wording) -> Table:
    columns = (Column(wording.text("Condition"), 0.78), Column(wording.text("Met"), 0.22, "right"))
    mark = wording.sources.mark
    scope, term = mark(("SI 7",)), mark(("SI 3",))
    rows = [
        _condition(wording, wording.text("The work belongs to the package") + scope, wording.found("work_in_scope")),
        _condition(wording, wording.text("The car shows that the work is due") + scope, wording.found("cbs")),
        _condition(wording, wording.text("Within the term") + term, wording.found("within_term"), _limits(wording)),
        _condition(wording, wording.text("Used and serviced as prescribed") + scope, not wording.found("exclusions")),
    ]
    return Table(columns, tuple(rows))


def _condition(wording: Wording, label: str, met: object, detail: str = "") -> tuple[Cell, ...]:
    answer = wording.word("letter", "yes") if met else wording.word("letter", "no")
    return Cell(label, detail, strong=True), Cell(answer)


def _limits(wording: Wording) -> str:
    start, last, limit = wording.fact("term_start"), wording.fact("term_last_day"), wording.fact("km_limit")
    if not start or not last or limit is None:
        return ""
    day = wording.language.date_table
    return wording.text(
        "{start} to {end} inclusive, up to {kilometres} km", start=day(start), end=day(last), kilometres=limit
    )
