"""How a SIM job stands in its queue: a dealer's list has no dealer and no customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.language import Language
from app.terms.clause import Because, because, because_word
from ui.queues.queue_spec import State
from ui.tables.columns import BY_TEXT, Cell, Column

if TYPE_CHECKING:
    from app.records.queues.sim_job_rows import SimJobRow

SWITCHES = {"off": because_word("job", "Off"), "on": because_word("job", "On")}
STATES = {
    "open": because("To do"),
    "not_possible": because("Not possible"),
    "done": because_word("job", "Done"),
}
MARKS = {"open": "ready", "not_possible": "blocked", "done": "done"}
LATE = because("Late")
CHIPS = (
    State("", STATES["open"], MARKS["open"]),
    *(State(key, STATES[key], MARKS[key]) for key in ("not_possible", "done")),
)


def _state(row: SimJobRow, language: Language) -> Cell:
    if row.late:
        return Cell(language.say(LATE), tone="bad", mark="failed")
    other = language.text("another card") if row.other_card else ""
    return Cell(language.say(STATES[row.state]), mark=MARKS[row.state], small=other)


def _due(row: SimJobRow, language: Language) -> Cell:
    if row.due_on is None:
        return Cell()
    return Cell(language.date(row.due_on), "strong" if row.late else "body", "bad" if row.late else "text", whole=True)


def _vehicle(row: SimJobRow, language: Language) -> Cell:
    return Cell(row.plate or row.vin, "name", small=row.model)


def _switch(row: SimJobRow, language: Language) -> Cell:
    return Cell(language.say(SWITCHES[row.switch]))


def _dealer(row: SimJobRow, language: Language) -> Cell:
    if not row.dealer_number:
        return Cell(language.text("No dealer"), tone="bad")
    return Cell(row.dealer or row.dealer_number, small=row.town)


def _done_at(row: SimJobRow, language: Language) -> Cell:
    return Cell(language.moment(row.done_at) if row.done_at else "", whole=True)


def _text(name: str, style: str = "body") -> Any:
    return lambda row, _: Cell(getattr(row, name), style)


_STATE = Column("state", because("State"), _state, BY_TEXT)
_DUE = Column("due_on", because("To be done by"), _due, BY_TEXT, day=lambda row: row.due_on)
_VEHICLE = Column("plate", because("Vehicle"), _vehicle, BY_TEXT, stretch=True)
_SWITCH = Column("switch", because("SIM"), _switch, BY_TEXT)
_DONE = Column("done_at", because("Done on"), _done_at, BY_TEXT, optional=True)
_CASE = Column("case_number", because("Case"), _text("case_number"), BY_TEXT)

DEALERS_COLUMNS = (_STATE, _DUE, _VEHICLE, _SWITCH, Column("vin", because("VIN"), _text("vin")), _DONE, _CASE)
COLUMNS = (
    _STATE,
    _DUE,
    _VEHICLE,
    _SWITCH,
    Column("dealer", because("Dealer"), _dealer, BY_TEXT, most=260),
    Column("customer", because("Customer"), _text("customer", "name"), most=200),
    _CASE,
)


def heading(row: SimJobRow) -> Because:
    """What is to be done, on which vehicle."""
    vehicle = row.plate or row.vin
    if row.switch == "on":
        return because("{vehicle}: switch the SIM on", vehicle=vehicle)
    return because("{vehicle}: switch the SIM off", vehicle=vehicle)
