"""What a letter of refusal offers instead: whole sentences, with days that hold for an answer still to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from app.acts.options import options_for
from app.acts.plan import Alternative
from app.acts.rows import Option, Receipt
from app.acts.subjects import Subject
from app.records.rows import Dossier
from app.terms.clause import Because, because
from app.terms.readings import DEFAULT, Choice

_OF_THE_CONTRACT = frozenset({"contract", "booking", "terms"})
DAYS_TO_ANSWER = 7
"""The customer reads the letter days later: a notice is tried as if it came in a week after the letter, and its last
day still holds for one that comes in by then."""


def for_letter(
    dossier: Dossier,
    concerned: tuple[Subject, ...],
    instead: Iterable[Option],
    written_on: date,
    readings: Choice = DEFAULT,
) -> tuple[Alternative, ...]:
    """A withdrawal that is still open on a part of what was asked, then ending the same thing or the contract."""
    answer_by = written_on + timedelta(DAYS_TO_ANSWER)
    later = options_for(dossier, Receipt(datetime.combine(answer_by, time(12)), "letter", readings=readings))
    # Last day and amount of a withdrawal depend on the day of an answer that has not come: neither is promised.
    open_ones = tuple(
        Alternative(_sentence(option), option.possible_until, None, None, option.clauses)
        for option in fitting(instead, concerned)
        if option.act == "withdrawal" and option.allowed
    )
    endings = tuple(
        Alternative(_sentence(option), answer_by, option.last_service_day, option.refund, option.clauses)
        for option in fitting(later, concerned)
        if option.act == "termination" and option.allowed and option.last_service_day is not None
    )
    return open_ones + endings


def fitting(options: Iterable[Option], concerned: tuple[Subject, ...]) -> tuple[Option, ...]:
    """The options near to what was asked: to withdraw from a part of it, to end it, or to end the contract."""
    return tuple(option for option in options if option.state != "blocked" and _fits(option, concerned))


def _fits(option: Option, concerned: tuple[Subject, ...]) -> bool:
    kinds = {subject.kind for subject in concerned}
    if option.act not in ("withdrawal", "termination"):
        return False
    if (option.subject_kind, option.subject) in concerned:
        return True
    if option.act == "withdrawal":
        return "contract" in kinds
    return option.subject_kind == "contract" and bool(kinds & _OF_THE_CONTRACT)


def _sentence(option: Option) -> Because:
    """The possibility as a sentence to the customer."""
    if option.act == "withdrawal" and option.subject_kind == "contract":
        return because("You can still withdraw from your MINI Connected contract.")
    if option.act == "withdrawal":
        return because("You can still withdraw from the service {service}.", service=option.subject_name)
    if option.subject_kind == "contract":
        return because("You can end your MINI Connected contract.")
    return because("You can end the service {service}.", service=option.subject_name)
