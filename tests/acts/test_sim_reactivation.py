"""Switching the SIM on again: offered only while it is off, worked on by a dealer, never twice at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import sim_reactivation
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import jobs, letter_text, read_back, stored

NAME = "sim_reactivation"


def switched_off(**changes: Any) -> Dossier:
    sim = examples.sim(state="partial", since=date(2026, 11, 2))
    return examples.dossier(vehicle=examples.vehicle(sim=sim), payments=(), **changes)


def test_offered_only_while_the_sim_is_off() -> None:
    assert option_of(examples.dossier(), NAME) is None
    option = option_of(switched_off(), NAME)
    assert option is not None
    assert (option.state, option.group) == ("allowed", "today")
    ended = examples.contract(ended_as="terminated", ends_on=date(2026, 12, 1), ended_by_case="C-1")
    blocked = option_of(switched_off(contract=ended), NAME)
    assert blocked is not None
    assert "ended on Tue 1 Dec 2026" in words(blocked.reason)


def test_the_job_goes_to_the_dealer_and_the_sim_changes_with_the_report(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, switched_off())
    draft = begun(dossier, NAME)
    assert draft.dealer == "D-001"
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    assert words(seen.effects[0]) == "Switched on at Garage Leieboord, Gent."
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == (
        "being_carried_out",
        ["sim_reactivation_confirmation", "sim_work_order"],
    )
    assert "Garage Leieboord" in letter_text(desk, done.letters[0][0])
    (job,) = jobs(desk)
    assert (job.case_number, job.dealer_number, job.switch) == (done.case_number, "D-001", "on")
    assert (job.ordered_on, job.state) == (TODAY, "open")
    after = read_back(desk, dossier)
    assert after.vehicle is not None
    assert after.vehicle.sim is not None
    assert after.vehicle.sim.state == "partial"
    option = option_of(after, NAME)
    assert option is not None
    assert done.case_number in words(option.reason)
    with pytest.raises(Refusal, match="open already"):
        sim_reactivation.preview(after, draft, TODAY)
    desk.close()


def test_a_dealer_has_to_be_chosen() -> None:
    dossier = switched_off()
    draft = begun(dossier, NAME, dealer="")
    assert missing(dossier, NAME, draft) == ["dealer"]
    with pytest.raises(Refusal):
        sim_reactivation.preview(dossier, draft, TODAY)
