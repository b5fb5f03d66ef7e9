"""Hand-made rows for the windows: Elke De Smet's dossier with the options of the pictures, no rule and no database."""

from __future__ import annotations

from datetime import date, datetime

from app.acts.rows import Option, Overview, Reading, ServiceStatus, Span, Timeline, WhyStep
from app.records.rows import CaseRow, LetterRow, Note
from app.terms.clause import Because, Cents, because
from tests.acts import examples

TODAY = examples.TODAY
MONDAY = date(2027, 1, 4)
DUE = date(2027, 1, 11)


def option(title: Because, **changes: object) -> Option:
    """An allowed option without anything special."""
    facts: dict[str, object] = {
        "act": "withdrawal",
        "subject_kind": "booking",
        "subject": "B-1",
        "subject_name": because("MINI Connected Package"),
        "title": title,
        "state": "allowed",
        "possible_until": None,
        "ended_on": None,
        "last_service_day": None,
        "last_service_day_text": None,
        "refund": Cents(0),
        "refund_due_by": None,
        "clauses": ("MC 15",),
        "note": None,
        "reason": None,
        "missing": (),
        "missing_text": None,
        "why": (),
        "readings": (),
        "read_out": None,
        "determination": None,
    }
    return Option(**{**facts, **changes})  # type: ignore[arg-type]


WHY = (
    WhyStep(because("Who may withdraw"), because("Elke De Smet booked as a consumer."), None, ("MC 15",)),
    WhyStep(
        because("The 14 days"),
        because(
            "Booked {day}. Day 14 is New Year’s Day, a weekend follows, so the last day is", day=date(2026, 12, 18)
        ),
        because("{day}", day=MONDAY),
        ("MC 15",),
    ),
    WhyStep(because("In time"), because("Posted {day}, before the end.", day=date(2026, 12, 24)), None, ("MC 15",)),
    WhyStep(
        because("Part already used"),
        because("On from 18 to 28 Dec at her request: 11 days."),
        because("€120.00 × 11 / 365 = €3.62 kept"),
        ("MC 15",),
    ),
    WhyStep(
        because("Refund"),
        because("14 days from receipt, to the same card."),
        because("{amount} by {day}", amount=Cents(11638), day=DUE),
        ("MC 15",),
    ),
)
READING = Reading(
    "G34",
    because("Does use end on the day the letter arrives, or on the day it was posted?"),
    (because("Day of receipt, 11 days"), because("Day of posting, 7 days")),
    (because("{amount}", amount=Cents(11638)), because("{amount}", amount=Cents(11770))),
    ("G34 A", "G34 B"),
    "G34 A",
    supervisor_chooses=True,
)
READ_OUT = because(
    "You are in time. The package stops today. We keep €3.62 for the eleven days you used and pay €116.38 back to "
    "your card by 11 January."
)

OPTIONS = (
    option(
        because("Withdraw from MINI Connected Package"),
        possible_until=MONDAY,
        last_service_day=TODAY,
        refund=Cents(11638),
        refund_due_by=DUE,
        why=WHY,
        readings=(READING,),
        read_out=READ_OUT,
    ),
    option(
        because("Withdraw from Anti-Theft Recorder"),
        state="approval",
        possible_until=MONDAY,
        last_service_day=TODAY,
        refund=Cents(14900),
        refund_due_by=DUE,
        note=because("approval"),
        subject="B-2",
    ),
    option(
        because("End Drive Recorder, {price} a month", price=Cents(600)),
        act="termination",
        last_service_day=MONDAY,
        clauses=("MC 8.5 a",),
        subject="B-3",
    ),
    option(
        because("Terminate the contract"),
        act="termination",
        subject_kind="contract",
        last_service_day=date(2027, 1, 28),
        clauses=("MC 8.1",),
    ),
    option(
        because("Switch the SIM off"),
        act="sim_deactivation",
        subject_kind="sim",
        last_service_day_text=because("Day of the job"),
        clauses=("MC 1.6",),
        note=because("at a dealer, eCall stays"),
    ),
    option(
        because("Vehicle sold: end the package early"),
        act="termination",
        subject_kind="sale",
        state="needs_answer",
        last_service_day_text=because("6 weeks later"),
        clauses=("MC 8.6",),
        missing=("sold_on",),
        missing_text=because("Needs the sale date"),
    ),
    option(
        because("Withdraw from the contract"),
        subject_kind="contract",
        state="blocked",
        refund=None,
        ended_on=date(2025, 3, 17),
        reason=because("Ended {day}", day=date(2025, 3, 17)),
        why=(
            WhyStep(
                because("The 14 days"),
                because("Concluded {day}. The 14 days ended on", day=date(2025, 3, 3)),
                because("{day}", day=date(2025, 3, 17)),
                ("MC 15",),
            ),
        ),
    ),
)


def service(
    name: str, state: str, state_text: str, price: int | None, until: Because | None, *words: str
) -> ServiceStatus:
    """A line of the services table; ``words`` are when the SIM is off, may switch, data kept."""
    off, switch, kept = (because(word) for word in words)
    key = name.casefold().replace(" ", "_")
    amount = None if price is None else Cents(price)
    return ServiceStatus(key, because(name), "", state, because(state_text), amount, until, off, switch, kept, "")  # type: ignore[arg-type]


NO_END = because("No end date")
SERVICES = (
    service(
        "MINI Connected Package",
        "active",
        "Active",
        12000,
        because("{day}", day=date(2027, 12, 17)),
        "Stops",
        "Not stated",
        "Not stated",
    ),
    service(
        "Drive Recorder",
        "active",
        "Active",
        600,
        because("Next due {day}", day=date(2027, 1, 5)),
        "Keeps working",
        "Any user",
        "Until erased in the car",
    ),
    service(
        "Anti-Theft Recorder",
        "active",
        "Active",
        14900,
        NO_END,
        "Alarm video stops",
        "Main user",
        "Until erased in the app",
    ),
    service(
        "Legal Emergency Call", "always_on", "Always on", None, NO_END, "Stays, required by law", "Nobody", "PSAP rules"
    ),
    service("Map Update", "active", "Active", None, NO_END, "By USB only", "Not stated", "30 days"),
    service("Remote 3D View", "available", "Available", None, None, "Needs the SIM", "Main user", "Until downloaded"),
)

TIMELINE = Timeline(
    TODAY,
    (
        Span(because("May withdraw"), "booked", date(2026, 12, 18), date(2026, 12, 18), because("Booked")),
        Span(because("May withdraw"), "window", date(2026, 12, 19), date(2027, 1, 1), because("14 days")),
        Span(because("May withdraw"), "moved", date(2027, 1, 2), MONDAY, because("moved to {day}", day=MONDAY)),
        Span(because("Service"), "used", date(2026, 12, 18), TODAY, because("11 days used")),
        Span(because("Notice"), "posted", date(2026, 12, 24), date(2026, 12, 24), because("Posted")),
        Span(because("Notice"), "received", TODAY, TODAY, because("Received")),
        Span(because("Refund"), "pay", date(2026, 12, 29), DUE, because("14 days to pay")),
    ),
    ((date(2026, 12, 25), because("Christmas")), (date(2027, 1, 1), because("New Year"))),
)


def overview() -> Overview:
    """Everything about Elke De Smet as the windows get it."""
    dossier = examples.dossier(
        cases=(
            CaseRow(
                1,
                "C-2026-01796",
                "termination",
                "Drive Recorder",
                "finished",
                date(2026, 12, 22),
                datetime(2026, 12, 22, 10, 5),
                "Tom Claes",
                date(2027, 1, 14),
                Cents(0),
                None,
                1,
            ),
        ),
        letters=(
            LetterRow(
                1,
                "L-2026-03102",
                "C-2026-01796",
                "sim_confirmation",
                "nl",
                "printed",
                datetime(2026, 12, 4, 9, 0),
                1,
                41_000,
                "0" * 64,
            ),
        ),
        notes=(
            Note(1, datetime(2026, 12, 22, 10, 2), "Tom Claes", "Asked how to cancel, will send a letter."),
            Note(2, datetime(2026, 12, 28, 9, 40), "Anna Willems", "Letter arrived, posted 24 December."),
        ),
    )
    return Overview(dossier, TODAY, examples.BY_LETTER, OPTIONS, SERVICES, TIMELINE)
