"""What is always possible: listed by section, found by typing, started with Enter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.config import Person
from app.language import language
from app.start import Desk
from app.terms.clause import because
from tests.ui.examples import option, overview
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.dossier.other_acts import OtherActsPage, listed
from ui.main_window import MainWindow
from ui.stage import Stage
from ui.wizard.shell import Wizard

ENGLISH = language("en")
ASKED = option(because("Money back for an outage"), group="other", section="customer", act="outage_compensation")
COVERED = option(because("Was kostet die Prüfung? é"), group="other", section="service_inclusive", subject="SI-1")
ENDED = option(
    because("Terminate as the provider"),
    group="other",
    section="supervisor",
    state="blocked",
    reason=because("Not before five years have gone by."),
    subject="C-1",
)
OF_A_CASE = option(because("Cancel"), group="other", section="customer", subject_kind="case", subject="C-2026-00001")


def shown(qtbot: QtBot) -> OtherActsPage:
    made = OtherActsPage(replace(overview(), options=(*overview().options, ENDED, ASKED, COVERED, OF_A_CASE)), ENGLISH)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def titles(made: OtherActsPage) -> list[str]:
    return [line.option.title.message for line in made.table.rows.rows]


def test_the_acts_stand_by_section_and_those_of_a_case_on_its_own_page(qtbot: QtBot) -> None:
    made = shown(qtbot)
    assert [line.option for line in made.table.rows.rows] == [ASKED, COVERED, ENDED]
    assert listed(overview()) == ()
    heads = [line[0] for line in made.table.lines()[1:]]
    assert heads == ["The customer asks", "Service Inclusive", "Supervisor"]


def test_typing_narrows_the_list_whatever_the_accents(qtbot: QtBot) -> None:
    made = shown(qtbot)
    made.take_focus()
    qtbot.keyClicks(made.search, "prufung E")
    assert titles(made) == ["Was kostet die Prüfung? é"]
    qtbot.keyClick(made.search, Qt.Key.Key_Escape)
    assert len(titles(made)) == 3
    qtbot.keyClicks(made.search, "zzz")
    assert titles(made) == []
    assert made._none.isVisible()
    with qtbot.waitSignal(made.closed):
        qtbot.keyClick(made.search, Qt.Key.Key_Escape)
        qtbot.keyClick(made.search, Qt.Key.Key_Escape)


def test_the_arrows_move_in_the_list_and_enter_starts_or_says_why_not(qtbot: QtBot) -> None:
    made = shown(qtbot)
    made.take_focus()
    qtbot.keyClick(made.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.started) as begun:
        qtbot.keyClick(made.search, Qt.Key.Key_Return)
    assert begun.args == [COVERED]
    qtbot.keyClick(made.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.refusal_asked) as refused:
        qtbot.keyClick(made.search, Qt.Key.Key_Return)
    assert refused.args == [ENDED]
    assert any("Not before five years" in cell for cell in made.table.lines()[3])


def test_a_key_lists_them_and_enter_opens_the_wizard(qtbot: QtBot, window: MainWindow) -> None:
    dossier = open_dossier(qtbot, window, "1abc234")
    assert ("F4", because("Other acts")) in tuple(page(window).keys())
    qtbot.keyClick(dossier.options.table, Qt.Key.Key_F4)
    acts = page(window).currentWidget()
    assert isinstance(acts, OtherActsPage)
    assert acts.search.hasFocus()
    assert all(line.option.section != "supervisor" for line in acts.table.rows.rows)
    qtbot.keyClicks(acts.search, "complaint")
    qtbot.keyClick(acts.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    assert wizard.flow.act.NAME == "complaint"


def test_a_supervisor_finds_more(qtbot: QtBot, window: MainWindow, stage: Stage, desk: Desk) -> None:
    desk.person = Person("Sofie Maes", role="supervisor")
    open_dossier(qtbot, window, "1abc234")
    found = page(window).overview
    assert found is not None
    assert any(one.section == "supervisor" for one in listed(found))
