"""Telephone, e-mail and address of a customer, to correct while they are on the line."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.acts.addresses import spaced_phone
from app.acts.contact_data import LABELS, Contact
from app.language import Language
from app.terms.clause import Refusal, WrongInput, because
from ui.parts.buttons import Button
from ui.parts.fields import TextField, mark_wrong
from ui.parts.frames import column, row
from ui.parts.words import Words
from ui.speech import speak_all

_WIDTH = 520


class ContactDialog(QDialog):
    """``save_asked`` carries a ``Contact``; the dialog stays until it is told that this was written."""

    save_asked = Signal(object)

    def __init__(self, name: str, contact: Contact, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(language.text("Telephone, e-mail and address"))
        self.setMinimumWidth(_WIDTH)
        self.fields: dict[str, TextField] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, (key, label) in enumerate(LABELS.items()):
            field = self.fields[key] = TextField(label)
            value = getattr(contact, key)
            field.setText(spaced_phone(value) if key == "phone" else value)
            grid.addWidget(Words(label, "body", "text2"), number, 0)
            grid.addWidget(field, number, 1)
        self.trouble = Words("", "body", "bad", wrap=True)
        self.trouble.hide()
        cancel, self.save = Button(because("Cancel"), "secondary"), Button(because("Save"), "primary", "check")
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.save.setDefault(True)
        head = column(
            Words(because("Telephone, e-mail and address"), "wizard"), Words(name, "body", "text2"), spacing=2
        )
        layout = column(spacing=14, margins=(20, 20, 20, 16))
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addWidget(self.trouble)
        layout.addLayout(row(None, cancel, self.save, spacing=8))
        self.setLayout(layout)
        speak_all(self, language)
        self.fields["phone"].setFocus()

    def entered(self) -> Contact:
        """What stands in the fields."""
        return Contact(**{one.name: self.fields[one.name].text() for one in fields(Contact)})

    def say(self, refusal: Refusal) -> None:
        """Say why it was not written, at its field where there is one; everything entered stays."""
        sentence = self._language.say(refusal.because)
        self.trouble.say(refusal.because, self._language)
        self.trouble.show()
        self.save.setEnabled(True)
        if isinstance(refusal, WrongInput) and refusal.field in self.fields:
            mark_wrong(self.fields[refusal.field], sentence)
            self.fields[refusal.field].setFocus()

    def _save(self) -> None:
        for field in self.fields.values():
            mark_wrong(field, "")
        self.trouble.hide()
        self.save.setEnabled(False)
        self.save_asked.emit(self.entered())
