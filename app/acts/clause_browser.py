"""The list of the clause browser: chapters, editions, and a search over all clauses and the law beside them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from app.language import language as words_in
from app.records.folding import fold, fold_words
from app.records.marking import matched_part
from app.terms.clause import because
from app.terms.contested import CONTESTED
from app.terms.edition import editions, newest_edition
from app.terms.register import ClauseText, LawText, Register, law, registers, text_of

LAW = "law"
"""The chapter that holds the articles of law."""
DESCRIPTIONS = "SD"
"""The chapter that holds the service descriptions, which have no number of their own."""
_PLACE = re.compile(r"(?:[a-z]+ \d+|(?:[a-z]+ )?\d+\.\d+)(?:\.\d+)?(?: ?[a-z])?")
_FOLDED = {LAW: because("The law"), DESCRIPTIONS: because("Service descriptions")}


class ClauseLine(NamedTuple):
    """A clause in a list. ``chapter`` is the number of its topmost clause, :data:`DESCRIPTIONS` or :data:`LAW`.

    ``depth`` says how many clauses stand above it.
    """

    number: str
    title: str
    chapter: str
    depth: int = 0


class _Searched(NamedTuple):
    """What a search looks at, folded: number, number without its document, title, and all of it with the summary.

    ``everything`` also holds the numbers of the contested points that stand on the page of the clause.
    """

    line: ClauseLine
    number: str
    place: str
    title: str
    everything: str


def editions_of(document: str) -> tuple[str, ...]:
    """The editions of a document (``MC`` or ``SI``) that have a clause register, the newest first."""
    known = editions()
    found = (register.edition_id for register in registers() if known[register.edition_id].terms == document)
    return tuple(sorted(found, key=lambda one: known[one].in_force_from, reverse=True))


def chapters(language: str, edition: str = "") -> tuple[ClauseLine, ...]:
    """The chapters in the order of the texts; the service descriptions are one, and so is the law."""
    found: dict[str, ClauseLine] = {}
    for entry in _entries(edition):
        line = clause_line(entry, language)
        if line.chapter in _FOLDED and line.chapter not in found:
            title = words_in(language).say(_FOLDED[line.chapter])
            found[line.chapter] = ClauseLine(line.chapter, title, line.chapter)
        elif line.number == line.chapter:
            found[line.number] = line
    return tuple(found.values())


def find_clauses(query: str, language: str, chapter: str = "", edition: str = "") -> tuple[ClauseLine, ...]:
    """The clauses that hold every word of ``query``: in the number first, then in the title, then in the summary.

    ``chapter`` keeps to one chapter and its parts, ``edition`` to that edition instead of the newest of its document.
    No word finds all of them.
    """
    words, place = fold_words(query), fold(query.strip())
    found = [
        (rank, position, one.line)
        for position, one in enumerate(_searched(language, edition))
        if (not chapter or one.line.chapter == chapter) and (rank := _rank(one, words, place)) is not None
    ]
    if _PLACE.fullmatch(place) and any(rank == 0 for rank, _, _ in found):
        # Whoever types a place such as 8.5 does not look for an eight and a five.
        found = [one for one in found if one[0] == 0]
    return tuple(line for _, _, line in sorted(found, key=lambda one: one[:2]))


def marked_places(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where the words of ``query`` stand in ``text`` as it is displayed: beginning and end of each, in order."""
    found = set()
    for word in fold_words(query):
        part = matched_part(text, word)
        if part:
            start = text.index(part)
            found.add((start, start + len(part)))
    return tuple(_apart(sorted(found)))


def clause_line(entry: ClauseText | LawText, language: str) -> ClauseLine:
    """An entry of a register as a list shows it."""
    if isinstance(entry, LawText):
        return ClauseLine(entry.number, entry.title[language], LAW)
    above = _above(entry)
    top = above[-1] if above else entry
    chapter = DESCRIPTIONS if top.number.startswith(f"{DESCRIPTIONS}:") else top.number
    return ClauseLine(entry.number, entry.title[language], chapter, len(above))


def shown_registers(edition: str = "") -> tuple[Register, ...]:
    """The registers of the newest edition of each document, or of ``edition`` for its own."""
    known = editions()
    shown = {newest_edition("MC").id, newest_edition("SI").id}
    if edition in known:
        shown = {one for one in shown if known[one].terms != known[edition].terms} | {edition}
    return tuple(register for register in registers() if register.edition_id in shown)


def _above(entry: ClauseText) -> list[ClauseText]:
    """The clauses an entry is a part of, the nearest first."""
    found: list[ClauseText] = []
    while entry.parent:
        parent = text_of(entry.parent)
        if not isinstance(parent, ClauseText):
            break
        found.append(parent)
        entry = parent
    return found


def _entries(edition: str) -> tuple[ClauseText | LawText, ...]:
    terms = (entry for register in shown_registers(edition) for entry in register.entries)
    return (*terms, *law().values())


@lru_cache(maxsize=16)
def _searched(language: str, edition: str) -> tuple[_Searched, ...]:
    """Every clause folded: done once for a language, so that each key costs a comparison only."""
    return tuple(
        _Searched(
            clause_line(entry, language),
            fold(entry.number),
            fold(entry.number).partition(" ")[2],
            " ".join(fold_words(entry.title[language])),
            " ".join(fold_words(_everything(entry, language))),
        )
        for entry in _entries(edition)
    )


def _everything(entry: ClauseText | LawText, language: str) -> str:
    points = (point.id for point in CONTESTED if entry.number in point.clauses)
    return " ".join((entry.number, entry.title[language], entry.summary[language], *points))


def _rank(one: _Searched, words: tuple[str, ...], place: str) -> int | None:
    """How well an entry answers: 0 by its number, 1 by its title, 2 by its summary; ``None`` when it does not."""
    if not all(word in one.everything for word in words):
        return None
    if place and (one.number.startswith(place) or one.place.startswith(place)):
        return 0
    return 1 if all(word in one.title for word in words) else 2


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
