"""Money out of goodwill: outside the terms, said plainly, and a supervisor decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.acts import goodwill
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import read_back, stored

NAME = "goodwill"


def draft_of(dossier: Dossier, **changes: Any) -> Any:
    given: dict[str, Any] = {"what": "B-10001", "amount": "25,00", "why": "Three calls for one answer."}
    return begun(dossier, NAME, **(given | changes))


def test_it_says_that_the_terms_give_no_right_to_it_and_waits(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    option = option_of(dossier, NAME)
    assert option is not None
    assert (option.state, option.section, option.clauses) == ("approval", "customer", ())
    draft = draft_of(dossier)
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    assert (seen.refund_total, seen.determinations, seen.letters) == (2500, (), ())
    assert [words(one) for one in seen.approvals] == [
        "Outside the terms: a supervisor decides whether this money is paid.",
        "Proposed because: Three calls for one answer.",
    ]
    assert "no clause" in words(seen.why[0].sentence)
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, done.letters) == ("waits_for_approval", ())
    after = read_back(desk, dossier)
    assert [(one.subject, one.amount, one.state) for one in after.refunds] == [("B-10001", 2500, "waits_for_approval")]
    assert missing(after, NAME, draft) == [""]
    with pytest.raises(Refusal) as refused:
        goodwill.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)
    assert option_of(after, "withdrawal", "B-10001") is not None  # it stands in the way of nothing else
    desk.close()


@pytest.mark.parametrize("what", ["MC-200001", "B-10003"])
def test_it_can_be_for_the_contract_or_for_what_was_booked(what: str) -> None:
    seen = previewed(examples.dossier(), NAME, draft_of(examples.dossier(), what=what))
    assert [line.number for line in seen.refund_lines] == [what]
    assert seen.refund_vat == 434  # contained in 25 euros at 21 %


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": ""}, "what"),
        ({"amount": ""}, "amount"),
        ({"amount": "much"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "900000"}, "amount"),
        ({"why": " "}, "why"),
    ],
)
def test_what_is_missing_is_asked_at_its_field(changes: dict[str, str], field: str) -> None:
    assert missing(examples.dossier(), NAME, draft_of(examples.dossier(), **changes)) == [field]


def test_without_anything_it_could_be_for_it_is_not_offered() -> None:
    assert option_of(examples.dossier(contract=None, payments=()), NAME) is None
