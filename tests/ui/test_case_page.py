"""A recorded case on its page: what was entered, why, its letters, and the ways to undo it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from app.acts.case_record import CaseRecord
from app.language import language
from app.records.consequence_rows import CaseMoveRow
from app.records.rows import CaseRow
from app.records.tables import Case
from app.terms.clause import because
from tests.ui.examples import WHY, option, overview
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.calls.case_page import CasePage
from ui.calls.letter_page import LetterPage
from ui.dossier.view import DossierView
from ui.main_window import MainWindow
from ui.speech import speak_all
from ui.stage import Stage
from ui.tables.row_table import RowTable
from ui.wizard.shell import Wizard

CANCEL = option(because("Cancel this case"), act="cancel_case", group="other", subject_kind="case", subject="C-1")
CORRECT = replace(
    CANCEL,
    act="correct_case",
    title=because("Correct this case"),
    state="blocked",
    reason=because("Its refund was released."),
)


def record() -> CaseRecord:
    shown = overview()
    return CaseRecord(
        case=replace(shown.dossier.cases[0], corrects="C-2026-00009"),
        subjects=(because("Drive Recorder"),),
        entered=((because("What proves it?"), because("Postmark")),),
        edition="mini-belux-2025-09",
        why=WHY,
        otherwise=(),
        letters=shown.dossier.letters,
        refunds=(),
        suspensions=(),
        journal=(),
        undo=(CANCEL, CORRECT),
        moves=(
            CaseMoveRow("waits_for_approval", datetime(2026, 12, 22, 10, 5), "Tom Claes", ""),
            CaseMoveRow("sent_back", datetime(2026, 12, 23, 9, 0), "Karin Maes", "Which odometer?"),
        ),
    )


def words(made: CasePage) -> list[str]:
    return [label.text() for label in made.findChildren(QLabel)]


def test_it_tells_what_was_entered_and_why_it_cannot_be_undone(qtbot: QtBot) -> None:
    made = CasePage(record(), language("en"))
    qtbot.addWidget(made)
    told = words(made)
    assert {"What proves it?", "Postmark", "Drive Recorder", "Part already used"} <= set(told)
    assert "Correct a case: Its refund was released." in told
    with qtbot.waitSignal(made.started) as started:
        made.buttons["cancel_case"].click()
    assert started.args == [CANCEL]
    with qtbot.waitSignal(made.refusal_asked) as refused:
        made.buttons["correct_case"].click()
    assert refused.args == [CORRECT]


def test_it_shows_the_way_of_the_case(qtbot: QtBot) -> None:
    made = CasePage(record(), language("en"))
    qtbot.addWidget(made)
    speak_all(made, language("en"))
    way = next(table for table in made.findChildren(RowTable) if table.accessibleName() == "The way of the case")
    assert [row.after for row in way.rows.rows] == ["waits_for_approval", "sent_back"]
    shown = way.rows.cell(1, 0)
    assert (shown.text, shown.small) == ("Sent back", "Which odometer?")


def test_enter_opens_a_case_then_its_letter_and_escape_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    dossier = open_dossier(qtbot, window, "1abc234")
    dossier.records.enter_page(3)
    papers = dossier.records.cases
    numbers = [isinstance(paper.row, CaseRow) for paper in papers.rows.rows]
    papers.go_to(numbers.index(True))
    qtbot.keyClick(papers, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), CasePage), timeout=WAIT)
    case = page(window).currentWidget()
    assert isinstance(case, CasePage)
    assert case.record.why
    qtbot.keyClick(case.letters, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), LetterPage), timeout=WAIT)
    letter = page(window).currentWidget()
    assert isinstance(letter, LetterPage)
    letter.closed.emit()
    assert page(window).currentWidget() is case
    case.closed.emit()
    assert isinstance(page(window).currentWidget(), DossierView)


def test_an_act_on_a_case_begins_in_its_dossier(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    shown = open_dossier(qtbot, window, "1vtr508")
    option = next(one for one in shown.overview.other_acts if one.subject_kind == "case" and one.allowed)
    stage.act_wanted.emit(option.subject, option.act)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    assert option.act == wizard.flow.act.NAME
    stage.act_wanted.emit(option.subject, "")
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), CasePage), timeout=WAIT)


def test_an_open_case_is_read_again_when_it_moved(qtbot: QtBot, window: MainWindow, stage: Stage) -> None:
    number = open_dossier(qtbot, window, "1abc234").overview.dossier.cases[0].number
    stage.number_wanted.emit(number)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), CasePage), timeout=WAIT)
    case = page(window).currentWidget()
    assert isinstance(case, CasePage)
    with stage.desk.records.writing() as session:
        session.execute(update(Case).where(Case.number == number).values(state="refused"))
    stage.changed.emit("case", None)
    qtbot.waitUntil(lambda: case.record.case.state == "refused", timeout=WAIT)
    assert "Refused" in words(case)
    assert page(window).currentWidget() is case
