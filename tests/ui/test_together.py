"""Two desks at one dossier: each sees the other, and what one writes the other reads without asking."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.acts.notes import add_note
from app.acts.overview import key_of
from app.acts.together import Company, in_words
from app.config import Person
from app.start import Desk
from tests.ui.test_main_window import WAIT, open_dossier, page
from ui.calls.contact_dialog import ContactDialog
from ui.main_window import MainWindow
from ui.parts.words import Words
from ui.stage import Stage
from ui.together import Together
from ui.wizard.shell import Wizard


@pytest.fixture
def together(window: MainWindow, stage: Stage) -> Iterator[Together]:
    """The window among others."""
    made = Together(stage, window.side, window)
    made.begin()
    yield made
    made.stop()


@pytest.fixture
def colleague(stage: Stage) -> Iterator[Desk]:
    """Another desk on the same database."""
    made = Desk(stage.desk.url, Person("Tom Claes"), "en", stage.desk.now)
    yield made
    made.close()


def told(window: MainWindow) -> list[str]:
    strip = window.side.others
    return [label.text() for label in strip.findChildren(Words)] if strip.isVisible() else []


def test_who_else_is_there_is_seen_and_goes_again(
    qtbot: QtBot, window: MainWindow, together: Together, colleague: Desk
) -> None:
    customer = open_dossier(qtbot, window, "1-ABC-234").overview.dossier.customer.id
    other = Company(colleague)
    other.say({customer: ""})
    qtbot.waitUntil(lambda: told(window) == ["Tom Claes has this dossier open too."], timeout=WAIT)
    other.say({customer: "termination"})
    qtbot.waitUntil(
        lambda: told(window) == ["Tom Claes has this dossier open and is entering: Terminate."], timeout=WAIT
    )
    window.side.another()
    assert told(window) == [], "of another call nothing is said"
    window.side.next_call(1)
    qtbot.waitUntil(lambda: len(told(window)) == 1, timeout=WAIT)
    other.say({})
    qtbot.waitUntil(lambda: told(window) == [], timeout=WAIT)


def test_what_is_open_and_entered_here_is_said(
    qtbot: QtBot, window: MainWindow, together: Together, colleague: Desk
) -> None:
    shown = open_dossier(qtbot, window, "1-ABC-234")
    customer = shown.overview.dossier.customer.id
    other = Company(colleague)

    def acts() -> list[str]:
        return [one.act for one in other.news([customer]).others]

    qtbot.waitUntil(lambda: acts() == [""], timeout=WAIT)
    option = next(one for one in shown.overview.options_today if one.allowed)
    page(window).start_option(option)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    qtbot.waitUntil(lambda: acts() == [option.act], timeout=WAIT)
    window.side.close_call(0)
    qtbot.waitUntil(lambda: acts() == [], timeout=WAIT)


def test_correcting_an_address_is_said_too(
    qtbot: QtBot, window: MainWindow, together: Together, colleague: Desk
) -> None:
    shown = open_dossier(qtbot, window, "1-ABC-234")
    customer = shown.overview.dossier.customer.id
    other = Company(colleague)

    def words() -> list[str]:
        return [colleague.language.say(in_words(one)) for one in other.news([customer]).others]

    page(window).pages.contact()
    correcting = "Anna Willems has this dossier open and is correcting the telephone, e-mail or address."
    qtbot.waitUntil(lambda: words() == [correcting], timeout=WAIT)
    window.findChildren(ContactDialog)[0].reject()
    qtbot.waitUntil(lambda: words() == ["Anna Willems has this dossier open too."], timeout=WAIT)


def test_what_a_colleague_writes_comes_in_and_what_is_typed_stays(
    qtbot: QtBot, window: MainWindow, together: Together, colleague: Desk
) -> None:
    shown = open_dossier(qtbot, window, "1-ABC-234")
    shown.options.table.go_to(1)
    chosen = shown.options.table.row()
    shown.records.notes.field.setPlainText("Half a sen")
    before = len(shown.overview.dossier.notes)
    add_note(colleague, key_of(shown.overview.dossier), "Has called before")
    qtbot.waitUntil(lambda: len(shown.overview.dossier.notes) == before + 1, timeout=WAIT)
    assert shown.overview.dossier.notes[-1].text == "Has called before"
    assert shown.records.notes.field.toPlainText() == "Half a sen"
    assert shown.options.table.row() == chosen


def test_nothing_stays_behind(qtbot: QtBot, window: MainWindow, stage: Stage, colleague: Desk) -> None:
    made = Together(stage, window.side, window)
    made.begin()
    customer = open_dossier(qtbot, window, "1-ABC-234").overview.dossier.customer.id
    other = Company(colleague)
    qtbot.waitUntil(lambda: len(other.news([customer]).others) == 1, timeout=WAIT)
    made.stop()
    assert other.news([customer]).others == ()


def test_queues_hear_of_what_another_desk_writes(
    qtbot: QtBot, stage: Stage, together: Together, colleague: Desk
) -> None:
    with qtbot.waitSignal(stage.queues_changed, timeout=WAIT), colleague.records.writing(lasting=True) as session:
        session.execute(text("UPDATE customers SET version = version + 1"))
