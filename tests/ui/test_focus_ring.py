"""The focus ring follows the keyboard and stays inside what scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.focus_ring import FocusRing


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A head of 50 pixels above a page that scrolls, with a button on it."""
    window, inside, area = QWidget(), QWidget(), QScrollArea()
    head = QWidget()
    head.setFixedHeight(50)
    button = QPushButton("Start", inside)
    button.setGeometry(20, 100, 120, 30)
    inside.setFixedSize(280, 900)
    area.setWidget(inside)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(head)
    layout.addWidget(area)
    window.resize(300, 300)
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize(("scrolled", "above"), [(0, False), (105, True)])
def test_the_ring_does_not_leave_the_page_it_stands_on(
    qtbot: QtBot, window: QWidget, scrolled: int, above: bool
) -> None:
    ring = FocusRing(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    button, area = window.findChild(QPushButton), window.findChild(QScrollArea)
    assert button is not None
    assert area is not None
    button.setFocus()
    qtbot.waitUntil(ring.isVisible)
    area.verticalScrollBar().setValue(scrolled)
    seen = ring.mask().boundingRect() if not ring.mask().isEmpty() else ring.rect()
    assert (ring.geometry().top() < area.geometry().top()) == above
    assert seen.translated(ring.pos()).top() >= area.geometry().top()
