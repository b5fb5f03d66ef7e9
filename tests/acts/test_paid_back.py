"""A day that was paid back is not paid back again: a supervisor sets what is still due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.acts import sim_deactivation
from app.acts.sim_deactivation import Draft as SimOff
from app.records.consequence_rows import Refund
from app.records.rows import Booking, Dossier
from app.terms.clause import Cents
from tests.acts import examples
from tests.acts.acting import begun, performed, previewed, words
from tests.acts.examples import BY_PHONE, TODAY
from tests.acts.stored import read_back, stored

OUT = Refund(
    1, "C-1", "B-10001", Cents(164), None, "same", "", date(2026, 12, 20), date(2026, 12, 24), "to_release", "", None
)


def after_an_outage(*bookings: Booking, **changes: object) -> Dossier:
    """The package was out of order for five days, and those were paid back."""
    dossier = examples.with_bookings(*bookings) if bookings else examples.dossier()
    return replace(dossier, refunds=(replace(OUT, **changes),))


def test_who_gets_everything_back_gets_no_day_twice(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    out = begun(dossier, "outage_compensation", cause="ours", first_day=OUT.first_day, last_day=OUT.last_day,
                chosen=("B-10001",))  # fmt: skip
    performed(desk, dossier, "outage_compensation", out)
    after = read_back(desk, dossier)
    draft = begun(after, "withdrawal", "B-10001", informed="never")
    seen = previewed(after, "withdrawal", draft)
    assert seen.refund_total is None
    assert after.cases[0].number in words(seen.approvals[0])
    assert "€1.64" in words(seen.approvals[0])
    done = performed(desk, after, "withdrawal", draft)
    assert done.state == "waits_for_approval"
    desk.close()


def test_days_that_were_used_are_kept_and_no_day_is_counted_twice() -> None:
    after = after_an_outage()
    seen = previewed(after, "withdrawal", begun(after, "withdrawal", "B-10001"))
    assert (seen.refund_total, seen.approvals) == (11638, ())


def test_a_refund_that_does_not_go_out_is_no_hindrance() -> None:
    for state in ("rejected", "cancelled"):
        after = after_an_outage(state=state)
        seen = previewed(after, "withdrawal", begun(after, "withdrawal", "B-10001", informed="never"))
        assert (seen.refund_total, seen.approvals) == (12000, ())


def test_an_amount_that_is_not_known_yet_is_named_too() -> None:
    after = after_an_outage(amount=None, state="waits_for_approval")
    seen = previewed(after, "withdrawal", begun(after, "withdrawal", "B-10001", informed="never"))
    assert seen.refund_total is None
    assert "C-1" in words(seen.approvals[0])


def test_the_end_after_a_change_and_the_end_by_sanctions_take_later_days_once() -> None:
    after = after_an_outage(examples.package(), last_day=date(2026, 12, 31))
    draft = begun(after, "change_termination", changed="contract", notified_on=date(2026, 12, 1), substantial=True)
    seen = previewed(after, "change_termination", draft)
    assert seen.refund_total is None
    assert "C-1" in words(seen.approvals[-1])
    listed = replace(after, customer=examples.customer(sanctioned=True))
    way = {"way": "end", "barred": True, "approval_required": False}
    ended = previewed(listed, "sanctions", begun(listed, "sanctions", role="supervisor", **way))
    assert ended.refund_total is None
    assert any("C-1" in words(one) for one in ended.approvals)


def test_a_sim_off_before_the_handover_pays_nothing_twice() -> None:
    after = replace(after_an_outage(), vehicle=examples.vehicle(handover_at=None))
    seen = sim_deactivation.preview(after, SimOff(received_at=BY_PHONE.received_at, dealer="D-001"), TODAY)
    assert seen.refund_total is None
    assert "C-1" in words(seen.approvals[0])
