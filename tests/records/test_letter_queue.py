"""The letters queue as the database answers it, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.acts.send_by import send_by
from app.records import tables
from app.records.queue_rows import QueuePage, QueueQuestion
from app.records.queues import letters
from app.records.queues.letter_rows import LetterQueueRow
from app.records.store import Records
from tests.records.examples import NOW, TODAY
from tests.records.waiting_letters import add_people, add_waiting


@pytest.fixture
def queue(records: Records) -> Records:
    """Twelve letters ready, the first late; two printed, one of them today; one held, one failed in a print job."""
    with records.writing() as session:
        add_people(session)
        add_waiting(session, 12)
        printed = add_waiting(session, 2, state="printed", first=13)
        add_waiting(session, 1, state="held", first=15, send_by=None)
        add_waiting(session, 1, state="failed", first=16)
        session.execute(
            update(tables.Letter)
            .where(tables.Letter.number == "L-2026-00005")
            .values(send_by=TODAY - timedelta(days=3))
        )
        ids = {row.number: row.id for row in session.execute(select(tables.Letter.number, tables.Letter.id))}
        for number, at in zip(printed, (NOW - timedelta(days=1), NOW), strict=True):
            session.add(tables.Dispatch(letter_id=ids[number], at=at, by="Karin Maes", way="printed"))
        job = tables.PrintJob(
            number="P-2026-00001", made_at=NOW, made_by="Karin Maes", language="nl", printer="front", state="failed"
        )
        session.add(job)
        session.flush()
        session.add(
            tables.PrintedLetter(
                job_id=job.id, letter_id=ids["L-2026-00016"], position=0, pages=1, state="failed", said="media-jam"
            )
        )
        case_id = session.scalars(select(tables.Case.id).where(tables.Case.number == "C-2026-00002")).one()
        session.add(
            tables.CaseMove(
                case_id=case_id, position=0, before="waits_for_approval", after="approved", at=NOW, by="Karin Maes"
            )
        )
    return records


def asked(queue: Records, question: QueueQuestion) -> QueuePage[LetterQueueRow]:
    """One page."""
    with queue.reading() as session:
        found = letters.page(session, question, TODAY)
        if question.count >= found.matching and not question.first:
            assert letters.numbers(session, question, TODAY) == tuple(row.number for row in found.rows)
        return found


def numbers(queue: Records, question: QueueQuestion) -> list[int]:
    """The running numbers of the letters found."""
    return [int(row.number[-5:]) for row in asked(queue, question).rows]


def test_everything_here_and_what_was_printed_today(queue: Records) -> None:
    found = asked(queue, QueueQuestion())
    assert (found.matching, found.late) == (15, 2)
    assert found.counts == {"ready": 12, "printing": 0, "held": 1, "failed": 1, "printed": 1, "mailed": 0}
    # late first, then in the order made; what was printed today stands among them; 15 was written the day before
    assert [int(row.number[-5:]) for row in found.rows] == [5, 15, *range(1, 5), *range(6, 13), 14, 16]
    assert [row.late for row in found.rows[:2]] == [True, True]
    assert found.more["languages"] == ("de", "fr", "nl")
    with queue.reading() as session:
        assert letters.count(session, TODAY) == (13, 2)


def test_a_row_says_what_became_of_the_letter(queue: Records) -> None:
    with queue.reading() as session:
        failed, approved, printed = letters.rows_of(session, ("L-2026-00016", "L-2026-00002", "L-2026-00014"), TODAY)
    assert (failed.job, failed.said, failed.state) == ("P-2026-00001", "media-jam", "failed")
    assert (approved.approved_by, approved.approved_at, approved.case_number) == ("Karin Maes", NOW, "C-2026-00002")
    assert (approved.recipient, approved.town) == ("Desmet, Bram", "Kortrijk")
    assert printed.printed_at == NOW


QUESTIONS = (
    (QueueQuestion(state="failed"), [16]),
    (QueueQuestion(state="printed"), [14]),
    (QueueQuestion(state="ready", chosen=(("language", "fr"),)), [1, 4, 7, 10]),
    (QueueQuestion(state="ready", chosen=(("language", "fr"), ("kind", "withdrawal_confirmation"))), [4, 10]),
    (QueueQuestion(words="desmed"), [15, 3]),
    (QueueQuestion(words="d'hondt bruxelles"), [6]),
    (QueueQuestion(words="00007"), [7]),
    (QueueQuestion(words="c-2026-00008"), [8]),
    (QueueQuestion(words="groß", state="held"), []),
    (QueueQuestion(words="Groß"), [7]),
    (QueueQuestion(words="?"), []),
    (QueueQuestion(state="ready", sort="number", descending=True, count=3), [12, 11, 10]),
    (QueueQuestion(state="ready", sort="number", first=10), [11, 12]),
    (QueueQuestion(state="ready", sort="pages", count=7), [2, 4, 6, 8, 10, 12, 1]),
    (QueueQuestion(sort="recipient", words="gent"), [12, 11, 9]),
)


def test_questions(queue: Records) -> None:
    told = [(question, numbers(queue, question)) for question, _ in QUESTIONS]
    assert told == list(QUESTIONS)


def test_a_letter_leaves_on_the_next_working_day() -> None:
    assert send_by(TODAY, "BE") == TODAY + timedelta(days=1)
    friday = TODAY - timedelta(days=3)
    assert send_by(friday, "BE") == TODAY
    # 31 December is followed by New Year and a weekend
    assert send_by(TODAY + timedelta(days=3), "LU") == TODAY + timedelta(days=7)
    # what is due before that
    assert send_by(friday, "BE", friday + timedelta(days=1)) == friday + timedelta(days=1)
    assert send_by(friday, "BE", friday - timedelta(days=1)) == friday
    assert send_by(friday, "BE", friday + timedelta(days=30)) == TODAY
