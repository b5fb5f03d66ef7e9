"""Whatever people do in whichever order: every case that waits is in one queue, and no case goes where none can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.records import verify_cases
from app.records.case_life import MOVES, finish_if_carried_out, move_case, note_recording
from app.records.cases import add_case
from app.records.store import Records
from app.records.tables import CASE_STATES, Case, Refund, SimJob
from app.terms.clause import Refusal
from tests.records.examples import AGENT, NOW, TODAY, VIN, add_elke, new_case

ROLES = ("agent", "supervisor", "administrator", "dealer")
LEFT = {
    "withdrawal": (True, False),
    "sim_deactivation": (False, True),
    "revocation": (True, True),
    "notice": (False, False),
}
"""By kind of case: whether deciding it leaves money to pay back, and a job for a dealer."""


class Desks(RuleBasedStateMachine):
    """People at several desks, as the acts let them move cases; ``session`` is rolled back after each run."""

    session: Session

    @initialize(kinds=st.lists(st.sampled_from(sorted(LEFT)), min_size=2, max_size=4), waits=st.booleans())
    def record(self, kinds: list[str], waits: bool) -> None:
        self.tried = self.session.begin_nested()
        self.kinds: dict[str, str] = {}
        for at, kind in enumerate(kinds, start=1):
            number, (pays, switches) = f"C-2026-{at:05}", LEFT[kind]
            decided = "being_carried_out" if pays or switches else "done"
            state = "waits_for_approval" if waits else "open" if kind == "notice" else decided
            new = new_case(number, state=state, subjects=(("booking", f"B-{at}"),))
            case_id = add_case(self.session, new)
            note_recording(self.session, case_id, state, by=AGENT, role="agent", at=NOW)
            self.kinds[number] = kind
            if pays:
                booked = "waits_for_approval" if waits else "to_release"
                self.session.add(Refund(customer_id=1, case_number=number, subject=f"B-{at}", amount=1, state=booked))
            if switches:
                self.session.add(
                    SimJob(
                        case_number=number, switch="off", ordered_on=TODAY, vin=VIN, plate="", model="", iccid="",
                        functions=(), due_on=TODAY,
                    )
                )  # fmt: skip
            self.session.flush()
            self._finish(number)

    def teardown(self) -> None:
        if hasattr(self, "tried"):
            self.tried.rollback()
            self.session.expire_all()

    def _number(self, at: int) -> str:
        return sorted(self.kinds)[at % len(self.kinds)]

    def _state(self, number: str) -> str:
        return self.session.execute(select(Case.state).where(Case.number == number)).scalar_one()

    def _finish(self, number: str) -> None:
        finish_if_carried_out(self.session, number, by=AGENT, at=NOW)

    def _refunds(self, number: str, before: tuple[str, ...], after: str) -> None:
        mine = (Refund.case_number == number, Refund.state.in_(before))
        self.session.execute(update(Refund).where(*mine).values(state=after))

    @rule(at=st.integers(0, 9), after=st.sampled_from(CASE_STATES), role=st.sampled_from(ROLES))
    def move(self, at: int, after: str, role: str) -> None:
        """As the acts do it: what a move leaves to do is written with it."""
        number = self._number(at)
        before = self._state(number)
        pays, switches = LEFT[self.kinds[number]]
        step = next((move for move in MOVES if (move.before, move.after) == (before, after)), None)
        if step is None or role not in step.who:
            with pytest.raises(Refusal):
                self._move(number, after, role)
            assert self._state(number) == before
            return
        if after in ("being_carried_out", "open", "done"):
            return  # a case goes there with what is left of it, by the rules below
        self._move(number, after, role)
        if after == "approved":
            self._refunds(number, ("waits_for_approval",), "to_release")
            self._move(number, "being_carried_out" if pays or switches else "done", role)
            self._finish(number)
        if after in ("cancelled", "corrected"):
            self._refunds(number, ("waits_for_approval", "to_release", "released", "rejected"), "cancelled")

    def _move(self, number: str, after: str, role: str) -> None:
        move_case(self.session, number, after, by="Karin Maes", role=role, at=NOW)

    @rule(at=st.integers(0, 9), state=st.sampled_from(("released", "rejected", "paid")))
    def money(self, at: int, state: str) -> None:
        number = self._number(at)
        if self._state(number) in ("being_carried_out", "open"):
            self._refunds(number, ("to_release", "released", "rejected"), state)
            self._finish(number)

    @rule(at=st.integers(0, 9), possible=st.booleans())
    def report(self, at: int, possible: bool) -> None:
        """A dealer's report is taken in; a job that is not possible goes back to an agent, and to another dealer."""
        number = self._number(at)
        job = self.session.scalars(select(SimJob).where(SimJob.case_number == number)).one_or_none()
        if job is None:
            return
        if self._state(number) == "open":
            job.state, job.taken_in_at = "open", None
            self.session.flush()
            self._move(number, "being_carried_out", "agent")
        elif self._state(number) == "being_carried_out" and job.taken_in_at is None:
            job.state, job.taken_in_at = "done" if possible else "not_possible", NOW
            self.session.flush()
            if possible:
                self._finish(number)
            else:
                self._move(number, "open", "agent")

    @rule(at=st.integers(0, 9))
    def answer(self, at: int) -> None:
        number = self._number(at)
        if self.kinds[number] == "notice" and self._state(number) == "open":
            self._move(number, "done", "agent")

    @invariant()
    def nobody_is_stuck(self) -> None:
        found: list[Any] = list(verify_cases.faults(self.session.connection()))
        assert found == []


def test_no_sequence_of_moves_leaves_a_case_without_its_queue(empty_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(empty_database.read_bytes())
    with Records(f"sqlite:///{path}") as records, records.writing() as session:
        add_elke(session)
        Desks.session = session
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            Desks,
            settings=settings(
                max_examples=8,
                stateful_step_count=20,
                deadline=None,
                phases=(Phase.generate,),
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
