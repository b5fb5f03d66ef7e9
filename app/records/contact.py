"""Changes how a customer is reached: the first telephone, the first e-mail address, and the address letters go to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.records.rows import Address
from app.records.search_index import index_customers
from app.records.tables import CustomerAddress, CustomerEmail, CustomerPhone, Journal

CHANGED = "contact_changed"
"""The journal's word for it."""


def write_contact(session: Session, customer_id: int, phone: str, email: str, address: Address) -> None:
    """Put these in the first place, ``phone`` in E.164; what is empty is taken away. The search finds the new ones."""
    first = (
        (CustomerPhone, {"number": phone}),
        (CustomerEmail, {"address": email}),
        (
            CustomerAddress,
            {name: getattr(address, name) for name in ("street", "number", "box", "postcode", "town")},
        ),
    )
    for table, values in first:
        session.execute(delete(table).where(table.customer_id == customer_id, table.position == 0))
        if any(values.values()):
            if table is CustomerAddress:
                values["country"] = address.country
            session.execute(insert(table).values(customer_id=customer_id, position=0, **values))
    index_customers(session.connection(), [customer_id])


def last_change(session: Session, customer_id: int) -> tuple[str, datetime] | None:
    """Who changed it last, and when."""
    found = session.execute(
        select(Journal.by, Journal.at)
        .where(Journal.customer_id == customer_id, Journal.what == CHANGED)
        .order_by(Journal.position.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else (found.by, found.at)
