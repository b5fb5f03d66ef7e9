"""Choosing how a contested point is read in this one case: who may, what is chosen, and why."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.language import Language
from app.terms.clause import Because
from ui.wizard.findings import Findings
from ui.wizard.flow import Flow
from ui.wizard.reasoning import Rights


class ReadingChooser(QObject):
    """Brings the choice made in the findings, and its reason, to the draft of the flow in hand.

    ``entered`` carries a field of the draft and its value.
    """

    entered = Signal(str, object)

    def __init__(self, findings: Findings, flow: Callable[[], Flow], rights: Rights, parent: QObject) -> None:
        super().__init__(parent)
        self._findings = findings
        self._flow = flow
        self._rights = rights
        findings.rights = rights
        findings.reading_asked.connect(self._choose)
        findings.reason.entered.connect(self._explain)

    @property
    def told(self) -> tuple[Because, ...]:
        """What is read otherwise than usual, and why; nothing for an act that asks no rule."""
        from app.acts.chosen_readings import told

        draft = self._flow().draft
        return told(draft, self._rights.organisation) if hasattr(draft, "readings") else ()

    def show(self) -> None:
        """Ask for the reason where a reading is chosen."""
        self._findings.show_reason(getattr(self._flow().draft, "reading_reason", ""), asked=bool(self.told))

    def ready(self, language: Language) -> bool:
        """Whether nothing is missing; a reason that is gets asked for."""
        if not self.told:
            return True
        self._findings.reason.take()
        if self._flow().draft.reading_reason.strip():
            return True
        self._findings.show()
        self._findings.reason.ask(language)
        return False

    def _choose(self, reading: str) -> None:
        from app.acts.chosen_readings import choose

        self.entered.emit("readings", choose(self._flow().draft, reading))

    def _explain(self, reason: str) -> None:
        if self.told:
            self.entered.emit("reading_reason", reason)
