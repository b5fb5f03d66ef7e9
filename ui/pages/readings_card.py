"""In the settings of an administrator: how the organisation reads each contested point, in all its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout

from app.acts import organisation_readings
from app.language import Language
from app.terms.clause import Because, Refusal, because, cited
from ui.parts.announcing import announce
from ui.parts.chip_line import ChipLine
from ui.parts.frames import Card, clear, column
from ui.parts.readings import DEFAULT, ReadingLine
from ui.parts.words import Words
from ui.speech import speak_all
from ui.stage import Stage
from ui.tables.columns import BY_TEXT, Cell, Column
from ui.tables.row_table import RowTable
from ui.theme.tokens import CARD_PADDING, ROW_COMPACT

if TYPE_CHECKING:
    from app.acts.organisation_readings import PointRow

_LIST_HEIGHT = 300


class ReadingsCard(Card):
    """The list of the points; below it the readings of the current one, to choose from. A choice counts at once.

    ``clause_asked`` for a clause.
    """

    clause_asked = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._group: QButtonGroup | None = None
        self.table = RowTable(because("Contested points"), _COLUMNS, stage.language, row_height=ROW_COMPACT)
        self.table.setFixedHeight(_LIST_HEIGHT)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.current.connect(self._show_point)
        self.table.followed.connect(lambda point: self.clause_asked.emit(point.clauses[0]))
        self._point = QVBoxLayout()
        self._point.setSpacing(4)
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        about = because(
            "Where the terms can be read in two ways, choose how your organisation reads them. New cases follow the "
            "choice at once; recorded cases keep the reading they were decided by."
        )
        edge = CARD_PADDING
        inside = column(self._point, self._said, spacing=6, margins=(edge, 8, edge, edge))
        head = column(
            Words(because("Contested points"), "card"),
            Words(about, "body", "text2", wrap=True),
            spacing=6,
            margins=(edge, 14, edge, 8),
        )
        self.setLayout(column(head, self.table, inside, spacing=0, margins=(1, 0, 1, 0)))
        self._show(organisation_readings.points(stage.desk))
        # Another desk may have chosen since.
        stage.worker.run(lambda: organisation_readings.read_points(stage.desk), self._show, self._refuse, owner=self)

    def speak(self, language: Language) -> None:
        """Show the list in ``language``; forget what was said in another one."""
        self._said.hide()
        self._show(organisation_readings.points(self._stage.desk))

    def said(self) -> str:
        """How the last choice went."""
        return self._said.text()

    def choose(self, reading: str) -> None:
        """Read the point so from now on."""
        desk = self._stage.desk
        self._stage.worker.run(
            lambda: organisation_readings.choose(desk, reading), self._chosen, self._refuse, owner=self
        )

    def _chosen(self, rows: tuple[PointRow, ...]) -> None:
        self._show(rows)
        self._tell(because("Saved. New cases follow it."), "ok")

    def _refuse(self, refusal: Refusal) -> None:
        self._show(organisation_readings.points(self._stage.desk))
        self._tell(refusal.because, "bad")

    def _show(self, rows: tuple[PointRow, ...]) -> None:
        before: PointRow | None = self.table.row()
        ids = [row.id for row in rows]
        self.table.show_rows(rows, select=ids.index(before.id) if before is not None else 0)
        self._show_point(self.table.row())

    def _show_point(self, point: PointRow | None) -> None:
        clear(self._point)
        self._said.hide()
        if point is None:
            return
        self._point.addWidget(Words(point.question, "strong", wrap=True))
        clauses = ChipLine(point.clauses)
        clauses.clause_asked.connect(self.clause_asked)
        self._point.addWidget(clauses)
        self._group = QButtonGroup(self)
        for reading, holds in point.readings:
            line = ReadingLine(reading, holds, kind=DEFAULT if reading == point.default else _PLAIN)
            line.setChecked(reading == point.current)
            line.clicked.connect(lambda _=False, value=reading: self.choose(value))
            self._group.addButton(line)
            self._point.addWidget(line)
        self._point.addWidget(
            Words(because("Why the default: {reason}", reason=point.reason), "caption", "text2", wrap=True)
        )
        if point.supervisor_chooses:
            may = because("A supervisor may choose another reading for one case, with a reason.")
            self._point.addWidget(Words(may, "caption", "text2", wrap=True))
        for place in range(self._point.count()):
            item = self._point.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                speak_all(widget, self._stage.language)

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())


_PLAIN = because("{reading}")


def _clauses(point: PointRow, language: Language) -> Cell:
    said = [language.say(cited(one)) for one in point.clauses]
    return Cell(small=" · ".join(said), linked=said[0])


def _read_as(point: PointRow, language: Language) -> Cell:
    letter = point.current.partition(" ")[2]
    if point.current == point.default:
        return Cell(language.text("{letter}, the default", letter=letter), tone="text2")
    return Cell(language.text("{letter}, chosen", letter=letter), "strong", mark="approval")


_COLUMNS = (
    Column("point", because("Point"), lambda point, _: Cell(point.id, "strong"), BY_TEXT),
    Column("question", because("Question"), lambda point, said: Cell(said.say(point.question)), BY_TEXT, stretch=True),
    Column("clauses", because("Clause"), _clauses, BY_TEXT, most=150),
    Column("reading", because("Read as"), _read_as, BY_TEXT, most=130),
)
