"""Requests for data: the reply date, the way by CarData, and a third party without the customer's yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.acts import data_request
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import letter_text, read_back, stored

NAME = "data_request"


def test_it_stands_among_the_other_acts() -> None:
    option = option_of(examples.dossier(), NAME)
    assert option is not None
    assert (option.group, option.section, option.allowed) == ("other", "customer", True)


def test_personal_data_are_due_after_a_month(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME, received_at=datetime(2026, 12, 28, 9, 0))
    assert missing(dossier, NAME, draft) == ["by"]
    draft = replace(draft, by="customer", kind="personal")
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    assert words(seen.read_out) == "You get our reply by Thu 28 Jan 2027 at the latest."
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("open", ["data_request_acknowledgement"])
    assert "28 januari 2027" in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    assert (after.cases[0].due_on, after.cases[0].due_what) == (date(2027, 1, 28), "reply")
    with pytest.raises(Refusal, match="open already"):
        data_request.preview(after, draft, TODAY)
    desk.close()


def test_data_of_the_vehicle_need_no_reply(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME, by="customer", kind="product")
    assert performed(desk, dossier, NAME, draft).state == "done"
    assert performed(desk, read_back(desk, dossier), NAME, draft).state == "done"
    assert read_back(desk, dossier).cases[0].due_on is None
    desk.close()


def test_somebody_else_gets_data_only_with_the_customers_yes(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, NAME, by="third_party", kind="product")
    assert missing(dossier, NAME, draft) == ["holder_agrees"]
    refused = previewed(dossier, NAME, replace(draft, holder_agrees=False))
    assert refused.refusal is not None
    done = performed(desk, dossier, NAME, replace(draft, holder_agrees=False))
    assert (done.state, [kind for _, kind in done.letters]) == ("refused", ["refusal"])
    assert missing(dossier, NAME, replace(draft, holder_agrees=True)) == ["consent"]
    agreed = previewed(dossier, NAME, replace(draft, holder_agrees=True, consent=True))
    assert (agreed.refusal, agreed.determinations[0].value("personal_data")) == (None, True)
    desk.close()
