"""How the organisation reads contested points: the list, and who may choose for all cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app import config
from app.acts import organisation_readings, withdrawal
from app.acts.chosen_readings import choose, others_chosen, told
from app.config import Person
from app.language import language
from app.start import Desk
from app.terms.clause import Refusal


def desk_of(role: str) -> Desk:
    return Desk("sqlite://", Person("Anna Willems", role), "en", lambda: datetime(2026, 12, 28, 14, 2))


def test_an_administrator_chooses_for_all_cases(own_folders: Path) -> None:
    desk = desk_of("administrator")
    before = {row.id: row for row in organisation_readings.points(desk)}
    assert before["G34"].current == before["G34"].default == "G34 A"
    after = {row.id: row for row in organisation_readings.choose(desk, "G34 B")}
    assert after["G34"].current == "G34 B"
    assert desk.readings == config.read().readings == {"G34 B"}
    organisation_readings.choose(desk, "G34 A")
    assert desk.readings == config.read().readings == frozenset()


@pytest.mark.parametrize("role", ["agent", "supervisor", "dealer"])
def test_nobody_else_does(own_folders: Path, role: str) -> None:
    desk = desk_of(role)
    with pytest.raises(Refusal, match="Only an administrator"):
        organisation_readings.choose(desk, "G34 B")
    assert desk.readings == config.read().readings == frozenset()


def test_every_point_has_its_readings_and_its_reason() -> None:
    for row in organisation_readings.points(desk_of("agent")):
        ids = [reading for reading, _ in row.readings]
        assert len(ids) == len(set(ids)) >= 2
        assert row.default in ids
        assert row.reason.message


def test_a_draft_takes_one_reading_of_a_point() -> None:
    draft = withdrawal.Draft(readings=(("G07", "G07 B"),))
    chosen = choose(draft, "G34 B")
    assert chosen == (("G07", "G07 B"), ("G34", "G34 B"))
    assert choose(withdrawal.Draft(readings=chosen), "G34 A") == (("G07", "G07 B"),)


def test_what_a_draft_reads_otherwise_is_told_with_its_reason() -> None:
    draft = withdrawal.Draft(readings=(("G34", "G34 B"),), reading_reason=" The postmark is clear. ")
    assert told(draft, frozenset({"G34 B"})) == ()
    assert [point.id for point in others_chosen(draft, frozenset())] == ["G34"]
    sentences = [language("en").say(one) for one in told(draft, frozenset())]
    assert sentences[0].startswith("G34: ")
    assert sentences[1] == "Reason: The postmark is clear."
