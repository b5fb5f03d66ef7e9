"""Writes a letter of a case inside the transaction that decides it, and keeps its bytes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts.matters import Issue, matter_of
from app.acts.plan import Sheet
from app.acts.rows import Receipt
from app.acts.send_by import send_by
from app.records import letters, numbers
from app.records.rows import Dossier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk


def issue(
    session: Session,
    desk: Desk,
    dossier: Dossier,
    sheet: Sheet,
    receipt: Receipt | None,
    *,
    case_number: str,
    vat_percent: int,
    due_on: date | None = None,
) -> tuple[str, str]:
    """Write one letter and keep it; its number and kind.

    ``receipt`` is ``None`` for one that answers no message, ``due_on`` the last day of what its case promises.
    """
    from app.letters.letter import write  # the paper room is loaded with the first letter

    today = desk.today()
    number = numbers.next_number(session, numbers.LETTERS, today.year)
    matter = matter_of(sheet, dossier, receipt, Issue(number, case_number, today, desk.person.name), vat_percent)
    letter = write(matter)
    letters.add_letter(
        session,
        number=number,
        case_number=case_number,
        kind=sheet.kind,
        language=matter.language,
        created_at=desk.now(),
        pages=letter.pages,
        content=letter.pdf,
        send_by=send_by(today, dossier.customer.country, due_on),
    )
    return number, sheet.kind
