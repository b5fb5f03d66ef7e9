"""Above an amount of the organisation's every refund waits for a supervisor, whatever act pays it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.acts import act, withdrawal
from app.acts.approval_limit import limit, set_limit
from app.config import Person
from app.records import tables
from app.records.rows import Dossier
from app.terms.clause import Cents, Refusal, WrongInput
from tests.acts import examples
from tests.acts.acting import begun, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import key_of, letter_text, read_back, stored

BACK = 11638
"""What comes back when Elke De Smet withdraws from her package today."""


def limited(above: int | None, **changes: Any) -> Dossier:
    return examples.dossier(approval_above=None if above is None else Cents(above), **changes)


def test_a_refund_above_the_limit_waits_and_its_letter_promises_no_amount(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    desk.person = Person("Karin Maes", "supervisor")
    assert set_limit(desk, "100,00") == 10000
    desk.person = Person("Anna Willems")
    dossier = read_back(desk, dossier)
    option = option_of(dossier, "withdrawal", "B-10001")
    assert option is not None
    assert (option.state, option.refund) == ("approval", BACK)
    assert option.read_out is not None
    assert "A colleague checks the amount" in words(option.read_out)
    draft = begun(dossier, "withdrawal", "B-10001")
    seen = previewed(dossier, "withdrawal", draft)
    assert "A colleague checks the amount" in words(seen.read_out)
    assert all("116" not in words(said) for said in (option.read_out, seen.read_out))
    assert [words(one) for one in seen.approvals] == [
        "The refund of €116.38 is above €100.00: a supervisor approves it."
    ]
    done = performed(desk, dossier, "withdrawal", draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("waits_for_approval", ["acknowledgement"])
    assert "116,38" not in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    assert [(one.amount, one.state) for one in after.refunds] == [(BACK, "waits_for_approval")]
    desk.close()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2 * BACK))
def test_up_to_the_limit_nobody_is_asked(above: int) -> None:
    dossier = limited(above)
    seen = withdrawal.preview(dossier, begun(dossier, "withdrawal", "B-10001"), TODAY)
    assert seen.refund_total == BACK
    assert bool(seen.approvals) == (above < BACK)
    assert any(line.needs_approval for line in seen.refund_lines) == (above < BACK)


OUTAGE: dict[str, Any] = {
    "cause": "ours",
    "first_day": date(2026, 12, 20),
    "last_day": date(2026, 12, 24),
    "chosen": ("B-10001",),
}
CHANGED: dict[str, Any] = {
    "changed": "B-10001",
    "impairs_use": True,
    "negligible": False,
    "notified_on": date(2026, 12, 20),
    "modified_on": date(2026, 12, 22),
}


@pytest.mark.parametrize(
    ("name", "subject", "entered"),
    [
        ("withdrawal", "MC-200001", {}),
        ("outage_compensation", "", OUTAGE),
        ("change_termination", "", CHANGED),
    ],
)
def test_every_act_that_pays_back_asks(name: str, subject: str, entered: dict[str, Any]) -> None:
    young = examples.contract(examples.package(), concluded_on=date(2026, 12, 18))
    free, asking = (limited(above, contract=young) for above in (None, 0))
    draft = begun(free, name, subject, **entered)
    seen = previewed(free, name, draft)
    assert seen.refund_total
    assert not seen.approvals
    module = act(name)
    waiting = module.preview(asking, draft, TODAY)
    assert (len(waiting.approvals), waiting.refund_total) == (1, seen.refund_total)
    assert module.plan(asking, draft, waiting).state == "waits_for_approval"


def test_a_limit_set_while_the_agent_looked_is_said_before_anything_is_written(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = begun(dossier, "withdrawal", "B-10001")
    seen = previewed(dossier, "withdrawal", draft)
    desk.person = Person("Karin Maes", "supervisor")
    set_limit(desk, "1")
    desk.person = Person("Anna Willems")
    with pytest.raises(Refusal, match="changed meanwhile"):
        withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert read_back(desk, dossier).cases == ()
    desk.close()


def test_who_may_set_it_and_what_is_kept(tmp_path: Path) -> None:
    desk, _ = stored(tmp_path, examples.dossier())
    with pytest.raises(Refusal, match="Only a supervisor or an administrator"):
        set_limit(desk, "50")
    for role in ("supervisor", "administrator"):
        desk.person = replace(desk.person, role=role)
        assert set_limit(desk, "€ 50") == limit(desk) == 5000
        with pytest.raises(WrongInput, match="amount in euros"):
            set_limit(desk, "fifty")
        assert set_limit(desk, " ") is None
    with desk.records.reading() as session:
        said = session.scalars(select(tables.Journal.what)).all()
    assert list(said) == ["setting_changed"] * 4
    desk.close()
