"""The Why panel: each step with inputs, arithmetic and result; the paragraph to read out is copied by key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.acts.rows import WhyStep
from app.language import language
from app.terms.clause import Cents, because
from tests.acts import examples
from tests.ui.examples import option
from tests.ui.wizard_examples import TODAY, Draft, ExampleAct
from ui.dossier.why import WhyPanel
from ui.parts.reasoning import Reasoning
from ui.parts.words import Words
from ui.speech import speak_all
from ui.theme.theme import Theme
from ui.wizard.findings import Findings

STEP = WhyStep(
    because("The 14 days"),
    because("The last day to withdraw is {day}.", day=date(2027, 1, 4)),
    because("{amount}", amount=Cents(11638)),
    ("MC 15",),
    inputs=(
        (because("Country"), because("Belgium")),
        (because("Price paid"), because("{amount}", amount=Cents(12000))),
    ),
    arithmetic=because("{amount} × 354 ÷ 365", amount=Cents(12000)),
)
READ_OUT = because("You get {amount} back.", amount=Cents(11638))


def shown(reasoning: Reasoning) -> list[str]:
    return [label.text() for label in reasoning.findChildren(Words)]


def test_a_step_shows_its_inputs_its_arithmetic_and_its_result_in_this_order(qtbot: QtBot, light: Theme) -> None:
    reasoning = Reasoning((STEP,))
    qtbot.addWidget(reasoning)
    speak_all(reasoning, language("en"))
    said = [text.replace("\u00a0", " ") for text in shown(reasoning)]
    assert said == [
        "The 14 days",
        "The last day to withdraw is Mon 4 Jan 2027.",
        "Country: Belgium · Price paid: €120.00",
        "€120.00 × 354 ÷ 365",
        "€116.38",
    ]


def test_a_step_without_them_shows_no_empty_line(qtbot: QtBot, light: Theme) -> None:
    reasoning = Reasoning((WhyStep(because("Duties"), because("Nothing is left to do."), None, ()),))
    qtbot.addWidget(reasoning)
    speak_all(reasoning, language("en"))
    assert shown(reasoning) == ["Duties", "Nothing is left to do."]


def test_ctrl_c_copies_the_paragraph_of_the_option_in_hand(qtbot: QtBot, light: Theme) -> None:
    panel = WhyPanel(language("en"))
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
    panel.show_option(option(because("First"), why=(STEP,), read_out=because("The first paragraph.")))
    panel.show_option(option(because("Second"), why=(STEP,), read_out=READ_OUT))
    qtbot.wait(10)
    panel.area.setFocus()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(panel.area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "You get €116.38 back."
    assert "Country: Belgium" in panel.words()
    assert "× 354 ÷ 365" in panel.words()


def test_ctrl_c_copies_the_paragraph_beside_a_wizard(qtbot: QtBot, light: Theme) -> None:
    panel = Findings()
    qtbot.addWidget(panel)
    with qtbot.waitActive(panel):
        panel.show()
    seen = ExampleAct().preview(examples.dossier(), Draft(), TODAY)
    panel.show_preview(seen, language("en"))
    panel.pages.setFocus()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(panel.pages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == language("en").say(seen.read_out or because(""))
