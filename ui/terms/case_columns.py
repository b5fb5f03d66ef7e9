"""The cases that rest on a clause, as columns of a list."""

from __future__ import annotations

from app.language import Language
from app.records.rows import Hit
from app.terms.clause import because
from ui.dossier.naming import ACTS, CASE_MARKS, CASE_STATES, named
from ui.tables.columns import BY_TEXT, Cell, Column


def _number(hit: Hit, language: Language) -> Cell:
    return Cell(hit.number, "name", whole=True)


def _act(hit: Hit, language: Language) -> Cell:
    return Cell(language.say(named(ACTS, hit.about)))


def _customer(hit: Hit, language: Language) -> Cell:
    return Cell(hit.customer, tone="text2", small=hit.plate)


def _state(hit: Hit, language: Language) -> Cell:
    return Cell(language.say(named(CASE_STATES, hit.state)), mark=CASE_MARKS.get(hit.state, ""))


def _recorded(hit: Hit, language: Language) -> Cell:
    return Cell(language.date(hit.on) if hit.on else "", whole=True)


def _open(hit: Hit, language: Language) -> Cell:
    word = language.say(because("Open"))
    return Cell(button=word, link=True, spoken=f"{word}: {hit.number}")


CASE_COLUMNS = (
    Column("number", because("Case"), _number, lambda hit: hit.number),
    Column("act", because("Act"), _act, BY_TEXT, most=140),
    Column("customer", because("Customer"), _customer, BY_TEXT, stretch=True, least=120),
    Column("state", because("State"), _state, BY_TEXT, most=130),
    Column("made", because("Recorded on"), _recorded, lambda hit: hit.on, most=100),
    Column("open", "", _open, right=True),
)
