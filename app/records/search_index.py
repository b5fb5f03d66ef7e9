"""Keeps the words by which the search finds a customer, in the transaction that changes the customer.

Only names and towns need this: every other key of the search is a column the database keeps itself. After customers or
their addresses were added or changed, call :func:`index_customers` with their ids.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, select
from sqlalchemy import text as sql
from sqlalchemy.dialects import postgresql

from app.records.folding import name_words
from app.records.near import deletions
from app.records.places import place_words
from app.records.tables import Customer, CustomerAddress, SearchDeletion, SearchDocument, SearchWord

_CHUNK = 5_000
_ASKED_AT_ONCE = 500

_SOURCE = (
    select(Customer.id, Customer.family_name, Customer.given_name, Customer.company_name, CustomerAddress.town)
    .outerjoin(CustomerAddress, and_(CustomerAddress.customer_id == Customer.id, CustomerAddress.position == 0))
    .order_by(Customer.id)
)


class _Document(NamedTuple):
    customer_id: int
    family: str
    given: str
    places: str


def rebuild_index(connection: Connection) -> None:
    """Make the index of every customer anew, in its quickest form."""
    connection.execute(delete(SearchDocument))
    connection.execute(delete(SearchDeletion))
    connection.execute(delete(SearchWord))
    known: set[str] = set()
    last = 0
    while chunk := _documents(connection, _SOURCE.where(Customer.id > last).limit(_CHUNK)):
        _store(connection, chunk, known)
        last = chunk[-1].customer_id
    if connection.dialect.name == "sqlite":
        for table in ("search_names", "search_word_parts", "search_vehicle_parts"):
            # one piece instead of the many that grew: looking up takes half the time
            connection.execute(sql(f"INSERT INTO {table}({table}) VALUES ('optimize')"))


def index_customers(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Bring the index of these customers up to date; ids that no longer exist are taken out."""
    ids = iter(sorted(set(customer_ids)))
    known: set[str] = set()
    while asked := list(islice(ids, _ASKED_AT_ONCE)):
        wanted = {one.customer_id: one for one in _documents(connection, _SOURCE.where(Customer.id.in_(asked)))}
        table = SearchDocument.__table__
        present = {
            row.customer_id: _Document(*row)
            for row in connection.execute(select(table).where(table.c.customer_id.in_(asked)))
        }
        # On a server what changed is written over: nobody at a desk has the right to take a customer out.
        on_a_server = connection.dialect.name == "postgresql"
        stale = [
            number
            for number, document in present.items()
            if number not in wanted or (wanted[number] != document and not on_a_server)
        ]
        if stale:
            connection.execute(delete(SearchDocument).where(SearchDocument.customer_id.in_(stale)))
        changed = [document for number, document in wanted.items() if present.get(number) != document]
        if changed:
            known |= _known(connection, {word for one in changed for word in _words(one)} - known)
            _store(connection, changed, known)


def _documents(connection: Connection, source: Any) -> list[_Document]:
    return [
        _Document(
            one.id,
            " ".join(dict.fromkeys((*name_words(one.family_name), *name_words(one.company_name)))),
            " ".join(name_words(one.given_name)),
            " ".join(place_words(one.town or "")),
        )
        for one in connection.execute(source)
    ]


def _words(document: _Document) -> Iterator[str]:
    yield from document.family.split()
    yield from document.given.split()


def _known(connection: Connection, words: Collection[str]) -> set[str]:
    left = iter(words)
    found: set[str] = set()
    while asked := list(islice(left, _ASKED_AT_ONCE)):
        found.update(connection.execute(select(SearchWord.word).where(SearchWord.word.in_(asked))).scalars())
    return found


def _store(connection: Connection, documents: list[_Document], known: set[str]) -> None:
    """Add documents; words not in ``known`` join the vocabulary, and ``known``."""
    _insert(connection, SearchDocument, [tuple(one) for one in documents])
    new = sorted({word for one in documents for word in _words(one)} - known)
    known.update(new)
    _insert(connection, SearchWord, [(word,) for word in new])
    _insert(connection, SearchDeletion, sorted((less, word) for word in new for less in deletions(word)))


def _insert(
    connection: Connection,
    table: type[SearchDocument] | type[SearchWord] | type[SearchDeletion],
    rows: list[tuple[Any, ...]],
) -> None:
    """Add rows that may be there already: on a server two desks may meet the same word at the same moment.

    A document that is there is written over.

    On SQLite all in one statement: FTS5 writes its index out at the end of each; one per row takes ten times as long.
    """
    names = [column.name for column in table.__table__.columns if column.name != "id"]
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(names)))
        statement = (
            f"INSERT OR IGNORE INTO {table.__tablename__} ({', '.join(names)}) SELECT {values} FROM json_each(:rows)"
        )
        connection.execute(sql(statement), {"rows": json.dumps(rows, ensure_ascii=False)})
    else:
        added = [dict(zip(names, row, strict=True)) for row in rows]
        insert = postgresql.insert(table)
        if table is SearchDocument:
            changed = {name: insert.excluded[name] for name in names if name != "customer_id"}
            insert = insert.on_conflict_do_update(index_elements=["customer_id"], set_=changed)
        else:
            insert = insert.on_conflict_do_nothing()
        connection.execute(insert, added)
