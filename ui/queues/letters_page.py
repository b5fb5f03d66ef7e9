"""The page of the letters to print: choose, print, follow the jobs, hold back, copy, save and mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.acts import letter_queue, looking, printing, reading_letters
from app.language import Language
from app.terms.clause import Because, Refusal, because, because_count
from ui.frame.status_bar import Keys
from ui.letter_view import LetterView
from ui.parts.buttons import Button
from ui.queues.asking import Keyed
from ui.queues.footer import QueueFooter
from ui.queues.leave_dialog import LeaveDialog
from ui.queues.letter_cells import CHIPS, CHOICES, columns, kinds_offered, languages_offered
from ui.queues.letter_errands import LetterErrands
from ui.queues.letter_pane import Acts, LetterPane
from ui.queues.print_banner import PrintBanner
from ui.queues.print_dialog import PrintDialog, ToPrint
from ui.queues.print_runner import PrintRunner
from ui.queues.queue_spec import QueueSpec
from ui.queues.queue_view import QueueView
from ui.settings import PaperChoice
from ui.stage import Stage
from ui.worker import Ticket

_KEYS: Keys = (("Ctrl+P", because("Print selected")),)


def _spec(stage: Stage) -> QueueSpec:
    return QueueSpec(
        title=because("Letters to print"),
        subtitle=because("{day} · Belgium and Luxembourg", day=stage.desk.today()),
        columns=columns(stage.desk.today()),
        key=lambda one: one.number,
        ask=letter_queue.page,
        numbers=letter_queue.numbers,
        states=CHIPS,
        choices=CHOICES,
        empty=because("No letter is waiting."),
        file_name="letters",
        keys=_KEYS,
    )


class LettersPage(QueueView):
    """The queue with the letter beside it and the running print jobs above it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _spec(stage))
        self._offered: tuple[Any, Any] = ((), ())
        self._reading: Ticket | None = None
        self._counting: Ticket | None = None
        self.dialog: QDialog | None = None
        self.printing = PrintRunner(stage, self)
        self.errands = LetterErrands(self, stage, self.printing)
        self.banner = PrintBanner(stage, self.printing)
        self.pane = LetterPane(stage, self._more)
        self.hold_all = Button(because("Hold"), "secondary", "player-pause")
        self.save_all = Button(because("Save as PDF"), "secondary", "download")
        self.add_banner(self.banner)
        self.add_side(self.pane)
        self.add_button(self.save_all)
        self.add_button(self.hold_all)
        self.print_button = self.add_primary(_print_words, "printer", self.ask_to_print, "Ctrl+P")
        self._connect_parts()

    def _connect_parts(self) -> None:
        pane = self.pane
        self.current.connect(self._show_letter)
        self.opened.connect(lambda _: self.open_letter())
        self.answered.connect(self._answered)
        self.selection.connect(self._count_pages)
        self.hold_all.clicked.connect(lambda: self.hold(self.targets()))
        self.save_all.clicked.connect(lambda: self.errands.save(self.targets()))
        pane.print_wanted.connect(self._print_this)
        pane.hold_wanted.connect(self._hold_or_release)
        pane.open_wanted.connect(self.open_letter)
        pane.case_wanted.connect(self._open_case)
        self.banner.failed_wanted.connect(lambda: self.filters.choose_state("failed"))
        self.printing.said.connect(lambda sentence, tone: self.wrote(sentence, tone))
        self.table.offer_acts(lambda _: self._all_acts())

    # What is shown --------------------------------------------------------------------------------------------------

    def _answered(self) -> None:
        """Languages and kinds that occur can be chosen; what others print is seen."""
        if self.page is None:
            return
        found = (self.page.more.get("languages", ()), self.page.more.get("kinds", ()))
        if found != self._offered:
            self._offered = found
            self.filters.offer("language", languages_offered(found[0]))
            self.filters.offer("kind", kinds_offered(found[1]))
        self.printing.look()

    def _count_pages(self, keys: Keyed) -> None:
        """Say how many pages the chosen letters have together."""
        if self._counting is not None:
            self._counting.drop()
        if not keys:
            self.footer.say_besides(None, self._stage.language)
            return
        job = partial(letter_queue.pages_of, self._stage.desk, keys)
        self._counting = self._stage.worker.run(job, self._show_pages, lambda _: None, owner=self)

    def _show_pages(self, pages: int) -> None:
        footer: QueueFooter = self.footer
        footer.say_besides(because_count("{count} page", "{count} pages", pages), self._stage.language)

    def _show_letter(self, letter: Any) -> None:
        before = self.pane.row
        self.pane.show_row(letter)
        if letter is None or (before is not None and before.number == letter.number):
            return
        if self._reading is not None:
            self._reading.drop()
        number = letter.number
        desk = self._stage.desk

        def read() -> bytes:
            content = reading_letters.letter_bytes(desk, number)
            looking.looked_at_letter(desk, number)
            return content

        self._reading = self._stage.worker.run(
            read, self.pane.show_pages, lambda refusal: self.pane.show_pages(None, refusal.because), owner=self
        )

    def open_letter(self) -> None:
        """Show the letter large, in a window of its own."""
        letter, desk = self.pane.row, self._stage.desk
        if letter is None:
            return
        job = partial(reading_letters.letter_bytes, desk, letter.number)

        def show(content: bytes) -> None:
            dialog = QDialog(self)
            dialog.setWindowTitle(letter.number)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            view = LetterView(self._stage.language)
            # It is printed and saved from the queue, which writes that down.
            view.show_letter(letter.number, letter.recipient, content, issued=False, about=letter.number)
            layout = QVBoxLayout(dialog)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(view)
            dialog.resize(820, min(1000, self.window().height() - 80))
            self.show_dialog(dialog)

        self._stage.worker.run(job, show, self.refused, owner=self)

    def _open_case(self) -> None:
        if self.pane.row is not None:
            self._stage.number_wanted.emit(self.pane.row.case_number)

    def speak(self, language: Language) -> None:
        """Say again what depends on the language."""
        super().speak(language)
        self._count_pages(self.chosen.keys)

    # Printing -------------------------------------------------------------------------------------------------------

    def ask_to_print(self, keys: Keyed) -> None:
        """Show what would be printed where, and print it when that is agreed."""
        desk = self._stage.desk

        def found(wanted: ToPrint) -> None:
            if not wanted.groups:
                self.say(because("None of the chosen letters can be printed: look at their state."), "bad")
                return
            dialog = PrintDialog(wanted, self._stage.settings.paper, self._stage.language, self)
            dialog.agreed.connect(self._print)
            dialog.accepted.connect(lambda: self._remember(dialog.remembered()))
            self.show_dialog(dialog)

        self._stage.errands.run(partial(_to_print, desk, keys), found, self.refused, owner=self)

    def _remember(self, choice: PaperChoice) -> None:
        self._stage.settings.paper = choice

    def _print(self, numbers: Keyed, printer: str, sides: str, trays: Any) -> None:
        def begun(jobs: tuple[str, ...]) -> None:
            self.choose_none()
            self.printing.follow(jobs)
            self.wrote(because_count("{count} letter is on its way to the printer.",
                                     "{count} letters are on their way to the printer.", len(numbers)))  # fmt: skip

        job = partial(printing.begin, self._stage.desk, numbers, printer, sides=sides, chosen=trays)
        self._stage.worker.run(job, begun, self.refused, owner=self)

    def _print_this(self) -> None:
        letter = self.pane.row
        if letter is not None and letter.state == "printed":
            self.errands.copy(letter.number)
        elif letter is not None:
            self.ask_to_print((letter.number,))

    # Holding back ---------------------------------------------------------------------------------------------------

    def hold(self, keys: Keyed) -> None:
        """Keep letters from being printed."""
        self._move(partial(letter_queue.hold, self._stage.desk, keys), _held)

    def release(self, keys: Keyed) -> None:
        """Let letters that are held back be printed."""
        self._move(partial(letter_queue.release, self._stage.desk, keys), _released)

    def _hold_or_release(self) -> None:
        letter = self.pane.row
        if letter is not None:
            (self.release if letter.state == "held" else self.hold)((letter.number,))

    def _move(self, job: Callable[[], int], words: Callable[[int], Because]) -> None:
        self._stage.worker.run(job, lambda count: self.wrote(words(count)), self.refused, owner=self)

    # Acts -----------------------------------------------------------------------------------------------------------

    def _more(self) -> Acts:
        """What the pane offers besides its buttons."""
        letter = self.pane.row
        if letter is None:
            return ()
        number = letter.number
        mail: Acts = ((because("Send by e-mail…"), lambda: self.errands.mail(letter)),)
        if letter.mail_open is not None:
            mail = (
                (because("It was sent by e-mail"), lambda: self.errands.settle_mail(number, sent=True)),
                (because("It was not sent by e-mail"), lambda: self.errands.settle_mail(number, sent=False)),
            )
        return (
            (because("Print a copy…"), lambda: self.errands.copy(number)),
            (because("Save as PDF…"), lambda: self.errands.save((number,))),
            *mail,
        )

    def _all_acts(self) -> Acts:
        letter = self.pane.row
        if letter is None:
            return ()
        hold = because("Release") if letter.state == "held" else because("Hold")
        first: Acts = ((because("Open the letter"), self.open_letter), (because("Open case"), self._open_case))
        return (*first, (because("Print this one"), self._print_this), (hold, self._hold_or_release), *self._more())

    def refused(self, refusal: Refusal) -> None:
        """Say below the list why something was not done."""
        self.say(refusal.because, "bad")

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog above the page; there is one at a time."""
        if self.dialog is not None:
            self.dialog.close()
        self.dialog = dialog
        dialog.destroyed.connect(lambda _: self._dialog_gone(dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _dialog_gone(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def leave(self) -> bool:
        """Whether the window may close: while letters are printing somebody says so first."""
        if not self.printing.busy:
            return True
        return bool(LeaveDialog(self._stage.language, self).exec())


def _to_print(desk: Any, keys: Keyed) -> ToPrint:
    rows = letter_queue.rows_of(desk, keys)
    printable = printing.ON_WISH if len(rows) == 1 else printing.PRINTABLE
    numbers = [row.number for row in rows if row.state in printable and row.mail_open is None]
    trays = printing.trays(desk)
    if not numbers:
        return ToPrint((), len(keys), (), trays)
    groups = printing.groups(desk, numbers, trays)
    return ToPrint(groups, len(keys) - len(numbers), printing.printers(), trays)


def _print_words(chosen: int) -> Because:
    return because_count("Print {count} selected", "Print {count} selected", chosen) if chosen else because("Print")


def _held(count: int) -> Because:
    return because_count("{count} letter is held back.", "{count} letters are held back.", count)


def _released(count: int) -> Because:
    return because_count("{count} letter can be printed again.", "{count} letters can be printed again.", count)
