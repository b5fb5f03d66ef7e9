"""How a case stands in the queue of agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts.nouns import noun
from app.language import Language
from app.terms.clause import because, because_word
from ui.queues.queue_spec import State
from ui.tables.columns import BY_TEXT, Cell, Column

if TYPE_CHECKING:
    from app.acts.own_cases import OwnCaseRow

WAITS_FOR = {
    "answer_supervisor": because("Sent back"),
    "reply": because("Answer owed"),
    "dealer": because("Needs another dealer"),
}
MARKS = {"answer_supervisor": "question", "reply": "ready", "dealer": "blocked"}
CHIPS = (State("", because_word("queue", "All")), *(State(key, WAITS_FOR[key], MARKS[key]) for key in WAITS_FOR))


def _waits_for(row: OwnCaseRow, language: Language) -> Cell:
    words = language.say(WAITS_FOR[row.waits_for])
    if row.late:
        return Cell(words, tone="bad", mark="failed", small=language.text("Late"))
    return Cell(words, mark=MARKS[row.waits_for])


def _due(row: OwnCaseRow, language: Language) -> Cell:
    if row.due_on is None:
        return Cell()
    return Cell(language.date(row.due_on), "strong" if row.late else "body", "bad" if row.late else "text", whole=True)


def _customer(row: OwnCaseRow, language: Language) -> Cell:
    return Cell(row.customer, "name", small=row.plate)


def _act(row: OwnCaseRow, language: Language) -> Cell:
    return Cell(language.say(noun(row.act)))


def _number(row: OwnCaseRow, language: Language) -> Cell:
    return Cell(row.number, whole=True)


def _received(row: OwnCaseRow, language: Language) -> Cell:
    return Cell(language.date(row.received_on), whole=True)


def _agent(row: OwnCaseRow, language: Language) -> Cell:
    return Cell(row.agent)


COLUMNS = (
    Column("waits_for", because("State"), _waits_for, BY_TEXT),
    Column("due_on", because("Due"), _due, BY_TEXT, day=lambda row: row.due_on),
    Column("customer", because("Customer"), _customer, stretch=True),
    Column("act", because("What"), _act, BY_TEXT, stretch=True),
    Column("number", because("Case"), _number, BY_TEXT),
    Column("received_on", because("Received on"), _received, BY_TEXT, day=lambda row: row.received_on),
    Column("agent", because("Recorded by"), _agent, BY_TEXT),
)
