"""The letters queue: every letter that has not left the house, and those that left today, printed or mailed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select, union_all
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.records.mail_attempts import open_attempts
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queue_words import holds_words
from app.records.queues.letter_rows import LetterQueueRow
from app.records.queues.ordering import in_order
from app.records.tables import (
    Case,
    CaseMove,
    Customer,
    CustomerAddress,
    Dealer,
    Dispatch,
    Letter,
    PrintedLetter,
    PrintJob,
    SimJob,
    Vehicle,
)

WAITING = ("ready", "printing", "held", "failed")
"""States of a letter that is still here."""

WORK_ORDER = "sim_work_order"
"""The one kind that goes to a dealer and not to the customer."""

LEFT = ("printed", "mailed")
"""How a letter leaves. Each is also what :attr:`~app.records.tables.Dispatch.way` says of it then."""

STATES = (*WAITING, *LEFT)

_STILL_HERE: Any = sql("letters.state <> 'printed' AND letters.state <> 'mailed'")
"""The first half as it stands in the two indexes of letters that wait, word for word: the engines use them for nothing
else."""

_STATE_ORDER = case({"failed": 0, "ready": 1, "printing": 2, "held": 3}, value=Letter.state, else_=4)
_NAME = case((Customer.company_name != "", Customer.company_name), else_=Customer.family_name)
_SORTS: dict[str, tuple[Any, ...]] = {
    "": (Letter.send_by,),
    "state": (_STATE_ORDER,),
    "send_by": (Letter.send_by,),
    "recipient": (_NAME, Customer.given_name),
    "kind": (Letter.kind,),
    "language": (Letter.language,),
    "pages": (Letter.pages,),
    "number": (Letter.number,),
}
_CHOICES = {"language": Letter.language, "kind": Letter.kind}


def page(session: Session, question: QueueQuestion, today: date) -> QueuePage[LetterQueueRow]:
    """One page of the queue. ``more`` holds the ``kinds`` and ``languages`` that occur in it."""
    everything = _tally(session, replace(question, words=""), today)
    asked = _tally(session, question, today) if question.words.strip() else everything
    chosen = {name: value for name, value in question.chosen if value}
    counts = dict.fromkeys(STATES, 0)
    late = 0
    for one in asked:
        if all(getattr(one, name) == value for name, value in chosen.items()):
            counts[one.state] += one.letters
            late += one.late
    states = (question.state,) if question.state else STATES
    ids = session.scalars(_asked(session, question, today).offset(question.first).limit(question.count)).all()
    return QueuePage(
        rows=_rows(session, ids, today),
        matching=sum(counts[state] for state in states),
        counts=counts,
        late=late,
        more={
            "kinds": tuple(sorted({one.kind for one in everything})),
            "languages": tuple(sorted({one.language for one in everything})),
        },
    )


def numbers(session: Session, question: QueueQuestion, today: date) -> tuple[str, ...]:
    """The numbers of all letters that answer the question, in its order."""
    return tuple(session.scalars(_asked(session, question, today, Letter.number)))


class _Tally(NamedTuple):
    """Letters of one state, kind and language."""

    state: str
    kind: str
    language: str
    letters: int
    late: int


def _tally(session: Session, question: QueueQuestion, today: date) -> list[_Tally]:
    """All letters of the queue under the words typed, added up in one walk through an index."""
    words = _words(session, question)
    found: list[_Tally] = []
    for here in (_STILL_HERE, *(_left_on(today, state) for state in LEFT)):
        late = and_(Letter.state.in_(WAITING), Letter.send_by < today)
        if words:
            # Added up here: grouping, SQLite walks through the index that has no names and reads every letter.
            columns = select(Letter.state, Letter.kind, Letter.language, late).where(here, *words)
            told: Counter[tuple[Any, ...]] = Counter(tuple(row) for row in session.execute(columns))
            found += [_Tally(key[0], key[1], key[2], many, many * bool(key[3])) for key, many in told.items()]
        else:
            by = (Letter.state, Letter.kind, Letter.language)
            asked = select(*by, func.count(), func.count().filter(late)).where(here).group_by(*by)
            found += [_Tally(*row) for row in session.execute(asked)]
    return found


def _asked(session: Session, question: QueueQuestion, today: date, column: Any = Letter.id) -> Any:
    """The letters that answer the question, in its order: those still here, and those that left today beside them."""
    keys = [key.label(f"key_{at}") for at, key in enumerate((*_SORTS[question.sort], Letter.id))]
    filters = [_CHOICES[name] == value for name, value in question.chosen if value] + _words(session, question)
    parts = []
    if question.state not in LEFT:
        state = [Letter.state == question.state] if question.state else []
        parts.append(select(column.label("wanted"), *keys).where(_STILL_HERE, *state, *filters))
    for way in LEFT:
        if question.state in ("", way):
            parts.append(select(column.label("wanted"), *keys).where(_left_on(today, way), *filters))
    if question.sort == "recipient":
        parts = [part.join(Customer, Customer.id == Letter.customer_id) for part in parts]
    source = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    order = [source.c[f"key_{at}"] for at in range(len(keys))]
    return select(source.c.wanted).order_by(*in_order(order, descending=question.descending))


def rows_of(session: Session, wanted: Iterable[str], today: date) -> tuple[LetterQueueRow, ...]:
    """The rows of these letters, in the order of the numbers given; unknown numbers are left out."""
    places = {number: at for at, number in enumerate(wanted)}
    found: list[Any] = []
    for some in in_portions(tuple(places)):
        found += session.execute(select(Letter.number, Letter.id).where(Letter.number.in_(some))).all()
    return _rows(session, [row.id for row in sorted(found, key=lambda row: places[row.number])], today)


class Count(NamedTuple):
    """How many letters wait for somebody to print them, and how many of all still here are late."""

    waiting: int
    late: int


def count(session: Session, today: date) -> Count:
    """What the rail shows."""
    waiting = func.count().filter(Letter.state.in_(("ready", "failed")))
    late = func.count().filter(Letter.send_by < today)
    return Count(*session.execute(select(waiting, late).where(_STILL_HERE)).one())


def in_portions(wanted: tuple[Any, ...]) -> Iterable[tuple[Any, ...]]:
    """Some hundreds at a time: the engines take only so many values in one question."""
    return (wanted[at : at + 500] for at in range(0, len(wanted), 500))


def _left_on(today: date, state: str) -> ColumnElement[bool]:
    """Printed or mailed today: of what left before, the queue shows nothing."""
    since = datetime.combine(today, time())
    left = select(Dispatch.letter_id).where(Dispatch.at >= since, Dispatch.way == state)
    return and_(Letter.state == state, Letter.id.in_(left))


def _words(session: Session, question: QueueQuestion) -> list[ColumnElement[bool]]:
    def of_case(word: str) -> ColumnElement[bool]:
        return Letter.case_id.in_(select(Case.id).where(Case.number == word.upper()))

    letter = Letter
    found = holds_words(session, question.words, letter.customer_id, letter.vehicle_id, letter.number, of_case)
    return [] if found is None else [found]


def _rows(session: Session, ids: Iterable[int], today: date) -> tuple[LetterQueueRow, ...]:
    """The letters with these ids, in this order."""
    wanted = tuple(ids)
    found: dict[int, LetterQueueRow] = {}
    for some in in_portions(wanted):
        found.update(_some_rows(session, some, today))
    return tuple(found[one] for one in wanted)


def _some_rows(session: Session, ids: tuple[int, ...], today: date) -> dict[int, LetterQueueRow]:
    jobs = _latest(session, _jobs(ids))
    printed = _latest(session, _left(ids, "printed"))
    mailed = _latest(session, _left(ids, "mailed"))
    mail_open = open_attempts(session, ids)
    approved = _latest(session, _approved(ids))
    dealers = _latest(session, _dealers(ids))
    return {
        row.id: LetterQueueRow(
            number=row.number,
            state=row.state,
            send_by=row.send_by,
            late=row.state in WAITING and row.send_by is not None and row.send_by < today,
            recipient=dealers[row.id].name if row.id in dealers else _listed_name(row),
            town=dealers[row.id].town if row.id in dealers else row.town or "",
            kind=row.kind,
            language=row.language,
            pages=row.pages,
            case_number=row.case_number,
            undone=row.case_state if row.case_state in ("cancelled", "corrected") else "",
            customer_id=row.customer_id,
            vin=row.vin or "",
            job=jobs[row.id].number if row.id in jobs else "",
            said=jobs[row.id].said if row.id in jobs else "",
            printed_at=printed[row.id].at if row.id in printed else None,
            mailed_at=mailed[row.id].at if row.id in mailed else None,
            mail_open=mail_open[row.id].at if row.id in mail_open else None,
            approved_by=approved[row.id].by if row.id in approved else "",
            approved_at=approved[row.id].at if row.id in approved else None,
        )
        for row in session.execute(_LETTERS.where(Letter.id.in_(ids)))
    }


def _listed_name(row: Any) -> str:
    """As lists name people: the company, or the family name first."""
    return row.company_name or ", ".join(part for part in (row.family_name, row.given_name) if part)


_LETTERS = (
    select(
        Letter.id,
        Letter.number,
        Letter.state,
        Letter.send_by,
        Letter.kind,
        Letter.language,
        Letter.pages,
        Letter.customer_id,
        Case.number.label("case_number"),
        Case.state.label("case_state"),
        Customer.company_name,
        Customer.family_name,
        Customer.given_name,
        CustomerAddress.town,
        Vehicle.vin,
    )
    .join(Case, Case.id == Letter.case_id)
    .join(Customer, Customer.id == Letter.customer_id)
    .outerjoin(CustomerAddress, and_(CustomerAddress.customer_id == Customer.id, CustomerAddress.position == 0))
    .outerjoin(Vehicle, Vehicle.id == Letter.vehicle_id)
)


def _latest(session: Session, asked: Any) -> dict[int, Any]:
    """The last row of each letter; the question orders them."""
    return {row.letter_id: row for row in session.execute(asked)}


def _jobs(ids: tuple[int, ...]) -> Any:
    return (
        select(PrintedLetter.letter_id, PrintJob.number, PrintedLetter.said)
        .join(PrintJob, PrintJob.id == PrintedLetter.job_id)
        .where(PrintedLetter.letter_id.in_(ids))
        .order_by(PrintJob.id)
    )


def _left(ids: tuple[int, ...], *ways: str) -> Any:
    asked = select(Dispatch.letter_id, Dispatch.at).where(Dispatch.letter_id.in_(ids), Dispatch.way.in_(ways))
    return asked.order_by(Dispatch.id)


def _approved(ids: tuple[int, ...]) -> Any:
    return (
        select(Letter.id.label("letter_id"), CaseMove.by, CaseMove.at)
        .join(CaseMove, CaseMove.case_id == Letter.case_id)
        .where(Letter.id.in_(ids), CaseMove.after == "approved")
        .order_by(CaseMove.position)
    )


def _dealers(ids: tuple[int, ...]) -> Any:
    return (
        select(Letter.id.label("letter_id"), Dealer.name, Dealer.town)
        .join(Case, Case.id == Letter.case_id)
        .join(SimJob, SimJob.case_number == Case.number)
        .join(Dealer, Dealer.number == SimJob.dealer_number)
        .where(Letter.id.in_(ids), Letter.kind == WORK_ORDER)
        .order_by(SimJob.id)
    )
