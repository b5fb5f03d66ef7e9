"""The worked cases: those of the case book and our own at the edges of each rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.exchange.casebook import answer_case, differences, sentence
from app.exchange.casebook_facts import read_facts
from app.terms.arithmetic import UNSAID
from app.terms.clause import Because, Determination, Finding, Part
from app.terms.edition import Edition
from app.terms.rules import RULES, determine

FOLDER = Path(__file__).resolve().parent.parent / "casebook"
CASES: list[dict[str, Any]] = [
    case
    for name in ("cases.json", "edges.json")
    for case in json.loads((FOLDER / name).read_text(encoding="utf-8"))["cases"]
]
ANSWERED = [case for case in CASES if case["expected"] is not None]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], edition: Edition) -> None:
    assert differences(case, answer_case(case, edition)) == []


def test_every_rule_has_cases() -> None:
    assert {case["rule"] for case in ANSWERED} == set(RULES)


def determined(case: dict[str, Any], edition: Edition, *, readings: bool = False) -> Determination:
    """The determination of a case that has an answer."""
    facts = read_facts(RULES[case["rule"]].facts, case["input"])
    return determine(case["rule"], facts, edition, readings=readings)


def every_finding(findings: tuple[Finding, ...]) -> list[Finding]:
    """The findings and those inside their parts."""
    found = list(findings)
    for finding in findings:
        for part in finding.value if isinstance(finding.value, tuple) else ():
            if isinstance(part, Part):
                found += every_finding(part.findings)
    return found


def worded(text: Because) -> str:
    """A reason in its source language; fails when a placeholder has no value or a value no placeholder.

    What only the arithmetic line shows is left aside.
    """
    for name in dict(text.values).keys() - UNSAID:
        assert f"{{{name}}}" in text.message, f"{name} is given and not said: {text.message}"
    return sentence(text)


def test_every_finding_cites_a_clause_and_can_be_put_into_words(edition: Edition) -> None:
    for case in ANSWERED:
        for finding in every_finding(determined(case, edition).findings):
            assert finding.clauses, (case["id"], finding.name)
            if finding.because is not None:
                assert "{" not in worded(finding.because)


def test_other_readings_never_change_the_default_answer(edition: Edition) -> None:
    for case in ANSWERED:
        plain, with_readings = determined(case, edition), determined(case, edition, readings=True)
        mine, theirs = every_finding(plain.findings), every_finding(with_readings.findings)
        assert [finding.name for finding in mine] == [finding.name for finding in theirs]
        for before, after in zip(mine, theirs, strict=True):
            for other in after.alternatives:
                assert other.value != before.value
                assert "{" not in worded(other.because)
