"""What the clause browser shows: chapters, a search over all clauses, and the page of one clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from app.acts.clauses import ClauseWords, clause_text
from app.records import clause_uses
from app.records.folding import fold, fold_words
from app.terms.clause import Because, because, because_count
from app.terms.contested import CONTESTED, ContestedPoint
from app.terms.edition import Edition, newest_edition
from app.terms.register import ClauseText, LawText, law, meanings, registers, text_of

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


class ClauseLine(NamedTuple):
    """A clause in a list. ``chapter`` is the number of its topmost clause; empty for the law."""

    number: str
    title: str
    chapter: str


class NumberLine(NamedTuple):
    """A number the clause states, in its unit, and what it means."""

    meaning: str
    amount: Because


class ClausePage(NamedTuple):
    """Everything on one clause. ``above`` and ``below`` are its neighbours in the text; law has neither."""

    words: ClauseWords
    binds: Because | None
    nature: Because | None
    above: ClauseLine | None
    below: tuple[ClauseLine, ...]
    numbers: tuple[NumberLine, ...]
    readings: tuple[ContestedPoint, ...]


class ClauseUses(NamedTuple):
    """The latest cases that cite a clause, and how many cite it in all."""

    cases: tuple[str, ...]
    in_all: int


def chapters(language: str) -> tuple[ClauseLine, ...]:
    """The topmost clauses of every edition, in the order of the texts."""
    tops = (entry for register in registers() for entry in register.parts(""))
    return tuple(_line(entry, language) for entry in tops)


def find_clauses(query: str, language: str, chapter: str = "") -> tuple[ClauseLine, ...]:
    """The clauses that hold every word of ``query``: in the number first, then in the title, then in the summary.

    ``chapter`` keeps to one chapter and its parts. No word finds all of them.
    """
    wanted = fold_words(query)
    found = [
        (rank, place, line)
        for place, entry in enumerate(_all())
        if not chapter or _chapter(entry) == chapter
        for rank, line in _match(entry, wanted, fold(query.strip()), language)
    ]
    return tuple(line for _, _, line in sorted(found, key=lambda one: one[:2]))


def clause_page(number: str, language: str) -> ClausePage | None:
    """The page of the clause cited as ``number``; ``None`` for one no register has."""
    entry, words = text_of(number), clause_text(number, language)
    if entry is None or words is None:
        return None
    readings = tuple(point for point in CONTESTED if number in point.clauses)
    if isinstance(entry, LawText):
        return ClausePage(words, None, None, None, (), (), readings)
    parent = text_of(entry.parent) if entry.parent else None
    below = next((register.parts(number) for register in registers() if register.clause(number)), ())
    edition = newest_edition("SI" if number.startswith("SI ") else "MC")
    return ClausePage(
        words,
        BINDS[entry.binds],
        NATURES[entry.nature],
        _line(parent, language) if parent is not None else None,
        tuple(_line(part, language) for part in below),
        tuple(_number(name, edition, language) for name in entry.numbers),
        readings,
    )


def clause_uses_of(desk: Desk, number: str, limit: int = CASES) -> ClauseUses:
    """The cases of the database whose findings rest on the clause."""
    with desk.records.reading() as session:
        return ClauseUses(*clause_uses.cases_citing(session, number, limit))


def _all() -> Iterable[ClauseText | LawText]:
    for register in registers():
        yield from register.entries
    yield from law().values()


def _match(
    entry: ClauseText | LawText, wanted: tuple[str, ...], query: str, language: str
) -> Iterable[tuple[int, ClauseLine]]:
    number, title = fold(entry.number), " ".join(fold_words(entry.title[language]))
    everything = " ".join((" ".join(fold_words(entry.number)), title, *fold_words(entry.summary[language])))
    if all(word in everything for word in wanted):
        if query and (number.startswith(query) or number.partition(" ")[2].startswith(query)):
            rank = 0
        else:
            rank = 1 if all(word in title for word in wanted) else 2
        yield rank, _line(entry, language)


def _line(entry: ClauseText | LawText, language: str) -> ClauseLine:
    return ClauseLine(entry.number, entry.title[language], _chapter(entry))


def _chapter(entry: ClauseText | LawText) -> str:
    top = entry
    while isinstance(top, ClauseText) and top.parent:
        above = text_of(top.parent)
        if above is None:
            break
        top = above
    return top.number if isinstance(top, ClauseText) else ""


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
