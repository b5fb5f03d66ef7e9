"""What a dealer reports on a SIM job: done, with the number read on the card, or not possible, with the reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.acts.sim_jobs_queue import DEALER, job_called, viewer
from app.acts.sim_taking_in import take_in
from app.records import sim_jobs
from app.records.queues.sim_job_rows import SimJobRow
from app.records.sim_jobs import Report
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk

LONGEST = 1000
"""Characters of a reason."""

_LENGTHS = (19, 20)
"""Digits of the number of a SIM (ITU-T E.118), the check digit with them."""


def report_done(
    desk: Desk, case_number: str, version: int, done_at: datetime | None, iccid_read: str, *, other_card: bool = False
) -> SimJobRow:
    """Report that the SIM was switched, and return the job as it stands then.

    ``version`` is the one the person saw. ``iccid_read`` is the number read on the SIM, with spaces or without; one
    that is not on record needs ``other_card``, the confirmation that the car has another card.

    Raises ``WrongInput`` for a moment in the future or before the order and for a number with a slip in it,
    ``Refusal`` where somebody reported before or the job went to another dealer.
    """
    job = _open_job(desk, case_number)
    at = _moment(desk, job, done_at)
    iccid = _card(iccid_read, job.iccid)
    if iccid != job.iccid and not other_card:
        raise WrongInput(
            "other_card",
            because("Another SIM is on record: {iccid}. Read the number again, or confirm that the car has another "
                    "card.", iccid=job.iccid)
            if job.iccid
            else because("No SIM is on record for this car: confirm the number that was read."),
        )  # fmt: skip
    return _report(desk, job, version, Report(True, at, desk.person.name, desk.now(), iccid=iccid))


def report_not_possible(
    desk: Desk, case_number: str, version: int, at: datetime | None, reason: str, iccid_read: str = ""
) -> SimJobRow:
    """Report that the job cannot be done, and why, and return it as it stands then. Raises as :func:`report_done`."""
    job = _open_job(desk, case_number)
    moment = _moment(desk, job, at)
    said = reason.replace("\0", "").strip()
    if not said:
        raise WrongInput("reason", because("Write why it is not possible: an agent reads it."))
    if len(said) > LONGEST:
        raise WrongInput("reason", because("The reason is too long: keep it under {count} characters.", count=LONGEST))
    iccid = _card(iccid_read, job.iccid) if iccid_read.strip() else ""
    report = Report(False, moment, desk.person.name, desk.now(), iccid=iccid, reason=said)
    return _report(desk, job, version, report)


def _open_job(desk: Desk, case_number: str) -> SimJobRow:
    job = job_called(desk, case_number)
    if job.state != "open":
        raise Refusal(because("Somebody has reported on the job of case {case} already.", case=case_number))
    return job


def _report(desk: Desk, job: SimJobRow, version: int, report: Report) -> SimJobRow:
    person = desk.person
    # A server compares the dealer itself.
    only_for = "" if desk.records.on_a_server or person.role != DEALER else viewer(desk).dealer_number
    with desk.records.writing(lasting=True) as session:
        sim_jobs.report(session, job.case_number, version, report, only_for=only_for)
    take_in(desk)
    return job_called(desk, job.case_number)


def _moment(desk: Desk, job: SimJobRow, at: datetime | None) -> datetime:
    if at is None:
        raise WrongInput("done_at", because("Enter the day and the hour."))
    if at > desk.now():
        raise WrongInput("done_at", because("This moment is still to come."))
    if at.date() < job.ordered_on:
        raise WrongInput("done_at", because("The job was ordered on {day}: it cannot be older.", day=job.ordered_on))
    return at


def _card(typed: str, on_record: str) -> str:
    """The number read on a SIM as digits. What is on record is right whatever its form."""
    from stdnum import luhn

    digits = "".join(typed.split()).replace("-", "").replace(".", "")
    if not digits:
        raise WrongInput("iccid_read", because("Enter the number read on the SIM card."))
    if digits == on_record:
        return digits
    if not (digits.isascii() and digits.isdigit() and len(digits) in _LENGTHS):
        raise WrongInput("iccid_read", because("The number of a SIM card has 19 or 20 digits."))
    if not luhn.is_valid(digits):
        raise WrongInput("iccid_read", because("One of these digits is wrong: the check digit does not fit."))
    return digits
