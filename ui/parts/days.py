"""Fields for a day and a moment: typed in figures, shown with the weekday, chosen from a calendar.

While the person types, the field holds figures (``28/12/2026``, also ``28-12`` or ``2026-12-28``); when it is left it
shows the day with its weekday. Up and Down move a day, Page Up and Page Down a month, Alt+Down opens the calendar.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.calendar_popup import CalendarPopup
from ui.parts.fields import mark_wrong
from ui.parts.frames import row
from ui.speech import Text, said
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.theme.tokens import ICON_ROW

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BELGIAN = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{2}|\d{4}))?[.]?")
_HOUR = re.compile(r"(\d{1,2})(?:\s*[:.hu]\s*(\d{2})?)?|(\d{2})(\d{2})")


def read_day(text: str, near: date) -> date | None:
    """The day a person typed, or ``None``. Without a year it is the one nearest to ``near``."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _BELGIAN.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        if found[3]:
            return _day(int(found[3]) + (2000 if len(found[3]) == 2 else 0), month, day)
        candidates = [one for year in (near.year - 1, near.year, near.year + 1) if (one := _day(year, month, day))]
        return min(candidates, key=lambda one: abs((one - near).days), default=None)
    return None


def read_time(text: str) -> time | None:
    """The time of day a person typed (``14:02``, ``14.02``, ``14h``, ``1402``), or ``None``."""
    found = _HOUR.fullmatch(text.strip())
    if not found:
        return None
    hour, minute = (int(found[3]), int(found[4])) if found[3] else (int(found[1]), int(found[2] or 0))
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DateField(QLineEdit):
    """A day. ``picked`` carries a ``date`` or ``None`` whenever the person changed it."""

    picked = Signal(object)

    def __init__(self, name: Text, near: date, *, value: date | None = None, optional: bool = False) -> None:
        """``near`` is today: it completes a missing year. An ``optional`` field may be left empty."""
        super().__init__()
        self._name = name
        self._near = near
        self._value = value
        self._optional = optional
        self._language: Language | None = None
        self._earliest: date | None = None
        self._latest: date | None = None
        self.setFont(font("name"))
        self.setTextMargins(22, 0, 22, 0)
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def value(self) -> date | None:
        """The day shown."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show ``value`` without saying that the person chose it."""
        if value != self._value or not self.hasFocus():
            self._value = value
            self._show()

    def limit(self, earliest: date | None, latest: date | None) -> None:
        """Offer only these days in the calendar."""
        self._earliest, self._latest = earliest, latest

    def speak(self, language: Language) -> None:
        """Carry the name and show the day in ``language``."""
        self._language = language
        self.setAccessibleName(said(self._name, language))
        self._show()

    def sizeHint(self) -> QSize:
        widest = self.fontMetrics().horizontalAdvance("Mo., 28. Sept. 2026")
        return QSize(widest + 68, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _show(self) -> None:
        if self.hasFocus():
            self.setText(self._value.strftime("%d/%m/%Y") if self._value else "")
        else:
            self.setText(self._language.date(self._value) if self._value and self._language else "")
        mark_wrong(self, "")

    def _read(self, text: str) -> None:
        found = read_day(text, self._near)
        if found is not None or (self._optional and not text.strip()):
            self._take(found)

    def _take(self, value: date | None) -> None:
        mark_wrong(self, "")
        if value != self._value:
            self._value = value
            self.picked.emit(value)

    def _settle(self) -> None:
        text = self.text().strip()
        shown = self._language.date(self._value) if self._value and self._language else ""
        if text in ("", shown) or read_day(text, self._near):
            if not text and not self._optional:
                self._show()
            return
        if self._language is not None:
            mark_wrong(self, self._language.say(because("Write the day in figures, for example 28/12/2026.")))

    def go(self, days: int) -> None:
        """Go ``days`` further from the day shown, or from today."""
        self.choose((self._value or self._near) + timedelta(days=days))

    def choose(self, value: date) -> None:
        """Take ``value`` as the person's choice."""
        self._take(value)
        self._show()

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        popup = CalendarPopup(self, self._value or self._near, self._language, self._earliest, self._latest)
        popup.picked.connect(self.choose)
        popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        key = event.key()
        if key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down):
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.go(1 if key == Qt.Key.Key_Up else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            day = self._value or self._near
            shown = QDate(day.year, day.month, day.day).addMonths(1 if key == Qt.Key.Key_PageUp else -1)
            self.choose(date(shown.year(), shown.month(), shown.day()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - 32 or event.position().x() < 30:
            self.open_calendar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.property("wrong"):
            self._show()
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.property("wrong"):
            self._show()
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - ICON_ROW) // 2
        paint_icon(painter, "calendar", "text2", QRect(10, top, ICON_ROW, ICON_ROW))
        paint_icon(painter, "chevron-down", "text2", QRect(self.width() - 26, top, ICON_ROW, ICON_ROW))
        painter.end()


class TimeField(QLineEdit):
    """A time of day in hours and minutes."""

    picked = Signal(object)

    def __init__(self, name: Text, value: time | None = None) -> None:
        super().__init__()
        self._name = name
        self._value = value
        self._language: Language | None = None
        self.setFont(font("name"))
        self.setFixedWidth(72)
        self.setText(f"{value:%H:%M}" if value else "")
        self.textEdited.connect(self._read)
        self.editingFinished.connect(self._settle)

    def value(self) -> time | None:
        """The time shown."""
        return self._value

    def set_value(self, value: time | None) -> None:
        """Show ``value`` without saying that the person chose it."""
        if value != self._value:
            self._value = value
            self.setText(f"{value:%H:%M}" if value else "")

    def speak(self, language: Language) -> None:
        """Carry the name in ``language``."""
        self._language = language
        self.setAccessibleName(said(self._name, language))

    def _read(self, text: str) -> None:
        # An hour alone may be the beginning of something longer: it counts when the field is left.
        if sum(sign.isdigit() for sign in text) > 2:
            self._take(read_time(text))

    def _take(self, found: time | None) -> None:
        if found is not None and found != self._value:
            self._value = found
            self.picked.emit(found)

    def _settle(self) -> None:
        self._take(read_time(self.text()))
        wrong = bool(self.text().strip()) and read_time(self.text()) is None
        if not wrong and self._value:
            self.setText(f"{self._value:%H:%M}")
        if self._language is not None:
            sentence = because("Write the time in hours and minutes, for example 14:02.")
            mark_wrong(self, self._language.say(sentence) if wrong else "")


class MomentField(QWidget):
    """A day and a time of day. ``picked`` carries a ``datetime`` or ``None`` while one of the two is missing."""

    picked = Signal(object)

    def __init__(self, name: Text, near: date, *, value: datetime | None = None) -> None:
        super().__init__()
        self.day = DateField(name, near, value=value.date() if value else None)
        self.hour = TimeField(because("Time of day"), value.time() if value else None)
        layout = row(self.day, self.hour, None)
        self.setLayout(layout)
        self.setFocusProxy(self.day)
        self.day.picked.connect(lambda _: self.picked.emit(self.value()))
        self.hour.picked.connect(lambda _: self.picked.emit(self.value()))

    def value(self) -> datetime | None:
        """The moment shown, ``None`` while the day or the time is missing."""
        day, hour = self.day.value(), self.hour.value()
        return datetime.combine(day, hour) if day is not None and hour is not None else None

    def set_value(self, value: datetime | None) -> None:
        """Show ``value`` without saying that the person chose it."""
        self.day.set_value(value.date() if value else None)
        self.hour.set_value(value.time() if value else None)
