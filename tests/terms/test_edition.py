"""Editions: their numbers come from data, another edition gives other answers, and no rule holds a number itself."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from app.terms.clause import Determination, Finding, Refusal, because
from app.terms.edition import TERMS, Edition, Numbers, edition_called, edition_for, editions, load_edition
from app.terms.facts import FrameworkTerminationFacts, TermLengthFacts, TransferFacts
from app.terms.rules import RULES, determine

ROOT = Path(__file__).resolve().parents[2]
# Modules that count days and cents; the rules themselves take every number of the terms from the edition.
ARITHMETIC = {"calendar.py", "money.py"}


def test_a_contract_keeps_the_edition_of_its_conclusion(edition: Edition) -> None:
    assert edition_for(date(2026, 3, 1)) is edition
    assert edition_for(date(2019, 3, 1)) is edition, "an older contract takes the oldest edition there is"
    assert list(editions()) == ["mini-belux-2025-09"]


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


def test_another_edition_changes_numbers_and_a_rule(edition: Edition) -> None:
    """A fictional edition: two months' notice, terms of three years, and contracts that pass on freely."""

    def free_transfer(facts: TransferFacts, edition: Edition, chosen: frozenset[str]) -> Determination:
        told = because("The contract follows the vehicle.")
        return Determination("transfer_contract", edition.id, (Finding("allowed", True, ("MC 7.1",), told),))

    later = replace(
        edition,
        id="fictional-2027",
        numbers=edition.numbers._replace(
            framework_notice_months=2, limited_term_months_max=36, provider_protected_years=3
        ),
        rules=MappingProxyType({"transfer_contract": free_transfer}),
    )
    notice = FrameworkTerminationFacts(date(2025, 1, 15))
    assert determine("customer_terminates_framework", notice, edition).value("notice_end") == date(2025, 2, 15)
    assert determine("customer_terminates_framework", notice, later).value("notice_end") == date(2025, 3, 15)
    assert determine("term_length", TermLengthFacts(date(2025, 3, 3), 36), later).value("allowed") is True
    assert determine("transfer_contract", TransferFacts(False), edition).value("allowed") is False
    moved = determine("transfer_contract", TransferFacts(False), later, readings=True)
    assert (moved.value("allowed"), moved.edition) == (True, "fictional-2027")


def test_an_edition_with_a_missing_number_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(TERMS / "mini-belux-2025-09", folder)
    numbers = folder / "numbers.toml"
    text = numbers.read_text(encoding="utf-8")
    numbers.write_text(text.replace("[number.sale_weeks]", "[number.sail_weeks]"), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_edition(folder)
    assert dict(refused.value.because.values)["names"] == ("sail_weeks", "sale_weeks")


def test_all_37_rules_are_there() -> None:
    assert len(RULES) == 37
