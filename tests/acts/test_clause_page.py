"""The page of a clause, and the cases that cite it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from app.acts.clause_browser import find_clauses
from app.acts.clause_page import BINDS, NATURES, clause_page, clause_uses_of
from app.language import language
from app.records.cases import NewCase, add_case, add_determination
from app.terms.clause import Determination, Finding
from app.terms.register import BINDS as BOUND
from app.terms.register import NATURES as KINDS
from app.terms.register import law, registers, text_of
from tests.acts.examples import dossier
from tests.acts.stored import desk_on


def test_a_page_holds_numbers_neighbours_and_readings() -> None:
    page = clause_page("MC 8.1", "en")
    assert page is not None
    english = language("en")
    told = {line.meaning: english.say(line.amount) for line in page.numbers}
    assert told["Notice period of the customer for the contract"] == "1 month"
    assert told["Years in which MINI gives no ordinary notice"] == "5 years"
    assert len(told) == 2
    assert [english.say(line.amount) for line in page.preset] == ["5 years"]
    assert ([line.number for line in page.above], page.below) == (["MC 8"], ())
    assert page.before is not None
    assert page.after is not None
    assert (page.before.number, page.after.number) == ("MC 8", "MC 8.2")
    assert {"G02", "G04"} <= {point.id for point in page.readings}
    assert page.binds is not None
    assert english.say(page.binds) == "It binds both sides."
    assert (page.edition, page.nature) == ("mini-belux-2025-09", "automated")


def test_a_part_knows_everything_above_it() -> None:
    page = clause_page("MC 8.5 a", "en")
    assert page is not None
    assert [line.number for line in page.above] == ["MC 8", "MC 8.5"]
    for register in registers():
        first, last = (clause_page(register.entries[place].number, "en") for place in (0, -1))
        assert first is not None
        assert last is not None
        assert (first.before, last.after) == (None, None)


def test_every_page_can_be_shown() -> None:
    english = language("en")
    for line in find_clauses("", "en"):
        page = clause_page(line.number, "en")
        assert page is not None
        assert all(english.say(number.amount) for number in page.numbers)
    assert clause_page("MC 99", "en") is None
    assert BINDS.keys() == BOUND
    assert NATURES.keys() == KINDS


def test_the_law_stands_beside_the_clauses_on_the_same_matter() -> None:
    page, article = clause_page("MC 8.3", "nl"), clause_page("WER VI.91", "nl")
    assert page is not None
    assert article is not None
    assert "WER VI.91" in {line.number for line in page.beside}
    assert [line.number for line in article.beside] == ["MC 8.3"]
    for one in law().values():
        assert all(text_of(number) is not None for number in one.beside), one.number


def test_a_page_of_the_law_stands_alone() -> None:
    page = clause_page("WER VI.91", "nl")
    assert page is not None
    assert (page.above, page.below, page.before, page.after) == ((), (), None, None)
    assert (page.numbers, page.binds, page.nature, page.edition) == ((), None, "", "")
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
    uses = clause_uses_of(desk, "WER VI.51 §4")
    assert [(hit.number, hit.about, hit.customer_id) for hit in uses.cases] == [
        ("C-2026-000900", "withdrawal", elke.customer.id)
    ]
    assert uses.in_all == 1
    assert clause_uses_of(desk, "MC 1") == ((), 0)
    desk.close()
