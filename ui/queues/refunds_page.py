"""The page of the refunds: released with four eyes, handed to the bank once, and answered by it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from app.acts import refund_accounts, releasing
from app.acts.rows import WhyStep
from app.terms.clause import Because, because, because_count
from ui.parts.buttons import Button
from ui.queues.asking import Keyed
from ui.queues.queue_spec import QueueSpec
from ui.queues.queue_view import QueueView
from ui.queues.refund_cells import CHIPS, CHOICES, COLUMNS
from ui.queues.refund_files_dialog import RefundFilesDialog
from ui.queues.refund_pane import RefundPane
from ui.queues.release_words import release_words
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.releasing import RefundEntry, Released
    from app.exchange.bank_answers import TakenIn
    from app.exchange.refund_orders import Outlook

_SPEC = QueueSpec(
    title=because("Refunds"),
    subtitle=because("14 days from the day we were informed. A weekend does not move the date."),
    columns=COLUMNS,
    key=lambda one: one.key,
    ask=releasing.page,
    numbers=releasing.numbers,
    states=CHIPS,
    choices=CHOICES,
    empty=because("No refund is on its way."),
    file_name="refunds",
    keys=(("R", because("Release")), ("Enter", because("Open case"))),
)


class RefundsPage(QueueView):
    """The queue with the refund beside it, and the files for the bank."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _SPEC)
        self.dialog: RefundFilesDialog | None = None
        self.add_primary(self._release_words, "receipt", self._release)
        self.files = Button(because("Export for the bank"), "secondary", "send")
        self.answer = Button(because("Read the bank’s answer"), "secondary", "inbox")
        for button in (self.answer, self.files):
            self.add_button(button)
        self.pane = RefundPane(stage)
        self.add_side(self.pane)
        self.current.connect(self._show_refund)
        self.opened.connect(self._open)
        self.files.clicked.connect(self.show_files)
        self.answer.clicked.connect(self._ask_for_answer)
        self.pane.case_wanted.connect(lambda: self._open(self.pane.entry))
        self.pane.release_wanted.connect(lambda: self._release(self._here()))
        self.pane.take_back_wanted.connect(self._take_back)
        self.pane.account_entered.connect(self._set_account)
        shortcut = QShortcut(QKeySequence("R"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(lambda: self._release(self.targets()))

    # The refund beside the list -------------------------------------------------------------------------------------

    def _show_refund(self, entry: RefundEntry | None) -> None:
        self.pane.show_refund(entry)
        if entry is not None:
            desk = self._stage.desk
            self._stage.worker.run(
                partial(releasing.why, desk, entry), partial(self._explained, entry), lambda _: None, owner=self
            )

    def _explained(self, entry: RefundEntry, steps: tuple[WhyStep, ...]) -> None:
        if self.pane.entry is not None and self.pane.entry.key == entry.key:
            self.pane.show_reasons(steps)

    def _here(self) -> Keyed:
        return (self.pane.entry.key,) if self.pane.entry is not None else ()

    def _open(self, entry: RefundEntry | None) -> None:
        if entry is not None:
            self._stage.number_wanted.emit(entry.row.case_number)

    def _set_account(self, iban: str, holder: str) -> None:
        entry = self.pane.entry
        if entry is None:
            return

        def done(_: None) -> None:
            self.pane.begin()
            self._wrote(because("The account is kept."))

        act = partial(
            refund_accounts.set_account, self._stage.desk, entry.row.id, iban, holder, version=entry.row.version
        )
        self._stage.worker.run(act, done, self.pane.say, owner=self)

    # Releasing ------------------------------------------------------------------------------------------------------

    def _release(self, keys: Keyed) -> None:
        """Release rows; those on this page must be as they were seen."""
        shown = self.page.rows if self.page is not None else ()
        seen = {one.row.id: one.row.version for one in shown}
        ids = [int(key) for key in keys]
        if ids:
            act = partial(releasing.release, self._stage.desk, ids, seen)
            self._stage.worker.run(act, self._released, self._refused_act, owner=self)

    def _release_words(self, count: int) -> Because:
        """What the button says: of the rows on this page only those that can be released count."""
        here = self.page.rows if self.page is not None and count else ()
        count -= sum(one.key in self.chosen and not one.releasable for one in here)
        if not count:
            return because("Release")
        return because_count("Release {count} selected", "Release {count} selected", count)

    def _released(self, done: Released) -> None:
        self._wrote(release_words(done), "warn" if done.skipped else "ok")

    def _take_back(self) -> None:
        act = partial(releasing.take_back, self._stage.desk, [int(key) for key in self._here()])
        done = partial(self._wrote, because("The release is taken back."))
        self._stage.worker.run(act, lambda _: done(), self._refused_act, owner=self)

    # Files ----------------------------------------------------------------------------------------------------------

    def show_files(self) -> None:
        """Ask what would leave, and show it."""
        self._stage.worker.run(partial(_outlook, self._stage.desk), self._open_files, self._refused_act, owner=self)

    def _open_files(self, outlook: Outlook) -> None:
        dialog = self.dialog = RefundFilesDialog(outlook, self._stage.language, self)
        dialog.export_asked.connect(self._export)
        dialog.again_asked.connect(self._again)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _export(self, name: str, iban: str, bic: str, folder: Path) -> None:
        job = partial(_export, self._stage.desk, (name, iban, bic), folder)
        self._in_dialog(job)

    def _again(self, number: str, folder: Path) -> None:
        self._in_dialog(partial(_write_again, self._stage.desk, number, folder))

    def _in_dialog(self, job: Any) -> None:
        dialog = self.dialog
        if dialog is None:
            return

        def done(answer: tuple[Because, Outlook]) -> None:
            sentence, outlook = answer
            dialog.show_outlook(outlook)
            dialog.say(sentence)
            self._wrote(sentence)

        self._stage.worker.run(job, done, dialog.refuse, owner=dialog)

    def _ask_for_answer(self) -> None:
        title = self._stage.text("Answer of the bank")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", "XML, CSV (*.xml *.csv)")
        if chosen:
            self.read_answer(Path(chosen))

    def read_answer(self, path: Path) -> None:
        """Take in an answer and say what it did."""
        act = partial(_take_in, self._stage.desk, path)
        self._stage.worker.run(act, self._answered_by_bank, self._refused_act, owner=self)

    def _answered_by_bank(self, done: TakenIn) -> None:
        paid, rejected, pending, *left = done.sentences()
        sentence = because("{first} {second} {third}", first=paid, second=rejected, third=pending)
        if left:
            sentence = because("{first} {second}", first=sentence, second=left[0])
        self._wrote(sentence, "warn" if left or done.rejected else "ok")

    def _wrote(self, sentence: Because, tone: str = "ok") -> None:
        self.say(sentence, tone)
        # A dossier that shows the case reads it again, and with it every queue.
        self._stage.changed.emit("case", None)

    def _refused_act(self, refusal: Any) -> None:
        self.say(refusal.because, "bad")


def _outlook(desk: Any) -> Outlook:
    from app.exchange.refund_orders import outlook  # the schema of the bank's files is read with the first of them

    return outlook(desk)


def _export(desk: Any, account: tuple[str, str, str], folder: Path) -> tuple[Because, Outlook]:
    from app.exchange.refund_orders import export, outlook, save

    if outlook(desk).transfers[0] or any(account):
        refund_accounts.set_paying_account(desk, *account)
    files = export(desk)
    written = save(files, folder)
    names = ", ".join(path.name for path in written)
    sentence = because_count("{count} file made: {names}.", "{count} files made: {names}.", len(files), names=names)
    return sentence, outlook(desk)


def _write_again(desk: Any, number: str, folder: Path) -> tuple[Because, Outlook]:
    from app.exchange.refund_orders import exported_again, outlook, save

    (path,) = save((exported_again(desk, number),), folder)
    return because("Saved as {name}.", name=path.name), outlook(desk)


def _take_in(desk: Any, path: Path) -> TakenIn:
    from app.exchange.bank_answers import take_in_file

    return take_in_file(desk, path)
