"""Preventing a tacit renewal (MC 8.3, WER VI.91): the service then ends with its term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.acts import determining, notice, subjects, withdrawal_options, wording
from app.acts.kit import Act, Asked, Decision, Request, customer_step, day_of
from app.acts.plan import End, Sheet
from app.acts.readings import readings_of
from app.acts.refusing import blocked, end_of, open_case, reason_of, refuse_overlap, refused
from app.acts.rows import Option, Receipt
from app.acts.step import Step
from app.acts.subjects import Subject
from app.acts.why import why_of
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, because
from app.terms.readings import Choice

NAME = "prevent_renewal"
TITLE: Because = because("Prevent the renewal")
ROLE = "agent"
SECTION = ""


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters: the message, and for which booking."""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each booking that renews by itself, with the last day to oppose it."""
    rows = subjects.running(dossier, day_of(receipt))
    return tuple(_option(dossier, row, receipt) for row in rows if row.auto_renewal and row.period_end is not None)


def _option(dossier: Dossier, row: Booking, receipt: Receipt) -> Option:
    name, on = wording.booked(row), receipt.sent_on or day_of(receipt)
    asked = _asked(dossier, row, on, receipt.readings)
    safe, last = asked.found.value("latest_notice"), asked.found.value("latest_notice_forward_reading")
    option = Option(
        act=NAME,
        subject_kind="booking",
        subject=row.number,
        subject_name=name,
        title=because("Prevent the renewal of {service}", service=name),
        state="allowed",
        # The safe day is shown as long as it can be kept; a consumer may then still use the later one (rulebook G16).
        possible_until=safe if on <= safe else last,
        last_service_day=row.period_end,
        clauses=("MC 8.3",),
        why=why_of(asked.found),
        readings=readings_of((asked.found,), receipt.readings),
        read_out=_read_out(name, row.period_end),
        determination=asked.found,
    )
    subject = Subject("booking", row.number)
    standing = open_case(dossier, row.number) or end_of(dossier, subject, day_of(receipt))
    if standing is not None:
        return blocked(option, standing, row.ends_on)
    if not asked.found.value("in_time"):
        return blocked(option, reason_of(asked.found, "in_time"), option.possible_until)
    return option


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Customer, Notice."""
    consumer = because("May oppose it as long as a whole month is left.")
    trader = because("Opposes it at least one month before the end of the term.")
    return customer_step(dossier, draft, consumer, trader, ("MC 8.3", "WER VI.91")), notice.step(draft, today)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """In time: the booking ends with its term. Too late: it is renewed, and a letter says so."""
    receipt, subject = notice.receipt_of(draft), Subject("booking", draft.subject)
    refuse_overlap(dossier, today, subject)
    row = subjects.booking(dossier, draft.subject)
    name, end = wording.booked(row), row.period_end
    asked = _asked(dossier, row, receipt.sent_on or day_of(receipt), receipt.readings, draft.customer_type)
    if end is None or not asked.found.value("in_time"):
        title = because("The renewal of {service} can no longer be prevented", service=name)
        why = reason_of(asked.found, "in_time")
        return refused(dossier, draft, today, subject, asked, title=title, reason=why, clauses=("MC 8.3",))
    withdrawal = withdrawal_options.option(dossier, subject, receipt)
    return Decision(
        asked=(asked,),
        subjects=(subject,),
        finish=because("Record that it is not renewed"),
        read_out=_read_out(name, end),
        last_service_day=end,
        effects=(because("{service} runs until {day} and is not renewed.", service=name, day=end),),
        better=(withdrawal,) if withdrawal.allowed and withdrawal.refund else (),
        lasts=((name, end),),
        ends=(End("booking", row.id, subjects.NOT_RENEWED, end),),
        sheets=(
            Sheet(
                kind="non_renewal_confirmation",
                subject="booking",
                names=(name,),
                concluded_on=row.concluded_on,
                determination=asked.found,
                facts=asked.facts,
                statement=draft.statement,
            ),
        ),
    )


def _asked(dossier: Dossier, row: Booking, sent_on: date, readings: Choice, customer_type: str = "") -> Asked:
    answers = determining.Answers(customer_type=customer_type)
    found = determining.not_renew(dossier, row, sent_on, readings, answers)
    return Asked(found, determining.renewal_facts(dossier, row, sent_on, answers))


def _read_out(name: Because, end: date | None) -> Because:
    return because("I record that {service} is not renewed. It runs until {day} and then ends.", service=name, day=end)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
