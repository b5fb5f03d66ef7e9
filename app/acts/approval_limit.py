"""From which amount on a refund needs a supervisor: the organisation sets it once for all its desks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts import ADMINISTRATOR, SUPERVISOR
from app.acts.own_moves import cents
from app.records.approval_limit import change_limit, read_limit
from app.terms.clause import Cents, Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk


def limit(desk: Desk) -> Cents | None:
    """The amount above which a refund waits for a supervisor; ``None`` where nobody has set one."""
    with desk.records.reading() as session:
        return read_limit(session)


def set_limit(desk: Desk, typed: str) -> Cents | None:
    """Set the amount, as a person writes it in euros; empty for no limit. Returns what holds from now on.

    Raises ``WrongInput`` for what is no amount, ``Refusal`` for anybody but a supervisor or an administrator.
    """
    if desk.person.role not in (SUPERVISOR, ADMINISTRATOR):
        raise Refusal(because("Only a supervisor or an administrator sets this amount. Nothing was written."))
    amount = cents(typed) if typed.strip() else None
    if typed.strip() and amount is None:
        raise WrongInput("amount", because("Enter an amount in euros, such as 12,50."))
    with desk.records.writing() as session:
        change_limit(session, amount, by=desk.person.name, at=desk.now())
        return read_limit(session)
