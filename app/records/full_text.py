"""Asks the full-text index of either engine: for customers by words, for words and for VINs and plates by a part.

A *need* is a tuple of spellings of which one must occur, a *way* a tuple of needs that must all be met, and a question
is answered by any of its ways. A spelling that ends in ``*`` is the beginning of a word. Spellings come folded from
``app.records.question``: letters and digits only, so they can stand in a full-text expression.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy import text as sql

Need = tuple[str, ...]
Way = tuple[Need, ...]
Rows = Sequence[Row[Any]]

FAMILY = "family"
NAMES = "family given"
EVERYWHERE = "family given places"

VIN = "vin"
PLATE = "plate_key"

_IN_FTS = "SELECT rowid FROM search_names WHERE search_names MATCH :words LIMIT :most"
# As they stand in the indexes of migration 0004: PostgreSQL uses an index only for the very same expression.
_IN_DOCUMENTS = {
    columns: f"""SELECT customer_id FROM search_documents
    WHERE to_tsvector('simple', {columns.replace(" ", " || ' ' || ")}) @@ to_tsquery('simple', :words) LIMIT :most"""
    for columns in (FAMILY, NAMES, EVERYWHERE)
}


def _people(ids: str) -> str:
    return f"SELECT id, family_name, given_name, company_name FROM customers WHERE id IN ({ids})"


_SQLITE = {columns: sql(_people(_IN_FTS)) for columns in (FAMILY, NAMES, EVERYWHERE)}
_SQLITE_COUNT = sql(f"SELECT count(*) FROM ({_IN_FTS})")
_POSTGRESQL = {columns: sql(_people(ids)) for columns, ids in _IN_DOCUMENTS.items()}
_POSTGRESQL_COUNT = {columns: sql(f"SELECT count(*) FROM ({ids}) AS found") for columns, ids in _IN_DOCUMENTS.items()}
_WORDS = {
    "sqlite": sql("SELECT word FROM search_word_parts WHERE search_word_parts MATCH :part LIMIT :most"),
    "postgresql": sql("SELECT word FROM search_words WHERE word LIKE '%' || :part || '%' LIMIT :most"),
}
_VEHICLES = {
    "sqlite": sql("SELECT rowid FROM search_vehicle_parts WHERE search_vehicle_parts MATCH :part LIMIT :most"),
    VIN: sql("SELECT id FROM vehicles WHERE vin LIKE '%' || :part || '%' LIMIT :most"),
    PLATE: sql("SELECT id FROM vehicles WHERE plate_key LIKE '%' || :part || '%' LIMIT :most"),
}


def people(connection: Connection, columns: str, ways: Iterable[Way], most: int) -> Rows:
    """Up to ``most`` customers (id, family_name, given_name, company_name) one of the ways leads to, in no order."""
    if _on_sqlite(connection):
        return connection.execute(_SQLITE[columns], {"words": _fts5(columns, ways), "most": most}).all()
    return connection.execute(_POSTGRESQL[columns], {"words": _tsquery(ways), "most": most}).all()


def count_people(connection: Connection, columns: str, ways: Iterable[Way], most: int) -> int:
    """How many customers there are, counted up to ``most``."""
    if _on_sqlite(connection):
        found = connection.execute(_SQLITE_COUNT, {"words": _fts5(columns, ways), "most": most})
    else:
        found = connection.execute(_POSTGRESQL_COUNT[columns], {"words": _tsquery(ways), "most": most})
    return int(found.scalar_one())


def words_with(connection: Connection, part: str, most: int) -> list[str]:
    """Words of names that hold ``part``, three letters or more."""
    return list(
        connection.execute(_WORDS[_engine(connection)], {"part": _part(connection, part), "most": most}).scalars()
    )


def vehicles_with(connection: Connection, column: str, part: str, most: int) -> list[int]:
    """The ids of vehicles whose VIN or plate (``column``) holds ``part``, three letters or digits or more."""
    if _on_sqlite(connection):
        found = connection.execute(_VEHICLES["sqlite"], {"part": f'{column} : "{part}"', "most": most})
    else:
        found = connection.execute(_VEHICLES[column], {"part": part, "most": most})
    return list(found.scalars())


def _engine(connection: Connection) -> str:
    return connection.dialect.name


def _on_sqlite(connection: Connection) -> bool:
    return _engine(connection) == "sqlite"


def _part(connection: Connection, part: str) -> str:
    return f'"{part}"' if _on_sqlite(connection) else part


def _fts5(columns: str, ways: Iterable[Way]) -> str:
    def spelled(spelling: str) -> str:
        return f'"{spelling[:-1]}"*' if spelling.endswith("*") else f'"{spelling}"'

    alternatives = (" AND ".join("(" + " OR ".join(map(spelled, need)) + ")" for need in way) for way in ways)
    return f"{{{columns}}} : (" + " OR ".join(f"({one})" for one in alternatives) + ")"


def _tsquery(ways: Iterable[Way]) -> str:
    def spelled(spelling: str) -> str:
        return f"'{spelling[:-1]}':*" if spelling.endswith("*") else f"'{spelling}'"

    alternatives = (" & ".join("(" + " | ".join(map(spelled, need)) + ")" for need in way) for way in ways)
    return " | ".join(f"({one})" for one in alternatives)
