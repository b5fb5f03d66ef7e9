"""What each role has at the desk: the pages of the rail, their badges, and in a demonstration the people to be."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.acts import first_waiting, workload
from app.acts.first_waiting import Waiting
from app.acts.workload import Counted, Load
from app.language import LANGUAGES, language
from app.start import DEMO_PEOPLE
from app.terms.clause import because
from tests.ui.test_main_window import WAIT
from ui.frame.places import Place
from ui.frame.rail import Rail
from ui.frame.top_bar import TopBar
from ui.main_window import MainWindow
from ui.pages.day_cards import DayCards
from ui.pages.start_page import StartPage
from ui.parts.frames import Card
from ui.parts.words import Words
from ui.queues.places import QUEUES
from ui.speech import speak_all
from ui.stage import Stage
from ui.theme.theme import Theme

DESK = ("agent", "supervisor")


def _page(stage: Stage) -> QWidget:
    return QLabel("jobs")


JOBS = Place("jobs", because("SIM jobs"), "device-sim", ("agent", "dealer"), _page)
LETTERS = Place("letters", because("Letters"), "printer", ("supervisor",), _page)


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        ("agent", ("calls", "jobs", "terms", "settings", "help")),
        ("supervisor", ("calls", "letters", "terms", "settings", "help")),
        ("dealer", ("jobs", "settings", "help")),
        ("administrator", ("calls", "terms", "settings", "help")),
    ],
)
def test_the_rail_holds_the_pages_of_a_role(light: Theme, role: str, keys: tuple[str, ...]) -> None:
    assert Rail(role, (JOBS, LETTERS)).keys == keys


def test_badges_say_how_much_waits_and_what_is_late(stage: Stage) -> None:
    rail = Rail("supervisor", (LETTERS,))
    speak_all(rail, stage.language)
    button = rail._buttons["letters"]
    assert (button.badge(), button.accessibleName()) == ("", "Letters")
    rail.show_loads({"letters": Load(126, 2)})
    assert (button.badge(), button.accessibleName()) == ("126", "Letters, 126 are waiting, 2 are late")
    rail.show_loads({"letters": Load(50_000)})
    assert button.badge() == "999+"
    rail.show_loads({})
    assert button.badge() == ""


def test_a_low_rail_keeps_its_buttons_in_sight(qtbot: QtBot, light: Theme) -> None:
    rail = Rail("supervisor", tuple(LETTERS._replace(key=f"letters{n}") for n in range(6)))
    qtbot.addWidget(rail)
    rail.resize(80, 500)
    rail.show()
    qtbot.waitUntil(lambda: all(one.geometry().bottom() < 500 for one in rail._buttons.values()), timeout=WAIT)
    tops = [one.geometry().top() for one in rail._buttons.values()]
    assert min(b - a for a, b in itertools.pairwise(tops)) >= 44


@pytest.fixture
def dealer(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr("ui.main_window.QUEUES", (JOBS,))
    stage.desk.person = DEMO_PEOPLE["dealer"]
    return stage


def test_dealer_staff_see_their_jobs_and_no_calls(qtbot: QtBot, dealer: Stage) -> None:
    window = MainWindow(dealer)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=WAIT):
        window.show()
    assert isinstance(window.pages.currentWidget(), QLabel)
    assert window.top.search.isHidden()
    assert not window.side.isVisible()
    assert window.search is None


def test_badges_are_counted_for_the_person_and_again_after_news(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = [Load(3), Load(4, 1)]
    theirs = Counted("jobs", DESK, lambda session, desk: loads[0])
    others = Counted("letters", ("supervisor",), lambda session, desk: Load(9))
    monkeypatch.setattr(workload, "QUEUES", (theirs, others))
    monkeypatch.setattr("ui.main_window.QUEUES", (JOBS,))
    window = MainWindow(stage)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: dict(window.loads.now) == {"jobs": Load(3)}, timeout=WAIT)
    del loads[0]
    stage.queues_changed.emit()
    qtbot.waitUntil(lambda: window.rail._buttons["jobs"].badge() == "4", timeout=WAIT)


def test_a_demonstration_offers_its_people(qtbot: QtBot, stage: Stage) -> None:
    stage.desk.demo = True
    stage.desk.person = DEMO_PEOPLE["agent"]
    top = TopBar(stage)
    qtbot.addWidget(top)
    asked: list[str] = []
    top.role_wanted.connect(asked.append)
    menu = top.people.menu_of_people()
    actions = [one for one in menu.actions() if isinstance(one, QAction)]
    assert [one.text() for one in actions] == [
        "Anna Willems · Agent",
        "Karin Maes · Supervisor",
        "Joris Blomme · Dealer staff",
    ]
    assert [one.isChecked() for one in actions] == [True, False, False]
    actions[1].trigger()
    assert asked == ["supervisor"]


def test_the_day_begins_with_what_waits_and_one_key_goes_there(
    qtbot: QtBot, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Waiting("L-2026-00007", "De Smet, Elke", "refusal", date(2026, 12, 26), late=True)
    theirs = Counted("jobs", DESK, lambda session, desk: Load(12, 1))
    monkeypatch.setattr(first_waiting, "_ASKED", {"jobs": lambda desk: (late,)})
    monkeypatch.setattr(workload, "QUEUES", (theirs,))
    monkeypatch.setattr("ui.main_window.QUEUES", (LETTERS, JOBS))
    window = MainWindow(stage)
    qtbot.addWidget(window)
    window.show()

    def told() -> list[str]:
        page = window.side.nobody
        return [one.text() for one in page.start.day.findChildren(QLabel) if one.isVisible()] if page else []

    qtbot.waitUntil(lambda: "De Smet, Elke · Refusal" in told(), timeout=WAIT)
    assert told()[:5] == ["Waiting for you", "SIM jobs", "12", "1 late", "Alt+1"]
    assert stage.language.date_table(date(2026, 12, 26)) in told()
    assert window.search is not None
    assert window.search.isHidden(), "it would stand before what waits"
    window._group(2)
    assert window.pages.currentIndex() == 0, "an agent has one queue"
    window._group(1)
    assert isinstance(window.pages.currentWidget(), QLabel)


def test_cards_stand_below_each_other_where_there_is_little_room(qtbot: QtBot, stage: Stage) -> None:
    keys = tuple(f"letters{n}" for n in range(4))
    page = StartPage(tuple(LETTERS._replace(key=key) for key in keys))
    qtbot.addWidget(page)
    speak_all(page, stage.language)
    page.resize(1300, 800)
    page.show()
    page.day.show_loads({key: Load(3) for key in keys}, stage.language)
    for width, columns in ((900, 2), (500, 1), (1300, 3)):
        page.resize(width, 800)
        qtbot.waitUntil(lambda: len({card.x() for card in cards(page)}) == columns, timeout=WAIT)  # noqa: B023
        assert all(card.mapTo(page, card.rect().topRight()).x() < width for card in cards(page))


def cards(page: StartPage) -> list[Card]:
    return [one for one in page.day.findChildren(Card) if one.isVisible()]


def test_no_word_in_the_head_of_a_card_of_the_day_is_cut(qtbot: QtBot, light: Theme) -> None:
    cards = DayCards(QUEUES)
    qtbot.addWidget(cards)
    cards.resize(1320, 700)
    cards.show()
    for code in LANGUAGES:
        cards.show_loads({place.key: Load(waiting=12_800, late=8_800) for place in QUEUES}, language(code))
        qtbot.waitUntil(lambda: _whole(cards) == len(QUEUES), timeout=WAIT)


def _whole(day: DayCards) -> int:
    """How many cards show every word of their head whole."""
    shown = [one for one in day.findChildren(Card) if one.isVisible()]
    return sum(all(word.width() >= word.sizeHint().width() for word in one.findChildren(Words)) for one in shown)
