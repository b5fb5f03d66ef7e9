"""Takes an answer of the bank in, once: refunds it paid are paid, refunds it turned down come back to the queue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.acts.releasing import only_a_supervisor
from app.exchange.bank_answer import LARGEST, Answer, Answered, read_answer
from app.exchange.refund_orders import reference
from app.problems import explained
from app.records import refund_files, refund_moves
from app.records.case_life import finish_if_carried_out, move_case
from app.records.refund_moves import HeldRefund
from app.terms.clause import Because, Cents, because, because_count

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

WRONG_ACCOUNT = ("AC01", "AC02", "AC03", "AC04", "AC06", "AC13", "AC14", "AG01", "BE04", "MD07", "RC01", "RR01")
"""Reasons after which the same account would be turned down again."""

_OWED_AGAIN = ("done", "being_carried_out")
"""States of a case whose refund waits for release again when the bank gives it back."""

UNKNOWN = because("Nobody knows this payment.")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an answer did. ``unmatched`` are references of payments it could not be applied to, each with the reason."""

    paid: int
    rejected: int
    pending: int
    total_paid: Cents
    unmatched: tuple[tuple[str, Because], ...]

    def sentences(self) -> tuple[Because, ...]:
        """What was done, and each payment that was left with its reason."""
        return (
            because_count(
                "{count} refund is paid, {total} in all.",
                "{count} refunds are paid, {total} in all.",
                self.paid,
                total=self.total_paid,
            ),
            because_count("{count} refund came back.", "{count} refunds came back.", self.rejected),
            because_count(
                "{count} refund is still on its way.", "{count} refunds are still on their way.", self.pending
            ),
            *(because("{name}: {reason}", name=name, reason=why) for name, why in self.unmatched),
        )


def take_in_file(desk: Desk, path: Path) -> TakenIn:
    """:func:`take_in` for a file. Raises ``Problem`` where it cannot be read."""
    with explained(), path.open("rb") as file:
        # One byte more than may be: what is larger is refused without being read whole.
        content = file.read(LARGEST + 1)
    return take_in(desk, content)


def take_in(desk: Desk, content: bytes) -> TakenIn:
    """Mark what the answer says paid or come back, all in one transaction.

    Raises ``Refusal`` for an answer that cannot be understood or was taken in before, and for anybody but a supervisor.
    """
    only_a_supervisor(desk)
    answer = read_answer(content)
    with desk.records.writing(lasting=True) as session:
        refund_files.refuse_known_answer(session, content)
        wanted = _wanted(session, answer)
        held = refund_moves.hold_refunds(session, tuple(wanted))
        done = _Done(desk, session, answer)
        done.unmatched += [(name, because("It is answered twice, and differently.")) for name in answer.repeated]
        done.unmatched += [(one.reference, UNKNOWN) for one in answer.payments if not _id(one.reference)]
        if answer.group is not None and not wanted:
            done.unmatched.append((answer.export_number, because("No payment of this file waits for an answer.")))
        for refund_id, said in wanted.items():
            done.apply(held.get(refund_id), said)
        result = done.result()
        refund_files.keep_answer(
            session, content, paid=result.paid, rejected=result.rejected, by=desk.person.name, at=desk.now()
        )
    return result


class _Done:
    """The answer being applied, payment by payment."""

    def __init__(self, desk: Desk, session: Session, answer: Answer) -> None:
        self._desk = desk
        self._session = session
        self._answer = answer
        self._counts = {"paid": 0, "rejected": 0, "pending": 0}
        self._total = 0
        self._reopened: set[str] = set()
        self.unmatched: list[tuple[str, Because]] = []

    def apply(self, held: HeldRefund | None, said: Answered) -> None:
        """Move one refund as the answer says, or note why it does not fit."""
        why = self._misfit(held, said)
        if held is None or why is not None:
            if why is not None:
                self.unmatched.append((said.reference, why))
            return
        self._counts[said.outcome] += 1
        by, at = self._desk.person.name, self._desk.now()
        if said.outcome == "paid":
            on = min(said.on or self._desk.today(), self._desk.today())
            refund_moves.mark_paid(self._session, held, on, by=by, at=at)
            self._total += held.to_pay
            finish_if_carried_out(self._session, held.case_number, by=by, at=at)
        elif said.outcome == "rejected":
            wrong = said.reason in WRONG_ACCOUNT
            refund_moves.mark_rejected(self._session, held, said.reason, wrong_account=wrong, by=by, at=at)
            if held.case_state == "done":
                self._reopen(held)

    def _reopen(self, held: HeldRefund) -> None:
        """The money is owed again: once for a case, of which the answer may turn several refunds down."""
        if held.case_number not in self._reopened:
            self._reopened.add(held.case_number)
            person = self._desk.person
            move_case(self._session, held.case_number, "being_carried_out", by=person.name, role=person.role,
                      at=self._desk.now())  # fmt: skip

    def result(self) -> TakenIn:
        """What was done."""
        counts = self._counts
        return TakenIn(counts["paid"], counts["rejected"], counts["pending"], Cents(self._total), tuple(self.unmatched))

    def _misfit(self, held: HeldRefund | None, said: Answered) -> Because | None:
        if held is None or (said.reference and said.reference != reference(held.id, held.case_number)):
            return UNKNOWN
        if self._answer.export_number and held.export_number != self._answer.export_number:
            return because("It did not leave in the file this answers.")
        if held.state == "paid" and said.outcome != "rejected":
            return because("It is known to be paid already.")
        if held.state == "paid" and held.case_state not in _OWED_AGAIN:
            return because("It is known to be paid, and the bank now says that it came back: look into it.")
        if held.state not in ("exported", "paid"):
            return because("It is not at the bank.")
        return None


def _wanted(session: Session, answer: Answer) -> dict[int, Answered]:
    """By refund: what is said of it, or of the whole file it left in."""
    named = {refund_id: one for one in answer.payments if (refund_id := _id(one.reference))}
    if answer.group is None:
        return named
    unclear = {_id(name) for name in answer.repeated}
    whole = [one for one in refund_moves.exported_ids(session, answer.export_number) if one not in unclear]
    return {**dict.fromkeys(whole, answer.group), **named}


def _id(name: str) -> int:
    """The refund a reference names, 0 where it is none of ours."""
    _, _, last = name.rpartition("-")
    return int(last) if last.isascii() and last.isdigit() and len(last) <= 18 else 0
