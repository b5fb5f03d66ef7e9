"""What leaves a queue for somewhere else: rows on the clipboard, the whole list as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.records.queue_rows import QueueQuestion
from app.terms.clause import Because, Refusal, because, because_count
from ui.queues.asking import every_row
from ui.queues.queue_spec import QueueSpec
from ui.stage import Stage
from ui.tables.columns import file_lines, lines_of
from ui.tables.csv_file import write_csv


class TakingOut:
    """Works for one page. ``say`` shows what was done, with a tone."""

    def __init__(self, stage: Stage, spec: QueueSpec, page: QWidget, say: Callable[[Because, str], None]) -> None:
        self._stage = stage
        self._spec = spec
        self._page = page
        self._say = say

    def copy(self, keys: frozenset[str], shown: tuple[Any, ...], question: QueueQuestion) -> None:
        """Put the rows with these keys on the clipboard; those of other pages are read for it."""
        here = [one for one in shown if self._spec.key(one) in keys]
        if len(here) == len(keys):
            self._copied(here)
            return
        everything = QueueQuestion(state=question.state, sort=question.sort, descending=question.descending)
        job = partial(every_row, self._stage.desk, self._spec, everything, keys)
        self._stage.worker.run(job, self._copied, self._refused, owner=self._page)

    def _copied(self, rows: list[Any]) -> None:
        lines = lines_of(self._spec.columns, rows, self._stage.language)[1:]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))
        self._say(because_count("{count} row copied.", "{count} rows copied.", len(lines)), "text2")

    def ask_where(self, question: QueueQuestion) -> None:
        """Ask for the name of a file, and write the list there."""
        title = self._stage.text("Save the list as a file")
        name = f"{self._spec.file_name}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self._page, title, name, "CSV (*.csv)")
        if chosen:
            self.save(Path(chosen), question)

    def save(self, path: Path, question: QueueQuestion) -> None:
        """Write every row that answers ``question``, on all pages, to ``path``, and say how it went."""
        desk, spec, language = self._stage.desk, self._spec, self._stage.language

        def job() -> Path:
            write_csv(path, file_lines(spec.columns, every_row(desk, spec, question), language))
            return path

        self._stage.worker.run(job, self._saved, self._refused, owner=self._page)

    def _saved(self, path: Path) -> None:
        self._say(because("Saved as {name}.", name=path.name), "text2")

    def _refused(self, refusal: Refusal) -> None:
        self._say(refusal.because, "bad")
