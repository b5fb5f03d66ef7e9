"""How much of a package is used, as a bar: the days and the kilometres. The sentence below says it in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.acts.panel_rows import Gauge
from app.language import Language
from app.terms.clause import because
from ui.theme.tokens import colours_of

_HEIGHT = 12
NAMES = {"days": because("Time used"), "km": because("Kilometres used")}


class GaugeBar(QWidget):
    """A bar from nothing to all. Full means over, which has another colour besides the words."""

    def __init__(self, gauge: Gauge) -> None:
        super().__init__()
        self._gauge = gauge
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def speak(self, language: Language) -> None:
        """Carry its name and value in ``language``."""
        self.setAccessibleName(language.say(NAMES[self._gauge.unit]))
        used, whole = language.number(self._gauge.used), language.number(self._gauge.whole)
        part = language.text("{used} of {whole}", used=used, whole=whole)
        self.setAccessibleDescription(f"{part}. {language.say(self._gauge.text)}")
        self.setToolTip(part)

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colours["control"], 1))
        painter.setBrush(colours["sunken"])
        painter.drawRoundedRect(whole, 4, 4)
        used = QRectF(whole)
        used.setWidth(whole.width() * self._gauge.share)
        if used.width() >= 1:
            painter.setPen(QPen(colours["chart"], 0))
            painter.setBrush(colours["bad" if self._gauge.share >= 1 else "chart"])
            painter.drawRoundedRect(used, min(4.0, used.width() / 2), min(4.0, used.height() / 2))
        painter.end()
