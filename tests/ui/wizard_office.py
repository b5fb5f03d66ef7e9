"""A wizard whose errands only remember what they were asked: for the tests of its window."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from pytestqt.qtbot import QtBot

from app.acts.rows import Done, Overview, Preview, Receipt
from app.language import language
from tests.ui.wizard_examples import DOSSIER, TIMELINE, TODAY, Draft, ExampleAct
from ui.wizard.reasoning import Rights
from ui.wizard.shell import Wizard
from ui.worker import Worker

RECEIVED = datetime.combine(TODAY, time(14, 2))
OVERVIEW = Overview(DOSSIER, TODAY, Receipt(RECEIVED, "phone"), (), (), TIMELINE)
COMPLETE = Draft(who="consumer", received_at=RECEIVED)
PDF = b"%PDF-1.4\n"


@dataclass
class ExampleOffice:
    """Errands that only remember what they were asked."""

    example: ExampleAct = field(default_factory=ExampleAct)
    kept: list[tuple[str, Draft, int]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    read: int = 0

    def act(self, name: str) -> ExampleAct:
        return self.example

    def rights(self) -> Rights:
        return Rights()

    def overview(self, key: Any, receipt: Receipt) -> Overview:
        self.read += 1
        return OVERVIEW

    def keep(self, key: Any, act: str, draft: Draft, position: int) -> datetime:
        self.kept.append((act, draft, position))
        return RECEIVED

    def forget(self, key: Any, act: str, draft: Draft) -> None:
        self.forgotten.append(act)

    def perform(self, key: Any, act: str, draft: Draft, seen: Preview, request_key: str) -> Done:
        return self.example.perform(None, key, draft, seen, request_key)

    def letter(self, number: str) -> bytes:
        return PDF

    def letter_preview(self, key: Any, act: str, draft: Draft, kind: str) -> bytes:
        return PDF


class Opened:
    """Opens wizards and keeps them until the test ends."""

    def __init__(self, qtbot: QtBot, office: ExampleOffice, worker: Worker) -> None:
        self._qtbot, self._office, self._worker = qtbot, office, worker

    def __call__(self, draft: Draft | None = None, position: int = 0, code: str = "en") -> Wizard:
        wizard = Wizard(
            self._office, self._worker, language(code), ("K", ""), OVERVIEW, "withdrawal", draft or Draft(), position
        )
        self._qtbot.addWidget(wizard)
        wizard.resize(1200, 700)
        wizard.show()
        return wizard


def shown_page(wizard: Wizard) -> str:
    page = wizard.pages.currentWidget()
    return next(name for name in ("form", "review", "letters") if getattr(wizard, name) is page)
