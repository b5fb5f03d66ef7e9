"""The clause browser: chapters, search, the page of a clause and the cases that cite it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from app.acts.clause_browser import chapters, clause_page, clause_uses_of, find_clauses
from app.language import language
from app.records.cases import NewCase, add_case, add_determination
from app.terms.clause import Determination, Finding
from tests.acts.examples import dossier
from tests.acts.stored import desk_on


def numbers(query: str, code: str = "nl", chapter: str = "") -> list[str]:
    """What a search finds, best first."""
    return [line.number for line in find_clauses(query, code, chapter)]


def test_the_chapters_stand_in_the_order_of_the_texts() -> None:
    lines = chapters("fr")
    assert [line.number for line in lines if line.number.startswith("MC")] == [f"MC {one}" for one in range(1, 16)]
    assert {"DA1", "DA2", "SD:digital_key", "SI 11"} <= {line.number for line in lines}
    assert all(line.chapter == line.number for line in lines)


def test_a_number_is_found_before_words() -> None:
    assert numbers("8.5")[0] == "MC 8.5"
    assert numbers("mc 8.5 a")[0] == "MC 8.5 a"
    assert numbers("wer vi.91", "de")[0] == "WER VI.91"


def test_words_are_found_in_every_language_without_accents() -> None:
    assert numbers("retractation pack", "fr")[0] == "SI 11"
    assert numbers("Kündigung Händler", "de") == []
    assert "MC 15" in numbers("Widerruf", "de")
    assert numbers("zzz") == []


def test_a_search_keeps_to_a_chapter() -> None:
    found = find_clauses("", "en", "MC 8")
    assert found[0].number == "MC 8"
    assert "MC 8.5 a" in {line.number for line in found}
    assert {line.chapter for line in found} == {"MC 8"}


def test_a_page_holds_numbers_neighbours_and_readings() -> None:
    page = clause_page("MC 8.1", "en")
    assert page is not None
    english = language("en")
    told = {line.meaning: english.say(line.amount) for line in page.numbers}
    assert told["Notice period of the customer for the contract"] == "1 month"
    assert told["Years in which MINI gives no ordinary notice"] == "5 years"
    assert page.above is not None
    assert (page.above.number, page.below) == ("MC 8", ())
    assert {"G02", "G04"} <= {point.id for point in page.readings}
    assert page.binds is not None
    assert english.say(page.binds) == "It binds both sides."


def test_every_page_can_be_shown() -> None:
    english = language("en")
    for line in find_clauses("", "en"):
        page = clause_page(line.number, "en")
        assert page is not None
        assert all(english.say(number.amount) for number in page.numbers)
    assert clause_page("MC 99", "en") is None


def test_a_page_of_the_law_has_no_chapter() -> None:
    page = clause_page("WER VI.91", "nl")
    assert page is not None
    assert (page.above, page.below, page.numbers, page.binds) == (None, (), (), None)
    assert [point.id for point in page.readings] == ["G17"]


def test_the_cases_that_cite_a_clause_are_named(tmp_path: Path) -> None:
    elke = dossier()
    desk = desk_on(tmp_path, elke)
    with desk.records.writing() as session:
        case = NewCase(
            "C-2026-000900",
            elke.customer.id,
            None,
            "withdrawal",
            (("contract", "K-1"),),
            "open",
            date(2026, 12, 28),
            datetime(2026, 12, 28, 14, 2),
            "Anna Willems",
        )
        found = Determination(
            "withdrawal", "mini-belux-2025-09", (Finding("allowed", True, ("MC 15", "WER VI.51 §4")),)
        )
        add_determination(session, add_case(session, case), found, facts={})
    assert clause_uses_of(desk, "WER VI.51 §4") == (("C-2026-000900",), 1)
    assert clause_uses_of(desk, "MC 1") == ((), 0)
    desk.close()
