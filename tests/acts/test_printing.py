"""The day's letters through a real print service: one job for each language and tray, and what came of each letter."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from app import spooler
from app.acts import print_run, printing
from app.acts.printing import JobRow
from app.config import Person
from app.language import language
from app.problems import Problem
from app.records import tables
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts.interrupting import die, killed
from tests.acts.printing_office import desk_with, dispatched, finished, pages_out, states, supervisor_on, until
from tests.print_service import Office, PrintService

TRAYS = {
    "nl": "tray-1",
    "fr": "tray-1",
    "de": "tray-1",
    "nl:termination_confirmation": "tray-2",
    "fr:termination_confirmation": "tray-2",
    "de:termination_confirmation": "tray-2",
}


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[tuple[Desk, tuple[str, ...]]]:
    """A supervisor's desk with twelve letters of one and two pages, in three languages and of two kinds."""
    desk, numbers = desk_with(tmp_path, 12)
    yield desk, numbers
    desk.close()


def words(row: JobRow) -> str:
    """What is the matter with a job."""
    return language("en").say(row.said) if row.said else ""


def test_one_job_for_each_language_and_tray(tmp_path: Path, office: Office) -> None:
    desk, numbers = desk_with(tmp_path, 60)
    assert printing.printers()[0].trays == ("tray-1", "tray-2")
    printing.change_trays(desk, TRAYS)
    planned = printing.groups(desk, numbers)
    assert [(one.language, one.tray, len(one.letters), one.pages) for one in planned] == [
        ("de", "tray-1", 10, 10),
        ("de", "tray-2", 10, 20),
        ("fr", "tray-1", 10, 10),
        ("fr", "tray-2", 10, 20),
        ("nl", "tray-1", 10, 10),
        ("nl", "tray-2", 10, 20),
    ]
    jobs = printing.begin(desk, numbers, office.name, sides="two-sided-long-edge")
    assert set(states(desk).values()) == {"printing"}
    assert [row.number for row in printing.jobs(desk)] == list(jobs)
    rows = finished(desk, jobs)
    assert [(row.state, row.letters, row.letters_done, row.failed) for row in rows] == [("printed", 10, 10, 0)] * 6
    assert printing.jobs(desk) == ()
    assert set(states(desk).values()) == {"printed"}
    assert dispatched(desk) == dict.fromkeys(numbers, 1)
    out = pages_out(office)
    assert len(out) == 90
    assert set(out.values()) == {1}
    assert ["media=A4,tray-1" in one for one in office.options()] == [True, False] * 3
    for content, job, group in zip(office.printed(), jobs, planned, strict=True):
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
        # one page is followed by an empty one, and the control sheet lies on a sheet of its own
        assert len(pages) == 22
        assert (job in pages[-2], all(number in pages[-2] for number in group.letters)) == (True, True)
    desk.close()


def test_a_paper_jam_fails_one_letter_and_leaves_the_rest_in_the_queue(
    waiting: tuple[Desk, tuple[str, ...]], office: Office, print_service: PrintService
) -> None:
    desk, numbers = waiting
    office.jam_at(3)
    (job,) = printing.begin(desk, [number for number in numbers if states(desk)[number] == "ready"][2::3], office.name)
    (row,) = finished(desk, [job])
    assert (row.state, row.letters_done, row.failed, words(row)) == ("failed", 1, 1, "Paper jam")
    told = {one.number: (one.state, one.said and language("en").say(one.said)) for one in printing.outcome(desk, job)}
    # two, one, two, one pages: the jam was in the second letter
    assert list(told.values()) == [
        ("printed", None),
        ("failed", "Paper jam"),
        ("cancelled", "Not begun"),
        ("cancelled", "Not begun"),
    ]
    assert [states(desk)[number] for number in told] == ["printed", "failed", "ready", "ready"]
    assert dispatched(desk) == {next(iter(told)): 1}
    # What failed and what was not begun prints in the next job; nothing comes out of the old one by itself.
    office.go_on()
    print_service.enable(office.name)
    (row,) = finished(desk, printing.begin(desk, list(told)[1:], office.name))
    assert (row.state, row.letters_done) == ("printed", 3)
    assert [number for number, _ in pages_out(office)] == [list(told)[at] for at in (1, 2, 2, 3)]
    assert set(pages_out(office).values()) == {1}


def test_a_printer_that_never_counted_leaves_nothing_called_printed(
    waiting: tuple[Desk, tuple[str, ...]], office: Office
) -> None:
    desk, numbers = waiting
    office.jam_at(1)
    (job,) = printing.begin(desk, numbers[2::3], office.name)
    (row,) = finished(desk, [job])
    assert (row.state, row.failed, row.letters_done) == ("failed", 4, 0)
    assert {states(desk)[number] for number in numbers[2::3]} == {"failed"}
    assert not dispatched(desk)


def test_pausing_in_the_middle_goes_on_with_the_rest(waiting: tuple[Desk, tuple[str, ...]], office: Office) -> None:
    desk, numbers = waiting
    office.wait_before(4)
    (job,) = printing.begin(desk, numbers[2::3], office.name)
    row = until(desk, job, lambda row: row.pages_done == 3)
    assert (row.state, row.letters_done) == ("printing", 2)
    print_run.pause(desk, job)
    until(desk, job, lambda row: row.state == "paused" and row.letters_done == 2)
    assert [states(desk)[number] for number in numbers[2::3]] == ["printed", "printed", "printing", "printing"]
    office.go_on()
    again = print_run.resume(desk, job)
    assert again != job
    (row,) = finished(desk, [again])
    assert (row.state, row.letters, row.letters_done) == ("printed", 2, 2)
    assert print_run.advance(desk, job).ended
    assert {number for number, _ in pages_out(office)} == set(numbers[2::3][2:])
    assert dispatched(desk) == dict.fromkeys(numbers[2::3], 1)


def test_pausing_before_it_began_prints_the_same_job_later(
    waiting: tuple[Desk, tuple[str, ...]], office: Office
) -> None:
    desk, numbers = waiting
    office.wait_before(1)
    first, second = (printing.begin(desk, numbers[at::3], office.name)[0] for at in (0, 1))
    until(desk, first, lambda row: row.state == "printing")
    assert print_run.advance(desk, second).state == "printing"
    assert print_run.pause(desk, second).state == "paused"
    office.go_on()
    finished(desk, [first])
    assert print_run.advance(desk, second).state == "paused"
    assert print_run.resume(desk, second) == second
    assert finished(desk, [second])[0].state == "printed"
    assert set(pages_out(office).values()) == {1}


def test_cancelling_brings_back_what_was_not_printed(waiting: tuple[Desk, tuple[str, ...]], office: Office) -> None:
    desk, numbers = waiting
    (never,) = printing.begin(desk, numbers[0::3], office.name)
    assert (print_run.cancel(desk, never).state, states(desk)[numbers[0]]) == ("cancelled", "ready")
    office.wait_before(3)
    (job,) = printing.begin(desk, numbers[2::3], office.name)
    until(desk, job, lambda row: row.letters_done == 1)
    print_run.cancel(desk, job)
    (row,) = finished(desk, [job])
    assert (row.state, row.letters_done, row.failed) == ("failed", 1, 1)
    assert [states(desk)[number] for number in numbers[2::3]] == ["printed", "failed", "ready", "ready"]
    assert words(row) == ""
    stopped = printing.outcome(desk, job)[1].said
    assert stopped is not None
    assert language("en").say(stopped).startswith("Printing stopped in this letter")


def test_a_printer_that_takes_nothing_is_a_failure(
    waiting: tuple[Desk, tuple[str, ...]], office: Office, print_service: PrintService
) -> None:
    desk, numbers = waiting
    print_service.reject(office.name)
    (row,) = finished(desk, printing.begin(desk, numbers[:1], office.name))
    assert (row.state, row.failed, "not accepting jobs" in words(row)) == ("failed", 1, True)
    assert states(desk)[numbers[0]] == "failed"


def test_a_letter_whose_bytes_changed_is_not_printed(waiting: tuple[Desk, tuple[str, ...]], office: Office) -> None:
    desk, numbers = waiting
    chosen = numbers[2::3]
    with desk.records.writing() as session:
        session.execute(update(tables.Letter).where(tables.Letter.number == chosen[1]).values(content=b"%PDF-1.7"))
    (row,) = finished(desk, printing.begin(desk, chosen, office.name))
    assert (row.state, row.letters_done, row.failed) == ("printed", 3, 1)
    assert states(desk)[chosen[1]] == "failed"
    assert {number for number, _ in pages_out(office)} == {chosen[0], *chosen[2:]}
    (row,) = finished(desk, printing.begin(desk, chosen[1:2], office.name))
    assert (row.state, row.failed) == ("failed", 1)


def test_only_what_is_ready_is_printed_and_only_by_a_supervisor(
    waiting: tuple[Desk, tuple[str, ...]], office: Office
) -> None:
    desk, numbers = waiting
    printing.begin(desk, numbers[:1], office.name)
    for again in (printing.groups, lambda desk, some: printing.begin(desk, some, office.name)):
        with pytest.raises(Refusal, match="being printed or has been printed"):
            again(desk, numbers[:3])
    assert list(states(desk).values()).count("printing") == 1
    with pytest.raises(Refusal, match="no letter"):
        printing.begin(desk, ["L-1"], office.name)
    desk.person = Person("Anna Willems")
    with pytest.raises(Refusal, match="Only a supervisor"):
        printing.begin(desk, numbers[1:], office.name)


def test_a_silent_print_service_lets_the_job_wait(
    waiting: tuple[Desk, tuple[str, ...]], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, numbers = waiting
    (job,) = printing.begin(desk, numbers[:1], office.name)
    address = os.environ["CUPS_SERVER"]
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    with pytest.raises(Problem, match="does not answer"):
        print_run.advance(desk, job)
    monkeypatch.setenv("CUPS_SERVER", address)
    assert finished(desk, [job])[0].state == "printed"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_two_desks_at_once_print_a_job_once(
    tmp_path: Path, office: Office, engine: str, request: pytest.FixtureRequest
) -> None:
    on_a_server = engine == "postgresql"
    desk, numbers = desk_with(tmp_path, 6, request.getfixturevalue("server_database") if on_a_server else "")
    jobs = printing.begin(desk, numbers, office.name)
    other = supervisor_on(desk.url)
    with ThreadPoolExecutor(2) as both:
        told = list(both.map(lambda one: finished(one, jobs), (desk, other)))
    assert set(states(desk).values()) == {"printed"}
    assert set(pages_out(office).values()) == {1}
    assert dispatched(desk) == dict.fromkeys(numbers, 1)
    assert [row.number for row in told[0]] == [row.number for row in told[1]] == list(jobs)
    for one in (desk, other):
        one.close()


# Wherever the desk dies ----------------------------------------------------------------------------------------------


def around_commit(number: int, name: str) -> Callable[[], None]:
    """Die before (``before_commit``) or after (``after_commit``) the commit of this number, counted from 1."""

    def arrange() -> None:
        left = [number]

        def count(_: object) -> None:
            left[0] -= 1
            if not left[0]:
                die()

        event.listen(Session, name, count)

    return arrange


def around_word(name: str, *, after: bool) -> Callable[[], None]:
    """Die before or after the desk says something to the print service."""

    def arrange() -> None:
        real = getattr(spooler, name)

        def call(*given: object, **named: object) -> object:
            if after:
                real(*given, **named)
            die()

        setattr(spooler, name, call)

    return arrange


MOMENTS = {
    "before it is written down as on its way": around_commit(1, "before_commit"),
    "after it": around_commit(1, "after_commit"),
    "before it is handed over": around_word("hand_over", after=False),
    "after it was handed over": around_word("hand_over", after=True),
    "before its number there is written down": around_commit(2, "before_commit"),
    "after its number was written down": around_commit(2, "after_commit"),
    "after it was let go": around_word("release", after=True),
    "before its end is written down": around_commit(3, "before_commit"),
    "after its end was written down": around_commit(3, "after_commit"),
}
"""Each in a process of its own."""


def test_killed_at_every_step_no_letter_prints_twice_or_never(
    waiting: tuple[Desk, tuple[str, ...]], office: Office
) -> None:
    desk, numbers = waiting
    url = desk.url
    jobs = [printing.begin(desk, [number], office.name)[0] for number in numbers[: len(MOMENTS)]]
    for job, (moment, arrange) in zip(jobs, MOMENTS.items(), strict=True):

        def work(job: str = job, arrange: Callable[[], None] = arrange) -> None:
            other = supervisor_on(url)
            arrange()
            finished(other, [job])

        assert killed(work), moment
    assert {row.state for row in finished(desk, jobs)} == {"printed"}
    assert dispatched(desk) == dict.fromkeys(numbers[: len(MOMENTS)], 1)
    out = pages_out(office)
    assert set(out.values()) == {1}
    assert {number for number, _ in out} == set(numbers[: len(MOMENTS)])
