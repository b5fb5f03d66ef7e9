"""The calendar below a date field: Monday first, in the language of the window."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSpinBox, QTableView, QToolButton, QVBoxLayout, QWidget

from app.language import Language
from app.terms.clause import because
from ui.parts.frames import round_off
from ui.theme.fonts import font
from ui.theme.icons import icon
from ui.theme.tokens import RADIUS_DIALOG, colours_of

_LOCALES = {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_GB"}


class CalendarPopup(QFrame):
    """A month to pick a day from. Arrows move, Enter picks, Esc closes."""

    picked = Signal(object)

    def __init__(
        self, field: QWidget, shown: date, language: Language | None, earliest: date | None, latest: date | None
    ) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = QCalendarWidget(self)
        self._calendar.setMinimumSize(308, 252)
        if language is not None:
            self._calendar.setLocale(QLocale(_LOCALES[language.code]))
            self._name_parts(language)
        self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setGridVisible(False)
        if earliest is not None:
            self._calendar.setMinimumDate(QDate(earliest.year, earliest.month, earliest.day))
        if latest is not None:
            self._calendar.setMaximumDate(QDate(latest.year, latest.month, latest.day))
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        weekend = QTextCharFormat()
        weekend.setForeground(colours_of(self.palette())["text3"])
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, weekend)
        self._calendar.clicked.connect(self._pick)
        self._calendar.activated.connect(self._pick)
        heads = QTextCharFormat()
        heads.setForeground(colours_of(self.palette())["text3"])
        heads.setFont(font("head"))
        self._calendar.setHeaderTextFormat(heads)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._calendar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        round_off(self, RADIUS_DIALOG)

    def open_at(self, where: QPoint) -> None:
        """Show the calendar at ``where``, moved so that all of it is on the screen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(where) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        left = max(room.left(), min(where.x(), room.right() - self.width()))
        top = (
            where.y() if where.y() + self.height() <= room.bottom() else max(room.top(), where.y() - self.height() - 44)
        )
        self.move(left, top)
        self.show()
        self._calendar.setFocus()

    def _name_parts(self, language: Language) -> None:
        names = {
            "qt_calendar_prevmonth": (because("Previous month"), "chevron-left"),
            "qt_calendar_nextmonth": (because("Next month"), "chevron-right"),
            "qt_calendar_monthbutton": (because("Month"), ""),
            "qt_calendar_yearbutton": (because("Year"), ""),
        }
        for key, (name, icon_name) in names.items():
            button = self._calendar.findChild(QToolButton, key)
            if button is not None:
                button.setAccessibleName(language.say(name))
                if icon_name:
                    button.setIcon(icon(icon_name))
        if (year := self._calendar.findChild(QSpinBox)) is not None:
            year.setAccessibleName(language.say(because("Year")))
        if (days := self._calendar.findChild(QTableView)) is not None:
            days.setAccessibleName(language.say(because("Days of the month")))
        self._calendar.setAccessibleName(language.say(because("Calendar")))

    def _pick(self, day: QDate) -> None:
        self.picked.emit(date(day.year(), day.month(), day.day()))
        self.close()
