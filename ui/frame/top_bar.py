"""The top bar: the program, the search field, the day, the language, light and dark, the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.language import NAMES, Language
from app.start import DEMO_PEOPLE
from app.terms.clause import Because, because
from ui.frame.search_field import SearchField
from ui.parts.buttons import Button, IconButton, pressed_by_enter
from ui.parts.frames import Panel, Rule, column, row
from ui.parts.picture import Picture
from ui.parts.words import Words
from ui.stage import Stage
from ui.theme.fonts import font
from ui.theme.icons import app_pixmap
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, ICON_BAR, SIBLING, TOP_BAR, colours_of

_ROLES: dict[str, Because] = {
    "agent": because("Agent"),
    "supervisor": because("Supervisor"),
    "dealer": because("Dealer staff"),
    "administrator": because("Administrator"),
}


_NARROW, _NARROWER = 860, 680
"""Below these widths names give way to the search field, then the day does: a small screen at a large scale."""


class TopBar(Panel):
    """Always there. ``search`` is its field; the day is shown once the window stands: its words need more to load.

    ``role_wanted``: somebody wants to see the demonstration with the eyes of another role.
    """

    role_wanted = Signal(str)

    def __init__(self, stage: Stage) -> None:
        super().__init__("surface", "bottom")
        self._stage = stage
        self.setFixedHeight(TOP_BAR)
        self.search = SearchField()
        self._day = Words("", "body", "text2")
        self._language = _LanguageButton(stage)
        self._light = IconButton("moon", because("Dark theme"), size=ICON_BAR)
        self._light.clicked.connect(self.toggle_theme)
        # A press by mouse leaves the keyboard where the person works; Tab still comes by.
        self._light.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stage.theme.changed.connect(self._show_theme)
        self._midnight = QTimer(self)
        self._midnight.setInterval(60_000)
        self._midnight.timeout.connect(self._look_at_the_day)
        self._shown_day = stage.desk.today()
        layout = QGridLayout(self)
        layout.setContentsMargins(CARD_PADDING, 0, CARD_PADDING, 0)
        layout.setHorizontalSpacing(20)
        self._name = Words("Connected Desk", "card")
        layout.addLayout(row(_Own(), self._name, None, spacing=BETWEEN_CARDS - 2), 0, 0)
        layout.addWidget(self.search, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self._right(), 0, 2)
        # The field stands in the middle while both sides have room, and gives way before they are cut.
        layout.setColumnStretch(0, 30)
        layout.setColumnStretch(1, 60)
        layout.setColumnStretch(2, 30)

    def _right(self) -> QHBoxLayout:
        person = self._stage.desk.person
        role = Words(_ROLES.get(person.role, _ROLES["agent"]), "caption", "text2")
        self._names = QWidget()
        self._names.setLayout(column(Words(person.name, "strong"), role, spacing=0))
        calendar, line = Picture("calendar"), _bar()
        self._dated: tuple[QWidget, ...] = (calendar, self._day, line)
        switches = (line, self._language, self._light, _bar())
        badge: QWidget = _Badge(person.initials)
        badge.setToolTip(person.name)
        if self._stage.desk.demo:
            badge = self.people = _PeopleButton(self._stage, self.role_wanted.emit)
        parts = (None, calendar, self._day, 4, *switches, 2, badge, self._names)
        return row(*parts, spacing=SIBLING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self._name, self._names):
            part.setVisible(self.width() >= _NARROW)
        for part in self._dated:
            part.setVisible(self.width() >= _NARROWER)

    def show_day(self) -> None:
        """Show today: once the first frame is there, and again when the day has changed."""
        self._day.say(because("{day}", day=self._stage.desk.today()), self._stage.language)
        self._midnight.start()

    def _look_at_the_day(self) -> None:
        """A new day makes late what was not, and no write tells of it: the queues and their badges are asked again."""
        today = self._stage.desk.today()
        if today != self._shown_day:
            self._shown_day = today
            self.show_day()
            self._stage.queues_changed.emit()

    def toggle_theme(self) -> None:
        """Turn light into dark or back, and remember it."""
        self._stage.theme.toggle()
        self._stage.settings.theme = self._stage.theme.choice

    def _show_theme(self) -> None:
        dark = self._stage.theme.dark
        self._light.show_icon("sun" if dark else "moon")
        self._light.say(because("Light theme") if dark else because("Dark theme"), self._stage.language)

    def speak(self, language: Language) -> None:
        """Name the theme button, which changes with the theme."""
        self._show_theme()


class _LanguageButton(Button):
    """Two letters that open the four languages."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(because("Language"), "quiet")
        self._stage = stage
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._open)

    def speak(self, language: Language) -> None:
        """Show the code of ``language``."""
        super().speak(language)
        self.setText(language.code.upper())
        self.setAccessibleName(f"{language.text('Language')}: {NAMES[language.code]}")
        self.setToolTip(language.text("Language"))

    def menu_of_languages(self) -> QMenu:
        """The four languages, each in its own words."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for code, name in NAMES.items():
            action = QAction(f"{code.upper()}  {name}", menu)
            action.setCheckable(True)
            action.setChecked(code == self._stage.language.code)
            action.triggered.connect(lambda _=False, code=code: self._stage.speak(code))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        menu = self.menu_of_languages()
        menu.exec(self.mapToGlobal(QPoint(0, self.height() + 4)))
        menu.deleteLater()


class _Own(QWidget):
    """The program's own icon."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(28, 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, app_pixmap(28, self.devicePixelRatioF(), colours_of(self.palette())))
        painter.end()


class _Badge(QWidget):
    """The person's initials on a disc."""

    def __init__(self, initials: str) -> None:
        super().__init__()
        self._initials = initials
        self.setFixedSize(QSize(30, 30))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours["accent_soft"])
        painter.drawEllipse(self.rect())
        painter.setPen(colours["accent"])
        painter.setFont(font("caption_strong"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._initials)
        painter.end()


class _PeopleButton(QToolButton):
    """The badge of a demonstration: opens the list of the people one can be there."""

    def __init__(self, stage: Stage, wanted: Callable[[str], None]) -> None:
        super().__init__()
        self._stage = stage
        self._wanted = wanted
        self._face = column(_Badge(stage.desk.person.initials), spacing=0)
        self.setLayout(self._face)
        self.setFixedSize(QSize(30, 30))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoRaise(True)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge inside is all there is to see."""

    def speak(self, language: Language) -> None:
        """Say what a press does."""
        name = language.text("Work as somebody else of the demonstration")
        self.setAccessibleName(f"{self._stage.desk.person.name}: {name}")
        self.setToolTip(name)

    def menu_of_people(self) -> QMenu:
        """The people of the demonstration, each with the role they have."""
        menu = QMenu(self)
        for role, person in DEMO_PEOPLE.items():
            action = QAction(f"{person.name} · {self._stage.say(_ROLES[role])}", menu)
            action.setCheckable(True)
            action.setChecked(person == self._stage.desk.person)
            action.triggered.connect(lambda _=False, role=role: self._wanted(role))
            menu.addAction(action)
        return menu

    def _open(self) -> None:
        menu = self.menu_of_people()
        menu.exec(self.mapToGlobal(QPoint(0, self.height() + 4)))
        menu.deleteLater()


def _bar() -> Rule:
    line = Rule(vertical=True)
    line.setFixedHeight(24)
    return line
