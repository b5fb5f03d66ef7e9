"""Letters once more: a copy on paper with its reason, files of them, and letters held back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.acts import letter_copies, letter_queue, printing, single_print
from app.acts.letter_copies import CopyState, Paper
from app.config import Person
from app.problems import Problem
from app.records import tables
from app.records.letters import letter_bytes
from app.records.queue_rows import QueueQuestion
from app.start import Desk
from app.terms.clause import Refusal, WrongInput
from tests.acts.examples import NOW
from tests.acts.printing_office import desk_with, dispatched, states
from tests.print_service import PATIENCE, Office, PrintService


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[tuple[Desk, tuple[str, ...]]]:
    """A supervisor's desk with four letters."""
    desk, numbers = desk_with(tmp_path, 4)
    yield desk, numbers
    desk.close()


def ended(desk: Desk, number: str, handed_over: int, reason: str) -> CopyState:
    """Look at a copy until it has ended."""
    end = time.monotonic() + PATIENCE
    while not (state := letter_copies.look_at_copy(desk, number, handed_over, reason)).ended:
        assert time.monotonic() < end
        time.sleep(0.03)
    return state


def test_a_copy_is_printed_with_its_mark_and_reason(waiting: tuple[Desk, tuple[str, ...]], office: Office) -> None:
    desk, numbers = waiting
    with desk.records.reading() as session:
        kept = letter_bytes(session, numbers[0])
    with pytest.raises(WrongInput, match="Say why"):
        letter_copies.print_copy(desk, numbers[0], " ", Paper(office.name))
    reason = "The customer lost it"
    handed_over = letter_copies.print_copy(desk, numbers[0], reason, Paper(office.name))
    # The reason is kept before anything is printed.
    with desk.records.reading() as session:
        begun = session.scalars(select(tables.Dispatch)).one()
    assert (begun.way, begun.reason) == ("copy_begun", reason)
    assert ended(desk, numbers[0], handed_over, reason) == CopyState(True, True, None)
    (printed,) = office.printed()
    pages = [page.extract_text() for page in PdfReader(BytesIO(printed)).pages]
    assert len(pages) == 2
    assert all("28" in page and numbers[0] in page and "2026" in page.split(numbers[0])[1] for page in pages)
    with desk.records.reading() as session:
        assert letter_bytes(session, numbers[0]) == kept
        dispatch = session.scalars(select(tables.Dispatch).order_by(tables.Dispatch.id.desc())).first()
    assert dispatch is not None
    assert (dispatch.way, dispatch.reason, dispatch.by) == ("copy_printed", reason, "Karin Maes")
    assert states(desk)[numbers[0]] == "ready"


def test_a_copy_leaves_the_time_the_letter_itself_was_printed(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, numbers = waiting
    single_print.note_printed(desk, numbers[0], copy=False)
    (before,) = letter_queue.rows_of(desk, numbers[:1])
    later = NOW + timedelta(minutes=3)
    desk._clock = lambda: later
    single_print.note_printed(desk, numbers[0], copy=True, reason="The customer lost it")
    (after,) = letter_queue.rows_of(desk, numbers[:1])
    assert before.printed_at == after.printed_at == NOW
    assert dispatched(desk, "copy_printed") == {numbers[0]: 1}


def test_a_copy_that_did_not_come_out_is_none(
    waiting: tuple[Desk, tuple[str, ...]], office: Office, print_service: PrintService
) -> None:
    desk, numbers = waiting
    assert ended(desk, numbers[0], 9_999, "lost") == CopyState(True, False, None)
    print_service.reject(office.name)
    with pytest.raises(Problem, match="did not take"):
        letter_copies.print_copy(desk, numbers[0], "lost", Paper(office.name))
    assert dispatched(desk, "copy_printed") == {}


def test_letters_as_files_are_the_bytes_issued(waiting: tuple[Desk, tuple[str, ...]], tmp_path: Path) -> None:
    desk, numbers = waiting
    folder = tmp_path / "out"
    folder.mkdir()
    written = letter_copies.save_each(desk, numbers[:2], folder)
    assert [path.name for path in written] == [f"{number}.pdf" for number in numbers[:2]]
    with desk.records.reading() as session:
        assert [path.read_bytes() for path in written] == [letter_bytes(session, number) for number in numbers[:2]]
    letter_copies.save_one(desk, numbers, folder / "all.pdf")
    assert len(PdfReader(folder / "all.pdf").pages) == 6
    assert dispatched(desk, "saved") == dict.fromkeys(numbers[:2], 2) | dict.fromkeys(numbers[2:], 1)
    with pytest.raises(Problem, match="does not exist"):
        letter_copies.save_each(desk, numbers[:1], tmp_path / "nowhere")


def test_letters_are_held_back_and_released(waiting: tuple[Desk, tuple[str, ...]], office: Office) -> None:
    desk, numbers = waiting
    assert letter_queue.hold(desk, numbers[:2]) == 2
    assert letter_queue.hold(desk, numbers[:3]) == 1
    with pytest.raises(Refusal, match="held back"):
        printing.begin(desk, numbers, office.name)
    assert letter_queue.page(desk, QueueQuestion()).counts["held"] == 3
    assert letter_queue.release(desk, numbers[:2]) == 2
    assert letter_queue.numbers(desk, QueueQuestion(state="held")) == numbers[2:3]
    assert letter_queue.pages_of(desk, numbers) == 6
    assert [row.state for row in letter_queue.rows_of(desk, numbers[1:3])] == ["ready", "held"]
    printing.begin(desk, numbers[:1], office.name)
    with pytest.raises(Refusal, match="being printed"):
        letter_queue.hold(desk, numbers)
    assert list(states(desk).values()) == ["printing", "ready", "held", "ready"]
    desk.person = Person("Anna Willems")
    with pytest.raises(Refusal, match="Only a supervisor"):
        letter_queue.release(desk, numbers)
