"""What a consumer in Luxembourg agreed on the telephone binds only in writing; for others the call does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.acts import determining, termination, withdrawal
from app.acts.options import options_for
from app.acts.overview import overview_of
from app.acts.rows import Option, Receipt
from app.language import language
from app.records.cases import read_determinations
from app.records.rows import Dossier
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.stored import contract_of, key_of, stored

MARCH = Receipt(datetime(2027, 3, 5, 10, 0), "phone")
LAW = "LU L.222-4 (6)"


def called(country: Any = "LU", kind: Any = "consumer", **changes: Any) -> Dossier:
    """A package sold on the telephone on 18 December to a customer in Luxembourg, who never signed."""
    booking = examples.package(**({"made_by": "telephone"} | changes))
    return examples.with_bookings(booking, customer=examples.customer(country=country, kind=kind))


def option_of(dossier: Dossier, act: str, kind: str = "booking", receipt: Receipt = MARCH) -> Option:
    """The option of an act on a kind of subject."""
    return next(one for one in options_for(dossier, receipt) if one.act == act and one.subject_kind == kind)


def test_what_was_never_accepted_is_paid_back_whole_at_any_time() -> None:
    option = option_of(called(), "withdrawal")
    assert (option.state, option.refund, option.possible_until) == ("approval", Cents(12000), None)
    assert (option.clauses, option.refund_due_by) == ((LAW,), date(2027, 3, 19))
    assert any(LAW in step.clauses and "the law governs" in str(step.sentence) for step in option.why)
    assert option.read_out is not None
    assert "does not bind you" in language("en").say(option.read_out)
    ending = option_of(called(), "termination")
    assert (ending.state, ending.clauses) == ("blocked", (LAW,))
    assert "does not bind" in str(ending.reason)


@pytest.mark.parametrize(
    "changes",
    [
        {"offer_confirmed_on": date(2026, 12, 19)},
        {"accepted_on": date(2026, 12, 20)},
        {"offer_confirmed_on": date(2026, 12, 19), "accepted_on": date(2027, 3, 6)},
    ],
)
def test_confirmation_and_acceptance_are_both_needed_by_the_day_of_the_message(changes: dict[str, Any]) -> None:
    assert option_of(called(**changes), "withdrawal").refund == Cents(12000)


@pytest.mark.parametrize(
    "dossier",
    [called("BE"), called(kind="trader"), called(made_by="online"), called(made_by=None)],
)
def test_elsewhere_the_call_binds(dossier: Dossier) -> None:
    option = option_of(dossier, "withdrawal")
    assert option.state == "blocked"
    assert all(LAW not in step.clauses for step in option.why)


def test_the_period_to_withdraw_runs_from_the_day_it_binds() -> None:
    signed = called(offer_confirmed_on=date(2026, 12, 19), accepted_on=date(2026, 12, 28))
    option = option_of(signed, "withdrawal", receipt=Receipt(datetime(2027, 1, 11, 10, 0), "phone"))
    assert (option.state, option.possible_until) == ("allowed", date(2027, 1, 11))
    assert option.determination is not None
    finding = option.determination.finding("telephone_governed_by")
    assert finding is not None
    assert finding.clauses == ("MC 1.5", LAW)


def test_only_what_was_paid_by_then_goes_back() -> None:
    monthly = examples.monthly(made_by="telephone")
    paid = tuple(
        examples.payment(monthly.number, 600, invoice_number=f"F-{day}", paid_on=day)
        for day in (date(2026, 11, 5), date(2026, 12, 5), None, date(2027, 4, 5))
    )
    dossier = examples.with_bookings(monthly, customer=examples.customer(country="LU"), payments=paid)
    assert option_of(dossier, "withdrawal").refund == Cents(1200)


def test_a_contract_that_does_not_bind_takes_its_bookings_with_it() -> None:
    dossier = examples.dossier(customer=examples.customer(country="LU"))
    contract = replace(contract_of(dossier), made_by="telephone")
    option = option_of(replace(dossier, contract=contract), "withdrawal", "contract")
    assert (option.state, option.refund) == ("approval", Cents(12000 + 14900 + 1200))


def test_the_case_asks_a_supervisor_and_stores_why(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, called())
    option = option_of(dossier, "withdrawal")
    draft = replace(withdrawal.begin(overview_of(dossier, MARCH, MARCH.received_at.date()), option), evidence="call")
    seen = withdrawal.preview(dossier, draft, examples.TODAY)
    assert (seen.refund_total, seen.refund_vat) == (Cents(12000), Cents(1744))
    assert ["A supervisor confirms" in str(one) for one in seen.approvals] == [True]
    assert seen.letters == ("acknowledgement",)
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert done.state == "waits_for_approval"
    with desk.records.reading() as session:
        (kept,) = read_determinations(session, done.case_number)
    assert kept.determination.value("telephone_governed_by") == LAW


def test_what_does_not_bind_is_not_terminated() -> None:
    dossier = called()
    draft = termination.Draft(
        subject_kind="booking", subject="B-10001", channel="phone", received_at=MARCH.received_at, evidence="call"
    )
    with pytest.raises(Refusal) as refused:
        termination.preview(dossier, draft, MARCH.received_at.date())
    assert refused.value.clauses == (LAW,)


def test_what_does_not_bind_keeps_no_contract_in_force_and_does_not_end_at_the_sale() -> None:
    dossier = called()
    ending = option_of(dossier, "termination", "contract")
    assert ending.determination is not None
    assert (ending.note, ending.determination.value("services")) == (None, ())
    assert "fixed term" not in language("en").say(ending.read_out or ending.title)
    assert not [one for one in options_for(dossier, MARCH) if one.subject_kind == "sale"]
    bound = called(offer_confirmed_on=date(2026, 12, 19), accepted_on=date(2026, 12, 28))
    (kept,) = determining.contract_facts(bound, MARCH.received_at.date()).services
    assert kept.key == "B-10001"
    assert option_of(bound, "termination", "sale").state == "needs_answer"
