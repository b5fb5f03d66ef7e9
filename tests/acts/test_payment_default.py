"""Unpaid invoices: what is late rests, what is paid works again, and nothing rests twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import payment_default, services
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, words
from tests.acts.examples import TODAY
from tests.acts.stored import letter_text, read_back, stored

NAME = "payment_default"


def unpaid(invoiced_on: date = date(2026, 11, 5)) -> Dossier:
    """The instalment of November was never paid."""
    late = examples.payment("B-10003", 600, invoice_number="F-1", invoiced_on=invoiced_on, paid_on=None)
    return examples.dossier(payments=(late,))


def draft_of(dossier: Dossier, **changes: Any) -> Any:
    return begun(dossier, NAME, role="supervisor", **changes)


def test_only_where_something_is_unpaid_and_only_for_a_supervisor() -> None:
    assert option_of(examples.dossier(), NAME, role="supervisor") is None
    assert option_of(unpaid(), NAME) is None
    option = option_of(unpaid(), NAME, role="supervisor")
    assert option is not None
    assert (option.state, option.section) == ("allowed", "supervisor")


def test_as_long_as_there_is_time_to_pay_nothing_rests() -> None:
    dossier = unpaid(date(2026, 12, 5))
    option = option_of(dossier, NAME, role="supervisor")
    assert option is not None
    assert option.state == "blocked"
    assert "Mon 4 Jan 2027" in words(option.reason)
    draft = draft_of(dossier, way="suspend", invoices=("F-1",))
    assert missing(dossier, NAME, draft) == ["invoices"]
    with pytest.raises(Refusal):
        payment_default.preview(dossier, draft, TODAY)


def test_what_is_late_rests_until_it_is_paid(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, unpaid(), "supervisor")
    draft = draft_of(dossier)
    assert (draft.way, draft.invoices, missing(dossier, NAME, draft)) == ("suspend", ("F-1",), [])
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["suspension_notice"])
    text = letter_text(desk, done.letters[0][0])
    assert "F-1" in text
    assert "€ 6,00" in text
    after = read_back(desk, dossier)
    assert [(one.subject, one.cause, one.from_on, one.until_on) for one in after.suspensions] == [
        ("B-10003", "unpaid", TODAY, None)
    ]
    assert {one.key: one.state for one in services.statuses(after, TODAY)}["drive_recorder"] == "suspended"
    with pytest.raises(Refusal) as refused:
        payment_default.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)

    lifting = draft_of(after, paid_on=TODAY)
    assert (lifting.way, lifting.resting, missing(after, NAME, lifting)) == ("lift", ("B-10003",), [])
    lifted = performed(desk, after, NAME, lifting)
    assert [kind for _, kind in lifted.letters] == ["suspension_lifted"]
    again = read_back(desk, after)
    assert again.suspensions[0].lifted_by_case == lifted.case_number
    assert {one.key: one.state for one in services.statuses(again, TODAY)}["drive_recorder"] == "active"
    with pytest.raises(Refusal):
        payment_default.preview(again, lifting, TODAY)
    assert option_of(again, NAME, role="supervisor") is None
    with pytest.raises(Refusal):
        payment_default.preview(again, draft, TODAY)
    cancelling = option_of(again, "cancel_case", lifted.case_number, role="supervisor")
    assert cancelling is not None
    assert "took effect on Mon 28 Dec 2026" in words(cancelling.reason)
    next_one = replace(again.payments[0], invoice_number="F-2", invoiced_on=date(2026, 12, 29))
    assert option_of(replace(again, payments=(next_one,)), NAME, role="supervisor") is not None
    desk.close()


def test_what_is_missing_is_asked_at_its_field() -> None:
    dossier = unpaid()
    draft = draft_of(dossier)
    assert missing(dossier, NAME, replace(draft, way="")) == ["way"]
    assert missing(dossier, NAME, replace(draft, invoices=())) == ["invoices"]
    assert missing(dossier, NAME, replace(draft, invoices=("F-9",))) == ["invoices"]
    lift = replace(draft, way="lift")
    assert missing(dossier, NAME, lift) == ["resting"]
    assert missing(dossier, NAME, replace(lift, resting=("B-10003",), paid_on=TODAY)) == ["resting"]
    assert missing(dossier, NAME, replace(lift, resting=("B-10003",), paid_on=date(2026, 12, 29))) == ["paid_on"]
