"""The wizard's window: one shell for every act, with a small act of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.acts.rows import Preview
from app.acts.step import Field, Step
from app.language import language
from app.terms.clause import Because, NotCovered, Refusal, WrongInput, because
from tests.ui.wizard_examples import TODAY, Draft
from tests.ui.wizard_office import COMPLETE, OVERVIEW, RECEIVED, ExampleOffice, Opened, shown_page
from ui.letter_view import LetterView
from ui.parts.dated import Dated
from ui.parts.frames import column
from ui.wizard.form_page import FormPage
from ui.wizard.shell import Wizard
from ui.wizard.tab_order import stops
from ui.worker import Worker


@pytest.fixture
def worker(qapp: object) -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture
def office() -> ExampleOffice:
    return ExampleOffice()


@pytest.fixture(autouse=True)
def no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters here are no real PDF; showing one has tests of its own."""
    monkeypatch.setattr(LetterView, "show_letter", lambda self, number, title, content, issued=True: None)


@pytest.fixture
def opened(qtbot: QtBot, office: ExampleOffice, worker: Worker) -> Opened:
    return Opened(qtbot, office, worker)


def test_what_is_missing_stands_at_its_field_after_the_try(opened: Opened) -> None:
    wizard = opened()
    assert not wizard.form.boxes["who"]._wrong.isVisible()
    wizard.next()
    assert wizard.form.boxes["who"]._wrong.isVisible()
    assert "Say who asks" in wizard.form.boxes["who"]._wrong.text()


def test_a_number_key_chooses_the_card(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened()
    qtbot.keyClick(wizard, Qt.Key.Key_2)
    assert wizard.flow.draft.who == "trader"


def test_the_draft_is_saved_after_a_change_and_the_hour_is_shown(
    opened: Opened, office: ExampleOffice, qtbot: QtBot
) -> None:
    wizard = opened()
    wizard.form.choose_number(1)
    qtbot.waitUntil(lambda: bool(office.kept))
    assert office.kept[-1] == ("withdrawal", Draft(who="consumer"), 0)
    qtbot.waitUntil(lambda: "14:02" in wizard.title._saved.text())


def test_closing_saves_first(opened: Opened, office: ExampleOffice, qtbot: QtBot) -> None:
    wizard = opened()
    wizard.form.choose_number(1)
    with qtbot.waitActive(wizard):
        wizard.activateWindow()
    wizard.form.take_focus()
    with qtbot.waitSignal(wizard.closed):
        qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(office.kept))
    assert office.kept[-1][1].who == "consumer"


def test_back_keeps_what_was_entered(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened(Draft(who="consumer"), position=1)
    wizard.form.boxes["received_at"].entry.day.choose(TODAY)
    wizard.form.boxes["received_at"].entry.hour.set_value(RECEIVED.time())
    wizard.form.boxes["received_at"].entry.day.go(-1)
    entered = wizard.flow.draft.received_at
    assert entered is not None
    wizard.back()
    wizard.next()
    assert wizard.form.boxes["received_at"].entry.value() == entered


def test_a_restored_draft_opens_at_its_step(opened: Opened) -> None:
    assert shown_page(opened(COMPLETE, position=2)) == "review"


def test_another_language_keeps_draft_and_step(opened: Opened) -> None:
    wizard = opened(COMPLETE, position=1)
    wizard.speak(language("fr"))
    assert wizard.flow.draft == COMPLETE
    assert wizard.flow.step.name == "notice"
    assert wizard.form.boxes["received_at"].entry.value() == RECEIVED


def test_recording_writes_once_and_shows_the_letter(opened: Opened, office: ExampleOffice, qtbot: QtBot) -> None:
    wizard = opened(COMPLETE, position=2)
    with qtbot.waitSignal(wizard.changed) as changed:
        wizard.next()
        wizard.next()  # a second press while the first is under way does nothing
    assert changed.args == ["dossier", ("K", "")]
    assert office.example.performed == [COMPLETE]
    assert shown_page(wizard) == "letters"
    assert not wizard.bar.back.isVisible()
    with qtbot.waitSignal(wizard.closed):
        wizard.next()


def test_the_key_that_turns_pages_never_records(opened: Opened, office: ExampleOffice) -> None:
    wizard = opened(COMPLETE, position=1)
    for _ in range(5):
        wizard.forward()
    assert shown_page(wizard) == "review"
    assert office.example.performed == []


def test_a_refusal_while_recording_loses_nothing(opened: Opened, office: ExampleOffice, qtbot: QtBot) -> None:
    office.example.trouble = Refusal(because("Somebody changed the dossier."))
    wizard = opened(COMPLETE, position=2)
    wizard.next()
    qtbot.waitUntil(lambda: wizard.trouble is not None)
    assert wizard.flow.draft == COMPLETE
    assert shown_page(wizard) == "review"
    assert wizard.bar.record.isEnabled()
    wizard.reread()
    qtbot.waitUntil(lambda: office.read == 1 and wizard.trouble is None)


def test_a_fault_while_recording_frees_the_wizard(opened: Opened, office: ExampleOffice, qtbot: QtBot) -> None:
    office.example.trouble = ZeroDivisionError()
    wizard = opened(COMPLETE, position=2)
    wizard.next()
    assert not wizard.bar.record.isEnabled()
    qtbot.waitUntil(wizard.bar.record.isEnabled)
    assert wizard.flow.draft == COMPLETE


def test_a_fault_elsewhere_finds_no_closed_wizard(office: ExampleOffice, worker: Worker, qtbot: QtBot) -> None:
    wizard = Wizard(office, worker, language("en"), ("K", ""), OVERVIEW, "withdrawal", Draft())
    wizard.deleteLater()
    qtbot.waitUntil(lambda: not isValid(wizard))
    with qtbot.waitSignal(worker.broke):
        worker.run(lambda: 1 // 0, lambda _: None)


def test_a_refused_act_offers_a_way_back_to_the_dates(opened: Opened, office: ExampleOffice) -> None:
    office.example.refused = True
    wizard = opened(COMPLETE, position=2)
    wizard.review.date_wrong.emit()
    assert wizard.flow.step.name == "notice"


def test_the_letter_can_be_read_before_recording(opened: Opened, office: ExampleOffice, qtbot: QtBot) -> None:
    wizard = opened(COMPLETE, position=2)
    wizard.preview_letter()
    assert shown_page(wizard) == "letters"
    wizard.next()
    assert shown_page(wizard) == "review"
    assert office.example.performed == []


def test_findings_are_made_again_after_a_change(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened()
    wizard.form.choose_number(1)
    assert wizard._preview is None
    qtbot.waitUntil(lambda: isinstance(wizard._preview, Preview))


@pytest.mark.parametrize("code", ["nl", "fr", "de", "en"])
def test_every_page_shows_in_every_language(opened: Opened, code: str) -> None:
    wizard = opened(COMPLETE, position=1, code=code)
    assert not wizard.grab().isNull()
    wizard.next()
    assert shown_page(wizard) == "review"
    assert not wizard.grab().isNull()


# The keyboard --------------------------------------------------------------------------------------------------------


def test_a_page_of_cards_has_the_keyboard_on_its_first_card(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened()
    with qtbot.waitActive(wizard):
        wizard.activateWindow()
    wizard.take_focus()
    cards = wizard.form.boxes["who"].entry.cards
    assert cards[0].hasFocus()
    wizard.next()
    assert cards[0].hasFocus()
    wizard.form.choose_number(2)
    wizard.take_focus()
    assert cards[1].hasFocus()


def test_the_keys_of_the_wizard_work_wherever_the_keyboard_is(opened: Opened, qtbot: QtBot) -> None:
    outside = QWidget()
    qtbot.addWidget(outside)
    elsewhere = QLineEdit(outside)
    wizard = opened(Draft(who="consumer"))
    wizard.setParent(outside)
    outside.resize(1300, 800)
    outside.show()
    wizard.show()
    with qtbot.waitActive(outside):
        outside.activateWindow()
    elsewhere.setFocus()
    qtbot.keyClick(elsewhere, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert wizard.flow.position == 1
    with qtbot.waitSignal(wizard.closed):
        qtbot.keyClick(elsewhere, Qt.Key.Key_Escape)
    wizard.setParent(None)


def test_enter_presses_the_button_that_has_the_keyboard(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened(Draft(who="consumer"), position=1)
    wizard.bar.back.setFocus()
    qtbot.keyClick(wizard.bar.back, Qt.Key.Key_Return)
    assert wizard.flow.position == 0


def test_escape_in_the_preview_of_a_letter_goes_back_to_the_review(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened(COMPLETE, position=2)
    wizard.preview_letter()
    assert shown_page(wizard) == "letters"
    with qtbot.assertNotEmitted(wizard.closed):
        wizard.leave()
    assert shown_page(wizard) == "review"
    with qtbot.waitSignal(wizard.closed):
        wizard.leave()


def test_number_keys_answer_yes_and_no(qtbot: QtBot) -> None:
    question = Field("agreed", "yes_no", because("Agreed?"))
    page = FormPage(TODAY)
    qtbot.addWidget(page)
    page.show_step(Step("one", because("One"), "form", (question,)), Draft(), None, language("en"))
    entered: list[tuple[str, Any]] = []
    page.entered.connect(lambda name, value: entered.append((name, value)))
    assert page.choose_number(2)
    assert entered == [("agreed", False)]


def test_tab_goes_from_the_page_to_the_findings_and_on_to_the_buttons(opened: Opened, qtbot: QtBot) -> None:
    wizard = opened(Draft(who="consumer"))
    wizard.next()  # this page is built after everything else of the window
    with qtbot.waitActive(wizard):
        wizard.activateWindow()
    wizard.take_focus()
    last = [stop for stop in stops(wizard.pages) if stop.isVisible() and stop.isEnabled()][-1]
    last.setFocus()
    met = []
    for _ in range(sum(stop.isVisible() for stop in stops(wizard.findings)) + 2):
        wizard.focusNextChild()
        met.append(QApplication.focusWidget())
    assert met[0] is wizard.findings.pages
    assert met[-2:] == [wizard.bar.back, wizard.bar.next]


def test_a_step_is_done_once_it_was_seen(opened: Opened) -> None:
    wizard = opened(COMPLETE)
    assert [mark.state for mark in wizard.rail.marks][:2] == ["current", "open"]
    wizard.next()
    wizard.back()
    assert [mark.state for mark in wizard.rail.marks][:2] == ["current", "done"]


def test_the_day_of_a_refusal_stands_out_and_are_read_plain(qtbot: QtBot) -> None:
    inner = because("The last day was {day}.", day=TODAY)
    words = Dated(Because("{period} {reason}", (("period", inner), ("reason", because("A < B.")))))
    qtbot.addWidget(words)
    words.speak(language("en"))
    assert f"<b>{language('en').date(TODAY)}</b>" in words.text()
    assert "A &lt; B." in words.text()
    assert words.accessibleName() == f"The last day was {language('en').date(TODAY)}. A < B."


def test_among_several_days_of_a_refusal_only_the_deciding_one_stands_out(qtbot: QtBot) -> None:
    before = TODAY - timedelta(14)
    sentence = because("Concluded on {start}; the last day was {end}.", start=before, end=TODAY)
    words, undecided = Dated(sentence, TODAY), Dated(sentence)
    for label in (words, undecided):
        qtbot.addWidget(label)
        label.speak(language("en"))
    assert words.text().count("<b>") == 1
    assert f"<b>{language('en').date(TODAY)}</b>" in words.text()
    assert "<b>" not in undecided.text()


def test_the_keys_of_a_letter_work_wherever_the_keyboard_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[bool] = []
    monkeypatch.setattr(LetterView, "ask_where_to_print", lambda self: printed.append(True))
    outside = QWidget()
    elsewhere = QLineEdit()
    outside.setLayout(column(elsewhere, LetterView(language("en"))))
    qtbot.addWidget(outside)
    outside.show()
    with qtbot.waitActive(outside):
        outside.activateWindow()
    elsewhere.setFocus()
    qtbot.keyClick(elsewhere, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed == [True]


def test_a_missing_fact_shows_the_question_for_the_customer(opened: Opened, office: ExampleOffice) -> None:
    office.example.lacking = WrongInput("first_due_on", because("The first due date is not recorded."))
    wizard = opened(COMPLETE, position=2)
    words = [one.text() for one in wizard.findings.findChildren(QLabel)]
    assert "The first due date is not recorded." in words
    assert any("On which day was the first monthly payment due?" in one for one in words)


def test_what_no_rule_covers_is_handed_to_a_supervisor(opened: Opened, office: ExampleOffice) -> None:
    office.example.lacking = NotCovered(because("The terms say nothing about it."), ("MC 8.4",))
    wizard = opened(COMPLETE, position=2)
    sentence = "No rule covers this: hand it to a supervisor. The terms say nothing about it."
    assert sentence in [one.text() for one in wizard.review.findChildren(QLabel)]
    assert sentence in [one.text() for one in wizard.findings.findChildren(QLabel)]
    assert not wizard.bar.record.isVisible()
