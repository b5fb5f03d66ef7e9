"""Contested points in the window: everybody sees them, a supervisor chooses for one case, an administrator for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.acts import organisation_readings
from app.acts.rows import Preview, Reading
from app.config import Person
from app.language import LANGUAGES, language
from app.records.cases import read_determinations
from app.records.rows import LetterRow
from app.start import Desk
from app.terms.clause import Cents
from app.terms.readings import POINTS
from tests.ui.test_main_window import WAIT, open_dossier, page
from tests.ui.test_reachable import clipped, overflowing, unnamed
from ui.calls.call_page import CallPage
from ui.calls.letter_page import LetterPage
from ui.main_window import MainWindow
from ui.pages.readings_card import ReadingsCard
from ui.parts.boxes import NoteBox
from ui.parts.frames import Scroll
from ui.parts.readings import ReadingLine, ReadingsLink
from ui.stage import Stage
from ui.wizard.shell import Wizard

RECORDER = "Anti-Theft Recorder"


@pytest.fixture
def desk(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    """The desk of a person with the role a test asks for."""
    desk.person = Person("Anna Willems", getattr(request, "param", "agent"))
    return desk


def reviewed(qtbot: QtBot, window: MainWindow) -> Wizard:
    """The withdrawal from the recorder, whose price without end date can be read in two ways, on its review."""
    dossier = open_dossier(qtbot, window, "1abc234")
    option = next(one for one in dossier.overview.options if one.act == "withdrawal" and one.state == "approval")
    dossier.started.emit(option)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    while wizard.flow.step.kind == "form":
        wizard.forward()
    return wizard


def lines(wizard: Wizard) -> dict[str, ReadingLine]:
    return {line.reading: line for line in wizard.findings._inside.findChildren(ReadingLine) if line.isVisible()}


def reads(wizard: Wizard, reading: str) -> bool:
    """Whether the findings show that this reading is in force."""
    found = lines(wizard).get(reading)
    return found is not None and found.isChecked()


def letters_of(call: CallPage) -> tuple[LetterRow, ...]:
    return call.overview.dossier.letters if call.overview is not None else ()


def refund(wizard: Wizard) -> Cents | None:
    assert isinstance(wizard._preview, Preview)
    return wizard._preview.refund_total


def test_an_agent_sees_the_readings_and_who_chooses(qtbot: QtBot, window: MainWindow) -> None:
    wizard = reviewed(qtbot, window)
    shown = lines(wizard)
    assert shown["G07 A"].isChecked()
    assert "(default)" in shown["G07 A"].accessibleName()
    assert "€148.10" in shown["G07 B"].accessibleName()
    assert not any(line.isEnabled() for line in shown.values())
    assert any(
        "a supervisor for one" in one.text() for one in wizard.findings._inside.findChildren(type(wizard.title._title))
    )
    assert not wizard.findings.reason.isVisible()


def test_the_reasons_of_an_option_show_them_too(qtbot: QtBot, window: MainWindow) -> None:
    dossier = open_dossier(qtbot, window, "1abc234")
    states = [one.state for one in dossier.overview.options]
    dossier.options.table.go_to(states.index("approval"))
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dossier.why.findChildren(ReadingsLink)), timeout=WAIT)
    shown = [line for line in dossier.why.findChildren(ReadingLine) if line.reading[:3] == "G07" and line.isVisible()]
    assert [(line.reading, line.isChecked(), line.isEnabled()) for line in shown] == [
        ("G07 A", True, False),
        ("G07 B", False, False),
        ("G07 C", False, False),
    ]
    (link,) = [one for one in dossier.why.findChildren(ReadingsLink) if one.isVisible()]
    link.click()
    assert not shown[0].visibleRegion().isEmpty()


@pytest.mark.parametrize("desk", ["supervisor"], indirect=True)
def test_a_supervisor_chooses_with_a_reason_and_the_case_keeps_both(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    wizard = reviewed(qtbot, window)
    assert refund(wizard) == 14900
    lines(wizard)["G07 B"].click()
    assert wizard.flow.draft.readings == (("G07", "G07 B"),)
    assert refund(wizard) == 14810
    qtbot.waitUntil(lambda: reads(wizard, "G07 B"), timeout=WAIT)
    assert wizard.findings.reason.isVisible()
    wizard.record()
    assert wizard.flow.done is None, "without a reason nothing is written"
    assert "Say why" in wizard.findings.reason.field.accessibleDescription()
    wizard.findings.reason.field.setPlainText("Legal asked for this reading.")
    qtbot.waitUntil(lambda: bool(wizard.flow.draft.reading_reason), timeout=WAIT)
    assert unnamed(page(window)) == []
    qtbot.waitUntil(lambda: not clipped(page(window)) + overflowing(page(window)), timeout=2000)
    wizard.record()
    qtbot.waitUntil(lambda: wizard.flow.done is not None, timeout=WAIT)
    done = wizard.flow.done
    assert done is not None
    with desk.records.reading() as session:
        (kept,) = read_determinations(session, done.case_number)
    assert kept.readings["G07"] == {
        "reading": "G07 B",
        "by": "supervisor",
        "reason": "Legal asked for this reading.",
    }
    wizard.next()
    call = page(window)
    qtbot.waitUntil(lambda: any(one.case_number == done.case_number for one in letters_of(call)), timeout=WAIT)
    letter = next(one for one in letters_of(call) if one.case_number == done.case_number)
    assert call.dossier is not None
    call.dossier.letter_asked.emit(letter.number)
    qtbot.waitUntil(lambda: isinstance(call.currentWidget(), LetterPage), timeout=WAIT)
    opened = call.currentWidget()
    assert opened is not None
    qtbot.waitUntil(lambda: bool(opened.findChildren(NoteBox)), timeout=WAIT)
    words = "\n".join(one.text() for one in opened.findChildren(NoteBox)[0].findChildren(QLabel))
    assert "G07, chosen by a supervisor: A price paid once" in words
    assert "Reason: Legal asked for this reading." in words


@pytest.mark.parametrize("desk", ["supervisor"], indirect=True)
def test_back_to_the_default_asks_for_nothing(qtbot: QtBot, window: MainWindow) -> None:
    wizard = reviewed(qtbot, window)
    lines(wizard)["G07 B"].click()
    qtbot.waitUntil(lambda: reads(wizard, "G07 B"), timeout=WAIT)
    lines(wizard)["G07 A"].click()
    qtbot.waitUntil(lambda: reads(wizard, "G07 A"), timeout=WAIT)
    assert wizard.flow.draft.readings == ()
    assert not wizard.findings.reason.isVisible()


@pytest.mark.parametrize("desk", ["administrator"], indirect=True)
def test_an_administrator_chooses_for_every_case(
    qtbot: QtBot, window: MainWindow, desk: Desk, own_folders: Path
) -> None:
    window.show_page("settings")
    card = window.findChild(ReadingsCard)
    assert isinstance(card, ReadingsCard)
    card.table.go_to([row.id for row in organisation_readings.points(desk)].index("G07"))
    shown = [line for line in card.findChildren(ReadingLine) if line.reading == "G07 B"]
    shown[-1].click()
    qtbot.waitUntil(lambda: "Saved" in card.said(), timeout=WAIT)
    assert desk.readings == {"G07 B"}
    assert {row.current for row in organisation_readings.read_points(desk)} >= {"G07 B"}
    assert unnamed(card) == []
    wizard = reviewed(qtbot, window)
    assert refund(wizard) == 14810
    assert lines(wizard)["G07 B"].accessibleName().startswith("A price paid once")
    assert "(your organisation)" in lines(wizard)["G07 B"].accessibleName()
    assert not wizard.findings.reason.isVisible()


@pytest.mark.parametrize("desk", ["administrator"], indirect=True)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_points_are_shown_in_every_language(qtbot: QtBot, window: MainWindow, stage: Stage, code: str) -> None:
    window.resize(1280, 800)
    window.show_page("settings")
    stage.speak(code)
    qtbot.waitUntil(lambda: not clipped(window) + overflowing(window), timeout=2000)
    stage.speak("en")


def test_others_find_no_points_in_the_settings(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("settings")
    assert window.findChild(ReadingsCard) is None


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ((2,), "One point can be read in two ways"),
        ((3,), "One point can be read in several ways"),
        ((2, 2), "2 points can be read in two ways"),
        ((2, 3), "2 points can be read in several ways"),
    ],
)
def test_the_link_to_the_readings_says_how_many_ways_there_are(qtbot: QtBot, ways: tuple[int, ...], words: str) -> None:
    point = next(iter(POINTS.values()))
    holds = point.default.holds
    readings = [
        Reading(point.id, point.question, (holds,) * count, (holds,) * count, ("",) * count, "", True) for count in ways
    ]
    link = ReadingsLink(readings, Scroll(QWidget()), list)
    qtbot.addWidget(link)
    link.speak(language("en"))
    assert link.text() == words
