"""What is needed to send or copy one letter: its bytes, its language, and where its customer is reached."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.records.letters import letter_bytes
from app.records.tables import Customer, CustomerEmail, Dispatch, Letter
from app.terms.clause import Refusal, because


@dataclass(frozen=True, slots=True)
class Post:
    """A letter on its way out. ``email`` is the customer's first address, empty where none is on record."""

    id: int
    number: str
    kind: str
    language: str
    country: str
    state: str
    customer_id: int
    email: str
    content: bytes


def read_post(session: Session, number: str) -> Post:
    """The letter with this number. Raises ``Refusal`` for an unknown or damaged one."""
    found = session.execute(
        select(
            Letter.id,
            Letter.kind,
            Letter.language,
            Letter.state,
            Letter.customer_id,
            Customer.country,
            CustomerEmail.address,
        )
        .join(Customer, Customer.id == Letter.customer_id)
        .outerjoin(CustomerEmail, and_(CustomerEmail.customer_id == Customer.id, CustomerEmail.position == 0))
        .where(Letter.number == number)
    ).one_or_none()
    if found is None:
        raise Refusal(because("There is no letter {number}.", number=number))
    return Post(
        id=found.id,
        number=number,
        kind=found.kind,
        language=found.language,
        country=found.country,
        state=found.state,
        customer_id=found.customer_id,
        email=found.address or "",
        content=letter_bytes(session, number),
    )


def was_mailed(session: Session, letter_id: int, identity: str) -> bool:
    """Whether the attempt of this identity to mail a letter succeeded."""
    asked = select(Dispatch.id).where(
        Dispatch.letter_id == letter_id, Dispatch.way == "mailed", Dispatch.reason == identity
    )
    return session.execute(asked).first() is not None
