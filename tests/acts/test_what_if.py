"""What if: each day of the strip is the answer the list or the wizard gives for that day, said as a difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from app.acts import act, what_if
from app.acts.options import options_for, other_options
from app.acts.overview import overview_of
from app.acts.rows import DayAnswer, Option, Overview, Receipt, WhatIf
from app.language import LANGUAGES, language
from app.records.rows import Dossier
from app.terms.clause import Because, WrongInput
from tests.acts import examples
from tests.acts.examples import BY_LETTER, BY_PHONE, TODAY
from tests.acts.test_overview import drawn_dossiers

PACKAGE = ("withdrawal", "B-10001")
MONTHLY = ("termination", "B-10003")


def shown(dossier: Dossier, receipt: Receipt = BY_PHONE) -> Overview:
    return overview_of(dossier, receipt, TODAY)


def option_of(overview: Overview, act_name: str, subject: str) -> Option:
    return next(one for one in overview.options if one.act == act_name and subject in (one.subject, one.subject_kind))


def asked(act_name: str, subject: str, receipt: Receipt = BY_PHONE, dossier: Dossier | None = None) -> WhatIf:
    overview = shown(dossier or examples.dossier(), receipt)
    return what_if.of_option(overview, option_of(overview, act_name, subject))


def said(sentence: Because | None) -> str:
    assert sentence is not None
    return language("en").say(sentence).replace("\u00a0", " ")


def values(answer: DayAnswer) -> tuple[object, ...]:
    return answer.state, answer.possible_until, answer.last_service_day, answer.refund, answer.refund_due_by


def assert_whole(asked_for: WhatIf) -> None:
    """Runs and answers cover every day from the first to the last, once."""
    days = [asked_for.first + timedelta(offset) for offset in range((asked_for.last - asked_for.first).days + 1)]
    for strip in (asked_for.strip, *asked_for.others):
        assert [one.received_on for one in strip.answers] == days
        assert (strip.runs[0].first, strip.runs[-1].last) == (days[0], days[-1])
        assert all(after.first - before.last == timedelta(1) for before, after in pairwise(strip.runs))
        for run in strip.runs:
            assert {strip.on(day).state for day in days if run.first <= day <= run.last} == {run.state}


@settings(max_examples=15, deadline=None)
@given(drawn_dossiers())
def test_each_day_is_the_option_of_that_day(dossier: Dossier) -> None:
    overview = shown(dossier, BY_LETTER)
    lists = {}
    for option in overview.options:
        found = what_if.of_option(overview, option)
        assert_whole(found)
        assert found.strip.on(found.in_hand).difference is None
        for answer in found.strip.answers[:: len(found.strip.answers) // 6]:
            day = answer.received_on
            receipt = what_if.received(BY_LETTER, day)
            listed = lists.setdefault(day, (*options_for(dossier, receipt), *other_options(dossier, receipt)))
            same = [one for one in listed if (one.act, one.subject) == (option.act, option.subject)]
            same = [one for one in same if one.subject_kind == option.subject_kind]
            assert answer.state == (same[0].state if same else "gone")
            if same:
                mine = same[0]
                due = mine.refund_due_by
                assert values(answer) == (mine.state, mine.possible_until, mine.last_service_day, mine.refund, due)
            for code in LANGUAGES:
                assert answer.difference is None or "{" not in language(code).say(answer.difference)


@pytest.mark.parametrize(
    ("act_name", "subject"), [PACKAGE, MONTHLY, ("termination", "contract"), ("sim_deactivation", "sim")]
)
def test_the_draft_of_the_wizard_gives_the_days_of_the_option(act_name: str, subject: str) -> None:
    overview = shown(examples.dossier())
    option = option_of(overview, act_name, subject)
    module = act(act_name)
    draft = module.begin(overview, option)
    of_draft = what_if.of_draft(module.TITLE, module.preview, overview.dossier, draft, TODAY)
    assert_whole(of_draft)
    of_option = what_if.of_option(overview, option)
    assert [values(one)[2:] for one in of_draft.strip.answers] == [values(one)[2:] for one in of_option.strip.answers]
    assert [run.state for run in of_draft.strip.runs] == [run.state for run in of_option.strip.runs]


def test_a_draft_without_its_day_says_so() -> None:
    overview = shown(examples.dossier())
    module = act("withdrawal")
    draft = replace(module.begin(overview, overview.options[0]), received_at=None)
    with pytest.raises(WrongInput):
        what_if.of_draft(module.TITLE, module.preview, overview.dossier, draft, TODAY)


def test_a_day_later_costs_a_day_of_use_and_the_last_safe_day_is_known() -> None:
    found = asked(*PACKAGE)
    assert said(found.strip.on(date(2026, 12, 29)).difference) == (
        "One day later: last service day Tue 29 Dec 2026, €0.33 less and paid back by Tue 12 Jan 2027."
    )
    assert said(found.strip.on(date(2026, 12, 26)).difference).startswith("2 days earlier: ")
    assert said(found.strip.on(date(2027, 1, 5)).difference) == "8 days later: no longer possible."
    assert found.turn is not None
    assert (found.turn.day, said(found.turn.text)) == (date(2027, 1, 4), "last safe day: Mon 4 Jan 2027")
    assert [run.state for run in found.strip.runs] == ["allowed", "blocked"]


def test_nothing_is_asked_about_days_before_the_booking() -> None:
    assert asked(*PACKAGE).first == date(2026, 12, 18)
    assert asked(*MONTHLY).first == TODAY - timedelta(what_if.BEFORE)


def test_a_monthly_service_leaps_to_its_next_due_date() -> None:
    found = asked(*MONTHLY)
    assert [(run.last, said(run.text)) for run in found.strip.runs][:2] == [
        (date(2027, 1, 4), "last day Mon 4 Jan 2027"),
        (date(2027, 2, 4), "last day Thu 4 Feb 2027"),
    ]
    assert found.turn is not None
    assert said(found.turn.text) == "last day for this answer: Mon 4 Jan 2027"
    assert said(found.strip.on(date(2027, 1, 4)).difference) == "7 days later: the same answer."


def test_a_letter_sent_in_time_stays_in_time() -> None:
    found = asked(*PACKAGE, BY_LETTER)
    assert {answer.state for answer in found.strip.answers} == {"allowed"}
    assert "Thu 24 Dec 2026" in said(found.note)
    assert found.turn is None
    by_phone = found.others[1]
    assert said(by_phone.name) == "By phone"
    assert by_phone.on(date(2027, 1, 5)).state == "blocked"
    assert said(by_phone.on(date(2027, 1, 5)).difference) == "By phone instead: not possible."


def test_the_other_country_has_its_own_holidays() -> None:
    """In Luxembourg 26 December is a holiday: a period that would end on it ends a day later."""
    booked = examples.package(concluded_on=date(2028, 12, 12), period_end=date(2029, 12, 11))
    receipt = Receipt(datetime(2028, 12, 20, 9), "phone")
    found = asked(*PACKAGE, receipt, examples.with_bookings(booked))
    assert found.turn is not None
    assert found.turn.day == date(2028, 12, 26)
    assert said(found.others[0].on(date(2028, 12, 27)).difference).startswith("In Luxembourg instead: possible,")
    assert said(found.others[0].name) == "In Luxembourg"
    luxembourg = asked(*PACKAGE, receipt, examples.with_bookings(booked, customer=examples.customer(country="LU")))
    assert said(luxembourg.others[0].name) == "In Belgium"
    assert [values(one) for one in luxembourg.others[0].answers] == [values(one) for one in found.strip.answers]


def test_who_was_never_informed_sees_the_end_of_the_longer_period() -> None:
    uninformed = examples.package(informed_at_conclusion=False, period_end=date(2029, 12, 17))
    found = asked(*PACKAGE, BY_PHONE, examples.with_bookings(uninformed))
    assert found.turn is not None
    assert found.turn.day == found.strip.on(TODAY).possible_until
    assert (found.turn.day - TODAY).days > what_if.AFTER
    assert found.last > found.turn.day


def test_what_is_over_is_gone() -> None:
    ending = examples.package(period_end=date(2027, 1, 10), concluded_on=date(2026, 2, 1))
    found = asked("termination", "B-10001", BY_PHONE, examples.with_bookings(ending))
    assert found.strip.on(date(2027, 1, 10)).state == "blocked"
    assert found.strip.on(date(2027, 1, 11)).state == "gone"


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    late = Receipt(datetime(9999, 10, 20, 9), "phone")
    found = asked("termination", "contract", late, examples.with_bookings())
    assert found.last == date(9999, 12, 19)
    assert_whole(found)
    assert "leaves the calendar" in said(found.strip.on(found.last).reason)
