"""Above the letters: the print jobs on their way, those somebody left behind, and what became of the last ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import Language
from app.terms.clause import Because, because, because_count
from ui.dossier.naming import LANGUAGES
from ui.parts.announcing import announce
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button, IconButton
from ui.parts.frames import Card, Scroll, column, row
from ui.parts.progress import Progress
from ui.parts.words import Words
from ui.parts.wrapped_row import WrappedRow
from ui.queues.print_runner import Ended, PrintRunner
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.marks import Mark
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, MARK_OPTION

if TYPE_CHECKING:
    from app.acts.printing import JobRow

_NAMED = 3
"""So many failed letters are seen at once; the others are scrolled to."""
_LINE = 22
_KEPT = 2
"""Results that stand at the same time: the letters of older ones are in the list."""

_TITLES = {
    "waiting": because("Print job {number} is being handed over"),
    "sending": because("Print job {number} is being handed over"),
    "printing": because("Print job {number} is printing"),
    "paused": because("Print job {number} is paused"),
}
_LEFT = because("Print job {number} is not finished")
_MARKS = {"waiting": "ready", "sending": "running", "printing": "running", "paused": "held"}


class JobLine(QWidget):
    """One job: what it is, how far it is, and the buttons to pause, resume and cancel it."""

    def __init__(self, job: JobRow, runner: PrintRunner, *, mine: bool) -> None:
        super().__init__()
        self.number = job.number
        self._runner = runner
        self._mark = Mark(_MARKS[job.state], MARK_OPTION)
        self._title = Words("", "strong")
        self._about = Words("", "body", "text2")
        self._failed = Words("", "strong", "bad")
        self._left = Words("", "body", "text2")
        self._trouble = Words("", "body", "bad", wrap=True)
        self.progress = Progress()
        self.pause = Button(because("Pause"), "quiet", "player-pause")
        self.resume = Button(because("Resume"), "secondary", "player-play")
        self.cancel = Button(because("Cancel"), "secondary")
        self.pause.clicked.connect(partial(runner.pause, job.number))
        self.resume.clicked.connect(partial(runner.resume, job.number))
        self.cancel.clicked.connect(partial(runner.cancel, job.number))
        words = column(spacing=6)
        names = QWidget()
        names.setLayout(WrappedRow((self._title, self._about), gap=10))
        head = row(spacing=8)
        head.addWidget(names, 1)
        head.addWidget(self._failed)
        head.addWidget(self._left)
        words.addLayout(head)
        words.addWidget(self.progress)
        words.addWidget(self._trouble)
        line = row(self._mark, spacing=BETWEEN_CARDS)
        line.addLayout(words, 1)
        for button in (self.pause, self.resume, self.cancel):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        self._mine = mine

    def show_job(self, job: JobRow, language: Language, *, mine: bool) -> None:
        """Show how far the job is; one that is not ``mine`` is followed by nobody here."""
        title = _TITLES[job.state] if mine else _LEFT
        self._mark.show_state(_MARKS[job.state] if mine else "held")
        self._title.say(because(title.message, number=job.number), language)
        self._about.say(_about(job), language)
        self._failed.say(because_count("{count} failed", "{count} failed", job.failed) if job.failed else "", language)
        seconds = self._runner.seconds_left(job)
        self._left.say(_time_left(seconds) if seconds is not None else "", language)
        for words in (self._failed, self._left):
            words.setVisible(bool(words.text()))
        why = _trouble(job, self._runner.trouble if mine else None, mine=mine)
        self._trouble.set_tone("bad" if mine else "text2")
        self._trouble.say(why or "", language)
        self._trouble.setVisible(why is not None)
        self.progress.setRange(0, job.pages)
        self.progress.setValue(job.pages_done)
        self.progress.setAccessibleName(self._title.text())
        self.progress.setAccessibleDescription(self._about.text())
        self.pause.setVisible(mine and job.state != "paused")
        self.resume.setVisible(not mine or job.state == "paused")


def _about(job: JobRow) -> Because:
    values = {"done": job.letters_done, "language": LANGUAGES[job.language]}
    if job.tray:
        return because_count(
            "{done} of {count} letter, {language}, tray {tray}",
            "{done} of {count} letters, {language}, tray {tray}",
            job.letters,
            tray=job.tray,
            **values,
        )
    return because_count("{done} of {count} letter, {language}", "{done} of {count} letters, {language}", job.letters,
                         **values)  # fmt: skip


def _time_left(seconds: int) -> Because:
    if seconds < 50:
        return because("less than a minute left")
    return because_count("about {count} minute left", "about {count} minutes left", max(1, round(seconds / 60)))


def _trouble(job: JobRow, away: Because | None, *, mine: bool) -> Because | None:
    if away is not None:
        return away
    if job.said is not None:
        return job.said
    if not mine:
        return because("{person} began it {moment}. “Resume” goes on with what is left.", person=job.made_by,
                       moment=job.made_at)  # fmt: skip
    return None


class PrintBanner(QWidget):
    """Hidden while there is nothing to say. ``failed_wanted`` when somebody wants to see the letters that failed."""

    failed_wanted = Signal()

    def __init__(self, stage: Stage, runner: PrintRunner) -> None:
        super().__init__()
        self._stage = stage
        self._runner = runner
        self.lines: dict[str, JobLine] = {}
        self.results: list[NoteBox] = []
        self._card = Card()
        self._jobs = column(spacing=BETWEEN_CARDS, margins=(CARD_PADDING, 10, CARD_PADDING, 10))
        self._card.setLayout(self._jobs)
        self._told: QVBoxLayout = column(spacing=8)
        layout = column(self._card, spacing=8)
        layout.addLayout(self._told)
        self.setLayout(layout)
        runner.moved.connect(self.refresh)
        runner.ended.connect(self.tell)
        self.refresh()

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        jobs = [(one, False) for one in self._runner.left] + [(one, True) for one in self._runner.rows.values()]
        shown = {one.number for one, _ in jobs}
        for number in [one for one in self.lines if one not in shown]:
            line = self.lines.pop(number)
            line.hide()
            line.deleteLater()
        for job, mine in jobs:
            if job.number not in self.lines:
                made = self.lines[job.number] = JobLine(job, self._runner, mine=mine)
                self._jobs.addWidget(made)
                speak_all(made, self._stage.language)
            self.lines[job.number].show_job(job, self._stage.language, mine=mine)
        self._card.setVisible(bool(jobs))
        self.setVisible(bool(jobs or self.results))

    def speak(self, language: Language) -> None:
        """Say the jobs in ``language``."""
        self.refresh()

    def tell(self, ended: Ended) -> None:
        """Say what became of a job, with every letter that failed by its name."""
        language = self._stage.language
        tone, title = _result(ended)
        box = NoteBox(tone, title, _rest(ended))
        if ended.failed:
            box.add(_named(ended))
            show = Button(because("Show what failed"), "secondary")
            show.clicked.connect(self.failed_wanted)
            box.head.addWidget(show)
        close = IconButton("x", because("Close"))
        close.clicked.connect(lambda: self._close(box))
        box.head.addWidget(close)
        self._told.addWidget(box)
        self.results.append(box)
        for old in self.results[:-_KEPT]:
            self._close(old)
        speak_all(box, language)
        announce(self, language.say(title))
        self.refresh()

    def _close(self, box: NoteBox) -> None:
        if box in self.results:
            self.results.remove(box)
            box.hide()
            box.deleteLater()
            self.refresh()


def _result(ended: Ended) -> tuple[str, Because]:
    """The tone and the title of what is said of a job."""
    job = ended.job
    if ended.failed:
        return "bad", because_count(
            "{count} letter of print job {number} was not printed",
            "{count} letters of print job {number} were not printed",
            len(ended.failed),
            number=job.number,
        )
    if job.state == "cancelled":
        return "sunken", because("Print job {number} is cancelled", number=job.number)
    return "ok", because_count(
        "Print job {number} is done: {count} letter is printed",
        "Print job {number} is done: {count} letters are printed",
        job.letters_done,
        number=job.number,
    )


def _rest(ended: Ended) -> tuple[Because, ...]:
    """What became of the letters that did not fail, where the title does not say it."""
    job = ended.job
    if not ended.failed and job.state != "cancelled":
        return ()
    said = [because_count("{count} letter is printed.", "{count} letters are printed.", job.letters_done)]
    if ended.again:
        said.append(
            because_count(
                "{count} letter was not begun and is ready again.",
                "{count} letters were not begun and are ready again.",
                ended.again,
            )
        )
    return tuple(said)


def _named(ended: Ended) -> QWidget:
    inside = QWidget()
    lines = column(spacing=2)
    for letter, why in ended.failed:
        sentence = because("{number}, {name}: {why}", number=letter.number, name=letter.recipient, why=why)
        lines.addWidget(Words(sentence, "body", "text", wrap=True))
    inside.setLayout(lines)
    scroll = Scroll(inside)
    scroll.setFixedHeight(_LINE * min(_NAMED, len(ended.failed)) + 4)
    return scroll
