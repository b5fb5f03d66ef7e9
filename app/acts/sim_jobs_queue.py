"""The queue of SIM jobs at a desk: an agent's shows all of them, a dealer's the own ones and nothing of a customer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.letters.matter import DealerLine, Matter, Particulars, Recipient
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import sim_jobs
from app.records.queues.sim_job_rows import SimJobRow
from app.records.queues.sim_jobs import Count, Viewer
from app.terms.clause import Refusal, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

DEALER = "dealer"
DESK = ("agent", "supervisor")
"""Roles that see every dealer's jobs."""

_CODE = re.compile(r"C[^0-9A-Z]*(\d{4})[^0-9A-Z]*(\d+)")
"""A case's number as somebody types it, or as a scanner set to another keyboard does (``C)2026)01842``)."""


def page(desk: Desk, question: QueueQuestion) -> QueuePage[SimJobRow]:
    """One page of the queue; ``more`` holds the ``dealers`` that have jobs, as (number, name)."""
    with desk.records.reading() as session:
        return sim_jobs.page(session, question, desk.today(), viewer(desk))


def numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    """The cases of all jobs that answer the question."""
    with desk.records.reading() as session:
        return sim_jobs.numbers(session, question, viewer(desk))


def count(session: Session, desk: Desk) -> Count:
    """How many jobs wait for a dealer, and how many of them are late."""
    return sim_jobs.count(session, desk.today(), viewer(desk))


def job_called(desk: Desk, code: str) -> SimJobRow:
    """The job with this code, typed or scanned from a work order. ``Refusal`` where the desk has no such job."""
    typed = code.strip().upper()
    read = _CODE.fullmatch(typed)
    number = f"C-{read[1]}-{read[2].zfill(5)}" if read else typed
    with desk.records.reading() as session:
        found = sim_jobs.job_row(session, number, desk.today(), viewer(desk))
    if found is None:
        raise Refusal(because("There is no SIM job {number} here.", number=number[:30]))
    return found


def viewer(desk: Desk) -> Viewer:
    """Who looks at the queue of this desk. Raises ``Refusal`` for a role that has none."""
    role = desk.person.role
    if role not in (*DESK, DEALER):
        raise Refusal(because("SIM jobs are for agents, supervisors and dealers."))
    return Viewer(role == DEALER, desk.person.dealer_number, guarded=role == DEALER and desk.records.on_a_server)


def work_order(row: SimJobRow, code: str) -> bytes:
    """The work order as a PDF in the language ``code``, made from the job alone: it says nothing of the customer."""
    return _sheet("sim_work_order", row, code, Particulars(variant=f"switch_{row.switch}", act_by=row.due_on))


def receipt(row: SimJobRow, code: str) -> bytes:
    """What the customer takes along, as a PDF in the language ``code``. ``Refusal`` while the job is not done."""
    if row.state != "done":
        raise Refusal(because("There is a receipt once the job is reported as done."))
    return _sheet("sim_receipt", row, code, Particulars(variant=f"switch_{row.switch}", done_at=row.done_at))


def _sheet(kind: str, row: SimJobRow, code: str, particulars: Particulars) -> bytes:
    from app.acts import wording
    from app.language import language
    from app.letters.letter import write  # the paper room is loaded with the first sheet

    spoken = language(code)
    matter = Matter(
        kind=kind,
        language=code,
        country="BE",
        recipient=Recipient("neutral", "", "", "", (), "BE", consumer=True),
        letter_number="",
        case_number=row.case_number,
        written_on=row.done_at.date() if row.done_at else row.ordered_on,
        agent=row.done_by,
        vehicle_model=row.model,
        plate=row.plate,
        vin=row.vin,
        contract_number="",
        subject="sim",
        subject_name="",
        concluded_on=None,
        sent_on=None,
        received_at=None,
        receipt_means="",
        determination=None,
        legal_functions=tuple(spoken.say(wording.function_in_sentence(word)) for word in row.functions),
        dealer=DealerLine(row.dealer, row.town, ""),
        iccid=row.iccid_read or row.iccid,
        particulars=particulars,
    )
    return write(matter).pdf
