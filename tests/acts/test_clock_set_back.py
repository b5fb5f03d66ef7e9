"""A clock that was set back takes back nothing: the journal stays whole and in order, no number is given twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.acts import notes
from app.config import Person
from app.records import drafts as stored_drafts
from app.records import verify
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun, performed
from tests.acts.examples import BY_LETTER, NOW
from tests.acts.stored import AGENT, key_of, read_back, store


def test_a_case_after_the_clock_was_set_back(tmp_path: Path) -> None:
    hands = [NOW]
    desk = Desk(f"sqlite:///{tmp_path / 'desk.db'}", Person(AGENT), "en", lambda: hands[-1]).open()
    store(desk, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    first = performed(desk, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10001", BY_LETTER))
    hands.append(NOW - timedelta(hours=3))
    dossier = read_back(desk, dossier)
    second = performed(desk, dossier, "withdrawal", begun(dossier, "withdrawal", "B-10002", BY_LETTER))
    hands.append(datetime(2019, 1, 1, 8, 0))
    notes.add_note(desk, key_of(dossier), "The computer woke up in another year.")
    assert (first.case_number, second.case_number) == ("C-2026-00001", "C-2026-00002")
    issued = [number for done in (first, second) for number, _ in done.letters]
    assert issued == [f"L-2026-{number:05}" for number in range(1, len(issued) + 1)]
    with desk.records.reading() as session:
        assert list(verify.faults(session.connection())) == []
        assert stored_drafts.load_drafts(session, AGENT) == ()
    after = read_back(desk, dossier)
    assert {case.number for case in after.cases} == {first.case_number, second.case_number}
    desk.close()
