"""The dossier of a caller as one page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.acts.rows import Option, Overview, WhatIf
from app.language import Language
from ui.dossier.header import HeaderCard
from ui.dossier.options_card import OptionsCard
from ui.dossier.records_card import RecordsCard
from ui.dossier.why import WhyPanel
from ui.pages.kept_drafts import KeptDrafts
from ui.parts.frames import Scroll, column, row
from ui.speech import speak_all
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING, ROW_COMPACT, ROW_OPTION, SIDE_PANEL, SIDE_PANEL_NARROW
from ui.what_if import WhatIfCard

_BESIDE_LIST, _BESIDE_TIMELINE = 0.66, 0.4
"""How much of the page the options may take."""
_FEW_OPTIONS = 130
"""The least height at which the options are of use beside the strip of days."""
_ENOUGH_OPTIONS = 240
"""The least height of the options above the lists: below it the page scrolls."""
_FOUR_ROWS, _TWO_ROWS = 216, 160
"""What the lists keep below the options: more where there is room for it."""
_CRAMPED = 1040
"""Below this width the options would break every title: Why closes."""
_NARROW = 1260
"""Below this width the side panel takes its smaller size."""


class _Main(Scroll):
    """What stands beside Why. ``resized`` when there is more or less room for it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class DossierView(QWidget):
    """Header, Options today, Why and the records. It asks for everything by signals and holds no query.

    ``receipt_changed`` carries a ``Receipt`` to evaluate again, ``started`` an ``Option``,
    ``refusal_asked`` a blocked one to explain, ``letter_asked`` a letter
    number, ``form_asked`` an ``Option`` to print the form of, ``note_written`` a text, ``clause_asked`` a clause,
    ``what_if_asked`` an ``Option`` to answer for other days of receipt, ``services_asked`` a service to show in full,
    ``contact_asked`` when the customer is to be reached otherwise, ``case_asked`` a case,
    ``others_asked`` what is always possible.
    """

    receipt_changed = Signal(object)
    started = Signal(object)
    refusal_asked = Signal(object)
    letter_asked = Signal(str)
    form_asked = Signal(object)
    note_written = Signal(str)
    clause_asked = Signal(str)
    what_if_asked = Signal(object)
    others_asked = Signal()
    case_asked = Signal(str)
    services_asked = Signal(str)
    contact_asked = Signal()

    def __init__(self, overview: Overview, now: Callable[[], datetime], language: Language) -> None:
        super().__init__()
        self.overview = overview
        self._language = language
        self.header = HeaderCard()
        self.options = OptionsCard(overview.today, now, language)
        self.records = RecordsCard(language)
        self.why = WhyPanel(language)
        self.what_if = WhatIfCard(language)
        self.what_if.hide()
        self._cramped = False
        self.kept = KeptDrafts(small=True)
        lists = column(self.options, self.records, self.what_if, spacing=BETWEEN_CARDS)
        lists.setStretch(1, 1)
        lists.setStretch(2, 1)
        inside = QWidget()
        inside.setLayout(lists)
        # On a low screen both keep a few rows and the page scrolls.
        self.main = _Main(inside)
        body = row(spacing=BETWEEN_CARDS)
        body.addWidget(self.main, 1)
        body.addWidget(self.why)
        edges = (CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS)
        self.setLayout(column(self.header, self.kept, body, spacing=BETWEEN_CARDS, margins=edges))
        self._connect()
        self.show_overview(overview)

    def _connect(self) -> None:
        self.main.resized.connect(self._share_height)
        self.header.contact_asked.connect(self.contact_asked)
        self.options.receipt_changed.connect(self.receipt_changed)
        self.options.started.connect(self.started)
        self.options.form_asked.connect(self.form_asked)
        self.options.refusal_asked.connect(self.refusal_asked)
        self.options.why_asked.connect(self._explain)
        self.options.current.connect(self.why.show_option)
        self.options.current.connect(self._ask_what_if)
        self.options.what_if_asked.connect(self.toggle_what_if)
        self.options.others_asked.connect(self.others_asked)
        self.what_if.closed.connect(self.toggle_what_if)
        self.what_if.day_used.connect(self._use_day)
        self.records.tabs.currentChanged.connect(lambda _: self._share_height())
        self.why.closed.connect(self.toggle_why)
        for part in (self.why, self.options):
            part.clause_asked.connect(self.clause_asked)
        self.records.letter_asked.connect(self.letter_asked)
        self.records.case_asked.connect(self.case_asked)
        self.records.note_written.connect(self.note_written)
        self.records.services_asked.connect(self.services_asked)
        keys = {"F2": self.toggle_what_if, "F4": self._ask_others, "F6": self.toggle_why}
        for number in range(5):
            keys[f"Ctrl+{number + 1}"] = partial(self._enter_records, number)
        # Shortcuts of the window, which Qt hears only while this page is the one in sight.
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)

    def show_overview(self, overview: Overview) -> None:
        """Show another evaluation of the dossier, or the dossier after a change."""
        same_people = self.overview.dossier == overview.dossier and not self.header.is_empty
        self.overview = overview
        if not same_people:
            self.header.show_overview(overview)
            speak_all(self.header, self._language)
        self.options.show_overview(overview)
        self.records.show_overview(overview)
        self.why.show_option(self.options.table.row())
        self._ask_what_if(self.options.table.row())

    def speak(self, language: Language) -> None:
        """Say what the parts were given in another language."""
        if language is not self._language:
            self._language = language
            self.why.speak(language)
            self.options.speak(language)
            self.records.speak(language)
            self.show_overview(self.overview)

    def set_row_step(self, step: int) -> None:
        """Take ``step`` pixels more or less for every row (a setting of the person)."""
        self.options.table.set_row_height(ROW_OPTION + step)
        self.records.set_row_height(ROW_COMPACT + step)

    def toggle_why(self) -> None:
        """Open or close the Why panel."""
        closing = self.why.isVisible()
        if closing and self.why.isAncestorOf(self.focusWidget() or self):
            self.options.table.setFocus()
        self.why.setVisible(not closing)

    def toggle_what_if(self) -> None:
        """Show the current option on other days of receipt in the place of the lists, or the lists again."""
        opening = self.what_if.isHidden()
        if not opening and self.what_if.isAncestorOf(self.focusWidget() or self):
            self.options.show()
            self.options.table.setFocus()
        self.what_if.setVisible(opening)
        self.records.setVisible(not opening)
        if opening:
            self._ask_what_if(self.options.table.row())
            self.what_if.take_focus()
        self._share_height()

    def show_what_if(self, option: Option, answers: WhatIf) -> None:
        """Show the answers for ``option``, unless another one is current by now."""
        if option is self.options.table.row():
            self.what_if.show_what_if(answers)
            self._share_height()

    def _ask_others(self) -> None:
        if self.overview.other_acts:
            self.others_asked.emit()

    def _ask_what_if(self, option: Option | None) -> None:
        if option is not None and not self.what_if.isHidden():
            self.what_if.wait_for(option.title)
            self.what_if_asked.emit(option)

    def _use_day(self, day: date) -> None:
        self.toggle_what_if()
        self.options.received.choose(day)

    def _enter_records(self, number: int) -> None:
        if not self.what_if.isHidden():
            self.toggle_what_if()
        self.records.enter_page(number)
        self.main.ensureWidgetVisible(self.records, 0, 0)

    def begin(self) -> None:
        """Give the keyboard to what can be done, or to the strip of days that is open."""
        if not self.what_if.isHidden():
            self.what_if.take_focus()
        else:
            self.options.table.setFocus()
            self.main.ensureWidgetVisible(self.options, 0, 0)

    def ask_day(self) -> None:
        """Give the keyboard to the day of receipt."""
        self.options.received.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _explain(self, option: Option) -> None:
        self.why.setVisible(True)
        self.why.show_option(option)
        self.why.area.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.why.setFixedWidth(SIDE_PANEL_NARROW if narrow else SIDE_PANEL)
        cramped = self.width() < _CRAMPED
        if cramped != self._cramped:
            # In a small window the options need the room; F6 brings the reasons back.
            self._cramped = cramped
            self.why.setVisible(not cramped)
        self._share_height()

    def _share_height(self) -> None:
        """The options scroll when there are many: a third of the page stays for the lists, a half for the timeline."""
        if not self.what_if.isHidden():
            # The strip is seen whole; what leaves no room for it comes back with the lists.
            above = self.header.height() + (self.kept.height() + BETWEEN_CARDS if self.kept.isVisible() else 0)
            left = self.height() - above - self.what_if.height_needed() - 4 * BETWEEN_CARDS
            self.header.setVisible(left >= -BETWEEN_CARDS)
            self.options.foot.hide()
            self.options.setVisible(left >= _FEW_OPTIONS)
            self.options.setMinimumHeight(0)
            self.options.setMaximumHeight(max(_FEW_OPTIONS, left))
            return
        self.header.show()
        self.options.show()
        self.options.foot.show()
        share = _BESIDE_TIMELINE if self.records.timeline_in_front else _BESIDE_LIST
        self.options.setMaximumHeight(max(260, int(self.height() * share)))
        least, room = self.options.minimumSizeHint().height(), self.main.height() - BETWEEN_CARDS
        self.options.setMinimumHeight(min(least, max(_ENOUGH_OPTIONS, room - _TWO_ROWS)))
        self.records.setMinimumHeight(_FOUR_ROWS if room - least >= _FOUR_ROWS else _TWO_ROWS)
