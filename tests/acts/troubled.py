"""Drawn dossiers in trouble: unpaid invoices, sanctions, what rests, and cases that ended something or wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from app.acts import ACTS, act, drafts
from app.records.consequence_rows import Refund, RefundState, Suspension
from app.records.rows import CaseRow, Dossier, Payment
from app.terms.clause import Cents
from tests.acts import examples
from tests.acts.examples import NOW, TODAY
from tests.acts.test_overview import drawn_dossiers

_LATELY = st.integers(-70, 0).map(lambda days: TODAY + timedelta(days))
_STATES = ("open", "waits_for_approval", "done", "done", "refused", "cancelled")

_MONEY: tuple[RefundState, ...] = ("waits_for_approval", "to_release", "released", "cancelled")


@st.composite
def troubled_dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier with a contract and everything that can be wrong about it."""
    dossier = draw(drawn_dossiers().filter(lambda one: one.contract is not None))
    contract = dossier.contract
    assert contract is not None
    numbers = [contract.number, *(row.number for row in contract.bookings)]
    cases = tuple(draw(_case(index, numbers)) for index in range(draw(st.integers(0, 3))))
    by = st.sampled_from(["", *(one.number for one in cases)])
    rows = tuple(
        replace(
            row, ended_by_case=draw(by) if row.ended_as else "", ends_on=row.ends_on or TODAY if row.ended_as else None
        )
        for row in contract.bookings
    )
    return replace(
        dossier,
        customer=replace(dossier.customer, sanctioned=draw(st.booleans())),
        contract=replace(contract, bookings=rows, ended_by_case=draw(by) if contract.ended_as else ""),
        payments=tuple(draw(_invoice(index, row.number)) for index, row in enumerate(rows)),
        cases=cases,
        suspensions=tuple(draw(_suspension(index, numbers, by)) for index in range(draw(st.integers(0, 2)))),
        refunds=tuple(draw(_refund(index, one.number, numbers)) for index, one in enumerate(cases)),
    )


@st.composite
def _case(draw: st.DrawFn, index: int, numbers: list[str]) -> CaseRow:
    name = draw(st.sampled_from([one for one in ACTS if one not in ("cancel_case", "correct_case")]))
    subject = draw(st.sampled_from(numbers))
    begun: Any = replace(act(name).Draft(), received_at=NOW)
    if hasattr(begun, "subject"):
        begun = replace(begun, subject=subject, subject_kind="contract" if subject == numbers[0] else "booking")
    return examples.case(
        f"C-2026-0000{index + 1}",
        name,
        subject,
        id=index + 1,
        subjects=(subject,),
        state=draw(st.sampled_from(_STATES)),
        received_on=draw(_LATELY),
        last_service_day=draw(st.none() | _LATELY),
        due_what=draw(st.sampled_from(["", "warning", "stop_by"])),
        entered=draw(st.sampled_from([{}, drafts.to_json(begun)])),
    )


@st.composite
def _invoice(draw: st.DrawFn, index: int, number: str) -> Payment:
    day: date = draw(_LATELY)
    paid = draw(st.none() | st.just(day))
    return examples.payment(number, 1200, invoice_number=f"F-{index}", invoiced_on=day, due_on=day, paid_on=paid)


@st.composite
def _suspension(draw: st.DrawFn, index: int, numbers: list[str], by: st.SearchStrategy[str]) -> Suspension:
    subject = draw(st.sampled_from(numbers))
    return Suspension(
        id=index + 1,
        subject_kind="contract" if subject == numbers[0] else "booking",
        subject=subject,
        cause=draw(st.sampled_from(["sim_off", "unpaid", "sanction", "breach"])),
        from_on=draw(_LATELY),
        until_on=draw(st.none() | st.just(TODAY)),
        by_case=draw(by),
        lifted_by_case=draw(by),
    )


@st.composite
def _refund(draw: st.DrawFn, index: int, case_number: str, numbers: list[str]) -> Refund:
    state = draw(st.sampled_from(_MONEY))
    subject = draw(st.sampled_from(numbers))
    amount = draw(st.none() | st.just(Cents(500)))
    return Refund(index + 1, case_number, subject, amount, None, "same", "", None, None, state, "", None)
