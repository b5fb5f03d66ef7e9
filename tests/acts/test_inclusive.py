"""Service Inclusive: a package becomes active, is extended, and is asked whether it covers a work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.acts import inclusive_activation, inclusive_entitlement, inclusive_extension
from app.records.rows import Dossier
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, previewed, words
from tests.acts.examples import TODAY
from tests.acts.stored import letter_text, read_back, stored

ACTIVATION, EXTENSION, ENTITLEMENT = "inclusive_activation", "inclusive_extension", "inclusive_entitlement"
SI = "service-inclusive-2024-09"


def with_packages(*rows: Any) -> Dossier:
    return examples.dossier(service_inclusive=rows, payments=())


def package(**changes: Any) -> Any:
    return examples.service_inclusive(edition=SI, **changes)


def used(number: str, **changes: Any) -> Any:
    bought: dict[str, Any] = {"number": number, "id": int(number[-1]), "package": "service_inclusive_used"}
    return package(**(bought | changes))


def test_a_package_is_active_from_its_payment(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, with_packages(package()))
    option = option_of(dossier, ACTIVATION)
    assert option is not None
    assert (option.state, option.section, option.group) == ("needs_answer", "service_inclusive", "other")
    draft = begun(dossier, ACTIVATION)
    assert missing(dossier, ACTIVATION, draft) == ["price_received_on"]
    draft = replace(draft, price_received_on=date(2026, 12, 24))
    seen = previewed(dossier, ACTIVATION, draft)
    assert [words(one) for one in seen.effects] == [
        "Service Inclusive is active from Thu 24 Dec 2026.",
        "Its term ends on Sat 22 Apr 2028 or at 40,000 km, whichever is first.",
    ]
    done = performed(desk, dossier, ACTIVATION, draft)
    assert [kind for _, kind in done.letters] == ["service_inclusive_activation"]
    assert "24 december 2026" in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    assert after.service_inclusive[0].service_started_on == date(2026, 12, 24)
    assert option_of(after, ACTIVATION) is None
    with pytest.raises(Refusal, match="active since"):
        inclusive_activation.preview(after, draft, TODAY)
    desk.close()


def test_a_second_package_for_used_cars_waits_for_the_first() -> None:
    first = used("SI-1", concluded_on=date(2025, 6, 1), term_start=date(2025, 6, 1), odometer_at_start=9000, months=24)
    second = used("SI-2", concluded_on=date(2026, 12, 20), term_start=None, odometer_at_start=None)
    dossier = with_packages(first, second)
    draft = begun(dossier, ACTIVATION, "SI-2", price_received_on=date(2026, 12, 21))
    seen = previewed(dossier, ACTIVATION, draft)
    assert seen.determinations[0].value("activated_on") == date(2027, 6, 1)
    assert words(seen.effects[1]) == "Its term starts with the first service that it covers."
    assert missing(dossier, ACTIVATION, replace(draft, odometer="many")) == ["odometer"]
    serviced = replace(draft, first_service_on=date(2026, 12, 22), odometer="18 450")
    assert previewed(dossier, ACTIVATION, serviced).determinations[1].value("km_limit") == 58450


def test_a_term_is_extended_from_its_first_day(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, with_packages(package()))
    option = option_of(dossier, EXTENSION)
    assert option is not None
    # 22 July 2029 is a Sunday: fifteen months after the last day, moved.
    assert (option.state, option.possible_until) == ("allowed", date(2029, 7, 23))
    draft = begun(dossier, EXTENSION)
    assert missing(dossier, EXTENSION, draft) == ["more_months"]
    draft = replace(draft, more_months="12", more_km="10.000")
    seen = previewed(dossier, EXTENSION, draft)
    assert words(seen.read_out) == "Service Inclusive now runs until Sun 22 Apr 2029."
    done = performed(desk, dossier, EXTENSION, draft)
    assert [kind for _, kind in done.letters] == ["service_inclusive_extension"]
    assert "22 april 2029" in letter_text(desk, done.letters[0][0])
    row = read_back(desk, dossier).service_inclusive[0]
    assert (row.months, row.km) == (48, 50000)
    desk.close()


def test_used_cars_and_late_wishes_are_refused(tmp_path: Path) -> None:
    late = package(term_start=date(2022, 1, 1), months=36)
    desk, dossier = stored(tmp_path, replace(with_packages(late), vehicle=examples.vehicle(
        first_registration_on=date(2022, 1, 1), mileage_km=None)))  # fmt: skip
    draft = begun(dossier, EXTENSION, more_months="12")
    done = performed(desk, dossier, EXTENSION, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("refused", ["refusal"])
    assert read_back(desk, dossier).service_inclusive[0].months == 36
    second = with_packages(used("SI-1", term_start=date(2026, 1, 1), odometer_at_start=10))
    blocked = option_of(second, EXTENSION)
    assert blocked is not None
    assert words(blocked.reason) == "A package for used cars cannot be extended."
    waiting = with_packages(package(term_start=None))
    bare = replace(waiting, vehicle=examples.vehicle(first_registration_on=None))
    with pytest.raises(Refusal, match="not started"):
        inclusive_extension.preview(bare, begun(bare, EXTENSION, more_months="1"), TODAY)
    desk.close()


def test_a_work_is_looked_up_and_answered_in_writing(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, with_packages(package()))
    draft = begun(dossier, ENTITLEMENT)
    assert (draft.odometer, draft.on) == ("18450", TODAY)
    assert missing(dossier, ENTITLEMENT, draft) == ["work"]
    draft = replace(draft, work="brake_fluid", cbs=True)
    seen = previewed(dossier, ENTITLEMENT, draft)
    assert seen.determinations[0].value("entitled") is True
    done = performed(desk, dossier, ENTITLEMENT, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["service_inclusive_entitlement"])
    oil = previewed(dossier, ENTITLEMENT, replace(draft, work="engine_oil"))
    assert oil.determinations[0].value("work_in_scope") is False
    misused = previewed(dossier, ENTITLEMENT, replace(draft, excluded=("misuse",)))
    assert misused.determinations[0].value("exclusions") == ("misuse",)
    assert missing(dossier, ENTITLEMENT, replace(draft, odometer="-1")) == ["odometer"]
    assert read_back(desk, dossier).service_inclusive == dossier.service_inclusive
    desk.close()


def test_nothing_is_looked_up_before_the_term_is_known() -> None:
    dossier = with_packages(used("SI-1", term_start=None, odometer_at_start=None))
    option = option_of(dossier, ENTITLEMENT)
    assert option is not None
    assert option.state == "blocked"
    with pytest.raises(Refusal):
        inclusive_entitlement.preview(dossier, begun(dossier, ENTITLEMENT, work="vehicle_check", cbs=True), TODAY)


def test_a_payment_that_cannot_have_come_in_activates_nothing() -> None:
    """A day to come, or one before the package was bought."""
    dossier = examples.dossier(service_inclusive=(examples.service_inclusive(),))
    for day in (date(2027, 3, 1), date(2026, 12, 22)):
        draft = begun(dossier, "inclusive_activation", "SI-300001", price_received_on=day)
        assert missing(dossier, "inclusive_activation", draft) == ["price_received_on"]
