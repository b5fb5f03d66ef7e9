"""A card that expires: the warning and its last day, the end at once, and what is missing for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import expired_means
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import booking_of, letter_text, read_back, stored

NAME = "expired_means"
EXPIRED = date(2026, 11, 30)


def draft_of(dossier: Dossier, **changes: Any) -> Any:
    return begun(dossier, NAME, "B-10003", role="supervisor", **({"means_expires_on": date(2027, 1, 31)} | changes))


def ending(dossier: Dossier, **changes: Any) -> Any:
    """The card expired in November, the payment of 5 December failed, the warning went out in October."""
    given: dict[str, Any] = {
        "way": "end",
        "means_expires_on": EXPIRED,
        "payment_due_on": date(2026, 12, 5),
        "payment_failed": True,
        "warned_on": date(2026, 10, 20),
    }
    return draft_of(dossier, **(given | changes))


def test_only_for_what_is_paid_again_and_again_and_only_for_a_supervisor() -> None:
    dossier = examples.dossier()
    assert option_of(dossier, NAME) is None
    option = option_of(dossier, NAME, role="supervisor")
    assert option is not None
    assert (option.subject, option.state, option.section) == ("B-10003", "allowed", "supervisor")


def test_the_warning_has_its_last_day_and_is_known_to_the_next_act(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(), "supervisor")
    draft = draft_of(dossier)
    assert (draft.way, missing(dossier, NAME, draft)) == ("warn", [])
    seen = previewed(dossier, NAME, draft)
    assert "its last day is Sun 3 Jan 2027" in words(seen.effects[0])
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["payment_means_warning"])
    text = letter_text(desk, done.letters[0][0])
    assert "31 januari 2027" in text
    assert "5 februari 2027" in text
    after = read_back(desk, dossier)
    assert (after.cases[0].due_on, after.cases[0].due_what) == (date(2027, 1, 3), "warning")
    assert booking_of(after, "B-10003").ended_as == ""
    following = draft_of(after)
    assert (following.way, following.warned_on) == ("end", TODAY)
    assert missing(after, NAME, ending(after)) == ["warned_on"]
    assert missing(after, NAME, ending(after, warned_on=TODAY)) == ["means_expires_on"]
    desk.close()


def test_a_late_warning_says_what_it_no_longer_does() -> None:
    dossier = examples.dossier()
    seen = previewed(dossier, NAME, draft_of(dossier, means_expires_on=date(2027, 1, 15)))
    assert "cannot be ended at once" in words(seen.effects[0])


def test_it_ends_at_once_when_all_conditions_hold(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(), "supervisor")
    draft = ending(dossier)
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    assert (seen.last_service_day, seen.refund_total) == (TODAY, None)
    done = performed(desk, dossier, NAME, draft)
    assert [kind for _, kind in done.letters] == ["notice_of_termination"]
    after = read_back(desk, dossier)
    assert (booking_of(after, "B-10003").ended_as, booking_of(after, "B-10003").ends_on) == ("terminated", TODAY)
    with pytest.raises(Refusal) as refused:
        expired_means.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)
    desk.close()


@pytest.mark.parametrize("change", [{"warned_on": date(2026, 11, 20)}, {"payment_failed": False}])
def test_without_one_of_them_it_does_not_end(change: dict[str, Any]) -> None:
    dossier = examples.dossier()
    draft = ending(dossier, **change)
    assert missing(dossier, NAME, draft) == [""]
    with pytest.raises(Refusal):
        expired_means.preview(dossier, draft, TODAY)


def test_what_is_missing_is_asked_at_its_field() -> None:
    dossier = examples.dossier()
    assert missing(dossier, NAME, draft_of(dossier, means_expires_on=None)) == ["means_expires_on"]
    assert missing(dossier, NAME, ending(dossier, warned_on=None)) == ["warned_on"]
    before = draft_of(dossier, payment_due_on=date(2027, 1, 5))
    assert missing(dossier, NAME, before) == ["payment_due_on"]
    unknown = examples.with_bookings(examples.monthly(first_due_on=None))
    assert missing(unknown, NAME, draft_of(unknown)) == ["payment_due_on"]
    assert missing(dossier, NAME, ending(dossier, payment_failed=None)) == ["payment_failed"]
    assert missing(dossier, NAME, ending(dossier, payment_due_on=date(2027, 1, 5))) == ["payment_due_on"]


def test_a_warning_that_cannot_have_been_is_refused() -> None:
    """Before the booking existed, or on a day to come."""
    dossier = examples.dossier()
    assert missing(dossier, NAME, ending(dossier, warned_on=date(2026, 7, 4))) == ["warned_on"]
    assert missing(dossier, NAME, ending(dossier, warned_on=date(2026, 12, 29))) == ["warned_on"]
