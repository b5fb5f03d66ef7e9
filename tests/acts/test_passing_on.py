"""The vehicle is sold or passed on: the duties are told and written, and nothing ends by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.acts import passing_on
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import contract_of, letter_text, read_back, stored

NAME = "passing_on"


def test_the_duties_are_told_and_written_and_nothing_ends(tmp_path: Path) -> None:
    dossier = examples.dossier(service_inclusive=(examples.service_inclusive(),))
    desk, dossier = stored(tmp_path, dossier)
    draft = begun(dossier, NAME)
    assert missing(dossier, NAME, draft) == ["passed_on"]
    draft = replace(draft, passed_on=date(2026, 12, 20), told_of_duties=False)
    assert missing(dossier, NAME, draft) == ["told_of_duties"]
    draft = replace(draft, told_of_duties=True)
    seen = previewed(dossier, NAME, draft)
    assert [one.rule for one in seen.determinations] == ["vehicle_sale", "si_loss"]
    assert [words(one) for one in seen.effects] == [
        "The contract goes on until it is terminated.",
        "MINI Connected Package could end on Mon 8 Feb 2027, if asked for today.",
        "The package is tied to the vehicle and stays with it.",
    ]
    assert [one.subject_kind for one in seen.better] == ["sale"]
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["passing_on_duties"])
    assert "8 februari 2027" in letter_text(desk, done.letters[0][0])
    assert contract_of(read_back(desk, dossier)) == contract_of(dossier)
    desk.close()


def test_the_contract_passes_only_if_a_supervisor_agrees(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME, passed_on=TODAY, told_of_duties=True, wants_transfer=True)
    done = performed(desk, dossier, NAME, draft)
    assert done.state == "waits_for_approval"
    with pytest.raises(Refusal, match="open already"):
        passing_on.preview(read_back(desk, dossier), draft, TODAY)
    desk.close()


def test_not_without_a_vehicle_or_anything_on_it() -> None:
    assert option_of(examples.dossier(contract=None), NAME) is None
    assert option_of(examples.dossier(vehicle=None, contract=None), NAME) is None
    alone = examples.dossier(contract=None, service_inclusive=(examples.service_inclusive(),))
    seen = previewed(alone, NAME, begun(alone, NAME, passed_on=TODAY, told_of_duties=True))
    assert [one.rule for one in seen.determinations] == ["si_loss"]
