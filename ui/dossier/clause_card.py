"""What one clause says, in short, and for the option in hand: the steps of the reasoning that rest on it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from app.acts.clauses import clause_text
from app.acts.rows import Option, Overview, WhyStep
from app.language import Language
from app.terms.clause import because, cited
from ui.parts.buttons import Button
from ui.parts.chips import KeyHint
from ui.parts.frames import Panel, Rule, Scroll, column, round_off, row
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.tokens import RADIUS_DIALOG

_WIDTH, _HIGHEST = 380, 420
"""A longer text scrolls: the dossier behind stays in sight."""


class ClauseCard(Panel):
    """A small pop-over. Esc or a click beside it closes it; ``wanted`` asks for the clause in the terms, and for the
    edition that governs the dossier."""

    wanted = Signal(str, str)

    def __init__(
        self, clause: str, overview: Overview | None, current: Option | None, language: Language, window: QWidget
    ) -> None:
        super().__init__("popover", parent=window)
        self._window = window.window()
        self._clause = clause
        self._edition = _edition(overview, current)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        inside = QWidget()
        layout = column(Words(cited(clause), "card"), spacing=6, margins=(16, 14, 16, 16))
        words = clause_text(clause, language.code, self._edition)
        if words is not None:
            layout.addWidget(Words(words.title, "strong", wrap=True))
            layout.addWidget(Words(words.summary, "body", "text2", wrap=True))
            if not words.checked:
                layout.addWidget(
                    Words(because("The text of this article was not checked yet."), "body", "text3", wrap=True)
                )
            layout.addWidget(Rule())
        found = _uses(clause, overview, current)
        if found is None:
            layout.addWidget(Words(because("No step of this dossier rests on it."), "body", "text2", wrap=True))
        else:
            option, steps = found
            layout.addWidget(Words(option.title, "body", "text3", wrap=True))
            for step in steps:
                layout.addSpacing(2)
                layout.addWidget(Words(step.title, "caption", "text2", wrap=True))
                if step.result is not None:
                    layout.addWidget(Words(step.result, "strong", wrap=True))
        inside.setLayout(layout)
        self._inside = inside
        self.area = Scroll(inside)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.open = Button(because("Open in the terms"), "link", "book")
        self.open.clicked.connect(self._open)
        self._foot = Panel("foot")
        self._foot.setLayout(row(self.open, KeyHint("F3"), None, margins=(8, 6, 8, 6)))
        self.setLayout(column(self.area, self._foot, spacing=0, margins=(1, 1, 1, 1)))
        self._foot.setVisible(words is not None)
        speak_all(self, language)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        round_off(self, RADIUS_DIALOG)

    def fit(self) -> None:
        """As high as its words need, up to the height from which it scrolls."""
        inner = _WIDTH - 2
        layout = self._inside.layout()
        high = layout.totalHeightForWidth(inner) if layout is not None else 0
        foot = self._foot.sizeHint().height() if not self._foot.isHidden() else 0
        self.setFixedHeight(min(max(high, self._inside.sizeHint().height()) + foot + 2, _HIGHEST))

    def show_near_focus(self) -> None:
        """Show below the chip that was pressed, inside the window."""
        window = self._window
        chip = QApplication.focusWidget() or window
        self.fit()
        if isinstance(chip, QAbstractItemView) and chip.currentIndex().isValid():
            below = chip.visualRect(chip.currentIndex()).bottomLeft() + QPoint(24, 4)
            where = chip.viewport().mapToGlobal(below)
        else:
            where = chip.mapToGlobal(QPoint(chip.width() - _WIDTH, chip.height() + 4))
        frame = window.frameGeometry()
        left = max(frame.left() + 8, min(where.x(), frame.right() - _WIDTH - 8))
        top = min(where.y(), frame.bottom() - self.height() - 8)
        self.move(left, max(frame.top() + 8, top))
        self.show()
        self.open.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F3 and self.open.isVisible():
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        clause, edition = self._clause, self._edition
        self.close()
        self.wanted.emit(clause, edition)


def _edition(overview: Overview | None, current: Option | None) -> str:
    """The edition by which the option in hand is judged, else that of the contract; empty where there is neither."""
    if current is not None and current.determination is not None:
        return current.determination.edition
    contract = overview.dossier.contract if overview is not None else None
    return contract.edition if contract is not None else ""


def _uses(clause: str, overview: Overview | None, current: Option | None) -> tuple[Option, list[WhyStep]] | None:
    """The steps that rest on ``clause``: of the option in hand, else of the first one that has any."""
    options = overview.options if overview is not None else ()
    for option in (*([current] if current is not None else []), *options):
        steps = [step for step in option.why if clause in step.clauses]
        if steps:
            return option, steps
    return None
