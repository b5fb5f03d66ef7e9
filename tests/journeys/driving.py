"""Drives the main window as an agent does: types into the search, presses keys, waits for what appears."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine, text

from app.start import Desk
from ui.calls.call_page import CallPage
from ui.dossier.view import DossierView
from ui.main_window import MainWindow
from ui.parts.buttons import Button
from ui.parts.frames import Card
from ui.settings import Settings
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.wizard.shell import Wizard
from ui.worker import Worker

PATIENCE = 20_000
"""Milliseconds until a journey gives up waiting: far more than it ever takes."""


class Agent:
    """Somebody at the desk."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def search(self, query: str) -> DossierView:
        """Type ``query``, open the best answer, wait for its dossier."""
        field = self.window.top.search
        field.setFocus()
        self.qtbot.keyClicks(field, query)
        search = self.window.search
        assert search is not None
        self.qtbot.waitUntil(lambda: search.list.hit() is not None, timeout=PATIENCE)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        return self.dossier()

    def page(self) -> CallPage:
        """The page of the call in front."""
        page = self.window.calls.currentWidget()
        assert isinstance(page, CallPage)
        return page

    def dossier(self) -> DossierView:
        """Wait for the dossier in front."""
        self.qtbot.waitUntil(lambda: isinstance(self.page().currentWidget(), DossierView), timeout=PATIENCE)
        found = self.page().currentWidget()
        assert isinstance(found, DossierView)
        return found

    def start(self, act: str, kind: str = "") -> Wizard:
        """Start the first option of ``act`` (on a subject of ``kind``) from its row in *Options today*."""
        table = self.dossier().options.table
        rows = table.rows.rows
        number = next(
            i for i, one in enumerate(rows) if one.act == act and one.allowed and kind in ("", one.subject_kind)
        )
        table.setFocus()
        table.go_to(number)
        self.qtbot.keyClick(table, Qt.Key.Key_Return)
        return self.wizard()

    def resume(self) -> Wizard:
        """Go on with the draft that is offered at the start."""
        start = self.page().start
        self.qtbot.waitUntil(lambda: bool(start.findChildren(Card)), timeout=PATIENCE)
        start.findChildren(Card)[-1].findChildren(Button)[-1].click()
        return self.wizard()

    def wizard(self) -> Wizard:
        """Wait for the wizard in front."""
        self.qtbot.waitUntil(lambda: isinstance(self.page().currentWidget(), Wizard), timeout=PATIENCE)
        found = self.page().currentWidget()
        assert isinstance(found, Wizard)
        return found

    def go_on_to_review(self, wizard: Wizard) -> None:
        """Go on from page to page up to the review; what has to be chosen from cards is the first one."""
        for _ in range(10):
            step = wizard.flow.step
            if step.kind == "review":
                return
            cards = [field.name for field in step.fields if field.kind == "cards"]
            if cards and not getattr(wizard.flow.draft, cards[0]):
                self.qtbot.keyClick(wizard, Qt.Key.Key_1)
            wizard.bar.next.click()
            assert wizard.flow.step.name != step.name, wizard.flow.step.problem
        raise AssertionError("the wizard has more than ten pages")

    def record(self, wizard: Wizard) -> str:
        """Record what the review shows; the number of the case."""
        wizard.bar.record.click()
        self.qtbot.waitUntil(lambda: wizard.flow.done is not None, timeout=PATIENCE)
        self.qtbot.waitUntil(lambda: bool(wizard.letters.view.number), timeout=PATIENCE)
        assert wizard.flow.done is not None
        return wizard.flow.done.case_number

    def leave(self, wizard: Wizard) -> DossierView:
        """Go back from the letters to the dossier."""
        wizard.bar.next.click()
        return self.dossier()


def open_window(qtbot: QtBot, desk: Desk, worker: Worker, theme: Theme, query: str = "") -> Agent:
    """The main window on ``desk``, ready for questions."""
    window = MainWindow(Stage(desk, theme, worker, Settings()), query)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=PATIENCE):
        window.show()
    return Agent(qtbot, window)


def asked(database: Path, question: str, **values: object) -> list[tuple[object, ...]]:
    """What stands in the database file, read past the program."""
    engine = create_engine(f"sqlite:///{database.as_posix()}")
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(question), values)]
    engine.dispose()
    return rows


def letter_text(content: bytes) -> str:
    """The words of a letter, without its special spaces."""
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.check_pdf_syntax()
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(
        " ".join(page.extract_text() for page in pages).replace("\u00a0", " ").replace("\u202f", " ").split()
    )
