"""A head line whose right-hand groups go to the next line when there is no room, instead of being cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.frames import row

_GROUP_GAP, _LINE_GAP = 12, 8


class FlowRow(QWidget):
    """Parts at the left, groups of parts at the right. As high as the lines it needs."""

    def __init__(self, left: Sequence[QWidget], margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        self._margins = margins
        self._left = self._group(left)
        self._right: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add_right(self, *parts: QWidget) -> None:
        """Add a group that stays together."""
        self._right.append(self._group(parts))

    def _group(self, parts: Sequence[QWidget]) -> QWidget:
        holder = QWidget(self)
        holder.setLayout(row(*parts, spacing=8))
        holder.installEventFilter(self)
        return holder

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._place)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        if not self.isVisible():
            return QSize(400, self._left.sizeHint().height() + self._margins[1] + self._margins[3])
        return QSize(400, self.height())

    def _place(self) -> None:
        # Before it is shown the row has no width of its own yet, and would break every group.
        if not self.isVisible():
            return
        left, top, right, bottom = self._margins
        room = self.width() - left - right
        shown = [group for group in self._right if self._width(group) > 0]
        lines: list[list[QWidget]] = [[]]
        used = self._left.sizeHint().width() + _GROUP_GAP
        for group in shown:
            need = self._width(group) + _GROUP_GAP
            if used + need > room and (lines[-1] or used):
                lines.append([])
                used = 0
            lines[-1].append(group)
            used += need
        y = top
        for number, line in enumerate(lines):
            groups = [self._left, *line] if number == 0 else line
            high = max((group.sizeHint().height() for group in groups), default=0)
            if number == 0:
                hint = self._left.sizeHint()
                self._left.setGeometry(left, y + (high - hint.height()) // 2, min(hint.width(), room), hint.height())
            x = self.width() - right - sum(self._width(one) for one in line) - _GROUP_GAP * max(0, len(line) - 1)
            for group in line:
                hint = group.sizeHint()
                group.setGeometry(max(left, x), y + (high - hint.height()) // 2, self._width(group), hint.height())
                x += self._width(group) + _GROUP_GAP
            y += high + _LINE_GAP
        if self.height() != y - _LINE_GAP + bottom:
            self.setFixedHeight(y - _LINE_GAP + bottom)

    @staticmethod
    def _width(group: QWidget) -> int:
        layout = group.layout()
        return group.sizeHint().width() if layout is not None and not layout.isEmpty() else 0
