"""The way of the Tab key through parts that are built anew: as they stand, not as they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QStackedWidget, QWidget


def order(parts: Iterable[QWidget]) -> None:
    """Let Tab go through ``parts`` one after the other, in each of them from the top to the bottom.

    Qt puts a widget that is made later behind every other of the window. The first stop stays where it is.
    """
    for before, after in pairwise(stop for part in parts for stop in stops(part)):
        QWidget.setTabOrder(before, after)


def stops(part: QWidget | None) -> Iterator[QWidget]:
    """The widgets of ``part`` that Tab stops at, as the layouts place them."""
    if part is None:
        return
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
    if isinstance(part, QStackedWidget):
        yield from stops(part.currentWidget())
    elif isinstance(part, QScrollArea):
        yield from stops(part.widget())
    elif not isinstance(part, QAbstractScrollArea):
        yield from _placed(part.layout())


def _placed(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from stops(widget)
        elif inner is not None:
            yield from _placed(inner)
