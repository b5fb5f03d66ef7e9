"""What one clause says in this dossier: every step of the reasoning that rests on it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.acts.rows import Overview, WhyStep
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.frames import Panel, Rule, column
from ui.parts.words import Words
from ui.speech import speak_all

_WIDTH = 380


class ClauseCard(Panel):
    """A small pop-over. Esc or a click beside it closes it."""

    def __init__(self, clause: str, overview: Overview | None, language: Language, window: QWidget) -> None:
        super().__init__("popover", parent=window)
        self._window = window.window()
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        layout = column(Words(clause, "card"), spacing=6, margins=(16, 14, 16, 16))
        for title, steps in _uses(clause, overview):
            layout.addWidget(Rule())
            layout.addWidget(Words(title, "head", "text3", wrap=True))
            for step in steps:
                layout.addWidget(Words(step.sentence, "body", "text2", wrap=True))
                if step.result is not None:
                    layout.addWidget(Words(step.result, "strong", wrap=True))
        if layout.count() == 1:
            layout.addWidget(Words(because("No step of this dossier rests on it."), "body", "text2", wrap=True))
        self.setLayout(layout)
        speak_all(self, language)

    def show_near_focus(self) -> None:
        """Show below the chip that was pressed, inside the window."""
        window = self._window
        chip = QApplication.focusWidget() or window
        self.adjustSize()
        where = chip.mapToGlobal(QPoint(chip.width() - _WIDTH, chip.height() + 4))
        frame = window.frameGeometry()
        left = max(frame.left() + 8, min(where.x(), frame.right() - _WIDTH - 8))
        top = min(where.y(), frame.bottom() - self.height() - 8)
        self.move(left, max(frame.top() + 8, top))
        self.show()


def _uses(clause: str, overview: Overview | None) -> list[tuple[Because, list[WhyStep]]]:
    """The options of the dossier with their steps that rest on ``clause``."""
    found = []
    for option in overview.options if overview is not None else ():
        steps = [step for step in option.why if clause in step.clauses]
        if steps:
            found.append((option.title, steps))
    return found[:3]
