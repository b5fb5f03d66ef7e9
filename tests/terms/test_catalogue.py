"""The catalogue of services: complete, in four languages, and refused with the field named when it is damaged."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from app.terms.catalogue import CATALOGUE, Service, load_catalogue, read_catalogue
from app.terms.catalogue_words import FOLDER, read_words
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


def _facts() -> list[dict[str, str]]:
    with (Path(__file__).parent / "services.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("facts", _facts(), ids=lambda facts: str(facts["key"]))
def test_each_service_holds_every_fact_of_its_description(facts: dict[str, str]) -> None:
    """The facts stand in ``services.tsv``, one line a service, read off the descriptions apart from the catalogue."""
    service = load_catalogue().service(facts["key"])
    assert _as_facts(service) == facts


def test_no_service_is_missing_and_none_is_invented() -> None:
    assert list(load_catalogue().services) == [facts["key"] for facts in _facts()]


def _as_facts(service: Service) -> dict[str, str]:
    def words(values: tuple[object, ...]) -> str:
        return " ".join(map(str, values)) or "."

    def flag(value: bool) -> str:
        return str(value)[0]

    return {
        "key": service.key,
        "level": service.level,
        "parent": service.parent or ".",
        "brands": words(service.brands),
        "listed": flag(service.listed),
        "described": flag(service.described),
        "revision": str(service.revision or "."),
        "issue": service.issue or ".",
        "codes": words(service.required_codes),
        "any_of": words(service.any_of_codes),
        "os": str(service.minimum_os or 0),
        "requires": words(service.requires),
        "also_needs": words(service.also_needs),
        "powertrain": service.powertrain,
        "activation": service.default_activation,
        "switched_by": service.switched_by,
        "online": service.needs_online,
        "by_law": flag(service.legally_required),
        "can_stop": service.can_be_deactivated,
        "in_vehicle": words(service.data_in_vehicle),
        "in_systems": words(service.data_in_systems),
        "to_others": words(service.data_to_third_parties),
        "retention": words(tuple(note.duration or "-" for note in service.retention)),
        "volume": words(tuple(f"{one.measure}:{one.number}{one.unit}:{one.per}" for one in service.volume)),
        "responsibility": service.third_party_responsibility or ".",
    }


def test_every_service_is_described_in_each_language() -> None:
    catalogue = load_catalogue()
    assert set(catalogue.words.descriptions) == set(catalogue.services)
    for text in catalogue.words.descriptions.values():
        assert set(text) == {"nl", "fr", "de", "en"}
        assert all(words.endswith(".") for words in text.values())
    assert catalogue.description("legal_emergency_call").message.startswith("The emergency call required by law")
    assert catalogue.words.say("data", "vin").message == "VIN"


def test_every_text_goes_to_the_translators() -> None:
    catalogue = load_catalogue()
    texts = {text["en"] for text in catalogue.texts()}
    assert {service.name["en"] for service in catalogue.services.values()} <= texts
    assert {text["en"] for text in catalogue.words.descriptions.values()} <= texts
    assert {text["en"] for kind in catalogue.words.kinds.values() for text in kind.values()} <= texts


def test_a_service_without_a_description_is_refused() -> None:
    words = load_catalogue().words
    known = words._replace(descriptions=dict(list(words.descriptions.items())[1:]))
    with pytest.raises(Refusal) as refused:
        read_catalogue(CATALOGUE, known)
    assert dict(refused.value.because.values)["name"] == "description"


def test_no_word_of_the_vocabulary_is_unused() -> None:
    catalogue = load_catalogue()
    used: dict[str, set[str]] = {"data": set(), "need": set(), "responsibility": set(), "occasion": set()}
    for service in catalogue.services.values():
        used["data"].update(service.data_in_vehicle, service.data_in_systems, service.data_to_third_parties)
        used["need"].update(service.also_needs)
        used["responsibility"].update({service.third_party_responsibility} - {""})
        used["occasion"].update(one.per for one in service.volume)
    assert used == {kind: set(table) for kind, table in catalogue.words.kinds.items()}


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("words.toml", "[need]", "[needs]", "need"),
        ("words.toml", 'vin = { nl = "VIN", ', "vin = { ", "vin"),
        ("descriptions.toml", 'en = "A voice call', 'en = ""\nx = "A voice call', "psap_emergency_call"),
        ("words.toml", "[data]", "[data", "words.toml"),
    ],
)
def test_damaged_words_are_refused(tmp_path: Path, file: str, before: str, after: str, said: str) -> None:
    for source in FOLDER.glob("*.toml"):
        text = source.read_text(encoding="utf-8")
        assert source.name != file or before in text
        changed = text.replace(before, after, 1) if source.name == file else text
        (tmp_path / source.name).write_text(changed, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_words(tmp_path)
    assert said in dict(refused.value.because.values).values()


@pytest.mark.parametrize("text", ["service = 1", "[service", "[other]"])
def test_a_file_without_services_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "services.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_catalogue(tmp_path / "services.toml")
    assert dict(refused.value.because.values)["file"] == "services.toml"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (('level = "service"\n', ""), "level"),
        (('de = "AirConsole Games", ', ""), "name"),
        (('default_activation = "with_package"', 'default_activation = "by_magic"'), "default_activation"),
        (('switched_by = "main_user"', 'switched_by = "nobody"'), "switched_by"),
        (('requires = ["connected_package"]', 'requires = ["luck"]'), "requires"),
        (('until = "automatic"', 'until = "doomsday"'), "retention"),
        (('level = "component"', 'level = "planet"'), "level"),
        (("minimum_os = 9", 'minimum_os = "nine"'), "minimum_os"),
        (("listed = true", "listed = 1"), "listed"),
        (('powertrain = "electric"', 'powertrain = "steam"'), "powertrain"),
        (('needs_online = "partly"', 'needs_online = "perhaps"'), "needs_online"),
        (('can_be_deactivated = "no"', 'can_be_deactivated = "never"'), "can_be_deactivated"),
        (('also_needs = ["airconsole_app"]', 'also_needs = ["patience"]'), "also_needs"),
        (('data_in_vehicle = ["fault_log"]', 'data_in_vehicle = ["secrets"]'), "data_in_vehicle"),
        (('data_in_systems = ["vehicle_data"', 'data_in_systems = ["secrets"'), "data_in_systems"),
        (('data_to_third_parties = ["none"]', 'data_to_third_parties = "none"'), "data_to_third_parties"),
        (('measure = "about"', 'measure = "roughly"'), "volume"),
        (('per = "hour"', 'per = "blink"'), "volume"),
        (
            ('third_party_responsibility = "operator"', 'third_party_responsibility = "us"'),
            "third_party_responsibility",
        ),
        (("revision = 2025-05-23", 'revision = "May"'), "revision"),
        (('issue = "09/25"', 'issue = "September"'), "issue"),
        (('duration = "P28D", until = "period"', 'duration = "", until = "period"'), "retention"),
        (('required_codes = ["SA6AE"]', 'required_codes = ["6AE"]'), "required_codes"),
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
    assert dict(refused.value.because.values)["file"] == "services.toml"
