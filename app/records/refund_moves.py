"""Moves refunds on: released, handed to the bank, paid or come back. Who may do so is decided by the acts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.records import fingerprints
from app.records.consequence_rows import CARDS, RefundState
from app.records.journal import journal, recorded
from app.records.refund_authors import CHANGED_BY
from app.records.tables import Case, Customer, Refund
from app.terms.clause import Cents

MOVES = (
    ("waits_for_approval", "to_release"),
    ("waits_for_approval", "cancelled"),
    ("to_release", "released"),
    ("to_release", "cancelled"),
    ("released", "to_release"),
    ("released", "exported"),
    ("exported", "paid"),
    ("exported", "rejected"),
    ("paid", "rejected"),
    ("rejected", "released"),
    ("rejected", "cancelled"),
)
"""Every way of a refund from one state to the next; a server's database refuses any other."""

TRANSFER = "transfer"
"""The means of a refund that goes to an account somebody entered."""


@dataclass(frozen=True, slots=True)
class HeldRefund:
    """A refund that nobody else can change before the transaction ends, with what decides what may happen to it."""

    id: int
    customer_id: int
    vehicle_id: int | None
    case_number: str
    case_state: str
    agent: str
    state: RefundState
    amount: Cents | None
    interest: Cents | None
    means: str
    iban: str
    holder: str
    export_number: str | None
    version: int
    entered_by: str
    changed_by: str

    @property
    def account_missing(self) -> bool:
        """Whether it is transferred and nobody has entered an account yet."""
        return self.means not in CARDS and not self.iban

    @property
    def to_pay(self) -> Cents:
        """The amount with its interest."""
        return Cents((self.amount or 0) + (self.interest or 0))


def hold_refunds(session: Session, ids: Collection[int]) -> dict[int, HeldRefund]:
    """The refunds with these ids, held until the transaction ends; an id nobody knows is left out.

    The customers come first, in one order, as every act holds them: two desks never wait for each other.
    """
    asked = set(ids)
    customers = select(Refund.customer_id).where(Refund.id.in_(asked))
    session.execute(select(Customer.id).where(Customer.id.in_(customers)).order_by(Customer.id).with_for_update())
    found = session.execute(
        select(
            Refund.id,
            Refund.customer_id,
            Case.vehicle_id,
            Refund.case_number,
            Case.state.label("case_state"),
            Case.agent,
            Refund.state,
            Refund.amount,
            Refund.interest,
            Refund.means,
            Refund.iban,
            Refund.holder,
            Refund.export_number,
            Refund.version,
            Refund.entered_by,
            CHANGED_BY,
        )
        .join(Case, Case.number == Refund.case_number)
        .where(Refund.id.in_(asked))
        .order_by(Refund.id)
        .with_for_update(of=Refund)
    )
    return {row.id: HeldRefund(**row._mapping) for row in found}


def released_ids(session: Session, *, by_card: bool, most: int) -> tuple[int, ...]:
    """Refunds that wait to leave for the bank, or for the issuers of cards, the earliest day first."""
    kind = Refund.means.in_(CARDS) if by_card else Refund.means.not_in(CARDS)
    wanted = select(Refund.id).where(Refund.state == "released", kind)
    return tuple(session.scalars(wanted.order_by(Refund.due_by.is_(None), Refund.due_by, Refund.id).limit(most)))


def released_sum(session: Session, *, by_card: bool) -> tuple[int, Cents]:
    """How many refunds of a kind wait to leave, and what they add up to with their interest."""
    kind = Refund.means.in_(CARDS) if by_card else Refund.means.not_in(CARDS)
    total = func.sum(Refund.amount + func.coalesce(Refund.interest, 0))
    count, added = session.execute(select(func.count(), total).where(Refund.state == "released", kind)).one()
    return count, Cents(added or 0)


def exported_ids(session: Session, export_number: str) -> tuple[int, ...]:
    """The refunds of one file that the bank has not answered yet."""
    wanted = select(Refund.id).where(Refund.state == "exported", Refund.export_number == export_number)
    return tuple(session.scalars(wanted.order_by(Refund.id)))


def release_refund(session: Session, held: HeldRefund, interest: Cents | None, *, by: str, at: datetime) -> None:
    """Let it leave with the next file; ``interest`` is fixed now."""
    _move(
        session,
        held,
        "refund_released",
        by=by,
        at=at,
        state="released",
        interest=interest,
        released_by=by,
        released_at=at,
        export_number=None,
    )


def take_back_release(session: Session, held: HeldRefund, *, by: str, at: datetime) -> None:
    """Undo a release before it left. Its interest runs again."""
    _move(
        session,
        held,
        "refund_release_taken_back",
        by=by,
        at=at,
        state="to_release",
        interest=None,
        released_by="",
        released_at=None,
    )


def set_account(session: Session, held: HeldRefund, iban: str, holder: str, *, by: str, at: datetime) -> None:
    """The account it goes to, in place of the way it was paid."""
    account = {"iban": iban, "holder": holder, "means": TRANSFER, "means_label": "", "entered_by": by}
    _move(session, held, "refund_account_set", by=by, at=at, **account)


def mark_exported(session: Session, held: Iterable[HeldRefund], number: str, *, by: str, at: datetime) -> None:
    """They left in the file ``number``."""
    for one in held:
        _move(session, one, "refund_exported", by=by, at=at, state="exported", export_number=number, said="")


def mark_paid(session: Session, held: HeldRefund, on: date, *, by: str, at: datetime) -> None:
    """The customer has the money since the day ``on``."""
    _move(session, held, "refund_paid", by=by, at=at, state="paid", paid_on=on, said="")


def mark_rejected(session: Session, held: HeldRefund, said: str, *, wrong_account: bool, by: str, at: datetime) -> None:
    """It came back, for the reason ``said``. A wrong account is forgotten: somebody has to ask for another."""
    account = {"iban": "", "holder": ""} if wrong_account else {}
    values = {"state": "rejected", "said": said, "interest": None, "paid_on": None, **account}
    _move(session, held, "refund_rejected", by=by, at=at, **values)


def _move(session: Session, held: HeldRefund, what: str, *, by: str, at: datetime, **values: Any) -> None:
    session.execute(update(Refund).where(Refund.id == held.id).values(version=held.version + 1, **values))
    recorded(session, fingerprints.REFUND, held.id)
    journal(session, held.customer_id, held.vehicle_id, at=at, by=by, what=what, on=held.case_number)
