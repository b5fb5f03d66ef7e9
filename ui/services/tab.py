"""The services in the tab of a dossier: chips, the tree, what an act would change, and the way to the whole panel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.acts.panel_rows import ServicePanel
from app.acts.rows import Overview
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.frames import Panel, column
from ui.parts.words import Words
from ui.services.state_chips import StateChips
from ui.services.tree import ServiceTree
from ui.theme.tokens import CARD_PADDING

_ROOM_FOR_FOOT, _ROOM_FOR_CHIPS = 330, 270
_EMPTY = ServicePanel((), (), ())


class ServicesTab(QWidget):
    """``opened`` carries the key of a service to show in full, empty for none in particular."""

    opened = Signal(str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._overview: Overview | None = None
        self.panel = _EMPTY
        self.tree = ServiceTree(language)
        self.chips = StateChips(language)
        self._effects = Words("", "caption", "text2", wrap=True)
        self._head = QWidget()
        self._head.setLayout(column(self.chips, margins=(CARD_PADDING - 4, 6, 8, 6)))
        self._foot = Panel("surface", "top")
        self._foot.setLayout(column(self._effects, margins=(CARD_PADDING, 5, CARD_PADDING, 6)))
        layout = column(self._head, self.tree, self._foot, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.chips.picked.connect(self.tree.keep_states)
        self.tree.started.connect(lambda node: self.opened.emit(node.key))
        self.tree.offer_acts(lambda node: [(because("Show in full"), lambda: self.opened.emit(node.key))])

    def show_overview(self, overview: Overview) -> None:
        """Show the services of a dossier; they are worked out again only when the dossier is another."""
        before = self._overview
        if before is None or (before.dossier, before.today) != (overview.dossier, overview.today):
            from app.acts.service_panel import panel_of  # a window stands before the rules are read

            self.panel = panel_of(overview.dossier, overview.today)
        self._overview = overview
        self.tree.show_panel(self.panel)
        self.chips.show_panel(self.panel)
        texts = tuple(line.text for line in self.panel.effects)
        self._effects.say(_together(texts), self._language)

    def speak(self, language: Language) -> None:
        """Remember the language for services shown later."""
        self._language = language

    def open_current(self) -> None:
        """Ask for the whole panel, at the service the keyboard is on."""
        node = self.tree.row()
        self.opened.emit(node.key if node is not None else "")

    def minimumSizeHint(self) -> QSize:
        # The options above have the first claim to the room: the chips and the foot go when there is little.
        return QSize(self.tree.minimumSizeHint().width(), self.tree.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a small window the rows need the room; the whole panel has the rest.
        self._foot.setVisible(self.height() >= _ROOM_FOR_FOOT)
        self._head.setVisible(self.height() >= _ROOM_FOR_CHIPS)


def _together(texts: tuple[Because, ...]) -> Because:
    """Whole sentences one after the other."""
    names = [f"text{number}" for number in range(len(texts))]
    return Because(" ".join(f"{{{name}}}" for name in names), tuple(zip(names, texts, strict=True)))
