"""What a dealer enters on a job: when, which number the SIM has, and why not where it is not possible."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import Refusal, WrongInput, because
from ui.parts.announcing import announce
from ui.parts.buttons import Button
from ui.parts.days import MomentField
from ui.parts.fields import CheckField, TextField, WritingField, mark_wrong
from ui.parts.frames import column
from ui.parts.words import Words, buddy
from ui.parts.wrapped_row import WrappedRow
from ui.theme.tokens import SIBLING


class SimReportForm(QWidget):
    """``done`` carries the moment, the number read and whether it is another card, ``not_possible`` the moment, the
    reason and the number where one was read. What was typed stays until :meth:`begin`."""

    done = Signal(object, str, bool)
    not_possible = Signal(object, str, str)

    def __init__(self, now: datetime, language: Language) -> None:
        super().__init__()
        self._language = language
        self.at = MomentField(because("Done on (date and hour)"), now.date(), value=now)
        self.iccid = TextField(because("Number read on the SIM card"), because("19 or 20 digits"))
        self.other = CheckField(because("The car has another card"))
        self.reason = WritingField(because("Reason, if not possible"), lines=2)
        self.trouble = Words("", "body", "bad", wrap=True)
        self.report = Button(because("Report as done"), "primary", "check")
        self.refuse = Button(because("Report as not possible"), "secondary", "x")
        parts = (
            buddy(because("Done on (date and hour)"), self.at),
            self.at,
            6,
            buddy(because("Number read on the SIM card"), self.iccid),
            self.iccid,
            self.other,
            6,
            buddy(because("Reason, if not possible"), self.reason),
            self.reason,
            self.trouble,
            6,
            WrappedRow((self.report, self.refuse), gap=SIBLING),
        )
        self.setLayout(column(*parts, spacing=4))
        self.iccid.returnPressed.connect(self.report.click)
        self.report.clicked.connect(self._report)
        self.refuse.clicked.connect(self._refuse)
        self.begin(now)

    def begin(self, now: datetime) -> None:
        """Empty every field; the moment is now."""
        self.at.set_value(now)
        self.iccid.clear()
        self.other.setChecked(False)
        self.other.hide()
        self.reason.clear()
        self._settle()

    def say(self, refusal: Refusal) -> None:
        """Say why nothing was written, at its field where there is one; everything entered stays."""
        self._free(True)
        self.trouble.say(refusal.because, self._language)
        self.trouble.show()
        announce(self, self.trouble.text())
        if not isinstance(refusal, WrongInput):
            return
        if refusal.field == "other_card":
            self.other.show()
        places: dict[str, QWidget] = {
            "done_at": self.at.day,
            "iccid_read": self.iccid,
            "other_card": self.other,
            "reason": self.reason,
        }
        if refusal.field in places:
            mark_wrong(places[refusal.field], self.trouble.text())
            places[refusal.field].setFocus()

    def speak(self, language: Language) -> None:
        """Say what comes next in ``language``."""
        self._language = language

    def _report(self) -> None:
        self._settle()
        self._free(False)
        self.done.emit(self.at.value(), self.iccid.text(), self.other.isChecked())

    def _refuse(self) -> None:
        self._settle()
        self._free(False)
        self.not_possible.emit(self.at.value(), self.reason.toPlainText(), self.iccid.text())

    def _settle(self) -> None:
        for field in (self.at.day, self.iccid, self.other, self.reason):
            mark_wrong(field, "")
        self.trouble.hide()
        self._free(True)

    def _free(self, free: bool) -> None:
        """While it is being written nothing is reported twice."""
        self.report.setEnabled(free)
        self.refuse.setEnabled(free)
