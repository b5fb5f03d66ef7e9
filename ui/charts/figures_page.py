"""The figures of the desk, each as a chart and as the table it was drawn from, to copy or to save."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from app.acts.figures import figures
from app.language import Language
from app.terms.clause import Cents, because
from ui.charts.row_chart import LyingBar, RowChart
from ui.parts.buttons import Button
from ui.parts.frames import Card, Scroll, column, row
from ui.parts.words import Words
from ui.speech import speak_all
from ui.stage import Stage
from ui.tables.columns import Cell, Column, lines_of
from ui.tables.csv_file import write_csv
from ui.tables.row_table import RowTable
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, ROW_COMPACT

if TYPE_CHECKING:
    from app.acts.figures import Figure, Line


def columns_of(figure: Figure) -> tuple[Column, ...]:
    """The columns of a figure's table."""

    def number(place: int, line: Line, language: Language) -> Cell:
        value = line.numbers[place]
        return Cell(language.money(value) if isinstance(value, Cents) else language.number(value), whole=True)

    first = Column("label", figure.heads[0], lambda line, language: Cell(language.say(line.label)), stretch=True)
    rest = (
        Column(f"number_{place}", head, partial(number, place), right=True)
        for place, head in enumerate(figure.heads[1:])
    )
    return (first, *rest)


class FigureCard(Card):
    """One figure. ``save_wanted`` when its numbers are to become a file."""

    save_wanted = Signal(object)

    def __init__(self, figure: Figure, language: Language) -> None:
        super().__init__()
        self.figure = figure
        self.chart = RowChart()
        self.table = RowTable(
            figure.title, columns_of(figure), language, row_height=ROW_COMPACT, sortable=False, whole=True
        )
        self.save = Button(because("Save as CSV"), "link", "download")
        self.save.clicked.connect(lambda: self.save_wanted.emit(self.figure))
        words = column(Words(figure.title, "strong"), Words(figure.about, "caption", "text2", wrap=True), spacing=2)
        head = row(spacing=BETWEEN_CARDS)
        head.addLayout(words, 1)
        head.addWidget(self.save, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(head, self.chart, self.table, None, spacing=10, margins=(CARD_PADDING, 12, CARD_PADDING, 12))
        )
        self.table.show_rows(figure.lines, select=None)

    def speak(self, language: Language) -> None:
        """Show the bars with words of ``language``."""
        place = self.figure.late
        bars = [
            LyingBar(
                language.say(line.label),
                line.numbers[0],
                language.number(line.numbers[0]),
                line.numbers[place] if place >= 0 else 0,
            )
            for line in self.figure.lines
        ]
        self.chart.show_bars(language.say(self.figure.title), bars)


class FiguresPage(QWidget):
    """``said`` carries what was done with a figure, and a tone."""

    said = Signal(object, str)
    answered = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.cards: tuple[FigureCard, ...] = ()
        self._grid = QGridLayout()
        self._grid.setSpacing(BETWEEN_CARDS)
        self._grid.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._grid)
        self.setLayout(column(Scroll(inside)))

    def reload(self) -> None:
        """Count again."""
        job = partial(figures, self._stage.desk)
        self._stage.worker.run(job, self._show, lambda refusal: self.said.emit(refusal.because, "bad"), owner=self)

    def _show(self, found: tuple[Figure, ...]) -> None:
        if found != tuple(card.figure for card in self.cards):
            for card in self.cards:
                card.hide()
                card.deleteLater()
            self.cards = tuple(FigureCard(figure, self._stage.language) for figure in found)
            for place, card in enumerate(self.cards):
                card.save_wanted.connect(self._ask_where)
                self._grid.addWidget(card, place // 2, place % 2)
                speak_all(card, self._stage.language)
        self.answered.emit()

    def _ask_where(self, figure: Figure) -> None:
        title = self._stage.text("Save the list as a file")
        chosen, _ = QFileDialog.getSaveFileName(self, title, f"{figure.key}.csv", "CSV (*.csv)")
        if chosen:
            self.save(figure, Path(chosen))

    def save(self, figure: Figure, path: Path) -> None:
        """Write the numbers of a figure to ``path``, and say how it went."""
        lines = lines_of(columns_of(figure), figure.lines, self._stage.language)

        def done(_: None) -> None:
            self.said.emit(because("Saved as {name}.", name=path.name), "text2")

        job = partial(write_csv, path, lines)
        self._stage.worker.run(job, done, lambda refusal: self.said.emit(refusal.because, "bad"), owner=self)
