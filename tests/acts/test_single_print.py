"""A letter printed from the screen leaves the queue, and is never printed twice as the same letter."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.acts import letter_queue, printing, single_print
from app.config import Person
from app.records.letters import letter_bytes
from app.records.queue_rows import QueueQuestion
from app.start import Desk
from app.terms.clause import Refusal, WrongInput
from tests.acts.printing_office import desk_with, dispatched, states


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[tuple[Desk, tuple[str, ...]]]:
    """Two letters on the desk of an agent, who may print them one by one."""
    desk, numbers = desk_with(tmp_path, 2)
    desk.person = Person("Anna Willems")
    yield desk, numbers
    desk.close()


def test_a_letter_printed_by_an_agent_is_left_out_of_the_days_printing(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, (number, other) = waiting
    found = single_print.to_print(desk, number)
    with desk.records.reading() as session:
        assert found == single_print.ToPrint(letter_bytes(session, number), copy=False)
    single_print.note_printed(desk, number, copy=False)
    assert states(desk) == {number: "printed", other: "ready"}
    assert dispatched(desk) == {number: 1}
    assert letter_queue.numbers(desk, QueueQuestion(state="ready")) == (other,)
    desk.person = Person("Karin Maes", "supervisor")
    with pytest.raises(Refusal, match="printed already"):
        printing.begin(desk, (number,), "front-desk")


def test_what_was_printed_is_printed_again_as_a_copy_with_its_reason(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, (number, _) = waiting
    single_print.note_printed(desk, number, copy=False)
    again = single_print.to_print(desk, number)
    assert again.copy
    pages = [page.extract_text() for page in PdfReader(BytesIO(again.content)).pages]
    with desk.records.reading() as session:
        plain = PdfReader(BytesIO(letter_bytes(session, number))).pages
        assert all(len(marked) > len(page.extract_text()) for marked, page in zip(pages, plain, strict=True))
    with pytest.raises(WrongInput, match="Say why"):
        single_print.note_printed(desk, number, copy=True, reason=" ")
    single_print.note_printed(desk, number, copy=True, reason="The customer lost it")
    assert (dispatched(desk), dispatched(desk, "copy_printed")) == ({number: 1}, {number: 1})
    assert states(desk)[number] == "printed"


def test_a_letter_in_a_print_job_is_not_printed_beside_it(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, (number, other) = waiting
    desk.person = Person("Karin Maes", "supervisor")
    printing.begin(desk, (number,), "front-desk")
    with pytest.raises(Refusal, match="being printed"):
        single_print.to_print(desk, number)
    # It was begun between the question and the printer's answer: the job says what becomes of the letter.
    single_print.note_printed(desk, number, copy=False)
    assert states(desk) == {number: "printing", other: "ready"}


def test_a_letter_held_back_may_leave_by_hand(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, (number, _) = waiting
    desk.person = Person("Karin Maes", "supervisor")
    letter_queue.hold(desk, (number,))
    assert not single_print.to_print(desk, number).copy
    single_print.note_printed(desk, number, copy=False)
    assert states(desk)[number] == "printed"
