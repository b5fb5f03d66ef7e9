"""A customer on a sanctions list: services rest or all ends, the money waits, and an agent does none of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.acts import sanctions, services
from app.records.rows import Dossier
from app.terms.catalogue import load_catalogue
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import booking_of, contract_of, letter_text, read_back, stored

NAME = "sanctions"


def listed(**changes: Any) -> Dossier:
    return examples.dossier(customer=examples.customer(sanctioned=True), **changes)


def draft_of(dossier: Dossier, **changes: Any) -> Any:
    given: dict[str, Any] = {"way": "end", "barred": True, "approval_required": False}
    return begun(dossier, NAME, role="supervisor", **(given | changes))


def test_only_for_a_customer_on_a_list_and_only_for_a_supervisor() -> None:
    assert option_of(listed(), NAME) is None
    assert option_of(examples.dossier(), NAME, role="supervisor") is None
    option = option_of(listed(), NAME, role="supervisor")
    assert option is not None
    assert (option.state, option.section) == ("approval", "supervisor")


def test_all_services_rest_until_the_law_allows_them_again(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, listed(), "supervisor")
    draft = draft_of(dossier, way="suspend")
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["suspension_notice"])
    assert "€" not in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    shown = {one.key: one.state for one in services.statuses(after, TODAY)}
    assert shown["drive_recorder"] == shown["mini_connected_package"] == "suspended"
    assert missing(after, NAME, draft) == ["way"]
    assert missing(after, NAME, replace(draft, way="lift")) == ["barred"]
    lifted = performed(desk, after, NAME, replace(draft, way="lift", barred=False))
    assert [kind for _, kind in lifted.letters] == ["suspension_lifted"]
    again = read_back(desk, after)
    assert again.suspensions[0].lifted_by_case == lifted.case_number
    assert missing(again, NAME, replace(draft, way="lift")) == ["way"]
    desk.close()


def test_the_end_pays_back_by_paid_period_after_another_supervisor(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, listed(), "supervisor")
    draft = draft_of(dossier)
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    amounts = {line.number: line.refund for line in seen.refund_lines}
    assert amounts == {"B-10001": 11638, "B-10002": None, "B-10003": 135}
    assert (seen.refund_total, seen.last_service_day, len(seen.approvals)) == (None, TODAY, 3)
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, done.letters) == ("waits_for_approval", ())
    after = read_back(desk, dossier)
    assert contract_of(after).ended_as == booking_of(after, "B-10001").ended_as == ""
    assert {one.state for one in after.refunds} == {"waits_for_approval"}
    option = option_of(after, NAME, role="supervisor")
    assert option is not None
    assert option.state == "blocked"
    with pytest.raises(Refusal) as refused:
        sanctions.preview(after, draft, TODAY)
    assert done.case_number in words(refused.value.because)
    desk.close()


def test_the_emergency_call_the_law_keeps_on_does_not_end_with_the_contract() -> None:
    legal = next(key for key, one in load_catalogue().services.items() if one.legally_required)
    call = examples.booking("B-10009", legal, kind="basic", price=Cents(0), period_start=None, period_end=None)
    dossier = listed(contract=examples.contract(examples.package(), call))
    sheet = sanctions.decide(dossier, draft_of(dossier), TODAY).sheets[0]
    assert [words(one.name) for one in sheet.services] == ["MINI Connected Package"]


def test_the_authority_is_asked_where_it_has_to_approve() -> None:
    dossier = listed()
    assert missing(dossier, NAME, draft_of(dossier, approval_required=True)) == ["approved"]
    seen = previewed(dossier, NAME, draft_of(dossier, approval_required=True, approved=False))
    assert seen.determinations[0].value("payable_now") is False
    assert any("not approved the payment yet" in words(one) for one in seen.approvals)


def test_who_may_still_supply_ends_nothing() -> None:
    dossier = listed()
    draft = draft_of(dossier, barred=False)
    assert missing(dossier, NAME, draft) == [""]
    with pytest.raises(Refusal, match="may still perform"):
        sanctions.preview(dossier, draft, TODAY)
    assert missing(dossier, NAME, draft_of(dossier, way="")) == ["way"]


def test_without_anything_paid_the_contract_still_ends() -> None:
    dossier = listed(contract=examples.contract(), payments=())
    seen = previewed(dossier, NAME, draft_of(dossier))
    assert (seen.refund_lines, seen.last_service_day) == ((), TODAY)
