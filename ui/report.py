"""A fault of the program: one dialog, a report to copy, nothing of the customer in it, nothing lost."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.faults import report_of
from app.language import Language
from app.terms.clause import because
from ui.parts.buttons import Button
from ui.parts.fields import WritingField
from ui.parts.frames import column, row
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.marks import Mark


class ReportDialog(QDialog):
    """Says that something went wrong and offers the report."""

    def __init__(self, error: BaseException, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(language.text("Something went wrong"))
        self.setMinimumWidth(560)
        report = f"{report_of(error)}Qt {qVersion()}\n"
        self.field = WritingField(because("Report"))
        self.field.setReadOnly(True)
        self.field.setPlainText(report)
        self.field.setMinimumHeight(180)
        head = row(Mark("failed", 20), Words(because("Something went wrong"), "wizard"), None, spacing=10)
        text = because(
            "Your entries are still there. Copy the report and send it to whoever looks after the desk; "
            "it holds no customer data."
        )
        copy = Button(because("Copy the report"), "secondary", "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        close = Button(because("Close"), "primary")
        close.clicked.connect(self.accept)
        buttons = row(None, copy, close, spacing=8)
        words = Words(text, "body", "text2", wrap=True)
        self.setLayout(column(head, words, self.field, buttons, spacing=12, margins=(20, 20, 20, 16)))
        speak_all(self, language)
        close.setFocus()
