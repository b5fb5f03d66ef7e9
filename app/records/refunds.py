"""Books and reads money that goes back: once for each case and thing, whoever asks twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from app.records import fingerprints, tables
from app.records.consequence_rows import Refund
from app.records.journal import recorded, touch
from app.terms.clause import Cents, Refusal, because


@dataclass(frozen=True, slots=True)
class NewRefund:
    """A refund to book. ``approved`` is false while a supervisor has to confirm it: it cannot be released before.

    ``means`` is how the money goes back (``visa``, ``transfer`` …), empty where nobody knows how it was paid; ``iban``
    and ``holder`` are the account it is transferred to, where the customer gave one.
    """

    case_number: str
    subject: str
    amount: Cents | None
    due_by: date | None
    means: str
    means_label: str
    approved: bool
    first_day: date | None = None
    last_day: date | None = None
    iban: str = ""
    holder: str = ""


def book_refund(session: Session, customer_id: int, refund: NewRefund, *, by: str) -> int:
    """Book a refund, entered ``by`` somebody, and return its id.

    ``Refusal`` when this case has given the money for this back already.
    """
    table = tables.Refund
    known = select(table.id).where(table.case_number == refund.case_number, table.subject == refund.subject)
    if session.execute(known).first() is not None:
        raise Refusal(
            because(
                "Case {case} has booked the refund for {number} already. Nothing was written.",
                case=refund.case_number,
                number=refund.subject,
            )
        )
    row = table(
        customer_id=customer_id,
        case_number=refund.case_number,
        subject=refund.subject,
        amount=refund.amount,
        due_by=refund.due_by,
        means=refund.means,
        means_label=refund.means_label,
        first_day=refund.first_day,
        last_day=refund.last_day,
        iban=refund.iban,
        holder=refund.holder,
        entered_by=by,
        state="to_release" if refund.approved and refund.amount is not None else "waits_for_approval",
    )
    session.add(row)
    session.flush()
    recorded(session, fingerprints.REFUND, row.id)
    touch(session, customer_id)
    return row.id


def cancel_refunds(session: Session, customer_id: int, case_number: str) -> None:
    """Take back the refunds of a case that is undone. ``Refusal`` when one has left the desk already."""
    table = tables.Refund
    of_case = (table.case_number == case_number, table.customer_id == customer_id)
    gone = ("released", "exported", "paid")
    if session.execute(select(table.id).where(*of_case, table.state.in_(gone))).first() is not None:
        raise Refusal(
            because("The refund of case {case} has been released already. Nothing was written.", case=case_number)
        )
    for row_id in session.scalars(update(table).where(*of_case).values(state="cancelled").returning(table.id)):
        recorded(session, fingerprints.REFUND, row_id)
    touch(session, customer_id)


def read_refunds(session: Session, customer_id: int) -> tuple[Refund, ...]:
    """Every refund booked for a customer, in the order booked."""
    table = tables.Refund
    found = session.execute(select(table.__table__).where(table.customer_id == customer_id).order_by(table.id))
    return tuple(Refund(**_without_customer(one)) for one in found)


def _without_customer(found: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in found._mapping.items() if name not in ("customer_id", "entered_by")}
