"""What takes letters out of the house otherwise than by the day's printing: copies, files, e-mail."""

from __future__ import annotations

import uuid
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from app.acts import letter_copies, mailing, printing
from app.files import write_whole
from app.terms.clause import Refusal, because, because_count
from ui.queues.asking import Keyed
from ui.queues.copy_dialog import CopyDialog
from ui.queues.mail_dialog import MailDialog, ToMail
from ui.queues.save_dialog import SaveDialog
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.letter_queue import LetterQueueRow
    from app.start import Desk
    from ui.queues.letters_page import LettersPage
    from ui.queues.print_runner import PrintRunner


class LetterErrands(QObject):
    """Works for one page: asks what has to be known, does it, and lets the page say how it went."""

    def __init__(self, page: LettersPage, stage: Stage, runner: PrintRunner) -> None:
        super().__init__(page)
        self._page = page
        self._stage = stage
        self._runner = runner

    # A copy ---------------------------------------------------------------------------------------------------------

    def copy(self, number: str) -> None:
        """Ask why and where, and print a marked copy."""
        page, stage = self._page, self._stage

        def found(printers: Any) -> None:
            dialog = CopyDialog(number, printers, stage.settings.paper, stage.language, page)
            dialog.agreed.connect(lambda reason, paper: self.print_copy(number, reason, paper))
            page.show_dialog(dialog)

        stage.errands.run(printing.printers, found, page.refused, owner=page)

    def print_copy(self, number: str, reason: str, paper: Any) -> None:
        """Print a marked copy, and follow it until it is out."""
        page = self._page

        def handed_over(job: int) -> None:
            page.say(because("A copy of letter {number} is on its way to the printer.", number=number))
            self._runner.follow_copy(number, job, reason)

        job = partial(letter_copies.print_copy, self._stage.desk, number, reason, paper)
        self._stage.errands.run(job, handed_over, page.refused, owner=page)

    # Files ----------------------------------------------------------------------------------------------------------

    def save(self, keys: Keyed) -> None:
        """Save letters as PDF: one at once, several as one file or as one each."""
        if not keys:
            self._page.say(because("Nothing is selected."), "bad")
        elif len(keys) == 1:
            self._ask_for_file(keys)
        else:
            dialog = SaveDialog(len(keys), self._stage.language, self._page)
            dialog.one_wanted.connect(lambda: self._ask_for_file(keys))
            dialog.each_wanted.connect(lambda: self._ask_for_folder(keys))
            self._page.show_dialog(dialog)

    def _ask_for_file(self, keys: Keyed) -> None:
        name = f"{keys[0]}.pdf" if len(keys) == 1 else self._stage.text("letters") + ".pdf"
        title, kinds = self._stage.text("Save the letter"), self._stage.text("PDF files (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(self._page, title, name, kinds)
        if chosen:
            self.save_one(keys, Path(chosen if Path(chosen).suffix else f"{chosen}.pdf"))

    def _ask_for_folder(self, keys: Keyed) -> None:
        chosen = QFileDialog.getExistingDirectory(self._page, self._stage.text("The folder for the letters"))
        if chosen:
            self.save_each(keys, Path(chosen))

    def save_one(self, keys: Keyed, target: Path) -> None:
        """Save letters behind each other in one file."""
        said = because("Saved as “{name}”.", name=target.name)
        job = partial(letter_copies.save_one, self._stage.desk, keys, target)
        self._stage.errands.run(job, lambda _: self._page.wrote(said), self._page.refused, owner=self._page)

    def save_each(self, keys: Keyed, folder: Path) -> None:
        """Save letters as a file each, named by their numbers."""
        said = because_count("{count} letter is saved in “{folder}”.", "{count} letters are saved in “{folder}”.",
                             len(keys), folder=folder.name)  # fmt: skip
        job = partial(letter_copies.save_each, self._stage.desk, keys, folder)
        self._stage.errands.run(job, lambda _: self._page.wrote(said), self._page.refused, owner=self._page)

    # E-mail ---------------------------------------------------------------------------------------------------------

    def mail(self, letter: LetterQueueRow) -> None:
        """Show where the letter would go, and send it when that is confirmed."""
        page, stage = self._page, self._stage
        press = str(uuid.uuid4())

        def found(wanted: ToMail) -> None:
            dialog = MailDialog(wanted, stage.language, page)
            dialog.send_wanted.connect(lambda password: self._send(dialog, letter.number, press, password))
            dialog.file_wanted.connect(lambda: self._ask_for_mail_file(dialog, letter.number))
            page.show_dialog(dialog)

        job = partial(_to_mail, stage.desk, letter.number, letter.recipient)
        stage.errands.run(job, found, page.refused, owner=page)

    def _send(self, dialog: MailDialog, number: str, press: str, password: str) -> None:
        page = self._page

        def sent(address: str) -> None:
            if isValid(dialog):
                dialog.accept()
            page.wrote(because("Letter {number} was sent to {address}.", number=number, address=address))

        def refused(refusal: Refusal) -> None:
            # Whoever closed the dialog meanwhile is told all the same.
            (dialog.refuse if isValid(dialog) else page.refused)(refusal)

        job = partial(mailing.send, self._stage.desk, number, press, password)
        self._stage.errands.run(job, sent, refused, owner=page)

    def settle_mail(self, number: str, *, sent: bool) -> None:
        """Write down whether an e-mail was sent whose desk stopped before it knew."""
        page = self._page
        job = partial(mailing.settle, self._stage.desk, number, sent=sent)
        self._stage.errands.run(job, lambda _: page.wrote(), page.refused, owner=page)

    def _ask_for_mail_file(self, dialog: MailDialog, number: str) -> None:
        title = self._stage.text("Save as an e-mail file")
        chosen, _ = QFileDialog.getSaveFileName(dialog, title, f"{number}.eml", "*.eml")
        if chosen:
            dialog.accept()
            self.save_mail(number, Path(chosen))

    def save_mail(self, number: str, target: Path) -> None:
        """Write the message with the letter as a file."""
        page, desk = self._page, self._stage.desk
        said = because("Saved as “{name}”.", name=target.name)
        job = lambda: write_whole(target, mailing.mail_file(desk, number))  # noqa: E731
        self._stage.errands.run(job, lambda _: page.wrote(said), page.refused, owner=page)


def _to_mail(desk: Desk, number: str, recipient: str) -> ToMail:
    address = mailing.receiver(desk, number)
    server = mailing.mail_server(desk)
    return ToMail(number, recipient, address, server, mailing.asks_password(server))
