"""Which rows of a queue hold the words somebody typed: each must occur in the customer's name or in a number."""

from __future__ import annotations

import re
from inspect import isfunction
from typing import Any

from sqlalchemy import ColumnElement, and_, column, false, or_, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.records.folding import fold_plate, fold_words
from app.records.tables import Vehicle

_IN_INDEX = {
    "sqlite": "SELECT rowid AS customer_id FROM search_names WHERE search_names MATCH :{name}",
    # As it stands in the index of migration 0004: PostgreSQL uses it only for the very same expression.
    "postgresql": "SELECT customer_id FROM search_documents WHERE"
    " to_tsvector('simple', family || ' ' || given || ' ' || places) @@ to_tsquery('simple', :{name})",
}
_SHORTEST_PLATE = 3
_IN_A_NUMBER = re.compile(r"[\d-]")
"""What every part of a number has that tells one from another: a mere name is not looked for in 50,000 of them."""


def holds_words(
    session: Session, words: str, customer_id: Any, vehicle_id: Any, *numbers: Any
) -> ColumnElement[bool] | None:
    """The condition, ``None`` where nothing was typed.

    Words are folded as the search folds them and meant as beginnings of words of the name or the town; ``numbers`` are
    columns of numbers as ``C-2026-01796``, which a word may be a part of, or functions that make a condition of the
    word; a word may begin a plate, too.
    """
    typed = [word for word in words.split() if fold_words(word)]
    if not typed:
        return false() if words.strip() else None
    return and_(*(_holds(session, word, at, customer_id, vehicle_id, numbers) for at, word in enumerate(typed)))


def _holds(
    session: Session, word: str, at: int, customer_id: Any, vehicle_id: Any, numbers: tuple[Any, ...]
) -> ColumnElement[bool]:
    sqlite = session.get_bind().dialect.name == "sqlite"
    asked = " AND ".join(f'"{one}"*' for one in fold_words(word))
    if not sqlite:
        asked = " & ".join(f"'{one}':*" for one in fold_words(word))
    name = f"words_{at}"
    found = sql(_IN_INDEX["sqlite" if sqlite else "postgresql"].format(name=name)).bindparams(**{name: asked})
    ways = [customer_id.in_(found.columns(column("customer_id")))]
    if _IN_A_NUMBER.search(word):
        ways += [
            number(word) if isfunction(number) else number.contains(word.upper(), autoescape=True) for number in numbers
        ]
    plate = fold_plate(word)
    if len(plate) >= _SHORTEST_PLATE:
        ways.append(vehicle_id.in_(select(Vehicle.id).where(Vehicle.plate_key.startswith(plate, autoescape=True))))
    return or_(*ways)
