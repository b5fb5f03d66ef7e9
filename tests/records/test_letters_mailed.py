"""Letters that were mailed by an older version have left the queue, and the check of the file knows their state."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.records.schema import migrate
from app.records.store import Records
from app.records.tables import Dispatch, Letter
from app.terms.clause import Refusal
from tests.records.examples import NOW
from tests.records.waiting_letters import add_people, add_waiting


def test_letters_mailed_before_are_no_longer_ready(tmp_path: Path) -> None:
    with Records(f"sqlite:///{tmp_path / 'old.db'}") as records:
        with records.engine.begin() as connection:
            migrate(connection, "0017")
        with records.writing() as session:
            add_people(session)
            add_waiting(session, 4)
            session.execute(update(Letter).where(Letter.id == 3).values(state="printing"))
            session.add_all(Dispatch(letter_id=one, at=NOW, by="Karin Maes", way="mailed") for one in (2, 3))
            session.add(Dispatch(letter_id=4, at=NOW, by="Karin Maes", way="mail_file"))
        with records.engine.begin() as connection:
            migrate(connection, "0018")
        with records.writing() as session:
            states = session.scalars(select(Letter.state).order_by(Letter.id)).all()
            assert states == ["ready", "mailed", "printing", "ready"]
            session.execute(update(Letter).where(Letter.id == 1).values(state="mailed"))
        with pytest.raises(Refusal, match="contradicts"), records.writing() as session:
            session.execute(update(Letter).where(Letter.id == 1).values(state="lost"))
