"""The page of one clause: what it says, its numbers and readings, what stands around it, the cases that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.acts.clause_browser import ClauseLine, clause_line, shown_registers
from app.acts.clauses import ClauseWords, clause_words
from app.records import clause_uses
from app.records.rows import Hit
from app.terms.clause import Because, because, because_count
from app.terms.contested import CONTESTED, ContestedPoint
from app.terms.edition import Edition, editions
from app.terms.register import ClauseText, LawText, Register, law, meanings, text_of

if TYPE_CHECKING:
    from app.start import Desk

CASES = 20
"""Cases a page names; it also says how many there are in all."""

BINDS: dict[str, Because] = {
    "customer": because("It binds the customer."),
    "provider": because("It binds MINI."),
    "both": because("It binds both sides."),
    "third_party": because("It binds a third party."),
}
NATURES: dict[str, Because] = {
    "automated": because("The desk works it out."),
    "information": because("It only informs."),
    "for_a_human": because("A person has to judge."),
}


class NumberLine(NamedTuple):
    """A number the clause states, in its unit, and what it means."""

    meaning: str
    amount: Because


class ClausePage(NamedTuple):
    """Everything on one clause.

    ``above`` holds the clauses it is a part of, the topmost first; ``below`` its parts; ``before`` and ``after`` its
    neighbours in the text; ``beside`` the law on the same matter, or for the law the clauses. An article of law has no
    edition, nobody it binds, and nothing around it. ``nature`` is a key of :data:`NATURES`. ``preset`` are numbers the
    desk counts with that the text does not state.
    """

    words: ClauseWords
    edition: str
    binds: Because | None
    nature: str
    above: tuple[ClauseLine, ...]
    below: tuple[ClauseLine, ...]
    before: ClauseLine | None
    after: ClauseLine | None
    beside: tuple[ClauseLine, ...]
    numbers: tuple[NumberLine, ...]
    readings: tuple[ContestedPoint, ...]
    preset: tuple[NumberLine, ...] = ()


class ClauseUses(NamedTuple):
    """The latest cases that cite a clause, and how many cite it in all."""

    cases: tuple[Hit, ...]
    in_all: int


def clause_page(number: str, language: str, edition: str = "") -> ClausePage | None:
    """The page of the clause cited as ``number``, of ``edition`` or the newest; ``None`` for one no register has."""
    readings = tuple(point for point in CONTESTED if number in point.clauses)
    register, entry = _find(number, edition)
    if isinstance(entry, LawText):
        beside = _lines(entry.beside, language)
        return ClausePage(clause_words(entry, language), "", None, "", (), (), None, None, beside, (), readings)
    if entry is None or register is None:
        return None
    place = register.entries.index(entry)
    around = (place - 1, place + 1)
    before, after = (register.entries[one] if 0 <= one < len(register.entries) else None for one in around)
    return ClausePage(
        clause_words(entry, language),
        register.edition_id,
        BINDS[entry.binds],
        entry.nature,
        _lines(_parents(register, entry), language),
        tuple(clause_line(part, language) for part in register.parts(number)),
        clause_line(before, language) if before is not None else None,
        clause_line(after, language) if after is not None else None,
        tuple(clause_line(article, language) for article in law().values() if number in article.beside),
        tuple(_number(name, editions()[register.edition_id], language) for name in entry.numbers),
        readings,
        tuple(_number(name, editions()[register.edition_id], language) for name in entry.preset),
    )


def clause_uses_of(desk: Desk, number: str, limit: int = CASES) -> ClauseUses:
    """The cases of the database whose findings rest on the clause."""
    with desk.records.reading() as session:
        return ClauseUses(*clause_uses.cases_citing(session, number, limit))


def _find(number: str, edition: str) -> tuple[Register | None, ClauseText | LawText | None]:
    for register in shown_registers(edition):
        entry = register.clause(number)
        if entry is not None:
            return register, entry
    return None, law().get(number)


def _parents(register: Register, entry: ClauseText) -> tuple[str, ...]:
    found: list[str] = []
    above = register.clause(entry.parent)
    while above is not None:
        found.insert(0, above.number)
        above = register.clause(above.parent)
    return tuple(found)


def _lines(numbers: tuple[str, ...], language: str) -> tuple[ClauseLine, ...]:
    found = (text_of(number) for number in numbers)
    return tuple(clause_line(entry, language) for entry in found if entry is not None)


def _number(name: str, edition: Edition, language: str) -> NumberLine:
    kind = name.removeprefix("retention.")
    if kind != name:
        kept = edition.retention[kind]
        return NumberLine(meanings()[name][language], _amount(kept.value, kept.unit))
    value: int = getattr(edition.numbers, name)
    return NumberLine(meanings()[name][language], _amount(value, edition.sources[name].unit))


def _amount(value: int, unit: str) -> Because:
    match unit:
        case "hours":
            return because_count("{count} hour", "{count} hours", value)
        case "days":
            return because_count("{count} day", "{count} days", value)
        case "weeks":
            return because_count("{count} week", "{count} weeks", value)
        case "months" | "months_first_day_counted":
            return because_count("{count} month", "{count} months", value)
        case "years":
            return because_count("{count} year", "{count} years", value)
        case "minutes":
            return because_count("{count} minute", "{count} minutes", value)
        case _:
            return Because("{count}", (("count", value),))
