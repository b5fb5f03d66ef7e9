"""The services as a tree: folded and unfolded by the arrow keys, kept by state and by words, sorted when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent

from app.acts.panel_rows import ServiceNode, ServicePanel
from app.language import Language
from app.terms.clause import Because, because
from ui.tables.columns import BY_TEXT, Cell, Column
from ui.tables.row_model import ROW_ROLE
from ui.tables.row_table import RowTable
from ui.theme.tokens import ROW_COMPACT

_LEAST = 96
"""Two rows below the heads: what lies around the tree gives way first."""
_EMPTY = ServicePanel((), (), ())


class ServiceTree(RowTable):
    """Rows are ``ServiceNode``. A parent of what is kept stays in sight; what is sorted is shown without its tree."""

    def __init__(self, language: Language, *, narrow: bool = False) -> None:
        """A ``narrow`` tree leaves out what the pane beside it tells."""
        self._panel = _EMPTY
        self._folded: set[str] = set()
        self._states: frozenset[str] = frozenset()
        self._words: list[str] = []
        self._flat = False
        columns = _NARROW if narrow else _WIDE
        name = Column("service", because("Service"), self._name_cell, BY_TEXT, stretch=True, least=170, most=230)
        super().__init__(because("Services"), (name, *columns), language, row_height=ROW_COMPACT)
        self.setMinimumHeight(_LEAST)

    # Content ----------------------------------------------------------------------------------------------------

    def show_panel(self, panel: ServicePanel) -> None:
        """Show another evaluation; the current service stays current."""
        if panel is self._panel:
            return
        before = self.row()
        self._panel = panel
        self.rows.show(panel.nodes)
        self._sift()
        self.choose(before.key if before is not None else "")

    def choose(self, key: str) -> None:
        """Make a service current where it is in sight, or else the first one."""
        keys = [self.sorted.index(row, 0).data(ROW_ROLE).key for row in range(self.sorted.rowCount())]
        if keys:
            self.go_to(keys.index(key) if key in keys else 0)

    def keep(self, text: str) -> None:
        """Keep the services that hold every word of ``text``, below their parents."""
        self._words = text.casefold().split()
        self._sift()

    def keep_states(self, states: frozenset[str]) -> None:
        """Keep the services in one of these states; none means all."""
        self._states = states
        self._sift()

    @property
    def matching(self) -> int:
        """How many services the words and states ask for, their parents not counted."""
        return len(self._matches())

    def _sift(self) -> None:
        wanted = self._wanted()
        current = self.row()
        self.sorted.keep_rows(lambda node: node.key in wanted)
        if current is not None and current.key in wanted:
            self.choose(current.key)
        elif self.sorted.rowCount() and current is not None:
            self.go_to(0)
        self._changed()

    def _resay(self) -> None:
        """The names stand otherwise now: folded, unfolded, or without their tree."""
        self.rows.speak(self._language)
        self._sift()

    def _wanted(self) -> set[str]:
        nodes = self._panel.nodes
        if self._flat or self._words or self._states:
            matches = self._matches()
            if self._flat:
                return matches
            return matches | {node.status.parent for node in nodes if node.key in matches and node.status.parent}
        hidden = {child for node in nodes if node.key in self._folded for child in node.children}
        return {node.key for node in nodes} - hidden

    def _matches(self) -> set[str]:
        return {node.key for number, node in enumerate(self._panel.nodes) if self._holds(number, node)}

    def _holds(self, number: int, node: ServiceNode) -> bool:
        if self._states and node.status.state not in self._states:
            return False
        if not self._words:
            return True
        cells = (self.rows.cell(number, column).plain for column in range(len(self.rows.columns)))
        text = " ".join((*cells, node.status.booking_number)).casefold().replace("\u00a0", " ")
        return all(word in text for word in self._words)

    def sort_by(self, column: int) -> None:
        """Sort by a column, which shows the services without their tree; the third time gives the tree back."""
        super().sort_by(column)
        self._flat = self._sorted is not None
        self._resay()

    def lines(self) -> list[list[str]]:
        """The head and all rows shown, as plain text, a service below another indented."""
        found = super().lines()
        for number, line in enumerate(found[1:]):
            node = self.sorted.index(number, 0).data(ROW_ROLE)
            line[0] = ("" if self._flat else "  " * node.level) + line[0]
        return found

    def copy_all(self) -> None:
        """Copy everything shown, its cells with tabs between them."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in self.lines()))

    # Folding ----------------------------------------------------------------------------------------------------

    def fold(self, key: str, *, folded: bool) -> None:
        """Hide or show what lies below a service."""
        (self._folded.add if folded else self._folded.discard)(key)
        self._resay()

    def fold_all(self, *, folded: bool) -> None:
        """Hide or show what lies below every service."""
        self._folded = {node.key for node in self._panel.nodes if node.children} if folded else set()
        self._resay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        node: ServiceNode | None = self.row()
        key, plain = event.key(), not event.modifiers()
        if node is not None and plain and not self._flat and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if key == Qt.Key.Key_Left and node.level and node.key not in self._open_branches():
                self.choose(node.status.parent)
            elif node.children:
                self.fold(node.key, folded=key == Qt.Key.Key_Left)
        elif event.key() == Qt.Key.Key_C and event.modifiers() == _COPY_ALL:
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def _open_branches(self) -> set[str]:
        return {node.key for node in self._panel.nodes if node.children and node.key not in self._folded}

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._arrow_hit(index, event):
            node: ServiceNode = index.data(ROW_ROLE)
            self.go_to(index.row())
            self.fold(node.key, folded=node.key not in self._folded)
        else:
            super().mousePressEvent(event)

    def _arrow_hit(self, index: QModelIndex, event: QMouseEvent) -> bool:
        node: ServiceNode = index.data(ROW_ROLE)
        foldable = bool(node.children) and index.column() == 0 and not self._flat
        return foldable and self._delegate.fold_place(self.visualRect(index), index).contains(
            event.position().toPoint()
        )

    def _name_cell(self, node: ServiceNode, language: Language) -> Cell:
        name = language.say(node.status.name)
        if self._flat:
            return Cell(name, "name")
        fold = "leaf" if not node.children else "closed" if node.key in self._folded else "open"
        small = str(len(node.children)) if fold == "closed" else ""
        spoken = language.say(_spoken(name, node, fold))
        style = "name" if not node.level or node.status.booking_number else "body"
        return Cell(name, style, small=small, spoken=spoken, indent=node.level, fold=fold)  # type: ignore[arg-type]  # one of the three


_COPY_ALL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _spoken(name: str, node: ServiceNode, fold: str) -> Because:
    """What a screen reader says: the name, whether it is a part, and whether parts of it are hidden."""
    if node.level:
        return because("{name}, part of a service", name=name)
    if fold == "open":
        return because("{name}, its parts follow", name=name)
    return because("{name}, its parts are hidden", name=name) if fold == "closed" else because("{name}", name=name)


def _state(node: ServiceNode, language: Language) -> Cell:
    return Cell(language.say(node.status.state_text), mark=node.status.state)


def _price(node: ServiceNode, language: Language) -> Cell:
    status = node.status
    if status.price is not None:
        return Cell(language.money(status.price), whole=True)
    return Cell(language.say(because("Basic")) if status.state in ("active", "always_on") else "")


def _said(text: Because | None, language: Language) -> Cell:
    return Cell(language.say(text) if text is not None else "", tone="text2")


_STATE = Column("state", because("State"), _state, BY_TEXT, most=130)
_PRICE = Column("price", because("Price paid"), _price, lambda node: node.status.price, right=True, most=80)
_UNTIL = Column(
    "until", because("Runs until"), lambda node, said: _said(node.status.runs_until, said), BY_TEXT, most=124
)
_WIDE: Sequence[Column] = (
    _STATE,
    _PRICE,
    _UNTIL,
    Column(
        "sim_off",
        because("When the SIM is off"),
        lambda node, said: _said(node.status.when_sim_off, said),
        BY_TEXT,
        most=104,
    ),
    Column("switch", because("May switch"), lambda node, said: _said(node.status.may_switch, said), BY_TEXT, most=84),
    Column("kept", because("Data kept"), lambda node, said: _said(node.status.data_kept, said), BY_TEXT, most=100),
)
_NARROW: Sequence[Column] = (_STATE, _UNTIL)
