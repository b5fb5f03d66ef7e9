"""Where the law comes before the terms, the agent, the case and the letter are told so with both clauses and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.acts import withdrawal, withdrawal_steps
from app.acts.options import options_for
from app.acts.overview import overview_of
from app.acts.rows import Option, Receipt
from app.language import language
from app.records.cases import read_determinations
from app.records.rows import Dossier
from app.terms.clause import Part
from tests.acts import examples
from tests.acts.stored import key_of, letter_text, stored

ONLINE = Receipt(datetime(2026, 12, 28, 9, 41), "online_function")
LU = examples.customer(country="LU")
RENEWED: dict[str, Any] = {
    "concluded_on": date(2025, 6, 1),
    "period_start": date(2026, 6, 1),
    "period_end": date(2027, 5, 31),
    "service_started_on": date(2025, 6, 1),
    "renewed": True,
}


def first_option(dossier: Dossier, receipt: Receipt = examples.BY_PHONE, act: str = "withdrawal") -> Option:
    """The option of an act on the first booking."""
    return next(one for one in options_for(dossier, receipt) if one.act == act and one.subject_kind == "booking")


@pytest.mark.parametrize(
    ("dossier", "receipt", "act", "name", "clauses", "why"),
    [
        pytest.param(
            examples.with_bookings(examples.package(informed_at_conclusion=False)),
            examples.BY_PHONE,
            "withdrawal",
            "period_governed_by",
            ("MC 15", "WER VI.48"),
            "was not told of the right in time",
            id="not informed, the period",
        ),
        pytest.param(
            examples.with_bookings(examples.package(informed_at_conclusion=False)),
            examples.BY_PHONE,
            "withdrawal",
            "use_governed_by",
            ("MC 15", "WER VI.51 §4"),
            "was not told of the right of withdrawal owes nothing",
            id="not informed, the use",
        ),
        pytest.param(
            examples.with_bookings(examples.package(start_requested=False)),
            examples.BY_PHONE,
            "withdrawal",
            "use_governed_by",
            ("MC 15", "WER VI.51 §4"),
            "did not expressly ask",
            id="no express request",
        ),
        pytest.param(
            examples.with_bookings(examples.package(**RENEWED)),
            examples.BY_PHONE,
            "termination",
            "exit_governed_by",
            ("MC 8.3", "WER VI.91"),
            "the law governs",
            id="exit after tacit renewal",
        ),
        pytest.param(
            examples.with_bookings(examples.package(), customer=LU),
            examples.BY_PHONE,
            "withdrawal",
            "late_refund_governed_by",
            ("MC 15", "LU L.222-10 (1)"),
            "legal interest runs by itself",
            id="interest in Luxembourg",
        ),
        pytest.param(
            examples.with_bookings(examples.package(made_by="telephone"), customer=LU),
            examples.BY_PHONE,
            "withdrawal",
            "telephone_governed_by",
            ("MC 1.5", "LU L.222-4 (6)"),
            "signed or accepted in writing",
            id="by telephone in Luxembourg",
        ),
        pytest.param(
            examples.with_bookings(examples.package()),
            ONLINE,
            "withdrawal",
            "acknowledgement_governed_by",
            ("MC 15", "Dir. 2011/83 art. 11a"),
            "content, date and time",
            id="acknowledgement",
        ),
    ],
)
def test_both_are_cited_and_it_is_said_which_governs(
    dossier: Dossier, receipt: Receipt, act: str, name: str, clauses: tuple[str, ...], why: str
) -> None:
    option = first_option(dossier, receipt, act)
    assert option.determination is not None
    if name == "acknowledgement_governed_by":
        draft = withdrawal.begin(overview_of(dossier, receipt, examples.TODAY), option)
        found = withdrawal.preview(dossier, draft, examples.TODAY).determinations[0]
    else:
        found = option.determination
    finding = found.finding(name)
    assert finding is not None
    assert (finding.clauses, finding.value) == (clauses, clauses[1])
    assert finding.because is not None
    said = language("en").say(finding.because)
    assert why in said
    assert "the law governs" in said
    if name != "acknowledgement_governed_by":
        assert any(clauses[1] in step.clauses for step in option.why)


def test_each_booking_that_falls_with_the_contract_is_told_by_itself() -> None:
    dossier = examples.with_bookings(examples.package(start_requested=False))
    contract = replace(dossier.contract, concluded_on=date(2026, 12, 18)) if dossier.contract else None
    found = next(
        one
        for one in options_for(replace(dossier, contract=contract), examples.BY_PHONE)
        if one.act == "withdrawal" and one.subject_kind == "contract"
    ).determination
    assert found is not None
    (part,) = found.value("bookings")
    assert isinstance(part, Part)
    assert part.value("use_governed_by") == "WER VI.51 §4"


def test_the_online_function_is_answered_with_a_time_stamp(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.with_bookings(examples.package()))
    overview = overview_of(dossier, ONLINE, examples.TODAY)
    draft = withdrawal.begin(overview, first_option(dossier, ONLINE))
    draft = replace(draft, statement="I withdraw from the package.")
    seen = withdrawal.preview(dossier, draft, examples.TODAY)
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    number = next(number for number, kind in done.letters if kind == "acknowledgement")
    text = letter_text(desk, number)
    assert "9.41" in text or "9:41" in text or "09:41" in text
    assert "I withdraw from the package." in text
    with desk.records.reading() as session:
        (kept,) = read_determinations(session, done.case_number)
    assert kept.determination.value("acknowledgement_governed_by") == "Dir. 2011/83 art. 11a"
    by_letter = replace(draft, channel="letter", evidence="postmark")
    found = withdrawal.preview(dossier, by_letter, examples.TODAY).determinations[0]
    assert found.finding("acknowledgement_governed_by") is None


def test_the_wizard_says_what_a_late_refund_costs() -> None:
    for customer, shown in ((LU, True), (examples.customer(), False)):
        dossier = examples.with_bookings(examples.package(), customer=customer)
        overview = overview_of(dossier, examples.BY_PHONE, examples.TODAY)
        draft = withdrawal.begin(overview, first_option(dossier))
        money = next(one for one in withdrawal_steps.steps(dossier, draft, examples.TODAY) if one.name == "money")
        late = [field for field in money.fields if field.name == "late"]
        assert bool(late) is shown
        if late:
            assert late[0].clauses == ("MC 15", "LU L.222-10 (1)")
            assert "The rate is not entered" in str(late[0].choices[0].label)
