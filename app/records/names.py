"""Finds customers by name: literally, by the beginning of words, then with one typing error or by a part of a word.

The index finds candidates, the ranking happens here: ranking in the database would read every row that matches.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.records import full_text
from app.records.full_text import Rows, Way
from app.records.near import SHORTEST, deletions, one_apart
from app.records.question import Question, splits
from app.records.ranking import Named, Ranking
from app.records.tables import SearchDeletion

CANDIDATES = 60
"""So many are ranked: three times what a list shows."""

_COUNTED = 1000
_FEW = 20
"""From this many literal finds on, no one needs guesses."""

_NEAR = (
    select(SearchDeletion.word).where(SearchDeletion.deletion.in_(bindparam("shortened", expanding=True))).distinct()
)


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
    ranking = Ranking(question.words, ways)
    columns = full_text.FAMILY if all(len(way) == 1 for way in ways) else full_text.NAMES
    _take(found, ranking, full_text.people(connection, columns, exact, CANDIDATES))
    if len(found) < CANDIDATES:
        _take(found, ranking, full_text.people(connection, full_text.NAMES, literal, CANDIDATES))
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
    ranking = Ranking(question.words, ways, apart=True)
    _take(found, ranking, full_text.people(connection, full_text.EVERYWHERE, anywhere, CANDIDATES))
    near = _near_words(connection, {word for way in ways for word in way})
    if near:
        spelled: list[Way] = [
            tuple((f"{word}*", *near.get(word, ())) for word in way)
            for way in ways
            if any(word in near for word in way)
        ]
        spellings = frozenset(spelling for some in near.values() for spelling in some)
        for columns in (full_text.NAMES, full_text.EVERYWHERE):  # names first: many may live in a town spelled so
            for row in full_text.people(connection, columns, spelled, CANDIDATES):
                found.setdefault(row.id, ranking.near(row, spellings))
    joined = "".join(question.words)
    if len(found) < _FEW and len(joined) >= SHORTEST:
        parts = full_text.words_with(connection, joined, CANDIDATES)
        if parts:
            for row in full_text.people(connection, full_text.NAMES, [((*parts,),)], CANDIDATES):
                found.setdefault(row.id, ranking.part(row))


def _near_words(connection: Connection, words: set[str]) -> dict[str, tuple[str, ...]]:
    """Per word those of the vocabulary that are one typing error away."""
    asked = {word: deletions(word) for word in words}
    shortened = set().union(*asked.values())
    if not shortened:
        return {}
    candidates = connection.execute(_NEAR, {"shortened": sorted(shortened)}).scalars().all()
    near = {word: tuple(one for one in candidates if one_apart(word, one)) for word, less in asked.items() if less}
    return {word: spellings for word, spellings in near.items() if spellings}


def _take(found: dict[int, Named], ranking: Ranking, rows: Rows) -> None:
    for row in rows:
        if row.id not in found:
            found[row.id] = ranking.literal(row)
