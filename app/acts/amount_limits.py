"""How much a supervisor can pay back by hand: never more than was paid, save out of goodwill."""

from __future__ import annotations

from collections.abc import Mapping

from app.acts import goodwill
from app.acts.outcome import Outcome
from app.letters.matter import RefundLine
from app.records.rows import CaseRow, Dossier
from app.terms.clause import Cents, WrongInput, because


def check_amounts(dossier: Dossier, case: CaseRow, outcome: Outcome, entered: Mapping[str, Cents]) -> None:
    """Raise ``WrongInput`` at the number whose amount ``entered`` cannot be paid, or where goodwill comes to nothing.

    Amounts the rules give, and those that were entered with the case, are not asked here.
    """
    for line in outcome.lines:
        amount = entered.get(line.number)
        if amount is None:
            continue
        if case.act == goodwill.NAME and not amount:
            raise WrongInput(line.number, because("Nothing would be paid: send the case back instead."))
        paid = None if case.act == goodwill.NAME else _paid(dossier, line)
        if paid is not None and amount > paid:
            raise WrongInput(line.number, because("This is more than was paid: {amount}.", amount=paid))
        if amount > goodwill.MOST:
            raise WrongInput(line.number, because("This amount is too large: check it."))


def _paid(dossier: Dossier, line: RefundLine) -> Cents | None:
    """What was paid for a line; ``None`` where no price and no payment is on record."""
    if line.price is not None:
        return line.price
    amounts = [one.amount for one in dossier.payments if one.booking_number == line.number and one.paid_on is not None]
    return Cents(sum(amounts)) if amounts else None
