"""Who is at work: asked before the desk opens, on a shared database or where people were added to one's own.

Asked once more where the server lets somebody in no more while they work (:class:`SigningInAgain`).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app import sign_in
from app.language import Language
from app.problems import TurnedAway, WrongPassword
from app.sign_in import Login
from app.terms.clause import Because, Refusal, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.fields import CheckField, TextField, mark_wrong
from ui.parts.frames import Card, column, row
from ui.parts.words import Words
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.icons import app_icon
from ui.translator import QtWords

_WIDTH = 400
_SIGN_IN = because("Sign in")
_WAITS = because("Signing in …")


class SignIn(QWidget):
    """A window of its own. ``signed_in`` when somebody is let in; closing it ends the program."""

    signed_in = Signal()

    def __init__(self, stage: Stage, again: TurnedAway | None = None) -> None:
        """``again``: the person is at work, and the server lets them in no more. Nobody else goes on in their place."""
        super().__init__()
        self._stage = stage
        self._again = again
        self._url = stage.desk.url
        self._asked = False
        self._qt = QtWords(self)
        self.login = TextField(because("Login"))
        self.password = TextField(because("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = CheckField(because("Remember me in the keyring of this computer"))
        self.keep.hide()
        self.problem = Words("", "body", "bad", wrap=True)
        self.problem.hide()
        # A server does not tell the two apart, and neither can we.
        self.hint = Words(
            because("An expired password is refused in the same way: an administrator sets a new one."),
            "caption",
            "text2",
            wrap=True,
        )
        self.hint.hide()
        self.button = Button(_SIGN_IN, "primary")
        self.button.clicked.connect(self.sign_in)
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.sign_in)
        self._build()
        stage.worker.broke.connect(self._report)
        self._qt.speak(stage.language)
        speak_all(self, stage.language)
        self.show_waiting(waits=True)

    def _build(self) -> None:
        self.setWindowTitle("Connected Desk")
        self.setWindowIcon(app_icon())
        self.setProperty("tone", "bg")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card = Card()
        card.setFixedWidth(_WIDTH)
        body = column(
            Words("Connected Desk", "caption", "text2"),
            Words(_SIGN_IN, "wizard"),
            8,
            Words(because("Login"), "strong"),
            self.login,
            4,
            Words(because("Password"), "strong"),
            self.password,
            self.keep,
            self.problem,
            self.hint,
            8,
            row(None, self.button),
            spacing=6,
            margins=(24, 20, 24, 20),
        )
        card.setLayout(body)
        self.setLayout(column(None, row(None, card, None), None, margins=(32, 32, 32, 32)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._asked:
            self._asked = True
            self._stage.worker.run(self._known, self._offer, self._refuse, owner=self)

    # What is known already --------------------------------------------------------------------------------------------

    def _known(self) -> tuple[bool, bool, Login | None]:
        """Whether the server lets the role of the address in, whether there is a keyring, and what it holds."""
        if self._again is None and sign_in.let_in_already(self._stage.desk):
            return True, False, None
        keyring = sign_in.can_remember()
        return False, keyring, sign_in.remembered(self._url) if keyring else None

    def _offer(self, known: tuple[bool, bool, Login | None]) -> None:
        let_in, keyring, kept = known
        if let_in:
            self._open()
            return
        self.show_waiting(waits=False)
        self.keep.setVisible(keyring)
        if self._again is not None:
            self._offer_again(self._again, keep=kept is not None)
            return
        if kept is not None:
            self.login.setText(kept.name)
            self.password.setText(kept.password)
            self.keep.setChecked(True)
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.login.setText(sign_in.login_of(self._url))
        (self.password if self.login.text() else self.login).setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_again(self, refusal: TurnedAway, *, keep: bool) -> None:
        login = sign_in.login_of(self._url)
        self.login.setText(login)
        self.login.setEnabled(not login)
        self.keep.setChecked(keep)
        self._refuse(refusal)

    # Signing in -------------------------------------------------------------------------------------------------------

    def sign_in(self) -> None:
        """Try what was typed; what is missing is asked for in place."""
        if not self.button.isEnabled():
            return
        login = Login(self.login.text().strip(), self.password.text())
        for field, missing in ((self.login, not login.name), (self.password, not login.password)):
            if missing:
                self._say(because("Enter the login and the password."))
                mark_wrong(field, self.problem.text())
                field.setFocus()
                return
        self.show_waiting(waits=True)
        keep = self.keep.isChecked()
        self._stage.worker.run(lambda: self._try(login, keep=keep), self._answer, self._refuse, owner=self)

    def _try(self, login: Login, *, keep: bool) -> TurnedAway | None:
        try:
            self._stage.desk.sign_in(*login)
        except TurnedAway as refusal:  # said here, and nowhere else in the desk
            return refusal
        if keep:
            sign_in.remember(self._url, login)
        elif sign_in.can_remember():
            sign_in.forget(self._url)
        return None

    def _answer(self, refusal: TurnedAway | None) -> None:
        if refusal is None:
            self._open()
        else:
            self._refuse(refusal)

    def _open(self) -> None:
        self._stage.worker.broke.disconnect(self._report)
        self.password.clear()
        self.signed_in.emit()

    def _refuse(self, refusal: Refusal) -> None:
        self.show_waiting(waits=False)
        self._say(refusal.because)
        self.hint.setVisible(isinstance(refusal, WrongPassword))
        self.password.selectAll()
        self.password.setFocus()

    def _say(self, sentence: Because) -> None:
        self.problem.say(sentence, self._stage.language)
        self.problem.show()
        announce(self.problem, self.problem.text())

    def show_waiting(self, *, waits: bool) -> None:
        """Keep the fields while an answer is on its way, and say so on the button."""
        if waits:
            self.problem.hide()
            self.hint.hide()
        for field in (self.login, self.password):
            mark_wrong(field, "")
            field.setReadOnly(waits)
        self.keep.setEnabled(not waits)
        self.button.setEnabled(not waits)
        self.button.say(_WAITS if waits else _SIGN_IN, self._stage.language)

    def speak(self, language: Language) -> None:
        """The words of Qt's own menus, as of a field."""
        self._qt.speak(language)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.password.clear()
        super().closeEvent(event)

    def _report(self, error: BaseException) -> None:
        from ui.report import ReportDialog

        self.show_waiting(waits=False)
        ReportDialog(error, self._stage.language, self).open()


class SigningInAgain(QObject):
    """Asks the person at work to sign in again when the server turns the desk away.

    Nothing that is open is closed or lost: what was under way is tried again, as with a server that was away.
    """

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self.asking: SignIn | None = None
        stage.worker.turned_away.connect(self._ask)

    def _ask(self, refusal: TurnedAway) -> None:
        if self.asking is not None:
            return
        asking = self.asking = SignIn(self._stage, refusal)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setWindowModality(Qt.WindowModality.ApplicationModal)
        asking.signed_in.connect(asking.close)
        asking.destroyed.connect(self._forget)
        asking.show()

    def _forget(self) -> None:
        self.asking = None
