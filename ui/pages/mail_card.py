"""In the settings of a supervisor: the organisation's mail server, for letters by e-mail."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.acts.mailing import MailServer, asks_password, change_mail_server, mail_server
from app.language import Language
from app.terms.clause import Because, Refusal, WrongInput, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import ChoiceField, TextField, mark_wrong
from ui.parts.frames import Card, column, row
from ui.parts.words import Words, buddy
from ui.speech import Text
from ui.stage import Stage
from ui.theme.tokens import CARD_PADDING

_USUAL_PORT = {"starttls": 587, "tls": 465, "none": 25}
_SECURITY: tuple[tuple[object, Text, str], ...] = (
    ("starttls", because("Encrypted after the greeting (STARTTLS)"), ""),
    ("tls", because("Encrypted from the start (TLS)"), ""),
    ("none", because("Not encrypted, on this computer only"), ""),
)


class MailCard(Card):
    """The fields of the server, and the password, which stays in the keyring of this computer."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.host = TextField(because("Mail server"), because("for example mail.example.org"))
        self.port = TextField(because("Port"))
        self.security = ChoiceField(because("Connection"), _SECURITY)
        self.address = TextField(because("Sender’s address"))
        self.login = TextField(because("Login"))
        self.password = TextField(because("Password"), because("unchanged"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.save = Button(because("Save"), "secondary", "check")
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self.save.clicked.connect(self._save)
        self.security.chosen.connect(lambda kind: self.port.setText(str(_USUAL_PORT[str(kind)])))
        about = because(
            "For letters by e-mail, for all desks. The password is kept in the keyring of this computer and nowhere "
            "else."
        )
        edge = CARD_PADDING
        self.setLayout(
            column(
                Words(because("Mail server"), "card"),
                Words(about, "body", "text2", wrap=True),
                self._grid(),
                row(self.save, None),
                self._said,
                spacing=8,
                margins=(edge, 14, edge, edge),
            )
        )
        self.security.set_value("starttls")
        self.port.setText(str(_USUAL_PORT["starttls"]))
        stage.worker.run(partial(mail_server, stage.desk), self._show, owner=self)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        fields: tuple[tuple[Because, QWidget], ...] = (
            (because("Mail server"), self.host),
            (because("Connection"), self.security),
            (because("Port"), self.port),
            (because("Sender’s address"), self.address),
            (because("Login"), self.login),
            (because("Password"), self.password),
        )
        for line, (name, field) in enumerate(fields):
            grid.addWidget(buddy(name, field), line, 0)
            grid.addWidget(field, line, 1)
        return grid

    def said(self) -> str:
        """How the last act went."""
        return self._said.text()

    def speak(self, language: Language) -> None:
        """Forget what was said in another language."""
        self._said.hide()

    def _show(self, server: MailServer | None) -> None:
        if server is None:
            return
        self.host.setText(server.host)
        self.security.set_value(server.security)
        self.port.setText(str(server.port))
        self.address.setText(server.sender)
        self.login.setText(server.login)

    def _save(self) -> None:
        for field in (self.host, self.port, self.security, self.address):
            mark_wrong(field, "")
        port = self.port.text().strip()
        server = MailServer(
            host=self.host.text().strip(),
            port=int(port) if port.isascii() and port.isdigit() else 0,
            security=self.security.value(),  # type: ignore[arg-type]  # it is checked with the others
            sender=self.address.text().strip(),
            login=self.login.text().strip(),
        )
        job = partial(change_mail_server, self._stage.desk, server, self.password.text() or None)
        self._stage.worker.run(job, partial(self._saved, server), self._refuse, owner=self)

    def _saved(self, server: MailServer, _: None) -> None:
        self.password.clear()
        if asks_password(server):
            self._tell(because("The mail server is saved. Its password will be asked for with each letter."), "ok")
        else:
            self._tell(because("The mail server is saved."), "ok")

    def _refuse(self, refusal: Refusal) -> None:
        fields: dict[str, QWidget] = {"host": self.host, "port": self.port, "security": self.security,
                                      "sender": self.address}  # fmt: skip
        if isinstance(refusal, WrongInput) and refusal.field in fields:
            mark_wrong(fields[refusal.field], self._stage.say(refusal.because))
            fields[refusal.field].setFocus()
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())
