"""Hands released refunds over: what leaves, from which account, and the files that left before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QWidget

from app.acts.refund_accounts import grouped
from app.language import Language
from app.terms.clause import Because, Refusal, WrongInput, because, because_count
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import clear, column, row
from ui.parts.words import Words, buddy
from ui.speech import speak_all
from ui.tables.columns import Cell, Column
from ui.tables.row_table import RowTable

if TYPE_CHECKING:
    from app.exchange.refund_orders import Outlook
    from app.records.refund_files import ExportRow

_WIDTH, _LIST = 720, 190
_TITLE = because("Refunds for the bank")


class RefundFilesDialog(QDialog):
    """``export_asked`` carries name, IBAN and BIC of the account to pay from and the folder, ``again_asked`` the number
    of a file and the folder to write it to."""

    export_asked = Signal(str, str, str, object)
    again_asked = Signal(str, object)

    def __init__(self, outlook: Outlook, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(language.say(_TITLE))
        self.setMinimumWidth(_WIDTH)
        self._counts = column(spacing=2)
        self.fields = {
            "name": TextField(because("Name of the account we pay from")),
            "iban": TextField(because("Account number (IBAN)"), "BE68 5390 0754 7034"),
            "bic": TextField(because("BIC, if the bank asks for it"), "GKCCBEBB"),
        }
        labels = (because("Name of the account we pay from"), because("Account number (IBAN)"),
                  because("BIC, if the bank asks for it"))  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, (label, field) in enumerate(zip(labels, self.fields.values(), strict=True)):
            grid.addWidget(buddy(label, field), number, 0)
            grid.addWidget(field, number, 1)
        self.trouble = Words("", "body", "bad", wrap=True)
        self.told = Words("", "body", "ok", wrap=True)
        for words in (self.trouble, self.told):
            words.hide()
        self.files = RowTable(because("Files made before"), _COLUMNS, language, sortable=False)
        self.files.setMinimumHeight(_LIST)
        self.close_it = Button(because("Close"), "secondary")
        self.again = Button(because("Save the file again"), "secondary", "download")
        self.make = Button(because("Make the files"), "primary", "send")
        self.close_it.clicked.connect(self.reject)
        self.again.clicked.connect(self._again)
        self.make.clicked.connect(self._make)
        self.files.started.connect(lambda _: self._again())
        layout = column(Words(_TITLE, "wizard"), spacing=12, margins=(20, 20, 20, 16))
        layout.addLayout(self._counts)
        layout.addLayout(grid)
        layout.addLayout(column(self.trouble, self.told, spacing=0))
        layout.addWidget(buddy(because("Files made before"), self.files))
        layout.addWidget(self.files, 1)
        layout.addLayout(row(self.again, None, self.close_it, self.make, spacing=8))
        self.setLayout(layout)
        self.show_outlook(outlook)
        if outlook.account is not None:
            for field, value in zip(self.fields.values(), outlook.account, strict=True):
                field.setText(value)
            self.fields["iban"].setText(grouped(outlook.account.iban))
        (self.make if outlook.account is not None else self.fields["name"]).setFocus()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what would leave now and what has left."""
        clear(self._counts)
        for sentence in _sentences(outlook):
            self._counts.addWidget(Words(sentence, "body", wrap=True))
        self.make.setEnabled(bool(outlook.transfers[0] or outlook.cards[0]))
        self.files.show_rows(outlook.files, select=0 if outlook.files else None)
        self.again.setEnabled(bool(outlook.files))
        speak_all(self, self._language)

    def say(self, sentence: Because) -> None:
        """Say what was done."""
        self._tell(self.told, sentence)

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing left, at its field where there is one."""
        self.make.setEnabled(True)
        self._tell(self.trouble, refusal.because)
        if isinstance(refusal, WrongInput) and refusal.field in self.fields:
            mark_wrong(self.fields[refusal.field], self.trouble.text())
            self.fields[refusal.field].setFocus()

    def _tell(self, words: Words, sentence: Because) -> None:
        for one in (self.told, self.trouble):
            one.setVisible(one is words)
        words.say(sentence, self._language)
        announce(self, words.text())

    def ask_folder(self) -> Path | None:
        """Ask where the files go."""
        chosen = QFileDialog.getExistingDirectory(self, self._language.text("Folder for the files"))
        return Path(chosen) if chosen else None

    def _make(self) -> None:
        folder = self.ask_folder()
        if folder is None:
            return
        for field in self.fields.values():
            mark_wrong(field, "")
        self.make.setEnabled(False)
        name, iban, bic = (field.text() for field in self.fields.values())
        self.export_asked.emit(name, iban, bic, folder)

    def _again(self) -> None:
        found = self.files.row()
        folder = self.ask_folder() if found is not None else None
        if found is not None and folder is not None:
            self.again_asked.emit(found.number, folder)


def _sentences(outlook: Outlook) -> tuple[Because, ...]:
    told = []
    if outlook.transfers[0]:
        told.append(
            because_count(
                "{count} transfer for the bank, {total} in all.",
                "{count} transfers for the bank, {total} in all.",
                outlook.transfers[0],
                total=outlook.transfers[1],
            )
        )
    if outlook.cards[0]:
        told.append(
            because_count(
                "{count} payment back to a card or wallet, {total} in all.",
                "{count} payments back to cards and wallets, {total} in all.",
                outlook.cards[0],
                total=outlook.cards[1],
            )
        )
    return tuple(told) or (because("No released refund waits for an export."),)


_KINDS = {"transfers": because("Transfers"), "cards": because("Cards and wallets")}


def _number(one: ExportRow, language: Language) -> Cell:
    return Cell(one.number, "name", icon="file-text")


def _kind(one: ExportRow, language: Language) -> Cell:
    return Cell(language.say(_KINDS[one.kind]))


def _made(one: ExportRow, language: Language) -> Cell:
    return Cell(language.moment(one.made_at), small=one.made_by)


def _count(one: ExportRow, language: Language) -> Cell:
    return Cell(language.number(one.count))


def _total(one: ExportRow, language: Language) -> Cell:
    return Cell(language.money(one.total), "strong", whole=True)


_COLUMNS = (
    Column("number", because("Number"), _number),
    Column("kind", because("Kind"), _kind),
    Column("made", because("Made"), _made, stretch=True),
    Column("count", because("Refunds"), _count, right=True),
    Column("total", because("Amount"), _total, right=True),
)
