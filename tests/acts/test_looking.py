"""It is written down who opened which dossier and letter, for as long as the settings say."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts.looking import keep_for, looked_at_dossier, looked_at_letter, remove_old_looks
from app.config import Person
from app.problems import Problem
from app.records.tables import Journal, Look
from app.records.verify import faults
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun, performed
from tests.acts.examples import BY_LETTER, NOW
from tests.acts.stored import AGENT, read_back, store, stored

DAY = timedelta(days=1)


def looks(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.records.reading() as session:
        found = session.execute(select(Look.by, Look.what, Look.on).order_by(Look.position))
        assert list(faults(session.connection())) == []
        return [(one.by, one.what, one.on) for one in found]


def later(desk: Desk, at: datetime, days: int = 30) -> Desk:
    """The same database on another day, with another retention."""
    return Desk(desk.url, Person(AGENT), "en", lambda: at, looks_kept=days).open()


def test_dossier_and_letter_are_kept_with_who_opened_them(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "data_request", receipt=BY_LETTER, by="customer", kind="personal")
    done = performed(desk, dossier, "data_request", draft)
    letter, before = done.letters[0][0], read_back(desk, dossier).version
    looked_at_dossier(desk, dossier)
    looked_at_letter(desk, letter)
    assert looks(desk) == [(AGENT, "dossier", dossier.customer.number), (AGENT, "letter", letter)]
    with desk.records.reading() as session:
        assert set(session.scalars(select(Look.customer_id))) == {dossier.customer.id}
    assert read_back(desk, dossier).version == before, "a look is no change of the dossier"
    desk.close()


def test_a_desk_of_ones_own_lets_go_of_what_is_old(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    looked_at_dossier(desk, dossier)
    for days, left in ((30, 2), (32, 2), (99, 1)):
        again = later(desk, NOW + days * DAY)
        looked_at_dossier(again, dossier)
        assert len(looks(again)) == left
        again.close()
    with desk.records.reading() as session:
        assert list(session.scalars(select(Journal.what))) == ["looks_removed"] * 2
    desk.close()


def test_no_day_means_that_nothing_is_written_and_nothing_stays(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    looked_at_dossier(desk, dossier)
    none = later(desk, NOW + DAY, days=0)
    looked_at_dossier(none, dossier)
    assert looks(none) == []
    for one in (desk, none):
        one.close()


def test_on_a_server_only_the_administrator_lets_go(server_database: str) -> None:
    desk = Desk(server_database, Person(AGENT), "en", lambda: NOW).open()
    store(desk, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    looked_at_dossier(desk, dossier)
    again = later(desk, NOW + 40 * DAY)
    looked_at_dossier(again, dossier)
    assert len(looks(again)) == 2
    assert remove_old_looks(again) == 1
    assert len(looks(again)) == 1
    for one in (desk, again):
        one.close()


def test_on_a_server_the_database_says_how_long_looks_are_kept(server_database: str) -> None:
    """Whatever stands in the settings of this or that person."""
    desk = Desk(server_database, Person(AGENT), "en", lambda: NOW, looks_kept=0).open()
    store(desk, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    looked_at_dossier(desk, dossier)
    assert len(looks(desk)) == 1
    keep_for(desk, 60)
    again = later(desk, NOW + 40 * DAY, days=1)
    assert remove_old_looks(again) == 0
    keep_for(again, 0)
    assert remove_old_looks(again) == 1
    looked_at_dossier(again, dossier)
    assert looks(again) == []
    with again.records.reading() as session:
        assert list(session.scalars(select(Journal.what))) == ["setting_changed", "setting_changed", "looks_removed"]
    for one in (desk, again):
        one.close()


def test_a_database_of_ones_own_has_the_days_in_the_settings(tmp_path: Path) -> None:
    desk, _ = stored(tmp_path, examples.dossier())
    with pytest.raises(Problem, match="keep_days in config"):
        keep_for(desk, 3)
    desk.close()
