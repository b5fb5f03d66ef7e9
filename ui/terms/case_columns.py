"""The cases that rest on a clause, as columns of a list that also fits beside the official text."""

from __future__ import annotations

from app.acts.nouns import ACTS
from app.language import Language
from app.records.rows import Hit
from app.terms.clause import because
from ui.dossier.naming import CASE_MARKS, CASE_STATES, named
from ui.tables.columns import BY_TEXT, Cell, Column


def _case(hit: Hit, language: Language) -> Cell:
    act = language.say(named(ACTS, hit.about))
    return Cell(small=hit.number, linked=hit.number, below=act, spoken=f"{hit.number}, {act}")


def _customer(hit: Hit, language: Language) -> Cell:
    return Cell(hit.customer, "name", below=hit.plate)


def _state(hit: Hit, language: Language) -> Cell:
    recorded = language.date(hit.on) if hit.on else ""
    return Cell(language.say(named(CASE_STATES, hit.state)), mark=CASE_MARKS.get(hit.state, ""), below=recorded)


CASE_COLUMNS = (
    Column("case", because("Case"), _case, lambda hit: hit.number),
    Column("customer", because("Customer"), _customer, BY_TEXT, stretch=True, least=88),
    Column("state", because("State"), _state, lambda hit: hit.on, most=165),
)
