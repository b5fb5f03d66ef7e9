"""The list of the clause browser: chapters, search, editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.acts import clause_browser
from app.acts.clause_browser import chapters, editions_of, find_clauses, marked_places
from app.acts.clause_page import clause_page
from app.language import language
from app.terms import edition as edition_module
from app.terms.register import load_register, registers
from tests.terms.fictional import NAME, folder_of_the_fictional_edition


def numbers(query: str, code: str = "nl", chapter: str = "") -> list[str]:
    """What a search finds, best first."""
    return [line.number for line in find_clauses(query, code, chapter)]


def test_the_chapters_stand_in_the_order_of_the_texts() -> None:
    lines = chapters("fr")
    assert [line.number for line in lines] == [
        *(f"MC {one}" for one in range(1, 16)),
        "SD",
        "DA1",
        "DA2",
        *(f"SI {one}" for one in range(1, 12)),
        "law",
    ]
    assert all(line.chapter == line.number for line in lines)
    assert all(numbers("", chapter=line.number) for line in lines)


def test_a_number_is_found_before_words() -> None:
    assert numbers("8.5")[0] == "MC 8.5"
    assert numbers("mc 8.5 a")[0] == "MC 8.5 a"
    assert numbers("wer vi.91", "de")[0] == "WER VI.91"
    assert {number.split()[1][:2] for number in numbers("mc 15")} == {"15"}


def test_words_are_found_in_every_language_without_accents() -> None:
    assert numbers("retractation pack", "fr")[0] == "SI 11"
    assert numbers("Kündigung Händler", "de") == []
    assert "MC 15" in numbers("Widerruf", "de")
    assert numbers("zzz") == []


def test_a_contested_point_finds_the_clauses_it_is_about() -> None:
    assert numbers("G17") == ["MC 8.3", "WER VI.91"]


def test_a_search_keeps_to_a_chapter() -> None:
    found = find_clauses("", "en", "MC 8")
    assert (found[0].number, found[0].depth) == ("MC 8", 0)
    assert {line.number: line.depth for line in found}["MC 8.5 a"] == 2
    assert {line.chapter for line in found} == {"MC 8"}
    assert numbers("", chapter="SD") == [number for number in numbers("") if number.startswith("SD:")]


def test_what_answered_can_be_marked() -> None:
    def marked(text: str, query: str) -> list[str]:
        return [text[start:end] for start, end in marked_places(text, query)]

    assert marked("Désactivation de la carte SIM", "sim desactiv") == ["Désactiv", "SIM"]
    assert marked("Withdrawal by the consumer", "with draw") == ["Withdraw"]
    assert marked("Withdrawal by the consumer", "") == []
    assert marked("MC 8.5 a", "8.5") == ["8", "5"]


def test_a_later_edition_is_shown_first_and_the_older_one_can_be_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = folder_of_the_fictional_edition(tmp_path)
    first = later / "clauses" / "mc-08.toml"
    text = first.read_text(encoding="utf-8")
    assert "Terminating the MINI Connected contract" in text
    first.write_text(text.replace("Terminating the MINI Connected contract", "Leaving MINI Connected"), "utf-8")
    known = {**edition_module.editions(), NAME: edition_module.load_edition(later)}
    both = (*registers(), load_register(later))
    for place in ("app.terms.edition.editions", "app.acts.clause_browser.editions", "app.acts.clause_page.editions"):
        monkeypatch.setattr(place, lambda: known)
    monkeypatch.setattr(clause_browser, "registers", lambda: both)
    clause_browser._searched.cache_clear()
    try:
        assert editions_of("MC") == (NAME, "mini-belux-2025-09")
        assert editions_of("SI") == ("service-inclusive-2024-09",)
        for chosen, title, notice in (
            ("", "Leaving MINI Connected", "2 months"),
            (NAME, "Leaving MINI Connected", "2 months"),
            ("mini-belux-2025-09", "Terminating the MINI Connected contract", "1 month"),
        ):
            line = next(one for one in find_clauses("8.1", "en", edition=chosen) if one.number == "MC 8.1")
            page = clause_page("MC 8.1", "en", chosen)
            assert page is not None
            told = {one.meaning: language("en").say(one.amount) for one in page.numbers}
            assert (line.title, page.words.title) == (title, title)
            assert told["Notice period of the customer for the contract"] == notice
        assert len(numbers("8.1")) == len(set(numbers("8.1")))
    finally:
        clause_browser._searched.cache_clear()
