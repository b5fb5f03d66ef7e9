"""Finds customers by name: literally, by the beginning of words, then with one typing error or by a part of a word.

The index finds candidates, the ranking happens here: ranking in the database would read every row that matches.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from app.records import full_text
from app.records.folding import joined_words, name_words
from app.records.full_text import Way
from app.records.marking import matched_part
from app.records.near import SHORTEST, deletions, one_apart
from app.records.question import Question, splits
from app.records.tables import SearchDeletion

CANDIDATES = 60
"""So many are ranked: three times what a list shows."""

_COUNTED = 1000
_FEW = 20
"""From this many literal finds on, no one needs guesses."""

_EXACT = 100.0
_WORDS = 95.0
_BEGINNING = 85.0
_BEGINNINGS = 70.0
_TOWN = 60.0
_CLOSE = 40.0
_APART = 35.0  # ``de smet`` is Denis Smet only after every near spelling of De Smet
_PART = 30.0

_NEAR = (
    select(SearchDeletion.word).where(SearchDeletion.deletion.in_(bindparam("shortened", expanding=True))).distinct()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A customer found by name. ``needle`` is the folded word to be marked; ``note`` as in ``rows.Hit``."""

    customer_id: int
    name: str
    score: float
    needle: str
    note: str


@dataclass(frozen=True, slots=True)
class NamesFound:
    """Customers by name, best first; with ``more`` there are at least ``total``."""

    people: tuple[Named, ...]
    total: int
    more: bool


def find_names(connection: Connection, question: Question) -> NamesFound:
    """The customers whose name, or name and town, the question can mean."""
    found: dict[int, Named] = {}
    ways = splits(question.words, particles_join=True)
    exact = [tuple((word,) for word in way) for way in ways]
    literal = [tuple((f"{word}*",) for word in way) for way in ways]
    columns = full_text.FAMILY if all(len(way) == 1 for way in ways) else full_text.NAMES
    _take(found, question, full_text.people(connection, columns, exact, CANDIDATES), ways)
    if len(found) < CANDIDATES:
        _take(found, question, full_text.people(connection, full_text.NAMES, literal, CANDIDATES), ways)
    total, more = len(found), False
    if total >= CANDIDATES:
        total = full_text.count_people(connection, full_text.NAMES, literal, _COUNTED)
        more = total >= _COUNTED
    elif total < _FEW:
        _guess(connection, found, question)
        total = len(found)
        more = total >= CANDIDATES
    people = sorted(found.values(), key=lambda one: (-one.score, one.name, one.customer_id))
    return NamesFound(tuple(people), total, more)


def _guess(connection: Connection, found: dict[int, Named], question: Question) -> None:
    """Add towns and words apart, then near spellings, then parts of words."""
    ways = splits(question.words, particles_join=False)
    anywhere: list[Way] = [tuple((f"{word}*",) for word in way) for way in ways]
    for row in full_text.people(connection, full_text.EVERYWHERE, anywhere, CANDIDATES):
        if row.id not in found:
            named = _literal(row, question, ways)
            found[row.id] = replace(named, score=_APART) if named.score == _BEGINNINGS else named
    near = _near_words(connection, {word for way in ways for word in way})
    if near:
        spelled: list[Way] = [
            tuple((f"{word}*", *near.get(word, ())) for word in way)
            for way in ways
            if any(word in near for word in way)
        ]
        _take_near(found, full_text.people(connection, full_text.EVERYWHERE, spelled, CANDIDATES), ways, near)
    joined = "".join(question.words)
    if len(found) < _FEW and len(joined) >= SHORTEST:
        parts = full_text.words_with(connection, joined, CANDIDATES)
        if parts:
            rows = full_text.people(connection, full_text.NAMES, [((*parts,),)], CANDIDATES)
            for row in rows:
                found.setdefault(row.id, Named(row.id, _name(row), _PART, joined, ""))


def _near_words(connection: Connection, words: set[str]) -> dict[str, tuple[str, ...]]:
    """Per word those of the vocabulary that are one typing error away."""
    asked = {word: deletions(word) for word in words}
    shortened = set().union(*asked.values())
    if not shortened:
        return {}
    candidates = connection.execute(_NEAR, {"shortened": sorted(shortened)}).scalars().all()
    near = {word: tuple(one for one in candidates if one_apart(word, one)) for word, less in asked.items() if less}
    return {word: spellings for word, spellings in near.items() if spellings}


def _take(found: dict[int, Named], question: Question, rows: Any, ways: list[tuple[str, ...]]) -> None:
    for row in rows:
        if row.id not in found:
            found[row.id] = _literal(row, question, ways)


def _literal(row: Row[Any], question: Question, ways: list[tuple[str, ...]]) -> Named:
    name = _name(row)
    family, given = joined_words(row.company_name or row.family_name), joined_words(row.given_name)
    joined = "".join(question.words)
    words = {*name_words(row.company_name), *name_words(row.family_name), *name_words(row.given_name)}
    if joined in (family, family + given, given + family):
        score = _EXACT
    elif any(all(word in words for word in way) for way in ways):
        score = _WORDS
    elif (given + family).startswith(joined) or (family + given).startswith(joined):
        score = _BEGINNING
    elif any(all(any(one.startswith(word) for one in words) for word in way) for way in ways):
        score = _BEGINNINGS
    else:
        score = _TOWN
    needle = _needle(name, ways)
    matched = matched_part(name, needle)
    if not matched:
        return Named(row.id, name, min(score, _TOWN), needle, "")  # by the town, or by a company's contact person
    if len(question.words) > 1 and needle not in question.words and matched.isalnum():
        return Named(row.id, name, score - 5, needle, "one_word")
    return Named(row.id, name, score - (len(question.words) == 1 and not matched.isalnum()), needle, "")


def _needle(name: str, ways: list[tuple[str, ...]]) -> str:
    """The longest word of any way that begins a word of the name as displayed, else the longest of all."""
    words = sorted({word for way in ways for word in way}, key=lambda word: (-len(word), word))
    return next((word for word in words if matched_part(name, word, at_word=True)), words[0])


def _take_near(
    found: dict[int, Named], rows: Any, ways: list[tuple[str, ...]], near: dict[str, tuple[str, ...]]
) -> None:
    spellings = {spelling for way in ways for word in way for spelling in near.get(word, ())}
    for row in rows:
        if row.id in found:
            continue
        words = (*name_words(row.company_name), *name_words(row.family_name), *name_words(row.given_name))
        needle = max((word for word in words if word in spellings), key=len, default="")
        found[row.id] = Named(row.id, _name(row), _CLOSE, needle, "close_spelling")


def _name(row: Row[Any]) -> str:
    return row.company_name or f"{row.family_name}, {row.given_name}"
