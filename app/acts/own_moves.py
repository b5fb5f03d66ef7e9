"""What the provider does of its own accord: a supervisor begins it, and no message of the customer stands before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from app.acts import kit
from app.acts.kit import Request
from app.acts.readings import readings_of
from app.acts.rows import Option, Overview, Receipt
from app.acts.step import Field
from app.acts.why import names_of, why_of
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, because

FINISH_APPROVAL = because("Record and ask for approval")
FOUR_EYES = because("Another supervisor approves it.")


@dataclass(frozen=True, slots=True)
class Move(Request):
    """What is entered without a message: ``explanation`` is what the letter says in the desk's own words."""

    explanation: str = ""


M = TypeVar("M", bound=Move)


def begun(draft: type[M], overview: Overview, option: Option) -> M:
    """The draft a click on an option starts with: today, as nobody wrote or called."""
    begun_on = datetime.combine(overview.today, overview.receipt.received_at.time())
    return replace(kit.begun(draft, overview, option), received_at=begun_on, channel="", sent_on=None, evidence="none")


def told(dossier: Dossier, option: Option, found: Determination, receipt: Receipt, last: date | None = None) -> Option:
    """The option with what its rule said: the last day it would give, why, and the readings."""
    return replace(
        option,
        last_service_day=last,
        why=why_of(found, names_of(dossier)),
        readings=readings_of((found,), receipt.readings),
        determination=found,
    )


def explanation_field(label: Because | None = None, *, required: bool = False) -> Field:
    """The field for what the letter says besides, which nobody translates."""
    return Field(
        "explanation",
        "text",
        label or because("What we say about it"),
        hint=because("It stands in the letter as you write it: use the customer's language."),
        required=required,
        lines=3,
    )
