"""The strip of days: what it says, how it is slid, and that the day is taken over; in the dossier and on the review."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.acts import what_if
from app.acts.overview import overview_of
from app.acts.rows import WhatIf
from app.language import LANGUAGES, language
from app.terms.clause import because
from tests.acts import examples
from tests.acts.examples import BY_LETTER, BY_PHONE, TODAY
from tests.ui.test_main_window import WAIT, dossier, open_dossier, page
from tests.ui.test_reachable import clipped, overflowing, unnamed
from ui.dossier.view import DossierView
from ui.main_window import MainWindow
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.timeline.painting import HEAD
from ui.what_if import WhatIfCard
from ui.wizard.shell import Wizard

LAST_SAFE = date(2027, 1, 4)


def answers(by_letter: bool = False) -> WhatIf:
    overview = overview_of(examples.dossier(), BY_LETTER if by_letter else BY_PHONE, TODAY)
    return what_if.of_option(overview, overview.options[0])


@pytest.fixture
def card(qtbot: QtBot, light: Theme) -> WhatIfCard:
    made = WhatIfCard(language("en"))
    qtbot.addWidget(made)
    made.resize(840, 420)
    made.show()
    made.show_what_if(answers())
    return made


def words(card: WhatIfCard) -> str:
    """What the card says of the day looked at."""
    shown = [one.text() for one in card._sentences if not one.isHidden()]
    return "\n".join([card._answer.text(), *shown]).replace("\u00a0", " ")


def test_it_begins_with_the_day_in_hand(card: WhatIfCard) -> None:
    assert card.slider.day == TODAY
    assert words(card).startswith("Received Mon 28 Dec 2026: possible\nThis is the day of receipt")


def test_the_keys_go_by_days_and_weeks_and_back(card: WhatIfCard, qtbot: QtBot) -> None:
    slider = card.slider
    for key, day in [
        (Qt.Key.Key_Right, date(2026, 12, 29)),
        (Qt.Key.Key_PageUp, date(2027, 1, 5)),
        (Qt.Key.Key_Left, LAST_SAFE),
        (Qt.Key.Key_PageDown, TODAY),
        (Qt.Key.Key_PageDown, date(2026, 12, 21)),
        (Qt.Key.Key_Home, TODAY),
    ]:
        qtbot.keyClick(slider, key)
        assert slider.day == day


def test_a_day_later_is_said(card: WhatIfCard, qtbot: QtBot) -> None:
    qtbot.keyClick(card.slider, Qt.Key.Key_Right)
    assert "One day later: last service day Tue 29 Dec 2026, €0.33 less" in words(card)
    assert "In Luxembourg instead: the same answer." in words(card)
    card.slider.look_at(LAST_SAFE + timedelta(1))
    assert "Received Tue 5 Jan 2027: not possible" in words(card)
    assert "8 days later: no longer possible." in words(card)


def test_the_day_is_used_by_enter_and_by_the_button(card: WhatIfCard, qtbot: QtBot) -> None:
    card.slider.look_at(LAST_SAFE)
    with qtbot.waitSignal(card.day_used) as used:
        qtbot.keyClick(card.slider, Qt.Key.Key_Return)
    assert used.args == [LAST_SAFE]
    with qtbot.waitSignal(card.day_used):
        card.use.click()
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card.slider, Qt.Key.Key_Escape)


def test_a_day_to_come_is_not_taken_where_it_is_recorded(qtbot: QtBot, light: Theme) -> None:
    card = WhatIfCard(language("en"), until=TODAY)
    qtbot.addWidget(card)
    card.show()
    card.show_what_if(answers())
    assert card.use.isEnabled()
    qtbot.keyClick(card.slider, Qt.Key.Key_Right)
    assert not card.use.isEnabled()
    assert "still to come" in words(card)
    with qtbot.assertNotEmitted(card.day_used):
        qtbot.keyClick(card.slider, Qt.Key.Key_Return)


def test_the_mouse_slides_and_the_tip_names_the_run(card: WhatIfCard, qtbot: QtBot) -> None:
    slider, scale = card.slider, card.slider.scale()
    where = QPoint(round(scale.middle(LAST_SAFE)) + 6, round(HEAD) + 30)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=where)
    assert slider.day == LAST_SAFE
    tip = slider.tip_at(QPointF(scale.middle(LAST_SAFE), HEAD + 30)).replace("\u00a0", " ")
    assert tip == "This message: possible – Fri 18 Dec 2026 to Mon 4 Jan 2027"
    assert slider.tip_at(QPointF(scale.middle(LAST_SAFE), HEAD + 75)).startswith("In Luxembourg: ")
    assert slider.tip_at(QPointF(0, 0)) == ""


def test_everything_in_the_strip_is_said(card: WhatIfCard) -> None:
    said = card.slider.accessibleDescription().replace("\u00a0", " ")
    for part in ("Today is Mon 28", "This message: possible", "By letter: possible", "last safe day: Mon 4 Jan 2027"):
        assert part in said
    assert card.slider.accessibleName() == "Day of receipt"
    assert unnamed(card) == []


def test_a_letter_in_time_says_that_the_day_of_receipt_matters_less(card: WhatIfCard) -> None:
    card.show_what_if(answers(by_letter=True))
    assert "It was sent on Thu 24 Dec 2026, in time for Mon 4 Jan 2027" in words(card)


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_paints_in_every_language(card: WhatIfCard, code: str) -> None:
    card.speak(language(code))
    image = card.slider.grab().toImage()
    colours = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 8


# In the window --------------------------------------------------------------------------------------------------------


def opened(qtbot: QtBot, window: MainWindow) -> DossierView:
    """Elke's dossier with the strip of its first option."""
    shown = open_dossier(qtbot, window, "1abc234")
    shown.toggle_what_if()
    qtbot.waitUntil(lambda: shown.what_if.slider.day is not None, timeout=WAIT)
    return shown


def test_the_dossier_shows_the_current_option_and_takes_the_day_over(qtbot: QtBot, window: MainWindow) -> None:
    shown = opened(qtbot, window)
    assert shown.records.isHidden()
    assert "MINI Connected Package" in shown.what_if._title.text()
    shown.options.table.go_to(2)
    assert "Drive Recorder" in shown.what_if._title.text()
    qtbot.waitUntil(lambda: shown.what_if.slider.day is not None, timeout=WAIT)
    shown.what_if.slider.look_at(LAST_SAFE)
    qtbot.keyClick(shown.what_if.slider, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.overview.receipt.received_at.date() == LAST_SAFE, timeout=WAIT)
    assert shown.what_if.isHidden()
    assert not shown.records.isHidden()


def test_the_key_opens_and_closes_the_strip(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    with qtbot.waitActive(window):
        window.activateWindow()
    shown.begin()
    qtbot.keyClick(shown.options.table, Qt.Key.Key_F2)
    assert shown.what_if.isVisible()
    assert QApplication.focusWidget() is shown.what_if.slider
    qtbot.keyClick(shown.what_if.slider, Qt.Key.Key_F2)
    assert not shown.what_if.isVisible()
    assert QApplication.focusWidget() is shown.options.table


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_clipped_in_a_small_window(qtbot: QtBot, window: MainWindow, stage: Stage, code: str) -> None:
    stage.speak(code)
    window.resize(1280, 800)
    shown = opened(qtbot, window)
    qtbot.waitUntil(lambda: not clipped(page(window)) + overflowing(page(window)), timeout=2000)
    assert unnamed(page(window)) == []
    slider = shown.what_if.slider
    assert slider.visibleRegion().boundingRect().height() == slider.height(), "the whole strip is in sight"
    stage.speak("en")


def test_the_review_is_asked_for_other_days(qtbot: QtBot, window: MainWindow) -> None:
    shown = open_dossier(qtbot, window, "1abc234")
    shown.started.emit(shown.overview.options[0])
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    wizard = page(window).currentWidget()
    assert isinstance(wizard, Wizard)
    wizard.show_other_days()
    assert wizard.pages.currentWidget() is wizard.form, "only the review can be asked"
    while wizard.flow.step.kind == "form":
        wizard.forward()
    wizard.show_other_days()
    assert wizard.pages.currentWidget() is wizard.what_if
    assert not wizard.bar.record.isVisible()
    qtbot.waitUntil(lambda: wizard.what_if.slider.day == TODAY, timeout=WAIT)
    wizard.what_if.slider.look_at(date(2026, 12, 26))
    qtbot.keyClick(wizard.what_if.slider, Qt.Key.Key_Return)
    assert wizard.pages.currentWidget() is wizard.review
    assert wizard.flow.draft.received_at == datetime.combine(date(2026, 12, 26), time(14, 2))
    wizard.show_other_days()
    wizard.leave()
    assert wizard.pages.currentWidget() is wizard.review
    wizard.close_wizard()
    assert dossier(qtbot, window).isVisible()


def test_another_option_takes_the_old_answers_away(card: WhatIfCard) -> None:
    card.wait_for(because("Terminate the contract"))
    assert card.slider.day is None
    assert words(card).strip() == ""
    with_title = answers()
    card.show_what_if(with_title)
    card.wait_for(with_title.title)
    assert card.slider.day == TODAY, "the same option on another receipt keeps its strip until the new one is there"


def test_the_strip_follows_what_was_written_behind_another_page(qtbot: QtBot, window: MainWindow) -> None:
    shown = opened(qtbot, window)
    shown.started.emit(shown.overview.options[0])
    qtbot.waitUntil(lambda: isinstance(page(window).currentWidget(), Wizard), timeout=WAIT)
    before = shown.what_if._what_if
    page(window).reload()
    qtbot.waitUntil(lambda: shown.what_if._what_if is not before, timeout=WAIT)
