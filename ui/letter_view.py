"""One letter on the screen: read it, enlarge it, save it, print it. The same view for a new letter and an old one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.language import Language
from app.problems import Problem
from app.terms.clause import Because, because
from ui.page_view import PageView
from ui.paper import PrintJob, save
from ui.parts.buttons import Button, IconButton
from ui.parts.frames import Panel, column, row
from ui.parts.words import Words
from ui.pdf_pages import PdfPages
from ui.speech import Text, speak_all
from ui.theme.tokens import CARD_PADDING

_SMALLEST, _LARGEST, _STEP = 0.25, 4.0, 1.25


class LetterView(QWidget):
    """A PDF with what one does to it. ``saved`` and ``printed`` carry the number of the letter.

    ``printed`` comes when a printer took the whole letter. ``before_printing`` gets the number when somebody wants to
    print: it answers with :meth:`choose_printer`, or says why not.
    """

    saved = Signal(str)
    printed = Signal(str)

    def __init__(self, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._content = b""
        self._number = ""
        self._fitting = True
        self.before_printing: Callable[[str], None] | None = None
        self._pages: PdfPages | None = None
        self._title = Words("", "card", wrap=True)
        self._about = Words("", "caption", "text2")
        self._said = Words("", "body", "ok", wrap=True)
        self._page = Words("", "caption", "text2")
        self._zoom = Words("", "caption", "text2")
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._out = IconButton("zoom-out", because("Smaller"))
        self._in = IconButton("zoom-in", because("Larger"))
        self._save = Button(because("Save as…"), "secondary", "download")
        self._print = Button(because("Print…"), "primary", "printer")
        self.view = PageView(self)
        self._arrange()
        self._connect()
        speak_all(self, language)

    def _arrange(self) -> None:
        bar = Panel("surface", "bottom")
        words = column(self._title, self._about, spacing=0)
        line = row(spacing=8)
        line.addLayout(words, 1)
        for tool in (self._page, self._out, self._zoom, self._in, self._save, self._print):
            line.addWidget(tool)
        bar.setLayout(column(line, self._said, spacing=6, margins=(CARD_PADDING, 8, CARD_PADDING, 8)))
        self._said.hide()
        self.view.viewport().installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)

    def _connect(self) -> None:
        self._out.clicked.connect(lambda: self.enlarge(1 / _STEP))
        self._in.clicked.connect(lambda: self.enlarge(_STEP))
        self._save.clicked.connect(self.ask_where_to_save)
        self._print.clicked.connect(self.ask_where_to_print)
        self.view.zoomed.connect(self._show_zoom)
        self.view.page_changed.connect(self._show_page)
        keys = {
            QKeySequence(QKeySequence.StandardKey.Print): self.ask_where_to_print,
            QKeySequence(QKeySequence.StandardKey.Save): self.ask_where_to_save,
            QKeySequence(QKeySequence.StandardKey.ZoomIn): lambda: self.enlarge(_STEP),
            QKeySequence(QKeySequence.StandardKey.ZoomOut): lambda: self.enlarge(1 / _STEP),
            QKeySequence("Ctrl+0"): self.fit,
        }
        for sequence, action in keys.items():
            # A shortcut of the window, which Qt hears only while this letter is in sight.
            shortcut = QShortcut(sequence, self)
            shortcut.activated.connect(action)

    # Showing ---------------------------------------------------------------------------------------------------

    def show_letter(
        self, number: str, title: Text, content: bytes, *, issued: bool = True, about: Text | None = None
    ) -> None:
        """Show the PDF ``content``. One that is not ``issued`` yet can be read, and neither saved nor printed.

        ``about`` stands below the title instead of the number.
        """
        self._number, self._content = number, content
        self._title.say(title, self._language)
        self._about.say(about or (number if issued else because("Preview, not issued")), self._language)
        self._said.hide()
        self._save.setVisible(issued)
        self._print.setVisible(issued)
        self._pages = PdfPages(content)
        self.view.show_pages(self._pages)
        self.fit()
        self._describe()

    def clear(self) -> None:
        """Show nothing."""
        self._pages = None
        self.view.show_pages(None)
        self._content, self._number = b"", ""

    @property
    def number(self) -> str:
        """The number of the letter shown, empty for none."""
        return self._number

    def text(self) -> str:
        """The words of the letter, as a screen reader gets them."""
        if self._pages is None:
            return ""
        return "\n".join(self._pages.text(page) for page in range(len(self._pages)))

    def speak(self, language: Language) -> None:
        """Carry names and counts in ``language``; the letter keeps its own."""
        self._language = language
        self._describe()

    def _describe(self) -> None:
        self.view.setAccessibleName(self._language.text("The letter"))
        self.view.setAccessibleDescription(self.text())
        self._show_page()
        self._show_zoom()

    def _show_page(self) -> None:
        pages = len(self._pages) if self._pages else 0
        page = self.view.page + 1
        text = because("Page {page} of {pages}", page=page, pages=pages) if pages else ""
        self._page.say(text, self._language)

    def _show_zoom(self) -> None:
        self._zoom.say(self._language.percent(round(self.view.zoom * 100)) if self._content else "", self._language)

    # Zoom ------------------------------------------------------------------------------------------------------

    def enlarge(self, factor: float) -> None:
        """Show the letter larger or smaller by ``factor``."""
        self._fitting = False
        self.view.set_zoom(min(max(self.view.zoom * factor, _SMALLEST), _LARGEST))

    def fit(self) -> None:
        """Show the whole width again, but not larger than on paper."""
        self._fitting = True
        self.view.set_zoom(min(max(self.view.zoom_that_fits(), _SMALLEST), 1.0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarge(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
            return True
        if event.type() == QEvent.Type.Resize and self._fitting:
            self.fit()
        return False

    # Saving and printing ---------------------------------------------------------------------------------------

    def ask_where_to_save(self) -> None:
        """Ask for a file, with the letter's number as its name, and save."""
        if not self._save.isVisible():
            return
        title = self._language.text("Save the letter")
        kinds = self._language.text("PDF files (*.pdf)")
        name, _ = QFileDialog.getSaveFileName(self, title, f"{self._number}.pdf", kinds)
        if name:
            self.save_to(Path(name if Path(name).suffix else f"{name}.pdf"))

    def save_to(self, target: Path) -> None:
        """Save the letter's bytes, unchanged."""
        try:
            save(self._content, target)
        except Problem as problem:
            self.tell(problem.because, "bad")
        else:
            self.tell(because("Saved as “{name}”.", name=target.name), "ok")
            self.saved.emit(self._number)

    def ask_where_to_print(self) -> None:
        """Print, after whoever keeps the letters was asked."""
        if not self._print.isVisible() or self._pages is None:
            return
        if self.before_printing is not None:
            self.before_printing(self._number)
        else:
            self.choose_printer()

    def choose_printer(self, content: bytes = b"") -> None:
        """Open the system's print dialog, and print the letter, or ``content`` with as many pages in its place."""
        if self._pages is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._number)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(self._pages))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(printer, content)

    def print_on(self, printer: QPrinter, content: bytes = b"") -> None:
        """Print on ``printer`` as it was set up; what came of it is said beside the buttons."""
        number = self._number
        job = PrintJob(content or self._content, number, self)
        job.done.connect(lambda sentence: self.tell(sentence, "ok"))
        if printer.pageRanges().isEmpty() and not printer.outputFileName():
            job.done.connect(lambda _: self.printed.emit(number))
        job.failed.connect(lambda sentence: self.tell(sentence, "bad"))
        for signal in (job.done, job.failed):
            signal.connect(job.deleteLater)
        job.start(printer)

    def tell(self, sentence: Because, tone: str) -> None:
        """Say something beside the buttons."""
        self._said.set_tone(tone)
        self._said.say(sentence, self._language)
        self._said.show()

    def sizeHint(self) -> QSize:
        return QSize(760, 640)
