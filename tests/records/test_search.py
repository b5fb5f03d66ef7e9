"""One line of text finds people, vehicles, contracts, cases and letters, however it is typed."""

from __future__ import annotations

from datetime import date

import pytest

from app.records.preview import preview_row
from app.records.rows import HitPreview, Note
from app.records.search import search
from app.records.store import Records
from tests.records.examples import NOW, VIN, add_elke, add_papers, add_person, add_vehicle, ask, best, names

# Names ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["de smet", "De Smet", "DE  SMET", "desmet", "De Smet, Elke", "elke de smet", "elke desm"]
)
def test_particles_joined_or_apart(desk: Records, query: str) -> None:
    assert "De Smet, Elke" in names(desk, query)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("chloe", "Vanderlinden, Chloé"),
        ("Chloé vander linden", "Vanderlinden, Chloé"),
        ("van der linden", "Vanderlinden, Chloé"),
        ("vandenberg", "Van den Berg, Jean-Pierre"),
        ("van denberg", "Van den Berg, Jean-Pierre"),
        ("jeanpierre", "Van den Berg, Jean-Pierre"),
        ("berg jean", "Van den Berg, Jean-Pierre"),
        ("dhondt", "d'Hondt, Łukasz"),
        ("D’Hondt", "d'Hondt, Łukasz"),
        ("lukasz", "d'Hondt, Łukasz"),
        ("gross", "Groß, Jörg"),
        ("GROSS jorg", "Groß, Jörg"),
        ("le hoa", "Le, Hoa"),
        ("hoa le", "Le, Hoa"),
        ("el smet", "De Smet, Elke"),
        ("garage hof", "Garage 't Hof nv"),
        ("ruben claes", "Garage 't Hof nv"),
        ("merech", "Emmerechts, An"),
        ("mueller", "Muller, Jos"),
    ],
)
def test_found_by_name(desk: Records, query: str, name: str) -> None:
    assert name in names(desk, query)


def test_names_are_ranked_by_how_exactly_they_fit(desk: Records) -> None:
    found = ask(desk, "de smet").groups[0]
    assert [(hit.label, hit.matched, hit.note) for hit in found.hits[:4]] == [
        ("De Smet, Elke", "De Smet", ""),
        ("De Smet, Joris", "De Smet", ""),
        ("Desmet, Bram", "Desmet", "one_word"),
        ("De Smedt, Lies", "De Smedt", "close_spelling"),
    ]
    assert names(desk, "desmet")[0] == "Desmet, Bram"
    assert names(desk, "smet")[0] == "Smet, Denis"
    assert ask(desk, "de smet").reading == "name"


def test_vehicles_of_those_who_were_found_literally_come_along(desk: Records) -> None:
    people, vehicles = ask(desk, "de smet").groups
    assert people.total == len(people.hits)
    assert [(hit.label, hit.matched) for hit in vehicles.hits] == [
        ("MINI Cooper SE · 1-ABC-234", "De Smet"),
        ("MINI Cooper SE · 1-VTR-508", "De Smet"),
    ]
    assert [hit.vehicles for hit in people.hits[:4]] == [1, 1, 2, 0]


WRONG = {
    "insert": [f"emm{letter}erechts" for letter in "ex"] + ["eemmerechts", "emmerechtss", "emmerxechts"],
    "delete": ["emmerechts"[:place] + "emmerechts"[place + 1 :] for place in range(10)],
    "replace": ["emmerechts"[:place] + "x" + "emmerechts"[place + 1 :] for place in range(10)],
    "swap": ["emmerechts"[:p] + "emmerechts"[p + 1] + "emmerechts"[p] + "emmerechts"[p + 2 :] for p in range(9)],
}


@pytest.mark.parametrize("query", sorted({query for queries in WRONG.values() for query in queries}))
def test_one_typing_error_at_any_place(desk: Records, query: str) -> None:
    hit = best(desk, query)
    assert hit.label == "Emmerechts, An"
    assert hit.matched


@pytest.mark.parametrize("query", ["an emmerecths", "emmerecths an", "de smdet", "elke de smett", "lies de smetd"])
def test_one_typing_error_in_several_words(desk: Records, query: str) -> None:
    hits = ask(desk, query).groups[0].hits
    assert any(hit.note == "close_spelling" and hit.matched for hit in hits)


@pytest.mark.parametrize("query", ["gand", "gent", "Ghent", "emmerechts gand", "gent emmer"])
def test_found_by_town_in_any_language(desk: Records, query: str) -> None:
    assert "Emmerechts, An" in names(desk, query)


@pytest.mark.parametrize("query", ["chloe lambrt", "lambrt chloe", "lambrt"])
def test_a_name_with_a_typing_error_comes_before_a_town_with_one(records: Records, query: str) -> None:
    with records.writing() as session:
        add_person(session, 91, "Baert", "Chloé", town="Woluwe-Saint-Lambert")
        add_person(session, 92, "Dubois", "Chloé", town="Woluwe-Saint-Lambert")
        add_person(session, 93, "Lambert", "Chloé", town="Namur")
    found = names(records, query)
    assert found[0] == "Lambert, Chloé"
    assert set(found[1:3]) == {"Baert, Chloé", "Dubois, Chloé"}


# Identifiers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["1-ABC-234", "1 abc 234", "1abc234", "1.abc.234", "1-abc234"])
def test_plates_in_any_spelling(desk: Records, query: str) -> None:
    hit = best(desk, query)
    assert (hit.kind, hit.plate, hit.matched) == ("vehicle", "1-ABC-234", "1-ABC-234")
    assert ask(desk, query).reading == "plate"


@pytest.mark.parametrize(("query", "marked"), [("K000022", "K000022"), ("k000022", "K000022")])
def test_a_customer_number_is_shown_and_marked(desk: Records, query: str, marked: str) -> None:
    hit = best(desk, query)
    assert (hit.number, hit.label, hit.matched) == ("K000022", "Emmerechts, An", marked)
    assert hit.detail.startswith("K000022 · Gent")


@pytest.mark.parametrize("query", ["LU 4821", "LU4821", "lu-4821", "4821"])
def test_luxembourg_plates(desk: Records, query: str) -> None:
    assert best(desk, query).plate == "LU 4821"


@pytest.mark.parametrize("query", ["1-AB", "1ab", "ABC-123", "abc12"])
def test_the_beginning_of_a_plate(desk: Records, query: str) -> None:
    assert best(desk, query).plate in ("1-ABC-234", "ABC-123")


@pytest.mark.parametrize(
    ("query", "matched"),
    [
        (VIN, VIN),
        (VIN.lower(), VIN),
        ("WMW31GD 090 TA40817", VIN),
        ("TA40817", "TA40817"),
        ("ta40817", "TA40817"),
        ("TA408", "TA408"),
        ("WMW31GD0", "WMW31GD0"),
        ("GD090", "GD090"),
        ("0817", "0817"),
    ],
)
def test_vins_and_their_parts(desk: Records, query: str, matched: str) -> None:
    hit = best(desk, query)
    assert (hit.vin, hit.matched, hit.state) == (VIN, matched, "active")
    assert ask(desk, query).reading == "vin"


def test_a_vehicle_nobody_holds_is_found_too(desk: Records) -> None:
    hit = best(desk, "2fkl871")
    assert (hit.customer, hit.customer_id) == ("", 0)
    with desk.reading() as session:
        assert preview_row(session, hit) is None


@pytest.mark.parametrize(
    "query",
    [
        "+32 470 12 34 56",
        "+32470123456",
        "0470/12 34 56",
        "0470 12 34 56",
        "0032470123456",
        "470123456",
        "+32 (0)470/123456",
    ],
)
def test_telephones_in_any_format(desk: Records, query: str) -> None:
    hit = best(desk, query)
    assert (hit.label, hit.score) == ("Peeters, Sofie", 1000)
    assert hit.matched.endswith("470 12 34 56")
    assert ask(desk, query).reading == "phone"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("0470 12", "Peeters, Sofie"),
        ("34 56", "Peeters, Sofie"),
        ("621 123 456", "Muller, Jos"),
        ("+352 621", "Muller, Jos"),
        ("00352621123456", "Muller, Jos"),
        ("092345678", "Garage 't Hof nv"),
        ("09/234 56 78", "Garage 't Hof nv"),
    ],
)
def test_parts_of_telephones(desk: Records, query: str, name: str) -> None:
    assert name in names(desk, query)


@pytest.mark.parametrize(
    "query", ["sofie.peeters@example.org", "SOFIE.PEETERS@EXAMPLE.ORG", "sofie.peeters@", "sofie.peet"]
)
def test_email_addresses(desk: Records, query: str) -> None:
    hit = best(desk, query)
    assert hit.label == "Peeters, Sofie"
    assert hit.matched.lower().startswith("sofie.peet")


@pytest.mark.parametrize("query", ["elke@example.net", "ELKE@", "MID-00077", "mid-000"])
def test_mini_ids(desk: Records, query: str) -> None:
    hit = best(desk, query)
    assert hit.kind == "vehicle"
    assert hit.plate == ("LU 4821" if query.lower().startswith("mid") else "1-ABC-234")
    assert hit.matched.lower() == query.lower().rstrip("@")


def test_customer_numbers(desk: Records) -> None:
    assert best(desk, "k000031").label == "Peeters, Sofie"


def test_letters_are_a_name_first_and_a_plate_after_that(records: Records) -> None:
    with records.writing() as session:
        add_person(session, 1, "Abcoude", "Jan")
        add_vehicle(session, 1, 1, VIN, "ABC-123")
        add_vehicle(session, 2, None, "WMW31GD090TA40818", "ABCOUDE")
    assert [group.name for group in ask(records, "abc").groups] == ["people", "vehicles"]
    assert [group.name for group in ask(records, "a").groups] == ["people", "vehicles"]
    assert {hit.label for hit in ask(records, "abcoude").hits} >= {"Abcoude, Jan", "MINI Cooper SE · ABCOUDE"}


# Contracts, cases, letters -------------------------------------------------------------------------------------------


@pytest.fixture
def elke(records: Records) -> Records:
    with records.writing() as session:
        add_elke(session)
        add_papers(session)
    return records


@pytest.mark.parametrize(
    ("query", "kind", "number"),
    [
        ("MC-2025-000001", "contract", "MC-2025-000001"),
        ("mc-2025", "contract", "MC-2025-000001"),
        ("B-000002", "contract", "MC-2025-000001"),
        ("si-000001", "contract", "SI-000001"),
        ("C-2026-00001", "case", "C-2026-00001"),
        ("c 2026 1", "case", "C-2026-00001"),
        ("C-2026", "case", "C-2026-00001"),
        ("l202600001", "letter", "L-2026-00001"),
    ],
)
def test_numbers(elke: Records, query: str, kind: str, number: str) -> None:
    hit = best(elke, query)
    assert (hit.kind, hit.number, hit.customer, hit.vin) == (kind, number, "De Smet Bouw bv", VIN)
    assert ask(elke, query).reading == "number"


def test_cases_and_letters_come_along_with_their_customer(elke: Records) -> None:
    found = {group.name: group.hits for group in ask(elke, "de smet bouw").groups}
    case, letter = found["papers"]
    assert (case.kind, case.about, case.state, case.last_service_day) == (
        "case",
        "withdrawal",
        "approved",
        date(2026, 12, 28),
    )
    assert (letter.kind, letter.about, letter.state, letter.language, letter.pages, letter.on) == (
        "letter",
        "withdrawal_confirmation",
        "printed",
        "nl",
        2,
        date(2026, 12, 28),
    )
    assert case.matched == "De Smet Bouw"


def test_the_preview(elke: Records) -> None:
    with elke.reading() as session:
        assert preview_row(session, search(session, "1abc234").hits[0]) == HitPreview(
            customer="De Smet Bouw bv",
            kind="trader",
            country="LU",
            language="fr",
            model="MINI Cooper SE",
            plate="1-ABC-234",
            vin=VIN,
            sim_state="partial",
            mini_id_linked=True,
            package_until=date(2026, 12, 28),
            open_cases=1,
            last_note=Note(1, NOW, "Tom Claes", "asked how to cancel"),
        )


def test_the_preview_of_a_customer_without_a_vehicle(desk: Records) -> None:
    with desk.reading() as session:
        found = preview_row(session, search(session, "hoa le").hits[0])
    assert found is not None
    assert (found.vin, found.sim_state, found.mini_id_linked, found.last_note) == ("", "", None, None)
