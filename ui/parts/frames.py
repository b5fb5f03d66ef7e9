"""Surfaces: cards, coloured panels, dividing lines, and the layouts between siblings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainterPath, QRegion
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.tokens import SIBLING


class Card(QFrame):
    """A white card with a thin line around it and no shadow."""


class Panel(QFrame):
    """A plain surface. ``tone`` is ``surface | bg | sunken | raised``, ``edge`` the side with a dividing line."""

    def __init__(self, tone: str, edge: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.setProperty("edge", edge)


class Rule(QFrame):
    """A dividing line."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Scroll(QScrollArea):
    """Scrolls downwards only; its content takes the width there is."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        # Taking a widget in makes it fill its ground; what lies below must show through.
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in ends:
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def row(
    *parts: QWidget | QLayout | int | None, spacing: int = SIBLING, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Parts beside each other, centred on one line. A number is a gap of that size, ``None`` takes the room left."""
    layout = QHBoxLayout()
    _fill(layout, parts, spacing, margins, Qt.AlignmentFlag.AlignVCenter)
    return layout


def column(
    *parts: QWidget | QLayout | int | None, spacing: int = SIBLING, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Parts below each other. A number is a gap of that size, ``None`` takes the room left."""
    layout = QVBoxLayout()
    _fill(layout, parts, spacing, margins, None)
    return layout


def round_off(popup: QWidget, radius: int) -> None:
    """Cut the corners of a window of its own, so that nothing shows where they are not."""
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(popup.rect()), radius, radius)
    popup.setMask(QRegion(shape.toFillPolygon().toPolygon()))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, for good."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def _fill(
    layout: QBoxLayout,
    parts: tuple[QWidget | QLayout | int | None, ...],
    spacing: int,
    margins: tuple[int, int, int, int],
    alignment: Qt.AlignmentFlag | None,
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif alignment is None or part.sizePolicy().hasHeightForWidth():
            layout.addWidget(part)
        else:
            layout.addWidget(part, 0, alignment)
