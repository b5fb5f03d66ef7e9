"""Releases refunds: a supervisor who set neither case, amount nor account lets the money leave with the next file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.acts import SUPERVISOR
from app.acts.refund_interest import interest_on
from app.acts.rows import WhyStep
from app.acts.why import why_of_all
from app.records import refund_moves
from app.records.cases import read_determinations
from app.records.change_rows import InterestRate
from app.records.interest_rates import read_rates
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import refunds as queue
from app.records.queues.refund_rows import BEFORE_EXPORT, RELEASABLE, RefundRow
from app.records.refund_moves import HeldRefund
from app.terms.clause import Because, Cents, Determination, Refusal, because

if TYPE_CHECKING:
    from app.start import Desk

OWN = because("You entered it: a colleague releases it.")
MISSING = because("The account is missing.")
_AT_ONCE = 500
"""Released in one transaction: others do not wait long for the customers it holds."""


@dataclass(frozen=True, slots=True)
class RefundEntry:
    """A refund in its queue.

    ``interest`` runs up to today, or was fixed at the release; ``late_law`` is what the rules say of a late one.
    ``locked`` is why the person at the desk cannot release it, ``None`` where they can. ``days_late`` is 0 on its last
    day, and ``None`` before, without a day, and once it has left.
    """

    row: RefundRow
    interest: Cents | None
    late_law: Determination | None
    locked: Because | None
    days_late: int | None

    @property
    def key(self) -> str:
        """What selects it in the queue."""
        return self.row.key

    @property
    def releasable(self) -> bool:
        """Whether the person at the desk can release it."""
        return self.row.state in RELEASABLE and self.locked is None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A refund that was left as it was, and why."""

    id: int
    case_number: str
    why: Because


@dataclass(frozen=True, slots=True)
class Released:
    """What a release did: how many, what they add up to, the interest on top, and those it left."""

    count: int
    total: Cents
    interest: Cents
    skipped: tuple[Skipped, ...]


def page(desk: Desk, question: QueueQuestion) -> QueuePage[RefundEntry]:
    """One page of the refunds on their way, with the interest of late ones as it stands today."""
    with desk.records.reading() as session:
        found = queue.page(session, question, desk.today())
        rates = read_rates(session)
    rows = tuple(_entry(desk, row, rates) for row in found.rows)
    return QueuePage(rows, found.matching, found.counts, found.late, found.more)


def numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    """The keys of all refunds that answer the question."""
    with desk.records.reading() as session:
        return queue.numbers(session, question, desk.today())


def reasons(desk: Desk, entry: RefundEntry) -> tuple[Determination, ...]:
    """What made the amount: the findings recorded with the case, and the law on a late refund."""
    with desk.records.reading() as session:
        stored = tuple(one.determination for one in read_determinations(session, entry.row.case_number))
    return stored if entry.late_law is None else (*stored, entry.late_law)


def why(desk: Desk, entry: RefundEntry) -> tuple[WhyStep, ...]:
    """The same as steps to read; none where nothing was recorded."""
    found = reasons(desk, entry)
    return why_of_all(found) if found else ()


def release(desk: Desk, ids: Iterable[int], seen: Mapping[int, int] | None = None) -> Released:
    """Release these refunds. What cannot be released stays as it is, and the answer says why of each.

    ``seen`` are the versions the person looked at: what changed since is left for another look. Raises ``Refusal`` for
    anybody but a supervisor.
    """
    only_a_supervisor(desk)
    wanted = sorted(set(ids))
    done = [_release(desk, wanted[at : at + _AT_ONCE], seen or {}) for at in range(0, len(wanted), _AT_ONCE)]
    return Released(
        count=sum(one.count for one in done),
        total=Cents(sum(one.total for one in done)),
        interest=Cents(sum(one.interest for one in done)),
        skipped=tuple(skipped for one in done for skipped in one.skipped),
    )


def _release(desk: Desk, ids: Sequence[int], seen: Mapping[int, int]) -> Released:
    skipped: list[Skipped] = []
    amounts: list[Cents] = []
    interests: list[Cents] = []
    with desk.records.writing(lasting=True) as session:
        rates = read_rates(session)
        held = refund_moves.hold_refunds(session, ids)
        rows = queue.read_refunds(session, tuple(held))
        for one in held.values():
            why = _in_the_way(desk, one, seen.get(one.id))
            interest, missing = _interest_due(desk, rows[one.id], rates)
            left = why or missing
            if left is not None:
                skipped.append(Skipped(one.id, one.case_number, left))
                continue
            refund_moves.release_refund(session, one, interest or None, by=desk.person.name, at=desk.now())
            amounts.append(one.amount or Cents(0))
            interests.append(interest)
    return Released(len(amounts), Cents(sum(amounts)), Cents(sum(interests)), tuple(skipped))


def take_back(desk: Desk, ids: Iterable[int]) -> int:
    """Take releases back that have not left for the bank yet, and return how many there were."""
    only_a_supervisor(desk)
    with desk.records.writing(lasting=True) as session:
        known = refund_moves.hold_refunds(session, tuple(ids))
        held = [one for one in known.values() if one.state == "released"]
        if not held:
            raise Refusal(because("None of these is released and still here. Nothing was written."))
        for one in held:
            refund_moves.take_back_release(session, one, by=desk.person.name, at=desk.now())
    return len(held)


def only_a_supervisor(desk: Desk) -> None:
    """Raise ``Refusal`` for anybody else."""
    if desk.person.role != SUPERVISOR:
        raise Refusal(because("Only a supervisor can do this. Nothing was written."))


def _entry(desk: Desk, row: RefundRow, rates: tuple[InterestRate, ...]) -> RefundEntry:
    law = interest_on(row, desk.today(), rates) if row.state in ("waits_for_approval", *RELEASABLE) else None
    return RefundEntry(
        row=row,
        interest=row.interest if law is None else law.value("interest"),
        late_law=law,
        locked=_lock(desk, row),
        days_late=_days_late(row, desk.today()),
    )


def _days_late(row: RefundRow, today: date) -> int | None:
    if row.due_by is None or row.due_by > today or row.state not in BEFORE_EXPORT:
        return None
    return (today - row.due_by).days


def _lock(desk: Desk, row: RefundRow) -> Because | None:
    if row.state == "waits_for_approval":
        return because("It waits for approval.")
    if row.state in RELEASABLE and desk.person.name in (row.agent, row.entered_by, row.changed_by):
        return OWN
    if row.state in RELEASABLE and row.account_missing:
        return MISSING
    return None


def _in_the_way(desk: Desk, held: HeldRefund, seen: int | None) -> Because | None:
    """Why a refund cannot be released, as it is now; ``None`` where it can."""
    if held.state == "waits_for_approval" or held.case_state in ("waits_for_approval", "sent_back"):
        return because("It waits for approval.")
    if held.state not in RELEASABLE:
        return because("It has been dealt with already.")
    if seen is not None and seen != held.version:
        return because("Somebody changed it in the meantime: look at it again.")
    if desk.person.name in (held.agent, held.entered_by, held.changed_by):
        return OWN
    if not held.amount:
        return because("A supervisor has to set the amount.")
    if held.account_missing:
        return MISSING
    return None


def _interest_due(desk: Desk, row: RefundRow, rates: tuple[InterestRate, ...]) -> tuple[Cents, Because | None]:
    """The interest to pay besides, or why it is not known."""
    law = interest_on(row, desk.today(), rates)
    if law is None or not law.value("interest_runs"):
        return Cents(0), None
    interest = law.value("interest")
    if interest is None:
        return Cents(0), because("The legal interest rate is not entered; an administrator enters it.")
    return interest, None
