"""Keeps print jobs going: asks the print service again and again, on a thread of its own, until each has ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.acts import letter_copies, letter_queue, print_run, printing
from app.terms.clause import Because, Refusal, because
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.letter_queue import LetterQueueRow
    from app.acts.printing import JobRow
    from app.start import Desk

_PAUSE, _PAUSE_AWAY = 700, 4_000
"""Milliseconds between two questions, and while the print service does not answer."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A job that has ended, with the letters that did not come out and why; ``again``: so many are ready as before."""

    job: JobRow
    failed: tuple[tuple[LetterQueueRow, Because], ...]
    again: int


@dataclass(frozen=True, slots=True)
class _Copy:
    number: str
    handed_over: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Round:
    rows: tuple[JobRow, ...]
    ended: tuple[Ended, ...]
    copies: tuple[tuple[_Copy, letter_copies.CopyState], ...]


class PrintRunner(QWidget):
    """A part that is never shown; it lives as long as its page.

    ``moved`` when a job is further than before, ``ended`` carries an :class:`Ended`, ``said`` a sentence with its tone.
    ``trouble`` is why the print service cannot be asked, ``None`` while it answers.
    """

    moved = Signal()
    ended = Signal(object)
    said = Signal(object, str)

    def __init__(self, stage: Stage, page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._stage = stage
        self.rows: dict[str, JobRow] = {}
        self.left: tuple[JobRow, ...] = ()
        self.trouble: Because | None = None
        self._followed: list[str] = []
        self._copies: list[_Copy] = []
        self._since: dict[str, tuple[float, int]] = {}
        self._asked_after: set[str] = set()
        self._asking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)

    # What is going on -----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a job of this window is still on its way to paper."""
        return any(row.state != "paused" for row in self.rows.values()) or bool(self._copies)

    def seconds_left(self, job: JobRow) -> int | None:
        """How long a job will take from now, by how fast its pages came so far; ``None`` while that is not known."""
        began, before = self._since.get(job.number, (0.0, 0))
        passed, done = monotonic() - began, job.pages_done - before
        if job.state != "printing" or done < 1 or passed < 1:
            return None
        return round(passed * (job.pages - job.pages_done) / done)

    def look(self) -> None:
        """Read which jobs have not ended though nobody here follows them: those of a desk that is gone, or others'."""
        if not self._asking:
            self._stage.worker.run(partial(printing.jobs, self._stage.desk), self._seen, self._unread, owner=self)

    def _seen(self, jobs: tuple[JobRow, ...]) -> None:
        left = tuple(one for one in jobs if one.number not in self._followed)
        if left != self.left:
            self.left = left
            self.moved.emit()
        self._ask_after_own(left)

    def _ask_after_own(self, left: tuple[JobRow, ...]) -> None:
        """One's own jobs that the printer has are followed again, once: this desk stopped while they printed."""
        name = self._stage.desk.person.name
        own = tuple(one.number for one in left if one.state == "printing" and one.made_by == name)
        new = tuple(one for one in own if one not in self._asked_after)
        if new:
            self._asked_after.update(new)
            job = partial(print_run.known_here, self._stage.desk, new)
            self._stage.errands.run(job, self._follow_own, self._unread, owner=self)

    def _follow_own(self, numbers: tuple[str, ...]) -> None:
        if numbers:
            self.follow(numbers)

    def _unread(self, refusal: Refusal) -> None:
        """The list below says the same of the database; of a print service that is away, “Resume” tells."""

    # What is wanted -------------------------------------------------------------------------------------------------

    def follow(self, numbers: tuple[str, ...]) -> None:
        """Keep these jobs going from now on."""
        self._followed = list(dict.fromkeys((*self._followed, *numbers)))
        self.left = tuple(one for one in self.left if one.number not in self._followed)
        self._soon()

    def follow_copy(self, number: str, handed_over: int, reason: str) -> None:
        """Ask after a copy until it is printed, which is then written down with its reason."""
        self._copies.append(_Copy(number, handed_over, reason))
        self._soon()

    def pause(self, number: str) -> None:
        """Stop a job as soon as possible."""
        self._tell(partial(print_run.pause, self._stage.desk, number), lambda _: self.follow((number,)))

    def resume(self, number: str) -> None:
        """Go on with a job that is paused, or that nobody follows any more."""
        self._tell(partial(print_run.resume, self._stage.desk, number), lambda now: self.follow((number, now)))

    def cancel(self, number: str) -> None:
        """End a job; what is not printed waits in the queue again."""
        self._tell(partial(print_run.cancel, self._stage.desk, number), lambda _: self.follow((number,)))

    def _tell(self, job: Callable[[], object], done: Callable[[str], None]) -> None:
        def failed(refusal: Refusal) -> None:
            self.said.emit(refusal.because, "bad")
            self._soon()

        self._stage.errands.run(job, done, failed, owner=self)

    # Asking ---------------------------------------------------------------------------------------------------------

    def _soon(self) -> None:
        if not self._asking:
            self._timer.start(0)

    def _ask(self) -> None:
        if self._asking or not (self._followed or self._copies):
            return
        self._asking = True
        job = partial(_round, self._stage.desk, tuple(self._followed), tuple(self._copies))
        self._stage.errands.run(job, self._took, self._away, owner=self)

    def _away(self, refusal: Refusal) -> None:
        self._asking = False
        if refusal.because != self.trouble:
            self.trouble = refusal.because
            self.moved.emit()
        self._timer.start(_PAUSE_AWAY)

    def _took(self, told: _Round) -> None:
        self._asking, self.trouble = False, None
        before = dict(self.rows)
        for row in told.rows:
            self.rows[row.number] = row
            if row.state == "printing":
                self._since.setdefault(row.number, (monotonic(), row.pages_done))
        for one in told.ended:
            self._forget(one.job.number)
        self._copies = [one for one in self._copies if not any(one == copy and at.ended for copy, at in told.copies)]
        self.moved.emit()
        for one in told.ended:
            self.ended.emit(one)
        for copy, at in told.copies:
            if at.ended:
                self.said.emit(*_said_of_copy(copy.number, at))
        states = {number: row.state for number, row in before.items()}
        if told.ended:
            # Open dossiers show the state of their letters.
            self._stage.changed.emit("letter", None)
        elif any(states.get(row.number) != row.state for row in told.rows):
            self._stage.queues_changed.emit()
        if self._followed or self._copies:
            self._timer.start(_PAUSE)

    def _forget(self, number: str) -> None:
        self._followed = [one for one in self._followed if one != number]
        self.rows.pop(number, None)
        self._since.pop(number, None)


def _round(desk: Desk, numbers: tuple[str, ...], copies: tuple[_Copy, ...]) -> _Round:
    rows = tuple(print_run.advance(desk, number) for number in numbers)
    ended = tuple(_ended(desk, row) for row in rows if row.ended)
    looked = tuple((one, letter_copies.look_at_copy(desk, one.number, one.handed_over, one.reason)) for one in copies)
    return _Round(rows, ended, looked)


def _ended(desk: Desk, job: JobRow) -> Ended:
    told = printing.outcome(desk, job.number)
    why = {one.number: one.said for one in told if one.state == "failed"}
    unsaid = because("The printer gives no reason.")
    failed = tuple((row, why[row.number] or unsaid) for row in letter_queue.rows_of(desk, why))
    # A letter that goes on in another job was let go by this one too.
    let_go = letter_queue.rows_of(desk, [one.number for one in told if one.state == "cancelled"])
    return Ended(job, failed, sum(row.state == "ready" for row in let_go))


def _said_of_copy(number: str, at: letter_copies.CopyState) -> tuple[Because, str]:
    if at.printed:
        return because("The copy of letter {number} is printed.", number=number), "ok"
    why = at.said or because("The printer gives no reason.")
    return because("The copy of letter {number} was not printed. {why}", number=number, why=why), "bad"
