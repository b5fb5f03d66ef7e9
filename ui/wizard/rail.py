"""The step rail: where the agent is, what was entered, what is still to come. A done step can be opened again."""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from app.acts.step import Step
from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import pressed_by_enter
from ui.parts.frames import Card, Scroll, clear
from ui.speech import speak_all
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import CARD_PADDING, STEP_RAIL, Colours, colours_of

_DISC, _TEXT_LEFT, _BELOW = 22, 32, 18
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class StepMark(QAbstractButton):
    """One step: a disc with a check, its number on a full disc or in a ring, and title and summary beside it."""

    def __init__(self, number: int, step: Step, state: str, *, last: bool) -> None:
        """``state`` is ``done | current | open | upcoming``; an open step is complete in part and may be gone to."""
        super().__init__()
        self.step = step
        self.state = state
        self._number = number
        self._last = last
        self._title = ""
        self._summary: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setEnabled(state in ("done", "open"))
        if state in ("done", "open"):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def speak(self, language: Language) -> None:
        """Show title and summary in ``language``."""
        self._title = language.say(self.step.title)
        self._summary = tuple(language.say(line) for line in self.step.summary)
        names = {
            "done": because("Step {number}, {title}: done", number=self._number, title=self._title),
            "current": because("Step {number}, {title}: you are here", number=self._number, title=self._title),
            "open": because("Step {number}, {title}: still to complete", number=self._number, title=self._title),
            "upcoming": because("Step {number}, {title}: still to come", number=self._number, title=self._title),
        }
        self.setAccessibleName(language.say(names[self.state]))
        self.setAccessibleDescription(". ".join(self._summary))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._title_height(width)
        height += sum(self._line_height(line, width) for line in self._summary)
        return max(height, _DISC) + (4 if self._last else _BELOW)

    def sizeHint(self) -> QSize:
        return QSize(STEP_RAIL - 2 * CARD_PADDING, self.heightForWidth(self.width() or STEP_RAIL - 2 * CARD_PADDING))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.heightForWidth(max(self.width(), 100)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        self._paint_disc(painter, colours)
        if not self._last:
            painter.setPen(QPen(colours["accent_line" if self.state == "done" else "line"], 1.6))
            painter.drawLine(QPointF(1 + _DISC / 2, _DISC + 5), QPointF(1 + _DISC / 2, self.height() - 3))
        width, top = self.width() - _TEXT_LEFT, 1
        painter.setFont(font("strong" if self.state == "current" else "name"))
        hovered = self.underMouse() and self.isEnabled()
        painter.setPen(colours["accent" if hovered else "text3" if self.state == "upcoming" else "text"])
        painter.drawText(QRect(_TEXT_LEFT, top + 1, width, 400), _WRAP, self._title)
        top += self._title_height(self.width())
        painter.setFont(font("caption"))
        painter.setPen(colours["text3" if self.state == "upcoming" else "text2"])
        for line in self._summary:
            painter.drawText(QRect(_TEXT_LEFT, top, width, 400), _WRAP, line)
            top += self._line_height(line, self.width())
        painter.end()

    def _paint_disc(self, painter: QPainter, colours: Colours) -> None:
        circle = QRectF(1, 1, _DISC, _DISC)
        if self.state == "done":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent_soft"])
            painter.drawEllipse(circle)
            paint_icon(painter, "check", "accent", QRect(5, 5, 14, 14))
            return
        painter.setFont(font("caption_strong"))
        if self.state == "current":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent"])
            painter.drawEllipse(circle)
            painter.setPen(colours["on_accent"])
        else:
            painter.setPen(QPen(colours["control"], 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(0.6, 0.6, -0.6, -0.6))
            painter.setPen(colours["text3"])
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _title_height(self, width: int) -> int:
        metrics = QFontMetrics(font("strong" if self.state == "current" else "name"))
        return metrics.boundingRect(QRect(0, 0, max(width - _TEXT_LEFT, 40), 10_000), _WRAP, self._title).height() + 4

    def _line_height(self, line: str, width: int) -> int:
        room = QRect(0, 0, max(width - _TEXT_LEFT, 40), 10_000)
        return QFontMetrics(font("caption")).boundingRect(room, _WRAP, line).height() + 1


class StepRail(Card):
    """All steps of an act. ``asked`` carries the index of a step the agent wants to open."""

    asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(STEP_RAIL)
        inside = QFrame()
        self._steps = QVBoxLayout(inside)
        self._steps.setContentsMargins(CARD_PADDING, CARD_PADDING + 4, CARD_PADDING, CARD_PADDING)
        self._steps.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(Scroll(inside))
        self.marks: list[StepMark] = []
        self._shown: tuple[object, ...] = ()

    def show_steps(
        self, steps: tuple[Step, ...], position: int, furthest: int, visited: Set[str], language: Language
    ) -> None:
        """Show ``steps`` with the one at ``position`` in hand; those up to ``furthest`` can be opened.

        Only a step whose name is among the ``visited`` can be done: nobody has looked at what the others begin with.
        """
        seen = frozenset(step.name for step in steps if step.name in visited)
        shown = (steps, position, furthest, seen, language.code)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._steps)
        self.marks = []
        for index, step in enumerate(steps):
            state = _state(index, step, position, furthest)
            if state == "done" and step.name not in visited:
                state = "open"
            mark = StepMark(index + 1, step, state, last=index == len(steps) - 1)
            mark.clicked.connect(lambda _=False, index=index: self.asked.emit(index))
            self.marks.append(mark)
            self._steps.addWidget(mark)
        self._steps.addStretch(1)
        speak_all(self, language)


def _state(index: int, step: Step, position: int, furthest: int) -> str:
    if index == position:
        return "current"
    if index > furthest:
        return "upcoming"
    return "done" if step.problem is None and (index < position or step.kind == "form") else "open"
