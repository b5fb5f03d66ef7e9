"""Money back for days without service: by paid period, once for each day, and what a supervisor has to set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import outage_compensation
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import letter_text, read_back, stored

NAME = "outage_compensation"
FIRST, LAST = date(2026, 12, 20), date(2026, 12, 24)


def draft_of(dossier: Dossier, *chosen: str, **changes: Any) -> Any:
    return begun(dossier, NAME, **({"cause": "ours", "first_day": FIRST, "last_day": LAST, "chosen": chosen} | changes))


def test_only_where_something_is_paid_for() -> None:
    option = option_of(examples.dossier(), NAME)
    assert option is not None
    assert (option.state, option.group, option.missing) == ("needs_answer", "other", ("from", "to"))
    assert option_of(examples.with_bookings(), NAME) is None


def test_the_days_without_service_of_a_paid_year(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = draft_of(dossier, "B-10001")
    assert missing(dossier, NAME, draft) == []
    seen = previewed(dossier, NAME, draft)
    line = seen.refund_lines[0]
    assert (line.consumed_days, line.total_days, line.refund, seen.refund_total) == (5, 365, 164, 164)
    assert seen.payment_means == "Visa ···· 4242"
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("being_carried_out", ["outage_compensation"])
    assert "€ 1,64" in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    booked = after.refunds[0]
    assert (booked.case_number, booked.subject, booked.amount, booked.state) == (
        done.case_number,
        "B-10001",
        164,
        "to_release",
    )
    assert (booked.first_day, booked.last_day) == (FIRST, LAST)
    with pytest.raises(Refusal) as refused:
        outage_compensation.preview(after, replace(draft, first_day=LAST, last_day=TODAY), TODAY)
    assert done.case_number in words(refused.value.because)
    other_days = replace(draft, first_day=date(2026, 12, 25), last_day=TODAY)
    assert previewed(after, NAME, other_days).refund_total == 132
    desk.close()


def test_each_month_is_shared_out_by_itself() -> None:
    dossier = examples.dossier()
    seen = previewed(dossier, NAME, draft_of(dossier, "B-10003", first_day=date(2026, 12, 1), last_day=FIRST))
    assert seen.determinations[0].value("periods") == (
        (date(2026, 11, 5), date(2026, 12, 4), 4, 30, 80),
        (date(2026, 12, 5), date(2027, 1, 4), 16, 31, 310),
    )
    line = seen.refund_lines[0]
    assert (line.price, line.refund, line.deduction) == (1200, 390, 810)
    assert (line.period_start, line.period_end, line.total_days) == (date(2026, 11, 5), date(2027, 1, 4), 61)


def test_a_price_without_a_term_waits_for_a_supervisor(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = draft_of(dossier, "B-10001", "B-10002")
    seen = previewed(dossier, NAME, draft)
    assert (seen.refund_total, len(seen.approvals)) == (None, 1)
    done = performed(desk, dossier, NAME, draft)
    assert done.state == "waits_for_approval"
    assert [kind for _, kind in done.letters] == ["outage_compensation"]
    text = letter_text(desk, done.letters[0][0])
    assert "1,64" not in text  # nothing of it is promised while a part is checked
    assert "Anti-Theft Recorder" in text
    assert "MINI Connected-pakket" in text
    states = {one.subject: (one.amount, one.state) for one in read_back(desk, dossier).refunds}
    assert states == {"B-10001": (164, "waits_for_approval"), "B-10002": (None, "waits_for_approval")}
    desk.close()


def test_what_only_worked_badly_waits_too() -> None:
    dossier = examples.dossier()
    seen = previewed(dossier, NAME, draft_of(dossier, "B-10001", extent="degraded"))
    assert (seen.refund_total, seen.refund_lines[0].refund) == (None, None)
    assert "worked badly" in words(seen.approvals[0])


@pytest.mark.parametrize("kind", ["consumer", "trader"])
def test_the_letter_says_that_it_worked_badly_whoever_is_refused(kind: str) -> None:
    dossier = examples.dossier()
    draft = draft_of(dossier, "B-10001", extent="degraded", cause="other", customer_type=kind)
    sheet = outage_compensation.decide(dossier, draft, TODAY).sheets[0]
    assert (sheet.kind, sheet.particulars.variant) == ("refusal", "degraded")


def test_an_outage_we_did_not_cause(tmp_path: Path) -> None:
    """A trader is refused; of a consumer a supervisor looks at the remedy the law gives."""
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = draft_of(dossier, "B-10001", cause="other")
    refused = previewed(dossier, NAME, replace(draft, customer_type="trader"))
    assert refused.refusal is not None
    assert refused.refusal.instead == ()  # nobody asked to be rid of the service
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("waits_for_approval", ["refusal"])
    assert performed(desk, read_back(desk, dossier), NAME, replace(draft, customer_type="trader", chosen=("B-10003",)))
    desk.close()


def test_days_that_cannot_be_are_refused_at_their_field() -> None:
    dossier = examples.dossier()
    assert missing(dossier, NAME, begun(dossier, NAME)) == ["cause"]
    assert missing(dossier, NAME, draft_of(dossier, "B-10001", first_day=None)) == ["first_day"]
    assert missing(dossier, NAME, draft_of(dossier, "B-10001", last_day=date(2026, 12, 19))) == ["last_day"]
    assert missing(dossier, NAME, draft_of(dossier, "B-10001", last_day=date(2026, 12, 29))) == ["last_day"]
    assert missing(dossier, NAME, draft_of(dossier)) == ["chosen"]


def test_days_nothing_was_paid_for_bring_nothing() -> None:
    dossier = examples.dossier()
    seen = previewed(
        dossier, NAME, draft_of(dossier, "B-10001", first_day=date(2026, 12, 1), last_day=date(2026, 12, 2))
    )
    assert seen.refund_total == 0
    assert (
        outage_compensation.plan(
            dossier, draft_of(dossier, "B-10001", first_day=date(2026, 12, 1), last_day=date(2026, 12, 2)), seen
        ).refunds
        == ()
    )


def renewed() -> Dossier:
    """A package that was renewed on 24 December for another year."""
    row = examples.package(
        concluded_on=date(2025, 12, 24),
        period_start=date(2026, 12, 24),
        period_end=date(2027, 12, 23),
        auto_renewal=True,
        renewal_months=12,
        renewed=True,
    )
    return examples.with_bookings(row)


def test_days_before_a_renewal_are_not_lost(tmp_path: Path) -> None:
    """Only the running term is on record: a supervisor sets what comes back for the days before it."""
    desk, dossier = stored(tmp_path, renewed())
    seen = previewed(dossier, NAME, draft_of(dossier, "B-10001"))
    assert (seen.refund_total, seen.refund_lines[0].refund) == (None, None)
    assert "another paid term" in words(seen.approvals[0])
    within = previewed(dossier, NAME, draft_of(dossier, "B-10001", first_day=date(2026, 12, 24), last_day=TODAY))
    assert (within.refund_total, within.approvals) == (164, ())
    earlier = draft_of(dossier, "B-10001", last_day=date(2026, 12, 22))
    done = performed(desk, dossier, NAME, earlier)
    assert done.state == "waits_for_approval"
    assert "geen van die dagen" not in letter_text(desk, done.letters[0][0])
    desk.close()


def test_what_waits_keeps_no_other_act_off_the_booking(tmp_path: Path) -> None:
    """A right with a deadline goes on; only the same days are not paid back twice."""
    desk, dossier = stored(tmp_path, examples.dossier())
    draft = draft_of(dossier, "B-10001", extent="degraded")
    first = performed(desk, dossier, NAME, draft)
    assert first.state == "waits_for_approval"
    after = read_back(desk, dossier)
    with pytest.raises(Refusal) as refused:
        outage_compensation.preview(after, draft, TODAY)
    assert first.case_number in words(refused.value.because)
    change = begun(after, "change_termination", changed="B-10001", notified_on=date(2026, 12, 19), impairs_use=True,
                   negligible=False)  # fmt: skip
    assert performed(desk, after, "change_termination", change).state == "being_carried_out"
    desk.close()


def test_one_message_gets_one_letter_with_every_service(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    done = performed(desk, dossier, NAME, draft_of(dossier, "B-10001", "B-10003"))
    assert [kind for _, kind in done.letters] == ["outage_compensation"]
    text = letter_text(desk, done.letters[0][0])
    assert "\u20ac 1,64" in text
    assert "\u20ac 2,61" in text  # of both together
    bad = {"extent": "degraded", "first_day": date(2026, 12, 10), "last_day": date(2026, 12, 10)}
    worse = performed(desk, read_back(desk, dossier), NAME, draft_of(dossier, "B-10001", "B-10003", **bad))
    assert [kind for _, kind in worse.letters] == ["outage_compensation"]
    desk.close()


def test_one_day_is_named_once(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    one_day = {"first_day": FIRST, "last_day": FIRST}
    done = performed(desk, dossier, NAME, draft_of(dossier, "B-10001", "B-10003", **one_day))
    text = letter_text(desk, done.letters[0][0])
    assert "until and including zondag 20 december 2026" not in text
    assert "tot en met zondag 20 december 2026" not in text
    desk.close()
