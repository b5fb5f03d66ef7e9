"""The board of deadlines: what ends when, what it waits for, and what the person at the desk can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.acts import SUPERVISOR, paid_figures
from app.acts.bank_reasons import reason
from app.acts.nouns import noun
from app.acts.paid_figures import Paid
from app.acts.releasing import OWN
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import deadlines
from app.records.queues.deadline_rows import DeadlineRow, Tally, column_of, week_end
from app.terms.calendar import public_holidays
from app.terms.clause import Because, Cents, because

if TYPE_CHECKING:
    from app.start import Desk

_AHEAD = 14
"""Days the picture of the due days looks ahead."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Deadline:
    """``column`` is where it stands; ``days_late`` is 0 up to its last day.

    ``waits`` says what it waits for, ``icon`` is the picture of it. ``act`` is what the person can do right here:
    ``release``, ``account``, or nothing.
    """

    row: DeadlineRow
    column: str
    days_late: int
    waits: Because
    icon: str
    act: str

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return self.row.key


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board shows at once.

    ``columns`` are those of :data:`~app.records.queues.deadline_rows.COLUMNS`, ``cards`` the first deadlines of each
    but the last, ``until`` the last day of the third. ``countries`` counts by country under the other filters.
    ``ready`` are the refunds the person can release, ``ready_total`` is their sum, ``due`` counts by day
    (``None``: late), ``grounds`` names those of these days that are a ``holiday`` of either country or a ``weekend``.
    """

    today: date
    until: date
    columns: dict[str, Tally]
    cards: dict[str, tuple[Deadline, ...]]
    countries: dict[str, int]
    agents: tuple[str, ...]
    ready: tuple[int, ...]
    ready_total: Cents
    due: dict[date | None, int]
    grounds: dict[date, str]
    paid: Paid


def page(desk: Desk, question: QueueQuestion) -> QueuePage[Deadline]:
    """One page of the list of all deadlines; ``question.state`` is a column of the board."""
    with desk.records.reading() as session:
        found = deadlines.page(session, question, desk.today())
    rows = tuple(_deadline(desk, row) for row in found.rows)
    return QueuePage(rows, found.matching, found.counts, found.late, found.more)


def numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    """The keys of all deadlines that answer the question."""
    with desk.records.reading() as session:
        return deadlines.numbers(session, question, desk.today())


def board(desk: Desk, question: QueueQuestion) -> Board:
    """The board under a filter, of one moment. ``question.count`` is how many cards of a column travel at once."""
    today = desk.today()
    with desk.records.reading() as session:
        counted = deadlines.counted(session, question, today)
        first = deadlines.first_of_columns(session, question, today)
        releasable = desk.person.role == SUPERVISOR
        ready = deadlines.ready(session, question, today, desk.person.name) if releasable else ()
        agents = deadlines.agents(session)
        paid = paid_figures.read_paid(session, question, today)
    return Board(
        today=today,
        until=week_end(today),
        columns=counted.columns,
        cards={name: tuple(_deadline(desk, row) for row in rows) for name, rows in first.items()},
        countries=counted.countries,
        agents=agents,
        ready=tuple(number for number, _ in ready),
        ready_total=Cents(sum(amount for _, amount in ready)),
        due=counted.days,
        grounds=_grounds(today),
        paid=paid,
    )


def _grounds(today: date) -> dict[date, str]:
    days = [today + timedelta(ahead) for ahead in range(_AHEAD + 1)]
    free = {day: "weekend" for day in days if day.weekday() >= _SATURDAY}
    return free | {day: "holiday" for day in days if day in public_holidays("either", day.year)}


def _deadline(desk: Desk, row: DeadlineRow) -> Deadline:
    waits, icon = _waits(desk, row)
    return Deadline(
        row=row,
        column=column_of(row.day, desk.today()),
        days_late=max(0, (desk.today() - row.day).days),
        waits=waits,
        icon=icon,
        act=_act(desk, row),
    )


def _act(desk: Desk, row: DeadlineRow) -> str:
    if row.kind != "refund" or row.state not in ("to_release", "rejected") or desk.person.role != SUPERVISOR:
        return ""
    if row.missing or row.state == "rejected":
        return "" if row.by_card else "account"
    return "release" if desk.person.name not in row.authors and row.amount else ""


def _waits(desk: Desk, row: DeadlineRow) -> tuple[Because, str]:
    if row.kind == "refund":
        return _refund_waits(desk, row)
    if row.kind == "sim_job":
        if not row.dealer:
            return because("Waits for somebody to choose a dealer"), "building-store"
        return because("SIM job, at {dealer}", dealer=row.dealer), "device-sim"
    if row.kind == "reply":
        if row.state == "reassign":
            return because("No dealer could do it: find another one, {person}", person=row.agent), "device-sim"
        return because("{what}: reply by {person}", what=noun(row.act), person=row.agent), "message"
    words = {
        "not_renewed": because("The period ends and is not renewed"),
        "last_day": because("{what}: last day of service", what=noun(row.act)),
        "warning": because("{what}: the warning runs until then", what=noun(row.act)),
    }
    return words[row.kind], "calendar-event"


def _refund_waits(desk: Desk, row: DeadlineRow) -> tuple[Because, str]:
    if row.case_state == "sent_back":
        return because("Sent back to {person}", person=row.agent), "hourglass"
    if row.state == "waits_for_approval":
        return because("Waits for approval, {person}", person=row.agent), "hourglass"
    if row.state == "rejected":
        return reason(row.said), "hourglass"
    if row.state == "released":
        return because("Released"), "check"
    if row.missing:
        return because("Waits for the customer’s IBAN"), "hourglass"
    if desk.person.name in row.authors:
        return OWN, "lock"
    return because("Ready to release"), "receipt"
