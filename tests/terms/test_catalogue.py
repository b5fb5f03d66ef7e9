"""The catalogue of services: complete, in four languages, and refused with the field named when it is damaged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.terms.catalogue import CATALOGUE, load_catalogue, read_catalogue
from app.terms.clause import Refusal
from app.terms.edition import Edition


def test_the_catalogue_is_whole() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.services) == 89
    assert len(catalogue.offered_for("MINI")) == 79
    assert [service.key for service in catalogue.services.values() if service.legally_required] == [
        "legal_emergency_call"
    ]
    esim = catalogue.service("personal_esim")
    assert (esim.minimum_os, esim.required_codes, esim.parent) == (9, ("SA6AE", "SA6PA"), "connectivity")
    assert catalogue.service("mini_connected_package").name["nl"] == "MINI Connected-pakket"
    assert catalogue.service("call_services").minimum_os is None


def test_a_booking_keeps_the_issue_of_its_day() -> None:
    package = load_catalogue().service("mini_connected_package")
    assert package.issue_for(date(2025, 7, 1)) == "07/25"
    assert package.issue_for(date(2025, 6, 30)) == "", "an older issue is not known"
    assert load_catalogue().service("airconsole_games").issue_for(date(2027, 1, 1)) == "09/25"
    assert package._replace(issue="").issue_for(date(2027, 1, 1)) == ""


def test_every_service_has_a_name_in_each_language() -> None:
    for service in load_catalogue().services.values():
        assert set(service.name) == {"nl", "fr", "de", "en"}
        assert all(service.name.values())


def test_kept_data_that_have_a_period_are_known_to_the_rule(edition: Edition) -> None:
    notes = [note for service in load_catalogue().services.values() for note in service.retention if note.duration]
    assert {note.data for note in notes} == set(edition.retention)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (('level = "service"\n', ""), "level"),
        (('de = "AirConsole Games", ', ""), "name"),
        (('default_activation = "with_package"', 'default_activation = "by_magic"'), "default_activation"),
        (('switched_by = "main_user"', 'switched_by = "nobody"'), "switched_by"),
        (('requires = ["connected_package"]', 'requires = ["luck"]'), "requires"),
        (('until = "automatic"', 'until = "doomsday"'), "retention"),
        (('key = "customer_hotline"', 'key = "call_services"'), "key"),
        (('parent = "call_services"', 'parent = "no_service"'), "parent"),
    ],
)
def test_a_damaged_catalogue_is_refused(tmp_path: Path, change: tuple[str, str], field: str) -> None:
    damaged = tmp_path / "services.toml"
    text = CATALOGUE.read_text(encoding="utf-8")
    assert change[0] in text
    damaged.write_text(text.replace(change[0], change[1], 1), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_catalogue(damaged)
    assert dict(refused.value.because.values)["name"] == field
