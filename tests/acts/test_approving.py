"""A supervisor decides what waits: approves, changes with a reason, sends back. Whoever recorded it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.acts import approving, drafts
from app.acts.approval_limit import set_limit
from app.acts.case_readings import read_otherwise
from app.acts.outcome import Change, outcome_of
from app.config import Person
from app.records import tables
from app.records.approvals import CaseStep, read_steps
from app.records.rows import CaseRow, Dossier
from app.start import Desk
from app.terms.clause import Cents, Refusal, WrongInput
from tests.acts import examples
from tests.acts.acting import begun, performed, words
from tests.acts.examples import NOW, TODAY
from tests.acts.stored import AGENT, booking_of, contract_of, letter_text, read_back, stored

KARIN = Person("Karin Maes", "supervisor")
DEGRADED: dict[str, Any] = {
    "cause": "ours",
    "extent": "degraded",
    "first_day": date(2026, 12, 20),
    "last_day": date(2026, 12, 24),
    "chosen": ("B-10001",),
}
"""It worked badly: no rule says what comes back."""


def case_of(dossier: Dossier, number: str) -> CaseRow:
    return next(one for one in dossier.cases if one.number == number)


def recorded(desk: Desk, dossier: Dossier, name: str, subject: str = "", **entered: Any) -> tuple[Dossier, str]:
    """The act recorded by the person at the desk, and then Karin sits down at it."""
    role = desk.person.role
    done = performed(desk, dossier, name, begun(dossier, name, subject, role=role, **entered))
    assert done.state == "waits_for_approval"
    desk.person = KARIN
    return read_back(desk, dossier), done.case_number


def limited(desk: Desk, dossier: Dossier, euros: str) -> Dossier:
    person, desk.person = desk.person, KARIN
    set_limit(desk, euros)
    desk.person = person
    return read_back(desk, dossier)


def approve(desk: Desk, dossier: Dossier, number: str) -> approving.Decided:
    return approving.approve(desk, number, case_of(dossier, number).version)


def change(
    desk: Desk, dossier: Dossier, number: str, amounts: Mapping[str, int], reason: str = "Agreed on the phone."
) -> approving.Decided:
    given = {key: Cents(value) for key, value in amounts.items()}
    version = case_of(dossier, number).version
    return approving.change(desk, number, version, amounts=given, readings=None, reason=reason)


def refunds_of(dossier: Dossier) -> dict[str, tuple[int | None, str]]:
    return {one.subject: (one.amount, one.state) for one in dossier.refunds}


def refusal(desk: Desk, dossier: Dossier, number: str) -> str:
    with pytest.raises(Refusal) as refused:
        approve(desk, dossier, number)
    return words(refused.value.because)


def steps(desk: Desk, number: str) -> list[CaseStep]:
    with desk.records.reading() as session:
        return list(read_steps(session, number))


def test_an_approved_withdrawal_pays_and_sends_the_confirmation_it_promised(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    dossier = limited(desk, dossier, "100")
    after, number = recorded(desk, dossier, "withdrawal", "B-10001")
    decided = approve(desk, after, number)
    assert (decided.state, [kind for _, kind in decided.letters]) == (
        "being_carried_out",
        ["withdrawal_confirmation"],
    )
    text = letter_text(desk, decided.letters[0][0])
    assert "€ 116,38" in text
    assert "Hoe wij" in text  # the annex explains the amount
    now = read_back(desk, after)
    assert refunds_of(now) == {"B-10001": (11638, "to_release")}
    assert case_of(now, number).refund == 11638
    assert [(one.after, one.by) for one in steps(desk, number)] == [
        ("waits_for_approval", AGENT),
        ("approved", "Karin Maes"),
        ("being_carried_out", "Karin Maes"),
    ]
    desk.close()


def test_an_open_amount_has_to_be_entered(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "outage_compensation", **DEGRADED)
    with pytest.raises(Refusal, match="still open"):
        approve(desk, after, number)
    assert refunds_of(read_back(desk, after)) == {"B-10001": (None, "waits_for_approval")}
    desk.close()


def test_another_amount_needs_a_reason_and_no_arithmetic_is_told(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    with pytest.raises(WrongInput, match="Say why"):
        change(desk, after, number, {"B-10002": 5000}, " ")
    with pytest.raises(WrongInput, match="below zero"):
        change(desk, after, number, {"B-10002": -1})
    assert refunds_of(read_back(desk, after)) == {"B-10002": (14900, "waits_for_approval")}
    decided = change(desk, after, number, {"B-10002": 5000})
    text = letter_text(desk, decided.letters[0][0])
    assert "€ 50,00" in text
    assert "Hoe wij" not in text
    now = read_back(desk, after)
    assert refunds_of(now) == {"B-10002": (5000, "to_release")}
    assert case_of(now, number).refund == 5000
    assert steps(desk, number)[1].reason == "Agreed on the phone."
    desk.close()


def test_what_comes_to_nothing_is_not_paid(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    decided = change(desk, after, number, {"B-10002": 0})
    assert decided.state == "done"
    assert refunds_of(read_back(desk, after))["B-10002"][1] == "cancelled"
    desk.close()


def test_no_more_than_was_paid_goes_back(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    with pytest.raises(WrongInput, match="more than was paid") as refused:
        change(desk, after, number, {"B-10002": 14901})
    assert refused.value.field == "B-10002"
    assert refunds_of(read_back(desk, after)) == {"B-10002": (14900, "waits_for_approval")}
    assert change(desk, after, number, {"B-10002": 14900}).state == "being_carried_out"
    desk.close()


def test_by_another_reading_the_rules_give_the_amount_anew(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    seen = outcome_of(after, case_of(after, number), TODAY).preview
    assert seen is not None
    point = next(one for one in seen.readings if one.supervisor_chooses)
    pairs = ((point.id, point.choices[1]),)
    expected = outcome_of(after, case_of(after, number), TODAY, Change(readings=pairs, reason="x")).lines[0].refund
    assert expected is not None
    version = case_of(after, number).version
    approving.change(desk, number, version, amounts={}, readings=pairs, reason="The customer never started it.")
    now = read_back(desk, after)
    assert refunds_of(now) == {"B-10002": (expected, "to_release")}
    said = " ".join(words(one) for one in read_otherwise(desk, number))
    assert "chosen by a supervisor" in said
    assert "The customer never started it." in said
    with desk.records.reading() as session:
        kept = session.scalars(select(tables.CaseMove.readings).order_by(tables.CaseMove.position)).all()
    assert kept[1][point.id]["reading"] == point.choices[1]
    assert booking_of(now, "B-10002").ended_by_case == number
    desk.close()


def test_sent_back_it_waits_for_nobody_else_and_says_why(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    version = case_of(after, number).version
    with pytest.raises(WrongInput, match="Say why"):
        approving.send_back(desk, number, version, "")
    assert approving.send_back(desk, number, version, "Which service was it?").state == "sent_back"
    assert steps(desk, number)[-1].reason == "Which service was it?"
    assert "Karin Maes has sent case" in refusal(desk, after, number)
    assert refunds_of(read_back(desk, after)) == {"B-10002": (14900, "waits_for_approval")}
    desk.close()


def test_who_may_not_decide(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    version = case_of(after, number).version
    for person, sentence in (
        (Person("Tom Claes"), "Only a supervisor"),
        (Person("Tom Claes", "administrator"), "Only a supervisor"),
        (Person(AGENT, "supervisor"), "somebody else decides"),
    ):
        desk.person = person
        with pytest.raises(Refusal, match=sentence):
            change(desk, after, number, {"B-10002": 5000})
        with pytest.raises(Refusal, match=sentence):
            approving.send_back(desk, number, version, "Why not?")
    desk.person = KARIN
    with pytest.raises(Refusal, match="changed this dossier"):
        approving.approve(desk, number, version + 1)
    with pytest.raises(Refusal, match="There is no case"):
        approving.approve(desk, "C-2026-09999", 1)
    change(desk, after, number, {"B-10002": 5000})
    desk.person = Person("Els Claes", "supervisor")
    assert "Karin Maes has approved case" in refusal(desk, read_back(desk, after), number)
    desk.close()


@pytest.mark.parametrize("later", [False, True])
def test_what_the_provider_ends_of_its_own_accord_ends_only_when_it_is_approved(tmp_path: Path, later: bool) -> None:
    desk, dossier = stored(tmp_path, examples.dossier(customer=examples.customer(sanctioned=True)), "supervisor")
    entered: dict[str, Any] = {"way": "end", "barred": True, "approval_required": False}
    after, number = recorded(desk, dossier, "sanctions", **entered)
    assert (contract_of(after).ended_as, after.letters) == ("", ())
    if later:
        desk._clock = lambda: NOW.replace(day=30)
    on = desk.today()
    amounts = {"B-10001": 11638, "B-10002": 100, "B-10003": 135}
    with pytest.raises(Refusal, match="still open"):
        approve(desk, after, number)
    assert contract_of(read_back(desk, after)).ended_as == ""
    decided = change(desk, after, number, {"B-10002": 100})
    assert [kind for _, kind in decided.letters] == ["notice_of_termination"]
    now = read_back(desk, after)
    assert (contract_of(now).ended_as, contract_of(now).ends_on) == ("terminated", on)
    assert case_of(now, number).last_service_day == on
    if not later:
        assert {key: amount for key, (amount, _) in refunds_of(now).items()} == amounts
    else:
        assert refunds_of(now)["B-10001"] == (11573, "to_release")  # 352 of 365 days are left
    desk.close()


def test_a_notice_that_could_not_arrive_any_more_is_not_approved(tmp_path: Path) -> None:
    old = examples.recorder(concluded_on=date(2020, 5, 4), service_started_on=date(2020, 5, 4))
    contract = examples.contract(old, concluded_on=date(2020, 5, 4))
    desk, dossier = stored(tmp_path, examples.dossier(contract=contract, payments=()), "supervisor")
    after, number = recorded(desk, dossier, "provider_termination", "B-10002", reaches_on=date(2027, 1, 4))
    assert booking_of(after, "B-10002").ended_as == ""
    desk._clock = lambda: NOW.replace(year=2027, month=1, day=5)
    with pytest.raises(Refusal, match="cannot arrive before today"):
        change(desk, after, number, {"B-10002": 0})
    assert read_back(desk, after).letters == ()
    desk.close()


def test_goodwill_is_paid_with_a_letter_that_says_what_it_is(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    given = {"what": "MC-200001", "amount": "25", "why": "Three calls for one answer."}
    after, number = recorded(desk, dossier, "goodwill", **given)
    decided = approve(desk, after, number)
    assert [kind for _, kind in decided.letters] == ["refund_statement"]
    text = letter_text(desk, decided.letters[0][0])
    assert "€ 25,00" in text
    assert "Three calls" not in text
    now = read_back(desk, after)
    assert refunds_of(now) == {"MC-200001": (2500, "to_release")}
    (booked,) = now.refunds
    assert (booked.means, booked.means_label) == ("visa", "Visa ···· 4242")  # as the letter says
    assert "Visa ···· 4242" in text
    desk.close()


@pytest.mark.parametrize(("amount", "sentence"), [(0, "send the case back"), (10_000_001, "too large")])
def test_goodwill_is_changed_within_bounds(tmp_path: Path, amount: int, sentence: str) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    given = {"what": "MC-200001", "amount": "25", "why": "Three calls for one answer."}
    after, number = recorded(desk, dossier, "goodwill", **given)
    with pytest.raises(WrongInput, match=sentence):
        change(desk, after, number, {"MC-200001": amount})
    now = read_back(desk, after)
    assert (refunds_of(now), now.letters) == ({"MC-200001": (2500, "waits_for_approval")}, ())
    desk.close()


@pytest.mark.parametrize(
    ("name", "entered", "kinds"),
    [
        (
            "outage_compensation",
            DEGRADED,
            ["refund_statement"],
        ),
        (
            "passing_on",
            {"passed_on": date(2026, 12, 20), "told_of_duties": True, "wants_transfer": True},
            ["passing_on_duties"],
        ),
    ],
)
def test_the_second_letter_of_acts_that_sent_one_already(
    tmp_path: Path, name: str, entered: dict[str, Any], kinds: list[str]
) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, name, **entered)
    open_ones = outcome_of(after, case_of(after, number), TODAY).open_lines
    if open_ones:
        decided = change(desk, after, number, {one.number: 300 for one in open_ones})
        assert decided.state == "being_carried_out"
    else:
        decided = approve(desk, after, number)
        assert decided.state == "done"
    assert [kind for _, kind in decided.letters] == kinds
    desk.close()


def test_a_case_that_cannot_be_worked_out_again_is_decided_by_its_amounts(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    after, number = recorded(desk, dossier, "withdrawal", "B-10002")
    with desk.records.writing() as session:
        row = session.scalars(select(tables.Case).where(tables.Case.number == number)).one()
        row.entered = {}
    after = read_back(desk, after)
    decided = change(desk, after, number, {"B-10002": 4200})
    assert [kind for _, kind in decided.letters] == ["refund_statement"]
    assert "€ 42,00" in letter_text(desk, decided.letters[0][0])
    desk.close()


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(["B-10001", "B-10002", "B-10003"]), st.integers(0, 20_000)))
def test_the_letter_and_the_books_say_the_amounts_decided(amounts: dict[str, int]) -> None:
    young = examples.contract(
        examples.package(), examples.recorder(), examples.monthly(), concluded_on=date(2026, 12, 18)
    )
    dossier = examples.dossier(contract=young)
    draft = begun(dossier, "withdrawal", "MC-200001")
    case = examples.case(
        "C-2026-00007", "withdrawal", "MC-200001", state="waits_for_approval", entered=drafts.to_json(draft)
    )
    entered = tuple((key, Cents(value)) for key, value in amounts.items())
    found = outcome_of(
        examples.dossier(contract=young, cases=(case,)), case, TODAY, Change(amounts=entered, reason="x")
    )
    by_number = {line.number: line.refund for line in found.lines}
    assert all(by_number[key] == value for key, value in amounts.items() if key in by_number)
    if found.total is not None:
        assert found.total == sum(line.refund or 0 for line in found.lines)
        assert found.sheets[0].refund_total == found.total
        assert 0 <= sum(line.vat or 0 for line in found.lines) <= found.total
    assert all(not line.needs_approval for line in found.lines)
