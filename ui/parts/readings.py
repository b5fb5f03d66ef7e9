"""A contested point: the question, its readings as radio buttons with what each gives, and who may choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from app.acts.rows import Reading
from app.language import Language
from app.terms.clause import Because, because, because_count
from ui.parts.buttons import Button
from ui.parts.frames import Scroll, column
from ui.parts.radio import paint_radio
from ui.parts.words import Words
from ui.parts.wrapping import wrapped
from ui.speech import Text, said
from ui.theme.fonts import font
from ui.theme.tokens import colours_of

_LEFT, _GAP = 26, 8
DEFAULT = because("{reading} (default)")
ORGANISATION = because("{reading} (your organisation)")
_PLAIN = because("{reading}")


class ReadingLine(QRadioButton):
    """One reading and what it gives. A radio button to keyboard and screen reader, drawn by itself."""

    def __init__(self, reading: str, words: Text, result: Text = "", kind: Because = _PLAIN) -> None:
        """``reading`` is its id; ``kind`` says with ``{reading}`` whether it is the default."""
        super().__init__()
        self.reading = reading
        self._text: Text = words
        self._gives: Text = result
        self._kind = kind
        self._words = self._result = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self.updateGeometry)

    def speak(self, language: Language) -> None:
        """Show the reading in ``language``."""
        self._words = language.say(self._kind._replace(values=(("reading", self._text),)))
        self._result = said(self._gives, language)
        self.setAccessibleName(f"{self._words}: {self._result}" if self._result else self._words)
        self.updateGeometry()
        self.update()

    def hitButton(self, position: object) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._lines(width)) * QFontMetrics(font("name")).height() + 6

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(max(self.width(), 240)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, QFontMetrics(font("name")).height() + 6)

    def _lines(self, width: int) -> list[str]:
        result = QFontMetrics(font("strong")).horizontalAdvance(self._result) + _GAP if self._result else 0
        return wrapped(self._words, QFontMetrics(font("name")), width - _LEFT - result)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, chosen = colours_of(self.palette()), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_radio(painter, QRect(0, 2, 17, 17), colours, chosen=chosen)
        painter.setFont(font("name" if chosen else "body"))
        painter.setPen(colours["text" if chosen else "text2"])
        metrics = QFontMetrics(font("name"))
        for number, line in enumerate(self._lines(self.width())):
            painter.drawText(_LEFT, 3 + number * metrics.height() + metrics.ascent(), line)
        painter.setFont(font("strong" if chosen else "name"))
        painter.drawText(QRect(0, 3, self.width(), metrics.height()), int(Qt.AlignmentFlag.AlignRight), self._result)
        painter.end()


class ReadingChoices(QWidget):
    """The readings of one point below its question. ``chosen`` carries the id of the reading the person chose.

    ``usual`` is the reading of the organisation. Where nobody here ``may_choose``, a sentence says who may.
    """

    chosen = Signal(str)

    def __init__(self, reading: Reading, usual: str, *, may_choose: bool) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        may_choose = may_choose and reading.supervisor_chooses
        by_id = sorted(zip(reading.choices, reading.readings, reading.results, strict=True))
        self.lines: dict[str, ReadingLine] = {}
        for choice, words, result in by_id:
            line = ReadingLine(choice, words, result, kind_of(choice, reading.default, usual))
            line.setChecked(choice == reading.choices[0])
            line.setEnabled(may_choose)
            line.clicked.connect(lambda _=False, value=choice: self.chosen.emit(value))
            self._group.addButton(line)
            self.lines[choice] = line
        remarks = [because("Why the default: {reason}", reason=reading.reason)] if reading.reason else []
        if not may_choose:
            remarks.append(_who(reading))
        self.setLayout(
            column(
                Words(reading.question, "body", "text2", wrap=True),
                *self.lines.values(),
                *(Words(remark, "caption", "text2", wrap=True) for remark in remarks),
                spacing=4,
            )
        )


class ReadingsLink(Button):
    """Leads to the contested points at the end of a long panel."""

    def __init__(self, readings: Sequence[Reading], area: Scroll, boxes: Callable[[], list[QWidget]]) -> None:
        super().__init__(_how_many(readings), "link", "arrow-down")
        self.clicked.connect(lambda: self._lead(area, boxes()))

    @staticmethod
    def _lead(area: Scroll, boxes: list[QWidget]) -> None:
        for box in reversed(boxes):
            area.ensureWidgetVisible(box)
        lines = [line for box in boxes for line in box.findChildren(ReadingLine) if line.isEnabled()]
        if lines:
            lines[0].setFocus()


def _how_many(readings: Sequence[Reading]) -> Because:
    count = len(readings)
    if all(len(one.readings) == 2 for one in readings):
        return because_count("One point can be read in two ways", "{count} points can be read in two ways", count)
    return because_count("One point can be read in several ways", "{count} points can be read in several ways", count)


def two_ways(reading: Reading) -> Because:
    """The title over a contested point."""
    return because("Read in two ways") if len(reading.readings) == 2 else because("Read in several ways")


def kind_of(choice: str, default: str, usual: str) -> Because:
    """How a reading is marked: as the default, or as that of the organisation where it chose another one."""
    if choice == usual != default:
        return ORGANISATION
    return DEFAULT if choice == default else _PLAIN


def _who(reading: Reading) -> Because:
    if reading.supervisor_chooses:
        return because("The organisation chooses for all its cases, a supervisor for one.")
    return because("Only the organisation chooses, for all its cases.")
