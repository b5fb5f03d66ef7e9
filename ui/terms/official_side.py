"""The organisation's own official text beside the page of a clause, opened where the clause begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QSpinBox

from app.acts.official_terms import ADMINISTRATOR, attached, content_of, correct, page_of, text_for
from app.language import Language
from app.terms.clause import Because, Refusal, because, cited
from ui.dossier.naming import LANGUAGES
from ui.page_view import PageView
from ui.parts.buttons import Button, IconButton
from ui.parts.frames import Card, Panel, column, row
from ui.parts.words import Words
from ui.pdf_pages import PdfPages
from ui.stage import Stage
from ui.theme.fonts import font
from ui.theme.tokens import CARD_PADDING

if TYPE_CHECKING:
    from app.records.official_texts import OfficialText

WRITTEN = "official_text"
"""What the stage is told after an official text was attached, removed or put right."""
_STEP, _SMALLEST, _LARGEST = 1.25, 0.25, 4.0


class OfficialSide(Card):
    """``known`` when other texts are attached than before, ``closed`` when the person closes it."""

    known = Signal()
    closed = Signal()

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._texts: tuple[OfficialText, ...] = ()
        self._shown: OfficialText | None = None
        self._clause = ""
        self._fitting = True
        self._kept: int | None = None
        self._about = Words("", "caption", "text2", wrap=True)
        self._page = Words("", "caption", "text2")
        self._said = Words("", "body", "bad", wrap=True)
        self._said.hide()
        self.view = PageView()
        self.view.viewport().installEventFilter(self)
        self._smaller = IconButton("zoom-out", because("Smaller"))
        self._larger = IconButton("zoom-in", because("Larger"))
        self.close_button = IconButton("x", because("Close the official text"))
        self.place = _PageField()
        self.put_right = Button(because("Save"), "secondary")
        self._place_label = Words("", "body", "text2", wrap=True)
        self._foot = Panel("surface", "top")
        self._arrange()
        self._connect()
        self.hide()

    def _arrange(self) -> None:
        head = Panel("surface", "bottom")
        tools = row(Words(because("Official text"), "card"), None, self._page, self._smaller, self._larger, spacing=4)
        tools.addWidget(self.close_button)
        head.setLayout(column(tools, self._about, self._said, spacing=2, margins=(CARD_PADDING, 10, 8, 8)))
        foot = row(spacing=8, margins=(CARD_PADDING, 8, 12, 8))
        foot.addWidget(self._place_label, 1)
        foot.addWidget(self.place)
        foot.addWidget(self.put_right)
        self._foot.setLayout(foot)
        layout = column(head, self.view, self._foot, spacing=0, margins=(1, 1, 1, 1))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._foot.setVisible(self._stage.desk.person.role == ADMINISTRATOR)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self._smaller.clicked.connect(lambda: self._enlarge(1 / _STEP))
        self._larger.clicked.connect(lambda: self._enlarge(_STEP))
        self.view.page_changed.connect(self._show_page)
        self.view.verticalScrollBar().actionTriggered.connect(lambda _: self._let_go())
        self.put_right.clicked.connect(self._correct)
        self._stage.changed.connect(lambda kind, _: self.reload() if kind == WRITTEN else None)

    # What is attached ------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Ask which texts are attached."""
        desk = self._stage.desk
        self._stage.worker.run(lambda: attached(desk), self._take, owner=self)

    def _take(self, texts: tuple[OfficialText, ...]) -> None:
        self._texts = texts
        shown = self._shown
        if shown is not None:
            self._shown = next((one for one in texts if one.sha256 == shown.sha256), None)
            if self._shown is None:
                self.closed.emit()
        self.known.emit()

    def offer(self, edition: str, clause: str) -> Because | None:
        """The words of the button that opens the text at a clause; ``None`` where no text of the edition is attached.

        Without a page for the clause the text opens at its beginning.
        """
        text = text_for(self._texts, edition, self._stage.language.code)
        if text is None:
            return None
        page = page_of(text, clause)
        return because("Open the official text") if page is None else because("Official text, page {page}", page=page)

    # Showing ---------------------------------------------------------------------------------------------------------

    def open_at(self, edition: str, clause: str) -> None:
        """Show the text of the edition at the page of the clause."""
        text = text_for(self._texts, edition, self._stage.language.code)
        if text is None:
            self.closed.emit()
            return
        if self._shown is not None and self._shown.sha256 == text.sha256:
            self._go(text, clause)
            return
        desk = self._stage.desk

        def show(content: bytes) -> None:
            self.view.show_pages(PdfPages(content))
            self._fitting = True
            self._go(text, clause)

        self._stage.worker.run(lambda: content_of(desk, text), show, owner=self)

    def _go(self, text: OfficialText, clause: str) -> None:
        self._shown, self._clause = text, clause
        self.show()
        self._said.hide()
        page = page_of(text, clause) or 1
        self._kept = page - 1
        self._stay()
        self.place.setRange(1, text.pages)
        self.place.setValue(page)
        self._describe()

    def clear(self) -> None:
        """Show nothing, and let go of the text."""
        self.hide()
        self._shown = None
        self.view.show_pages(None)

    def speak(self, language: Language) -> None:
        """Say what stands around the text in ``language``."""
        self._describe()

    def _describe(self) -> None:
        text, language = self._shown, self._stage.language
        self.view.setAccessibleName(language.text("Official text"))
        if text is not None:
            self._about.say(f"{text.file_name} · {language.say(LANGUAGES[text.language])}", language)
            clause = because("{clause} begins on page", clause=cited(self._clause))
            self._place_label.say(clause, language)
            self.place.setAccessibleName(language.say(clause))
        self._show_page()

    def _show_page(self) -> None:
        if self._shown is not None:
            at = because("Page {page} of {pages}", page=self.view.page + 1, pages=self._shown.pages)
            self._page.say(at, self._stage.language)

    def _enlarge(self, factor: float) -> None:
        self._fitting = False
        self.view.set_zoom(min(max(self.view.zoom * factor, _SMALLEST), _LARGEST))

    def _stay(self) -> None:
        """Show the whole width where nobody enlarged it, and the page that was asked for where nobody left it."""
        if self._fitting:
            self.view.set_zoom(min(max(self.view.zoom_that_fits(), _SMALLEST), 1.0))
        if self._kept is not None:
            self.view.go_to(self._kept)

    def _let_go(self) -> None:
        """The person scrolls: from now on the page is theirs to choose."""
        self._kept = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Wheel, QEvent.Type.MouseButtonPress):
            self._let_go()
        elif event.type() == QEvent.Type.Resize and self._shown is not None:
            self._stay()
        return False

    # Putting right ---------------------------------------------------------------------------------------------------

    def _correct(self) -> None:
        desk, text, clause, page = self._stage.desk, self._shown, self._clause, self.place.value()
        if text is None:
            return

        def done(right: OfficialText) -> None:
            self._shown = right
            self._go(right, clause)
            self._stage.changed.emit(WRITTEN, None)

        self._stage.worker.run(lambda: correct(desk, text, clause, page), done, self._refuse, owner=self)

    def _refuse(self, refusal: Refusal) -> None:
        self._said.say(refusal.because, self._stage.language)
        self._said.show()


class _PageField(QSpinBox):
    """A number of a page. Arrow keys and typing change it; a wheel turned over it does not."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font("name"))
        self.setMinimumWidth(72)
        self.setMinimumHeight(32)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QEvent) -> None:
        event.ignore()
