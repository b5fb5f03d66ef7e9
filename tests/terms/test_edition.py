"""Editions: their numbers come from data, another edition gives other answers, and no rule holds a number itself."""

from __future__ import annotations

import ast
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.terms.clause import Refusal
from app.terms.edition import (
    TERMS,
    Edition,
    Numbers,
    edition_called,
    edition_for,
    editions,
    load_edition,
    newest_edition,
)
from app.terms.facts import FrameworkTerminationFacts, TermLengthFacts, TermsChangeFacts, TransferFacts
from app.terms.rules import RULES, determine
from tests.terms.fictional import fictional_edition

ROOT = Path(__file__).resolve().parents[2]
# Modules that count days and cents; the rules themselves take every number of the terms from the edition.
ARITHMETIC = {"calendar.py", "money.py"}


def test_a_contract_keeps_the_edition_of_its_conclusion(edition: Edition) -> None:
    assert edition_for(date(2026, 3, 1)) is edition
    assert edition_for(date(2019, 3, 1)) is edition, "an older contract takes the oldest edition there is"
    assert list(editions()) == ["service-inclusive-2024-09", "mini-belux-2025-09"]
    assert newest_edition() is edition


def test_the_packages_have_an_edition_of_their_own(edition: Edition) -> None:
    """SI 1: it goes before the MINI Connected terms, which fill in what it does not state, and the other way round."""
    packages = edition_for(date(2026, 3, 1), "SI")
    assert packages is edition_for(date(2020, 3, 1), "SI")
    assert (packages.id, packages.terms, edition.terms) == ("service-inclusive-2024-09", "SI", "MC")
    assert (packages.clause_of("withdrawal_days"), edition.clause_of("withdrawal_days")) == ("SI 11", "MC 15")
    assert packages.clause_of("late_information_months") == edition.clause_of("late_information_months") == "WER VI.48"
    assert edition.clause_of("si_window_months") == "SI 3"
    assert (packages.si_works, packages.hotlines) == (edition.si_works, edition.hotlines)


def test_an_unknown_edition_is_refused() -> None:
    with pytest.raises(Refusal):
        edition_called("mini-belux-1999-01")


def test_every_number_has_its_clause_and_is_used(edition: Edition) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "app" / "terms").glob("*.py"))
    for name in Numbers._fields:
        source = edition.sources[name]
        assert source.clause
        assert source.meaning
        assert edition.clause_of(name) == source.clause
        used = f"numbers.{name}" in code or name in ("digital_keys", "vehicle_users", "joint_users")
        assert used, f"{name} stands in the numbers and in no rule"


def test_no_rule_holds_a_number_of_the_terms() -> None:
    for path in (ROOT / "app" / "terms").glob("*.py"):
        if path.name in ARITHMETIC:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                assert node.value in (0, 1), f"{path.name}:{node.lineno} holds {node.value}"


def test_another_edition_changes_numbers_and_a_rule(edition: Edition, tmp_path: Path) -> None:
    later = fictional_edition(tmp_path)
    assert {name for name in Numbers._fields if getattr(later.numbers, name) != getattr(edition.numbers, name)} == {
        "framework_notice_months",
        "limited_term_months_max",
        "announcement_weeks",
    }
    notice = FrameworkTerminationFacts(date(2025, 1, 15))
    assert determine("customer_terminates_framework", notice, edition).value("notice_end") == date(2025, 2, 15)
    assert determine("customer_terminates_framework", notice, later).value("notice_end") == date(2025, 3, 15)
    assert determine("term_length", TermLengthFacts(date(2025, 3, 3), 36), later).value("allowed") is True
    announced = TermsChangeFacts(date(2025, 5, 1), date(2025, 7, 1))
    assert determine("terms_change", announced, edition).value("latest_announcement") == date(2025, 5, 19)
    assert determine("terms_change", announced, later).value("latest_announcement") == date(2025, 5, 5)
    assert determine("transfer_contract", TransferFacts(False), edition).value("allowed") is False
    moved = determine("transfer_contract", TransferFacts(False), later, readings=True)
    assert (moved.value("allowed"), moved.edition) == (True, "fictional-2027-01")


def test_an_edition_with_a_missing_number_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(TERMS / "mini-belux-2025-09", folder)
    numbers = folder / "numbers.toml"
    text = numbers.read_text(encoding="utf-8")
    numbers.write_text(text.replace("[number.sale_weeks]", "[number.sail_weeks]"), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_edition(folder)
    assert dict(refused.value.because.values)["names"] == ("sail_weeks", "sale_weeks")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[number.sale_weeks]", "[number.sale_weeks"),
        ('id = "mini-belux-2025-09"', ""),
        ('value = 6\nunit = "weeks"', 'value = "six"\nunit = "weeks"'),
        ('opens = "08:30"', 'opens = "early"'),
        ("[number.withdrawal_days]\nvalue = 14", "[number.withdrawal_days]\nvalue = -5"),
        ("[number.notional_years]\nvalue = 5", "[number.notional_years]\nvalue = 0"),
    ],
)
def test_an_edition_that_cannot_be_read_is_refused(tmp_path: Path, before: str, after: str) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(TERMS / "mini-belux-2025-09", folder)
    numbers = folder / "numbers.toml"
    text = numbers.read_text(encoding="utf-8")
    assert before in text
    numbers.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_edition(folder)
    assert dict(refused.value.because.values) == {"folder": "broken"}


def test_no_rule_asks_which_edition_it_is() -> None:
    """A changed clause is another function of its edition, never a branch inside a rule."""
    for path in (ROOT / "app" / "terms").glob("*.py"):
        if path.name in ("edition.py", "governing.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.If | ast.IfExp | ast.Compare | ast.Match):
                asked = node.subject if isinstance(node, ast.Match) else getattr(node, "test", node)
                assert not any(
                    isinstance(one, ast.Attribute)
                    and isinstance(one.value, ast.Name)
                    and one.value.id == "edition"
                    and one.attr in ("id", "terms", "in_force_from")
                    for one in ast.walk(asked)
                ), f"{path.name}:{node.lineno} asks for the edition"


def test_all_37_rules_are_there() -> None:
    assert len(RULES) == 37
