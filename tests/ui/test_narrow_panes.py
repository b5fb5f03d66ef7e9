"""In a narrow window nothing is cut beside a queue: the buttons of every pane, in every language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.language import LANGUAGES, language
from ui.queues.approval_pane import ApprovalPane
from ui.queues.own_case_pane import OwnCasePane
from ui.queues.queue_view import _SIDE_NARROW
from ui.queues.refund_pane import RefundPane
from ui.queues.side_pane import SidePane
from ui.queues.sim_job_pane import SimJobPane
from ui.speech import speak_all
from ui.stage import Stage


def _show(button: QPushButton, pane: SidePane) -> None:
    """As if the case at hand had this button."""
    part: QWidget | None = button
    while part is not None and part is not pane:
        part.show()
        part = part.parentWidget()


PANES = (ApprovalPane, OwnCasePane, RefundPane, partial(SimJobPane, dealer=False), partial(SimJobPane, dealer=True))


@pytest.mark.parametrize("made", PANES, ids=("approval", "own_case", "refund", "sim_job", "sim_job_at_the_dealer"))
def test_no_button_of_a_pane_is_cut(qtbot: QtBot, stage: Stage, made: Callable[[Stage], SidePane]) -> None:
    pane = made(stage)
    qtbot.addWidget(pane)
    pane.setFixedWidth(_SIDE_NARROW)
    pane.resize(_SIDE_NARROW, 800)
    pane.show()
    buttons = pane.findChildren(QPushButton)
    for button in buttons:
        _show(button, pane)
    for code in LANGUAGES:
        speak_all(pane, language(code))
        qtbot.waitUntil(lambda: not [one.text() for one in buttons if _cut(one, pane)], timeout=5000)


def _cut(button: QPushButton, pane: SidePane) -> bool:
    ends = button.mapTo(pane, QPoint(button.width(), 0)).x()
    return button.width() < button.sizeHint().width() or ends > pane.width()
