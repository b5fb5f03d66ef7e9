"""The clause browser: search and list at the left, the page of the clause at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.acts.clause_browser import DESCRIPTIONS, LAW, chapters, editions_of, find_clauses
from app.acts.clause_page import ClauseUses, clause_page, clause_uses_of
from app.language import Language
from app.terms.clause import because, because_count
from app.terms.edition_names import edition_name
from ui.frame.status_bar import Keys
from ui.parts.announcing import announce
from ui.parts.buttons import IconButton
from ui.parts.fields import ChoiceField
from ui.parts.frames import Card, Panel, Rule, Scroll, column, row
from ui.parts.words import Words
from ui.speech import Text
from ui.stage import Stage
from ui.terms.clause_list import ClauseList
from ui.terms.clause_sheet import ClauseSheet
from ui.terms.history import History
from ui.terms.official_side import OfficialSide
from ui.terms.terms_search import TermsSearch
from ui.theme.tokens import BETWEEN_CARDS, CARD_PADDING
from ui.worker import Ticket

_LIST, _LIST_BESIDE_TEXT = 360, 300
_SETTLE = 60
"""Milliseconds to wait for the next key before the page of the clause is made."""
_DOCUMENTS = ("MC", "SI")


class TermsPage(QWidget):
    """``case_asked`` carries a case to open, ``left`` when the person goes back to the calls."""

    case_asked = Signal(object)
    left = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._edition = ""
        self._history = History()
        self._shown = ""
        self._asked: Ticket | None = None
        self.search = TermsSearch()
        self.chapter = ChoiceField(because("Chapter"))
        self.edition = ChoiceField(because("Edition"))
        self.list = ClauseList()
        self.sheet = ClauseSheet(stage.language)
        self.area = Scroll(self.sheet)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back = IconButton("arrow-left", because("Back to the clause before"))
        self.forward = IconButton("arrow-right", because("Forward again"))
        self.official = OfficialSide(stage)
        self._count = Words("", "caption", "text2")
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE)
        self._settled.timeout.connect(self._turn)
        self._arrange()
        self._connect()
        self._offer()
        self._find("")
        self.official.reload()

    def _arrange(self) -> None:
        self.chapter.setMaximumWidth(_LIST - 2 * CARD_PADDING)
        self.edition.setMaximumWidth(_LIST - 2 * CARD_PADDING)
        head = column(
            row(Words(because("Terms"), "page"), None, self.back, self.forward, spacing=4),
            self.search,
            self.chapter,
            self.edition,
            self._count,
            spacing=8,
            margins=(CARD_PADDING, 14, CARD_PADDING, 8),
        )
        side = self._side = Card()
        side.setFixedWidth(_LIST)
        layout = column(head, Rule(), self.list, spacing=0, margins=(1, 1, 1, 1))
        layout.setStretch(2, 1)
        side.setLayout(layout)
        paper = Card()
        paper.setLayout(column(self.area, spacing=0, margins=(1, 1, 1, 1)))
        body = row(spacing=BETWEEN_CARDS, margins=(CARD_PADDING, BETWEEN_CARDS, CARD_PADDING, BETWEEN_CARDS))
        body.addWidget(side)
        body.addWidget(paper, 1)
        body.addWidget(self.official, 1)
        ground = Panel("bg")
        ground.setLayout(body)
        self.setLayout(column(ground, spacing=0))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._find)
        self.search.steered.connect(self.list.steer)
        self.chapter.chosen.connect(lambda _: self._find(self.search.text()))
        self.edition.chosen.connect(self._take_edition)
        self.list.current.connect(self._pass_by)
        self.list.chosen.connect(self._read)
        self.sheet.clause_asked.connect(self.open_clause)
        self.sheet.case_asked.connect(self.case_asked)
        self.sheet.part_asked.connect(self._bring_part)
        self.sheet.official_asked.connect(self._open_official)
        self.official.closed.connect(self._close_official)
        self.official.known.connect(self._offer_official)
        self.back.clicked.connect(lambda: self._step(-1))
        self.forward.clicked.connect(lambda: self._step(1))
        keys = {
            "Alt+Left": lambda: self._step(-1),
            "Alt+Right": lambda: self._step(1),
            "Ctrl+F": self.take_focus,
            "Ctrl+O": self._open_official,
            "Esc": self._leave,
        }
        for key, act in keys.items():
            # A shortcut of the window, which Qt hears only while this page is in sight.
            QShortcut(QKeySequence(key), self, act)

    # What is listed --------------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        """Offer the chapters, and the editions where a document has several."""
        code = self._stage.language.code
        everything: list[tuple[object, Text, str]] = [("", because("All chapters"), "")]
        for line in chapters(code, self._edition):
            unnumbered = line.chapter in (DESCRIPTIONS, LAW)
            everything.append((line.chapter, line.title if unnumbered else f"{line.number}  {line.title}", ""))
        self.chapter.offer(everything)
        if self.chapter.value() is None:
            self.chapter.set_value("")
        several = [editions for document in _DOCUMENTS if len(editions := editions_of(document)) > 1]
        self.edition.offer([(one, edition_name(one), "") for editions in several for one in editions])
        self.edition.setVisible(bool(several))
        self.edition.set_value(self._edition or (several[0][0] if several else None))
        for field in (self.chapter, self.edition):
            field.speak(self._stage.language)

    def _find(self, query: str) -> None:
        chapter = str(self.chapter.value() or "")
        found = find_clauses(query, self._stage.language.code, chapter, self._edition)
        keep = "" if query.strip() else self._history.current
        self.list.show_lines(found, query, self._stage.language, keep)
        words = because_count("{count} clause", "{count} clauses", len(found))
        self._count.say(words, self._stage.language)
        self.sheet.mark(query)

    def _take_edition(self, edition: object) -> None:
        self._edition = str(edition)
        self._show_anew()

    # The page --------------------------------------------------------------------------------------------------------

    def open_clause(self, clause: str, edition: str = "") -> None:
        """Show a clause that was cited or linked, of the edition that governs where it was met."""
        if edition and edition != self._edition and edition in (*editions_of("MC"), *editions_of("SI")):
            self._edition = edition
            self._offer()
            self._find(self.search.text())
        self._history.visit(clause)
        self._bring_in_sight(clause)
        self._turn()

    def _bring_in_sight(self, clause: str) -> None:
        """Stand on the clause in the list, which shows everything again where it holds back the clause."""
        if self.list.clauses.row_of(clause) < 0:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self.chapter.set_value("")
            self._find("")
        self.list.blockSignals(True)
        self.list.go_to(self.list.clauses.row_of(clause))
        self.list.blockSignals(False)

    def _pass_by(self, clause: str) -> None:
        self._history.pass_by(clause)
        self._settled.start()

    def _read(self, clause: str) -> None:
        """Enter or a press: the page takes the keyboard."""
        self._history.pass_by(clause)
        self._turn()
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_part(self, part: QWidget) -> None:
        """Bring a part of the page to the top of what is in sight, and the keyboard with it."""
        self.area.verticalScrollBar().setValue(part.mapTo(self.sheet, QPoint(0, -8)).y())
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, way: int) -> None:
        clause = self._history.step(way)
        if clause:
            self._bring_in_sight(clause)
            self._turn()

    def _turn(self) -> None:
        """Show the clause in front."""
        self._settled.stop()
        clause = self._history.current
        self.back.setEnabled(self._history.can_go_back)
        self.forward.setEnabled(self._history.can_go_forward)
        page = clause_page(clause, self._stage.language.code, self._edition) if clause else None
        if page is None or clause == self._shown:
            return
        self._shown = clause
        if self.sheet.isAncestorOf(self.focusWidget() or self):
            # The link that led here goes with its page: the new page takes the keyboard.
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sheet.show_page(page, self.search.text(), self._stage.desk.readings)
        self.area.verticalScrollBar().setValue(0)
        self.area.setAccessibleName(f"{page.words.number}, {page.words.title}")
        announce(self.area, self.area.accessibleName())
        self._ask_for_uses(clause)
        self._offer_official()
        if self.official.isVisible() and self.official.offer(page.edition, clause) is not None:
            self.official.open_at(page.edition, clause)

    def _ask_for_uses(self, clause: str) -> None:
        if self._asked is not None:
            self._asked.drop()
        desk = self._stage.desk

        def show(uses: ClauseUses) -> None:
            if clause == self._shown:
                self.sheet.show_uses(uses)

        self._asked = self._stage.worker.run(lambda: clause_uses_of(desk, clause), show, owner=self)

    # The official text -----------------------------------------------------------------------------------------------

    def _offer_official(self) -> None:
        page = self.sheet.page
        if page is not None:
            self.sheet.show_official(self.official.offer(page.edition, page.words.number))

    def _open_official(self) -> None:
        page = self.sheet.page
        if page is not None and self.official.offer(page.edition, page.words.number) is not None:
            self._side.setFixedWidth(_LIST_BESIDE_TEXT)
            self.official.open_at(page.edition, page.words.number)

    def _close_official(self) -> None:
        held = self.official.isAncestorOf(self.focusWidget() or self)
        self.official.clear()
        self._side.setFixedWidth(_LIST)
        if held:
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """Esc closes the official text first, then the page."""
        if self.official.isVisible():
            self._close_official()
        else:
            self.left.emit()

    def _show_anew(self) -> None:
        self._shown = ""
        self._offer()
        self._find(self.search.text())
        self._turn()

    # The window ------------------------------------------------------------------------------------------------------

    def speak(self, language: Language) -> None:
        """Show everything in ``language``; the clause in front stays."""
        self.sheet.speak(language)
        self._show_anew()

    def take_focus(self) -> None:
        """Give the keyboard to the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def page_keys(self) -> Keys:
        """The keys worth knowing here."""
        return (
            ("↑ ↓", because("Move in the list")),
            ("Enter", because("Read the clause")),
            ("Alt+←", because("Back")),
            ("Ctrl+F", because("Search")),
            ("Ctrl+O", because("Official text")),
            ("Esc", because("To the calls")),
        )
