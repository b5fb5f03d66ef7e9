"""A fault of the program: one dialog, a report to copy, nothing of the customer in it, nothing lost."""

from __future__ import annotations

import platform
import sys
import traceback
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from app.language import Language
from app.paths import ROOT
from app.terms.clause import because
from ui.parts.buttons import Button
from ui.parts.fields import WritingField
from ui.parts.frames import column, row
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.marks import Mark


def report_of(error: BaseException) -> str:
    """What a programmer needs and nothing else: kinds and places. Messages may hold names, so they stay out."""
    lines = [
        f"Connected Desk {_version()}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__
    return "\n".join(lines)


def _version() -> str:
    try:
        return version("connected-desk")
    except PackageNotFoundError:
        return "(not installed)"


def _place(filename: str) -> str:
    """A file inside the program or its libraries, without the folders of the person."""
    for root in (str(ROOT), *sys.path):
        if root and filename.startswith(root):
            return filename[len(root) :].lstrip("/\\")
    return filename.rsplit("/", 1)[-1]


class ReportDialog(QDialog):
    """Says that something went wrong and offers the report."""

    def __init__(self, error: BaseException, language: Language, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(language.text("Something went wrong"))
        self.setMinimumWidth(560)
        report = report_of(error)
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
