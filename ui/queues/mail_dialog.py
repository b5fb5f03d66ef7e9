"""A letter by e-mail: to which address it goes and from which, to be confirmed before anything leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QWidget

from app.language import Language
from app.terms.clause import Refusal, because
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.frames import column, row
from ui.parts.words import Words, buddy
from ui.speech import Text, speak_all

if TYPE_CHECKING:
    from app.acts.mailing import MailServer

_WIDTH = 560


@dataclass(frozen=True, slots=True)
class ToMail:
    """A letter and whose it is, the ``address`` it would go to, the server, and whether its password is missing."""

    number: str
    recipient: str
    address: str
    server: MailServer | None
    asks_password: bool


class MailDialog(QDialog):
    """``send_wanted`` carries the password typed, ``file_wanted`` asks for a file. It stays until it is sent."""

    send_wanted = Signal(str)
    file_wanted = Signal()

    def __init__(self, wanted: ToMail, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._language = language
        self.setMinimumWidth(_WIDTH)
        title = because("Send letter {number} by e-mail", number=wanted.number)
        self.setWindowTitle(language.say(title))
        server = wanted.server
        self.password = TextField(because("Password of the mail server"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._trouble = Words("", "body", "bad", wrap=True)
        self._trouble.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        facts: list[tuple[Text, Text]] = [
            (because("Customer"), wanted.recipient),
            (because("Address"), wanted.address),
        ]
        if server is not None:
            facts += [(because("Sender"), server.sender), (because("Mail server"), server.host)]
        for line, (name, value) in enumerate(facts):
            style = "strong" if value == wanted.address else "body"
            grid.addWidget(Words(name, "body", "text2"), line, 0)
            grid.addWidget(Words(value, style, wrap=True), line, 1)
        if server is not None and wanted.asks_password:
            grid.addWidget(buddy(because("Password of the mail server"), self.password), len(facts), 0)
            grid.addWidget(self.password, len(facts), 1)
        cancel = Button(because("Cancel"), "secondary")
        cancel.clicked.connect(self.reject)
        self.file = Button(because("Save as an e-mail file…"), "secondary", "download")
        self.file.clicked.connect(self.file_wanted)
        self.go = Button(because("Send now"), "primary", "send")
        self.go.clicked.connect(self._send)
        self.go.setVisible(server is not None)
        about = (
            because("The letter goes as a PDF to this address. It is not printed with the others any more.")
            if server is not None
            else because("No mail server is set in the settings. Save the message, and send it with a mail program.")
        )
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(column(Words(title, "wizard"), Words(about, "body", "text2", wrap=True), spacing=2))
        layout.addLayout(grid)
        layout.addWidget(self._trouble)
        layout.addLayout(row(self.file, None, cancel, self.go))
        self.setLayout(layout)
        speak_all(self, language)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not sent; it can be tried again."""
        self.go.setEnabled(True)
        self._trouble.say(refusal.because, self._language)
        self._trouble.show()

    def _send(self) -> None:
        self.go.setEnabled(False)
        self._trouble.hide()
        self.send_wanted.emit(self.password.text())
