"""How the organisation reads contested points: the list, and who may choose for all cases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts import organisation_readings, withdrawal
from app.acts.chosen_readings import choose, others_chosen, told
from app.acts.overview import overview
from app.acts.rows import Receipt
from app.config import Person
from app.language import language
from app.records.organisation_readings import read_readings
from app.records.tables import Journal
from app.start import Desk
from app.terms.clause import Refusal


def desk_of(role: str) -> Desk:
    return Desk("sqlite://", Person("Anna Willems", role), "en", lambda: datetime(2026, 12, 28, 14, 2)).open()


def kept(desk: Desk) -> tuple[frozenset[str], list[str]]:
    """What the database holds now: the readings, and what the journal says of them."""
    with desk.records.reading() as session:
        said = session.scalars(select(Journal.on).where(Journal.what == "reading_chosen").order_by(Journal.position))
        return read_readings(session), list(said)


def test_an_administrator_chooses_for_all_cases() -> None:
    desk = desk_of("administrator")
    before = {row.id: row for row in organisation_readings.points(desk)}
    assert before["G34"].current == before["G34"].default == "G34 A"
    after = {row.id: row for row in organisation_readings.choose(desk, "G34 B")}
    assert after["G34"].current == "G34 B"
    assert desk.readings == kept(desk)[0] == {"G34 B"}
    organisation_readings.choose(desk, "G07 B")
    assert desk.readings == kept(desk)[0] == {"G07 B", "G34 B"}
    organisation_readings.choose(desk, "G34 A")
    assert desk.readings == kept(desk)[0] == {"G07 B"}
    assert kept(desk)[1] == ["G34 B", "G07 B", "G34 A"], "the journal tells who chose what, and when"


def test_another_desk_follows_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    first, second = (
        Desk(url, Person(name, role), "en", lambda: datetime(2026, 12, 28, 14, 2)).open()
        for name, role in (("Anna Willems", "administrator"), ("Tom Claes", "agent"))
    )
    organisation_readings.choose(first, "G34 B")
    assert second.readings == frozenset(), "it has not looked yet"
    overview(second, "WMW31GD090TA40817", Receipt(datetime(2026, 12, 28, 14, 2), "phone"))
    assert second.readings == {"G34 B"}
    first.close()
    second.close()


@pytest.mark.parametrize("role", ["agent", "supervisor", "dealer"])
def test_nobody_else_does(role: str) -> None:
    desk = desk_of(role)
    with pytest.raises(Refusal, match="Only an administrator"):
        organisation_readings.choose(desk, "G34 B")
    assert desk.readings == kept(desk)[0] == frozenset()


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
