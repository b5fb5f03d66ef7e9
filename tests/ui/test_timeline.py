"""The timeline picture: where things stand, what is said, how it is moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from app.acts.rows import Span, Timeline
from app.acts.termination import Draft, preview
from app.language import language
from app.terms.clause import because
from tests.acts import examples
from tests.ui.wizard_examples import TIMELINE, TODAY
from ui.timeline import TimelinePicture
from ui.timeline.placing import MARK_RADIUS, lanes, place_months, place_rows
from ui.timeline.scale import Scale, days_shown


def test_the_picture_shows_what_is_near_with_a_little_air() -> None:
    assert days_shown(TIMELINE) == (date(2026, 12, 14), date(2027, 1, 14))


def test_an_old_window_does_not_stretch_the_picture() -> None:
    old = Span(because("May withdraw"), "window", date(2025, 3, 3), date(2025, 3, 17), None)
    assert days_shown(replace(TIMELINE, spans=(*TIMELINE.spans, old))) == days_shown(TIMELINE)


def test_nothing_to_show_still_shows_a_month_around_today() -> None:
    first, last = days_shown(Timeline(TODAY, (), ()))
    assert (last - first).days == 31
    assert first < TODAY < last


def test_the_weekends_are_whole_even_at_the_edges() -> None:
    scale = Scale(date(2026, 12, 20), date(2026, 12, 26), 0, 70)
    assert list(scale.weekends()) == [
        (date(2026, 12, 20), date(2026, 12, 20)),
        (date(2026, 12, 26), date(2026, 12, 26)),
    ]


@pytest.mark.parametrize("width", [420, 560, 760, 1200])
@pytest.mark.parametrize("row", ["May withdraw", "Service", "Notice", "Refund"])
def test_no_word_covers_a_mark_or_another_word_or_leaves_the_picture(row: str, width: int) -> None:
    scale = Scale(*days_shown(TIMELINE), 100, width)
    spans = [span for span in TIMELINE.spans if span.row.message == row]
    say = language("de").say
    (placed,) = place_rows(row, spans, scale, lambda span: say(span.text or because("")), lambda text: 6.5 * len(text))
    assert placed.shapes
    for word in placed.words:
        assert scale.left <= word.x
        assert word.x + word.width <= scale.right
        if not word.below:
            for shape in placed.shapes:
                assert shape.is_bar or not word.x < shape.x0 + MARK_RADIUS < word.x + word.width
        for other in placed.words:
            if other is not word and other.below == word.below:
                assert word.x + word.width <= other.x or other.x + other.width <= word.x


@pytest.mark.parametrize("width", [420, 560, 760, 1200])
@pytest.mark.parametrize("day", [date(2026, 12, 15), date(2026, 12, 28), date(2027, 1, 13)])
def test_the_months_keep_clear_of_today_and_of_each_other(width: int, day: date) -> None:
    scale = Scale(*days_shown(TIMELINE), 100, width)
    today = (scale.middle(day) - 25, scale.middle(day) + 25)
    placed = place_months(scale, lambda month: f"{month:%B %Y}", lambda text: 7.0 * len(text), today)
    assert placed
    ends = [(x, x + 7.0 * len(text)) for x, text in placed]
    for start, end in ends:
        assert end <= today[0] or start >= today[1]
        assert start >= 0
        assert end <= scale.right
    for (_, end), (start, _) in pairwise(ends):
        assert end < start


def test_bars_that_would_cover_each_other_get_a_line_each() -> None:
    paid = Span(because("Service"), "paid", date(2026, 12, 18), date(2027, 12, 17), None)
    window = [span for span in TIMELINE.spans if span.row.message == "May withdraw"]
    first, second = lanes([paid, *window])
    assert [span.kind for span in first] == ["window", "moved", "booked"]
    assert second == [paid]
    assert len(lanes(window)) == 1
    assert lanes([]) == [[]]


def test_what_goes_on_beyond_the_picture_is_open_at_that_side() -> None:
    scale = Scale(*days_shown(TIMELINE), 100, 700)
    (placed,) = place_rows(
        "Service", [span for span in TIMELINE.spans if span.kind == "paid"], scale, lambda _: "", len
    )
    assert placed.shapes[0].open_right
    assert not placed.shapes[0].open_left


def test_everything_in_the_picture_is_said(qtbot: QtBot) -> None:
    picture = TimelinePicture()
    qtbot.addWidget(picture)
    picture.show_timeline(TIMELINE, language("en"))
    said = picture.accessibleDescription()
    for words in ("Today is Mon 28", "14 days", "moved to Mon 4", "Thu 24", "due by Mon 11", "Fri 17"):
        assert words in said.replace("\u00a0", " ")
    assert picture.accessibleName() == "Timeline"


def test_the_keys_move_and_zoom_and_bring_back(qtbot: QtBot) -> None:
    picture = TimelinePicture()
    qtbot.addWidget(picture)
    picture.resize(760, picture.sizeHint().height())
    picture.show_timeline(TIMELINE, language("en"))
    before = picture.placed()
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    moved = picture.placed()
    assert moved[0].shapes[0].x0 < before[0].shapes[0].x0
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert picture.placed() != moved
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    assert picture.placed() == before


def test_a_bar_tells_its_days(qtbot: QtBot) -> None:
    picture = TimelinePicture()
    qtbot.addWidget(picture)
    picture.resize(760, picture.sizeHint().height())
    picture.show_timeline(TIMELINE, language("en"))
    bar = next(shape for shape in picture.placed()[3].shapes if shape.is_bar)
    assert "14 days to pay" in picture.tip_at(QPointF(bar.x0 + 4, 68 + 3 * 48 + 24))
    assert picture.tip_at(QPointF(0, 0)) == ""


def test_it_paints_in_every_language(qtbot: QtBot) -> None:
    for code in ("nl", "fr", "de", "en"):
        picture = TimelinePicture()
        qtbot.addWidget(picture)
        picture.resize(600, picture.sizeHint().height())
        picture.show_timeline(TIMELINE, language(code))
        image = picture.grab().toImage()
        colours = {
            image.pixelColor(x, y).rgb() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
        }
        assert len(colours) > 5


def test_every_holiday_of_the_picture_is_known_to_it() -> None:
    """Also those in the air around a notice of today and its last day."""
    old = examples.with_bookings(examples.package(concluded_on=date(2026, 6, 1)))
    draft = Draft(subject_kind="contract", channel="phone", received_at=examples.NOW, evidence="phone_note")
    picture = preview(old, draft, TODAY).timeline
    first, last = days_shown(picture)
    assert first <= date(2026, 12, 25) <= last
    assert {date(2026, 12, 25), date(2027, 1, 1)} == {day for day, _ in picture.holidays if first <= day <= last}
