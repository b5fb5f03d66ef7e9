"""Every page of every act in the smallest window: named and not clipped, in four languages, with the real rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.acts.step import Choice, Field
from app.terms.clause import because
from tests.ui.test_main_window import open_dossier, page
from tests.ui.test_reachable import clipped, overflowing, unnamed
from ui.main_window import MainWindow
from ui.parts.words import Words
from ui.stage import Stage
from ui.wizard.shell import Wizard
from ui.wizard.shown import ShownList

ACTS = [("withdrawal", "booking"), ("termination", "contract"), ("termination", "sale"), ("sim_deactivation", "sim")]


def answer(field: Field) -> Any:
    """An answer to a field that has none yet."""
    match field.kind:
        case "cards" | "dealer":
            return field.choices[0].value
        case "checks":
            return (field.choices[0].value,)
        case "date":
            return date(2026, 12, 20)
        case _:
            return True


def fill_in(wizard: Wizard) -> None:
    """Answer what the page cannot do without."""
    for field in wizard.flow.step.fields:
        if field.required and field.kind != "show" and getattr(wizard.flow.draft, field.name) in (None, "", ()):
            wizard.form.entered.emit(field.name, answer(field))


def assert_in_order(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(30)
    assert (window.width(), window.height()) == (1280, 800)
    assert unnamed(page(window)) == []
    assert clipped(page(window)) == []
    assert overflowing(page(window)) == []


@pytest.mark.parametrize("code", ["en", "nl", "fr", "de"])
@pytest.mark.parametrize(("act", "kind"), ACTS)
def test_every_page_is_named_and_fits(
    qtbot: QtBot, window: MainWindow, stage: Stage, act: str, kind: str, code: str
) -> None:
    stage.speak(code)
    window.resize(1280, 800)
    dossier = open_dossier(qtbot, window, "1abc234")
    option = next(one for one in dossier.overview.options if (one.act, one.subject_kind) == (act, kind))
    dossier.started.emit(option)
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard))
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    assert_in_order(window, qtbot)
    while wizard.flow.step.kind == "form":
        fill_in(wizard)
        before = wizard.flow.step.name
        wizard.forward()
        assert wizard.flow.step.name != before, wizard.flow.step.problem
        assert_in_order(window, qtbot)
    wizard.record()
    qtbot.waitUntil(lambda: wizard.flow.done is not None and bool(wizard.letters.view.number), timeout=20_000)
    assert_in_order(window, qtbot)
    assert {"Ctrl+P", "Ctrl+S"} <= {key for key, _ in wizard.key_hints()}
    stage.speak("en")


def test_a_low_page_shows_less_of_a_list_until_all_is_asked_for(qtbot: QtBot) -> None:
    lines = tuple(Choice(str(number), because("A service"), because("Stops.")) for number in range(5))
    for low, shown in ((False, 8), (True, 2)):
        made = ShownList(lines, low=low)
        qtbot.addWidget(made)
        made.show()
        words = made.findChildren(Words)
        assert len([one for one in words if one.isVisible()]) == shown
        made._more.click()
        assert all(one.isVisible() for one in words)
