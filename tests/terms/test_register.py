"""The clause register and the rules fit each other both ways, and every text stands in four languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.exchange.casebook_facts import read_facts
from app.terms.catalogue import LANGUAGES, load_catalogue
from app.terms.clause import Finding, Part, Refusal
from app.terms.edition import Edition
from app.terms.register import (
    ClauseText,
    LawText,
    clauses,
    law,
    load_law,
    load_meanings,
    load_register,
    meanings,
    registers,
    text_of,
)
from app.terms.rules import RULES, determine

ROOT = Path(__file__).resolve().parents[2]
MINI = "mini-belux-2025-09"
CITED = re.compile(
    r'"((?:(?:MC|SI) \d[^"{}:]*|SD:[^"{}]+|DA[12][^"{}]*|(?:WER|LU|Reg\.|Dir\.|GDPR) [^"{}:]*\d[^"{}:]*))"'
)
ORDINAL = re.compile(r"\d\. (?=Tag|Januar|März|April|Juni|Juli|August|September|Oktober|November|Dezember)")
SENTENCE = re.compile(r"[.!?][”“’)]?(?:\s|$)")
OPENING_HOURS = {"MC 10.1", "SI 9"}  # English counts the hours of the afternoon from one again


def shipped() -> list[ClauseText | LawText]:
    """Every entry of every register."""
    return [*(entry for register in registers() for entry in register.entries), *law().values()]


def terms() -> list[ClauseText]:
    """The entries on clauses of the terms, of all editions."""
    return [entry for register in registers() for entry in register.entries]


def cited_in_rules() -> set[str]:
    """Every citation that stands in the code of the rules, and the descriptions that whether a car can have a service
    rests on.
    """
    files = (ROOT / "app" / "terms").glob("*.py")
    cited = {found for file in files for found in CITED.findall(file.read_text(encoding="utf-8"))}
    return cited | {f"SD:{service.parent or service.key}" for service in load_catalogue().services.values()}


def cited_in_findings(edition: Edition) -> set[str]:
    """Every citation of every finding on the worked cases."""
    found: set[str] = set()
    for name in ("cases.json", "edges.json"):
        text = (ROOT / "tests" / "casebook" / name).read_text(encoding="utf-8")
        for case in json.loads(text)["cases"]:
            if case["expected"] is not None:
                facts = read_facts(RULES[case["rule"]].facts, case["input"])
                for finding in inside(determine(case["rule"], facts, edition).findings):
                    found.update(finding.clauses)
    return found


def inside(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """The findings and those inside their parts."""
    for finding in findings:
        yield finding
        for part in finding.value if isinstance(finding.value, tuple) else ():
            if isinstance(part, Part):
                yield from inside(part.findings)


def test_every_clause_cited_in_a_rule_or_a_finding_is_in_the_register(edition: Edition) -> None:
    cited = cited_in_rules() | cited_in_findings(edition)
    assert {"MC 15", "SI 3", "SD:digital_key", "DA2 1.2", "WER VI.51 §4", "LU L.222-10 (1)"} <= cited
    assert sorted(number for number in cited if text_of(number, MINI) is None) == []


def test_every_automated_clause_is_cited_by_a_rule(edition: Edition) -> None:
    """Itself, the clause it is a part of (a rule that weighs 3.2 a to e cites 3.2) or a part of it (1.4 a for 1.4)."""
    cited = cited_in_rules() | cited_in_findings(edition)
    through_parts = {entry.parent for entry in terms() if entry.number in cited}
    automated = [entry for entry in terms() if entry.nature == "automated"]

    uncited = {entry.number for entry in automated if entry.parent not in cited} - cited - through_parts
    assert sorted(uncited) == []


def test_every_number_of_the_terms_stands_with_its_clause(edition: Edition) -> None:
    sources = {name: source.clause for name, source in edition.sources.items()}
    sources |= {f"retention.{name}": kept.clause for name, kept in edition.retention.items()}
    for entry in terms():
        assert {*entry.numbers, *entry.preset} <= set(sources), entry.number
        assert set(entry.numbers).isdisjoint(entry.preset), entry.number
    for name, number in sources.items():
        stated_by = text_of(number, MINI)
        assert stated_by is not None, f"{name} rests on {number}, which is in no register"
        assert isinstance(stated_by, LawText) or name in (*stated_by.numbers, *stated_by.preset), (
            f"{number} states {name}"
        )


@pytest.mark.parametrize("entry", shipped(), ids=lambda entry: entry.number)
def test_every_text_is_short_and_in_its_own_language(entry: ClauseText | LawText) -> None:
    for texts in (entry.title, entry.summary):
        assert set(texts) == LANGUAGES
        assert len(set(texts.values())) == len(LANGUAGES), f"two languages say the same: {dict(texts)}"
    longest = 3 if isinstance(entry, ClauseText) else 1
    for text in entry.summary.values():
        assert text.endswith(".")
        assert 1 <= len(SENTENCE.findall(ORDINAL.sub("", text))) <= longest, text
        assert "  " not in text
    for text in entry.title.values():
        assert len(text) <= 72, text
        assert not text.endswith(".") or text.endswith("MwSt."), text


def test_the_four_languages_state_the_same_figures() -> None:
    for entry in shipped():
        figures = {code: figures_of(text) for code, text in entry.summary.items()}
        if entry.number not in OPENING_HOURS:
            assert len(set(figures.values())) == 1, (entry.number, figures)


def figures_of(text: str) -> tuple[str, ...]:
    """The figures of a text in order of size, whatever a language writes between groups of three."""
    return tuple(sorted(re.sub(r"\D", "", found) for found in re.findall(r"\d[\d.,\u202f]*", text)))


def test_french_carries_its_spaces() -> None:
    for entry in shipped():
        for text in (entry.title["fr"], entry.summary["fr"]):
            assert not re.search(r"(?<![\u202f\u00a0]) ?[;!?](?= |$)", re.sub(r"[\u202f][;!?]", "", text)), text
            assert " :" not in text, text
            assert "« " not in text, text


def test_the_chapters_of_the_terms_are_complete() -> None:
    chapters = [entry.number for entry in clauses(MINI).parts("")]
    assert [number for number in chapters if number.startswith("MC")] == [f"MC {number}" for number in range(1, 16)]
    lettered = [entry.number for entry in clauses(MINI).parts("MC 9.2")]
    assert lettered == [f"MC 9.2 {letter}" for letter in "abcdefghi"]
    packages = [entry.number for entry in clauses("service-inclusive-2024-09").parts("")]
    assert packages == [f"SI {number}" for number in range(1, 12)]


def test_an_unknown_citation_has_no_text() -> None:
    assert text_of("MC 99") is None
    assert clauses(MINI).clause("SI 3") is None
    with pytest.raises(Refusal, match="no clause register"):
        clauses("mini-belux-1999-01")


GOOD = """
[[clause]]
number = "MC 1"
binds = "both"
nature = "information"
title = { nl = "a", fr = "b", de = "c", en = "d" }
summary = { nl = "a.", fr = "b.", de = "c.", en = "d." }
"""


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('"both"', '"nobody"'),
        ('"information"', '"guessed"'),
        ('nature = "information"', 'nature = "information"\nparent = "MC 7"'),
        ('nl = "a", ', ""),
        ('nl = "a."', 'nl = " "'),
        ('nl = "a."', "nl = 1"),
        ('number = "MC 1"', ""),
        ("[[clause]]", "[[clause"),
        ("[[clause]]", "[[clauses]]"),
        (GOOD, GOOD + GOOD),
    ],
)
def test_a_wrong_register_is_refused(tmp_path: Path, good: str, bad: str) -> None:
    folder = tmp_path / "clauses"
    folder.mkdir()
    (folder / "mc.toml").write_text(GOOD, encoding="utf-8")
    assert [entry.number for entry in load_register(tmp_path).entries] == ["MC 1"]
    (folder / "mc.toml").write_text(GOOD.replace(good, bad), encoding="utf-8")
    with pytest.raises(Refusal):
        load_register(tmp_path)


def test_every_number_has_its_meaning_in_four_languages(edition: Edition) -> None:
    assert set(meanings()) == {*edition.sources, *(f"retention.{kind}" for kind in edition.retention)}
    for name, texts in meanings().items():
        assert len(set(texts.values())) == len(LANGUAGES), name


def test_a_wrong_list_of_meanings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "meanings.toml"
    for text in ("[sale_weeks]\nnl = 'weken'\n", "sale_weeks = 6\n", "[sale_weeks"):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(Refusal):
            load_meanings(file)


def test_a_wrong_register_of_the_law_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "law.toml"
    file.write_text(GOOD + '\nchecked = "perhaps"\n', encoding="utf-8")
    with pytest.raises(Refusal):
        load_law(file)
