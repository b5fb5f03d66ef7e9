"""How many working days a dealer has for a SIM job: the organisation sets it once for all its desks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.acts import ADMINISTRATOR, SUPERVISOR
from app.records.organisation_settings import change_setting, read_setting
from app.records.sim_jobs import DAYS, USUAL_DAYS
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

MOST = 60
"""Twelve working weeks: more is a slip of the finger."""

_WHOLE = re.compile(r"[0-9]{1,3}", re.ASCII)


def days(desk: Desk) -> int:
    """The working days a dealer has."""
    with desk.records.reading() as session:
        return int(read_setting(session, DAYS, USUAL_DAYS))


def set_days(desk: Desk, typed: str) -> int:
    """Set the days for jobs ordered from now on, as a person writes them; what holds then.

    Raises ``WrongInput`` for what is no number of days, ``Refusal`` for anybody but a supervisor or an administrator.
    """
    if desk.person.role not in (SUPERVISOR, ADMINISTRATOR):
        raise Refusal(because("Only a supervisor or an administrator sets these days. Nothing was written."))
    found = _WHOLE.fullmatch(typed.strip())
    if found is None or not 1 <= int(found[0]) <= MOST:
        raise WrongInput("days", because("Enter a whole number of working days from 1 to {most}.", most=MOST))
    with desk.records.writing() as session:
        change_setting(session, DAYS, int(found[0]), by=desk.person.name, at=desk.now())
    return int(found[0])
