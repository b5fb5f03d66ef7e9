"""Contested points: the organisation's readings hold for every case, a supervisor's for one, and both are recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import sim_deactivation, termination, withdrawal
from app.acts.drafts import from_json, to_json
from app.acts.overview import overview, overview_of
from app.acts.rows import Option, Overview
from app.config import Person
from app.language import language
from app.records.cases import read_determinations
from app.records.organisation_readings import choose_reading
from app.start import Desk
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.examples import BY_LETTER, BY_PHONE, NOW, TODAY
from tests.acts.stored import desk_on, key_of

DISPATCH = (("G34", "G34 B"),)
SPREAD = (("G07", "G07 B"),)


def desk_of(folder: Path, role: str = "agent", *readings: str) -> Desk:
    """A desk on Elke's dossier, of an organisation with these readings."""
    desk = desk_on(folder, examples.dossier(), person=Person("Sofie Peeters", role))
    with desk.records.writing() as session:
        for reading in readings:
            choose_reading(session, reading.split()[0], reading, default=False, by="Tom Claes", at=NOW)
    return desk


def on(shown: Overview, act: str, subject: str) -> Option:
    return next(one for one in shown.options if one.act == act and one.subject == subject)


def shown_by(desk: Desk) -> Overview:
    found = overview(desk, key_of(examples.dossier()), BY_LETTER)
    assert found is not None
    return found


def kept(desk: Desk, draft: Any) -> tuple[Mapping[str, Any], Any]:
    """The readings and the refund that a case keeps after the draft was performed."""
    key = key_of(examples.dossier())
    dossier = shown_by(desk).dossier
    done = withdrawal.perform(desk, key, draft, withdrawal.preview(dossier, draft, TODAY))
    with desk.records.reading() as session:
        (stored,) = read_determinations(session, done.case_number)
    return stored.readings, stored.determination.value("refund")


def test_the_organisation_reads_for_every_case(tmp_path: Path) -> None:
    """G34 B: use ends on the day of dispatch, 24 December, and not on the 28th."""
    desk = desk_of(tmp_path, "agent", "G34 B")
    shown = shown_by(desk)
    option = on(shown, "withdrawal", "B-10001")
    by_default = on(overview_of(shown.dossier, BY_LETTER, TODAY), "withdrawal", "B-10001")
    assert (by_default.refund, option.refund) == (Cents(11638), Cents(11770))
    assert option.last_service_day == date(2026, 12, 24)
    reading = next(one for one in option.readings if one.id == "G34")
    assert "sent" in reading.readings[0].message, "the reading in force stands first"
    assert dict(reading.results[0].values)["value"] == Cents(11770)
    draft = withdrawal.begin(shown, option)
    assert draft.readings == DISPATCH
    readings, refund = kept(desk, draft)
    assert refund == Cents(11770)
    assert readings["G34"] == {"reading": "G34 B", "by": "organisation"}
    desk.close()


def test_without_a_choice_the_default_is_recorded(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    shown = shown_by(desk)
    readings, refund = kept(desk, withdrawal.begin(shown, on(shown, "withdrawal", "B-10001")))
    assert (readings["G34"], refund) == ("default", Cents(11638))
    desk.close()


def test_a_supervisor_chooses_for_one_case_and_says_why(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "supervisor")
    shown = shown_by(desk)
    draft = withdrawal.begin(shown, on(shown, "withdrawal", "B-10002"))
    draft = replace(draft, readings=SPREAD, reading_reason="  Agreed with the legal team. ")
    assert from_json(withdrawal.Draft, to_json(draft)) == draft
    readings, refund = kept(desk, draft)
    assert refund is not None
    assert refund < 14900
    assert readings["G07"] == {"reading": "G07 B", "by": "supervisor", "reason": "Agreed with the legal team."}
    desk.close()


def test_a_supervisor_goes_back_to_the_default(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "supervisor", "G07 B")
    shown = shown_by(desk)
    draft = withdrawal.begin(shown, on(shown, "withdrawal", "B-10002"))
    draft = replace(draft, readings=(("G07", "G07 A"),), reading_reason="An older booking.")
    readings, refund = kept(desk, draft)
    assert (refund, readings["G07"]) == (
        14900,
        {"reading": "G07 A", "by": "supervisor", "reason": "An older booking."},
    )
    desk.close()


@pytest.mark.parametrize(
    ("role", "readings", "reason", "told"),
    [
        ("agent", SPREAD, "I think so.", "Only a supervisor"),
        ("administrator", SPREAD, "I think so.", "Only a supervisor"),
        ("supervisor", SPREAD, " ", "Say why"),
        ("supervisor", DISPATCH, "I think so.", "only the organisation"),
        ("supervisor", (("G07", "G07 Z"),), "I think so.", "No reading"),
        ("supervisor", (("G07", "G07 A"), ("G07", "G07 B")), "I think so.", "Two readings"),
    ],
)
def test_who_may_not_choose(tmp_path: Path, role: str, readings: Any, reason: str, told: str) -> None:
    desk = desk_of(tmp_path, role)
    shown = shown_by(desk)
    draft = withdrawal.begin(shown, on(shown, "withdrawal", "B-10002"))
    seen = withdrawal.preview(shown.dossier, draft, TODAY)
    with pytest.raises(Refusal, match=told):
        withdrawal.perform(desk, key_of(shown.dossier), replace(draft, readings=readings, reading_reason=reason), seen)
    assert shown_by(desk).dossier.cases == ()
    desk.close()


def test_a_result_that_was_seen_by_other_readings_is_not_recorded(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, "supervisor")
    shown = shown_by(desk)
    draft = withdrawal.begin(shown, on(shown, "withdrawal", "B-10002"))
    seen = withdrawal.preview(shown.dossier, draft, TODAY)
    with pytest.raises(Refusal, match="refund is"):
        withdrawal.perform(desk, key_of(shown.dossier), replace(draft, readings=SPREAD, reading_reason="Yes."), seen)
    desk.close()


def test_a_termination_follows_the_readings_of_its_draft() -> None:
    """G13 C: a monthly service ends on the eve of the due date after the notice. G04 B: terms end with the contract."""
    dossier = examples.dossier()
    shown = overview_of(dossier, replace(BY_PHONE, readings=frozenset({"G13 C", "G04 B"})), TODAY)
    option = on(shown, "termination", "MC-200001")
    draft = termination.begin(shown, option)
    assert draft.readings == (("G04", "G04 B"), ("G13", "G13 C"))
    seen = termination.preview(dossier, draft, TODAY)
    assert seen.determinations == (option.determination,)
    ends = {part.key: part.value("last_service_day") for part in seen.determinations[0].value("services")}
    assert ends["B-10003"] == date(2027, 2, 4)
    assert ends["B-10001"] == date(2027, 1, 28)
    default = termination.preview(dossier, replace(draft, readings=()), TODAY)
    assert default.determinations != seen.determinations


def test_a_sale_and_a_renewed_term_follow_them_too() -> None:
    """G19 B counts six weeks from the receipt even before the sale; G17 D leaves a consumer two months."""
    renewed = examples.package(renewed=True, period_start=date(2026, 12, 1), period_end=date(2027, 11, 30))
    dossier = examples.with_bookings(renewed)
    draft = termination.Draft("booking", "B-10001", customer_type="consumer", received_at=NOW, evidence="note")
    days = {
        readings: termination.preview(dossier, replace(draft, readings=readings), TODAY).last_service_day
        for readings in ((), (("G17", "G17 D"),))
    }
    assert days == {(): TODAY, (("G17", "G17 D"),): date(2027, 2, 28)}
    sale = replace(draft, subject_kind="sale", sold_on=date(2027, 1, 4), chosen=("B-10001",), told_of_duties=True)
    assert termination.preview(dossier, sale, TODAY).last_service_day == date(2027, 2, 15)
    from_receipt = replace(sale, readings=(("G19", "G19 B"),))
    assert termination.preview(dossier, from_receipt, TODAY).last_service_day == date(2027, 2, 8)


def test_switching_the_sim_off_follows_them_too() -> None:
    """G27 A: the request is a notice as well."""
    dossier = examples.dossier()
    shown = overview_of(dossier, replace(BY_PHONE, readings=frozenset({"G27 A"})), TODAY)
    option = next(one for one in shown.options if one.act == "sim_deactivation")
    draft = sim_deactivation.begin(shown, option)
    assert draft.readings == (("G27", "G27 A"),)
    assert option.determination.value("framework_end") == date(2027, 1, 28)
    seen = sim_deactivation.preview(dossier, replace(draft, terminate="no", has_functions=True), TODAY)
    assert seen.determinations[0].value("framework_end") == date(2027, 1, 28)


def test_every_reading_of_a_point_can_be_chosen_also_one_that_changes_another_value() -> None:
    """G17 A allows no exit, G13 C changes the last day of one service, and the others change the money."""
    renewed = examples.package(
        concluded_on=date(2025, 6, 1), period_start=date(2026, 6, 1), period_end=date(2027, 5, 31), renewed=True,
        auto_renewal=True, renewal_months=12,
    )  # fmt: skip
    exits = overview_of(examples.with_bookings(renewed, payments=()), BY_PHONE, TODAY)
    leaving = next(one for one in on(exits, "termination", "B-10001").readings if one.id == "G17")
    assert leaving.choices == ("G17 B", "G17 A", "G17 C", "G17 D")
    assert [dict(one.values)["value"] for one in leaving.results] == [
        date(2026, 12, 28), date(2027, 5, 31), date(2027, 1, 28), date(2027, 2, 28),
    ]  # fmt: skip
    ends = on(overview_of(examples.dossier(), BY_PHONE, TODAY), "termination", "MC-200001")
    month = next(one for one in ends.readings if one.id == "G13")
    assert month.choices == ("G13 A", "G13 B", "G13 C")
    assert [language("en").say(one).replace("\xa0", " ") for one in month.results] == [
        "€0.00 and Thu 28 Jan 2027", "€1.35", "Thu 4 Feb 2027",
    ]  # fmt: skip
