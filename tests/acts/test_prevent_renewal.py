"""Preventing a tacit renewal: the safe day, the consumer's later one, too late, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.acts import prevent_renewal, termination
from app.acts.rows import Receipt
from app.records.rows import Booking
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import BY_PHONE, TODAY
from tests.acts.stored import booking_of, contract_of, key_of, letter_text, read_back, stored

NAME = "prevent_renewal"


def renewing(**changes: Any) -> Booking:
    """A package that ends on 31 January 2027 and renews for a year: the safe day is 31 December."""
    row: dict[str, Any] = {
        "concluded_on": date(2026, 2, 1),
        "period_start": date(2026, 2, 1),
        "period_end": date(2027, 1, 31),
        "service_started_on": date(2026, 2, 1),
        "auto_renewal": True,
        "renewal_months": 12,
    }
    return examples.package(**(row | changes))


def at(day: date, channel: str = "phone", sent_on: date | None = None) -> Receipt:
    return Receipt(datetime(day.year, day.month, day.day, 12), channel, sent_on)


def test_only_what_renews_by_itself_is_offered() -> None:
    assert option_of(examples.dossier(), NAME) is None
    option = option_of(examples.with_bookings(renewing()), NAME)
    assert option is not None
    assert (option.state, option.group) == ("allowed", "today")
    assert (option.possible_until, option.last_service_day) == (date(2026, 12, 31), date(2027, 1, 31))
    assert option_of(examples.with_bookings(renewing(auto_renewal=False)), NAME) is None


def test_it_is_recorded_with_its_letter_and_the_service_still_runs(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.with_bookings(renewing(), payments=()))
    draft = begun(dossier, NAME)
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    assert (seen.refusal, seen.last_service_day, seen.refund_total) == (None, date(2027, 1, 31), None)
    assert "runs until Sun 31 Jan 2027 and is not renewed" in words(seen.effects[0])
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["non_renewal_confirmation"])
    assert "31 januari 2027" in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    row = booking_of(after, "B-10001")
    assert (row.ended_as, row.ends_on, row.ended_by_case) == ("not_renewed", date(2027, 1, 31), done.case_number)
    option = option_of(after, NAME)
    assert option is not None
    assert option.state == "blocked"
    assert done.case_number in words(option.reason)
    with pytest.raises(Refusal, match="Ends by case"):
        prevent_renewal.preview(after, draft, TODAY)
    desk.close()


def test_who_wrote_in_time_is_in_time_whenever_it_arrives() -> None:
    dossier = examples.with_bookings(renewing(period_end=date(2027, 1, 20)))
    late = at(TODAY, "letter", date(2026, 12, 20))
    assert previewed(dossier, NAME, begun(dossier, NAME, receipt=late)).refusal is None
    too_late = begun(dossier, NAME, receipt=late, sent_on=date(2026, 12, 21))
    refusal = previewed(dossier, NAME, too_late).refusal
    assert refusal is not None
    assert "too late" in words(refusal.because)


def test_a_consumer_has_until_a_whole_month_is_left() -> None:
    dossier = examples.with_bookings(renewing(period_end=date(2027, 2, 28)))
    option = option_of(dossier, NAME, receipt=at(date(2027, 1, 30)))
    assert option is not None
    assert (option.state, option.possible_until) == ("allowed", date(2027, 1, 31))
    trader = replace(dossier, customer=examples.customer(kind="trader"))
    blocked = option_of(trader, NAME, receipt=at(date(2027, 1, 30)))
    assert blocked is not None
    assert blocked.state == "blocked"


def test_too_late_is_refused_in_writing(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.with_bookings(renewing(period_end=date(2027, 1, 10)), payments=()))
    draft = begun(dossier, NAME)
    seen = previewed(dossier, NAME, draft)
    assert seen.refusal is not None
    assert words(seen.refusal.title) == "The renewal of MINI Connected Package can no longer be prevented"
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("refused", ["refusal"])
    after = read_back(desk, dossier)
    assert contract_of(after).bookings == contract_of(dossier).bookings
    assert previewed(after, NAME, draft).refusal is not None
    desk.close()


def test_another_open_case_on_the_booking_stands_in_the_way() -> None:
    case = examples.case("C-2026-00007", "withdrawal", "B-10001", state="waits_for_approval")
    dossier = examples.with_bookings(renewing(), cases=(case,))
    option = option_of(dossier, NAME)
    assert option is not None
    assert "C-2026-00007" in words(option.reason)
    draft = begun(dossier, NAME)
    with pytest.raises(Refusal) as refused:
        prevent_renewal.preview(dossier, draft, TODAY)
    assert "C-2026-00007" in words(refused.value.because)


def test_what_can_still_be_withdrawn_from_is_named_first() -> None:
    dossier = examples.with_bookings(
        renewing(concluded_on=date(2026, 12, 20), period_start=date(2026, 12, 20), period_end=date(2027, 12, 19))
    )
    seen = previewed(dossier, NAME, begun(dossier, NAME))
    assert [one.act for one in seen.better] == ["withdrawal"]


def test_after_a_sale_it_still_ends_early(tmp_path: Path) -> None:
    long = renewing(period_end=date(2027, 11, 30))
    desk, dossier = stored(tmp_path, examples.with_bookings(long, payments=()))
    performed(desk, dossier, NAME, begun(dossier, NAME))
    after = read_back(desk, dossier)
    draft = begun(after, "termination", contract_of(after).number, sold_on=TODAY, with_contract=False)
    draft = replace(draft, subject_kind="sale", chosen=("B-10001",), way="go_on")
    termination.perform(desk, key_of(after), draft, termination.preview(after, draft, TODAY))
    row = booking_of(read_back(desk, after), "B-10001")
    assert (row.ended_as, row.ends_on) == ("terminated", date(2027, 2, 8))
    desk.close()


def test_the_draft_knows_the_message_of_options_today() -> None:
    dossier = examples.with_bookings(renewing())
    draft = begun(dossier, NAME, receipt=BY_PHONE)
    assert (draft.received_at, draft.channel, draft.customer_type) == (BY_PHONE.received_at, "phone", "consumer")


def test_each_day_to_oppose_has_a_name_of_its_own() -> None:
    """G16: the safe day a month before the end, and the last one from which a whole month is left."""
    dossier = examples.with_bookings(examples.package(auto_renewal=True, renewal_months=12))
    (option,) = prevent_renewal.options(dossier, examples.BY_PHONE)
    titles = [step.title.message for step in option.why]
    assert {"Safe last day to oppose", "Last day with a whole month left"} < set(titles)
    assert len(set(titles)) == len(titles)
