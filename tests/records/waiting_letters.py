"""Letters that wait in the queue: small real PDFs whose pages name themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from app.records import tables
from app.records.letters import add_letter
from tests.records.examples import NOW, PEOPLE, TODAY, add_person

LANGUAGES = ("nl", "fr", "de")


@cache
def pdf(name: str, pages: int) -> bytes:
    """A PDF whose pages say “L-2026-00001 1 of 2”."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pagesize=(595, 842))
    for page in range(1, pages + 1):
        canvas.drawString(72, 700, f"{name} {page} of {pages}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def add_people(session: Session) -> None:
    """The people letters go to."""
    for number, family, given, town in PEOPLE:
        add_person(session, number, family, given, town=town, email=f"{given.lower()}@example.org")


def add_waiting(
    session: Session,
    count: int,
    *,
    languages: Sequence[str] = LANGUAGES,
    pages: Sequence[int] = (1, 2),
    state: str = "ready",
    send_by: date | None = TODAY,
    first: int = 1,
) -> tuple[str, ...]:
    """``count`` letters of as many cases, to the people in turn and in the languages in turn; their numbers."""
    made = []
    for at in range(first, first + count):
        person = PEOPLE[at % len(PEOPLE)][0]
        case, letter = f"C-2026-{at:05}", f"L-2026-{at:05}"
        session.add(
            tables.Case(
                number=case,
                customer_id=person,
                act="withdrawal",
                subject_kind="booking",
                subject=case,
                state="done",
                received_on=TODAY,
                recorded_at=NOW,
                agent="Tom Claes",
            )
        )
        session.flush()
        pages_here = pages[at % len(pages)]
        add_letter(
            session,
            number=letter,
            case_number=case,
            kind=("withdrawal_confirmation", "termination_confirmation")[at % 2],
            language=languages[at % len(languages)],
            created_at=NOW - timedelta(days=1),
            pages=pages_here,
            content=pdf(letter, pages_here),
            state=state,
            send_by=send_by,
        )
        made.append(letter)
    return tuple(made)
