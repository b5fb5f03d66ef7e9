"""A summary states the figures of its clause: a number that changes in an edition shows a summary that did not."""

from __future__ import annotations

import re
from dataclasses import replace

from app.terms.edition import Edition
from app.terms.register import ClauseText, registers

NOT_STATED = {
    "MC 1.6 a": ("sim_refund_days",),
    "MC 8.1": ("notional_years",),
    "MC 8.4": ("renewal_exit_months_contract",),
    "MC 8.10": ("breaches_that_repeat",),
}
"""Numbers the desk rests on a clause whose text does not state them: a preset, or another reading of it."""
WORDS: dict[str, dict[int, str]] = {
    "nl": {1: "één", 2: "tweede", 3: "derde", 4: "vier", 6: "zes"},
    "fr": {1: "un", 2: "deuxième", 3: "troisième", 4: "quatre", 6: "six"},
    "de": {1: "einem|einen", 2: "zweiten", 3: "dritten", 4: "vier", 6: "sechs"},
    "en": {1: "one", 2: "second", 3: "third", 4: "four", 6: "six"},
}


def terms() -> list[ClauseText]:
    """The clauses of all editions that state a number."""
    return [entry for register in registers() for entry in register.entries if entry.numbers]


def told(entry: ClauseText, language: str) -> str:
    """The summary of a clause and of its parts: a description states its periods in the part on keeping data."""
    parts = [part for register in registers() for part in register.parts(entry.number)]
    return " ".join(one.summary[language] for one in (entry, *parts))


def amounts(name: str, edition: Edition) -> set[int]:
    """The number itself, and the same in weeks or years where these are whole."""
    kept = edition.retention.get(name.removeprefix("retention."))
    value = kept.value if kept else int(getattr(edition.numbers, name))
    unit = kept.unit if kept else edition.sources[name].unit
    equal = {value}
    if unit.startswith("months") and value % 12 == 0:
        equal.add(value // 12)
    if unit == "days" and value % 7 == 0:
        equal.add(value // 7)
    return equal


def unstated(edition: Edition) -> list[tuple[str, str, str]]:
    """Clause, number and language of each figure that a summary leaves out."""
    return [
        (entry.number, name, language)
        for entry in terms()
        for name in entry.numbers
        for language, words in WORDS.items()
        if not any(
            re.search(rf"\b(?:{amount}|{words.get(amount, amount)})\b", told(entry, language))
            for amount in amounts(name, edition)
        )
    ]


def test_a_summary_states_every_number_of_its_clause(edition: Edition) -> None:
    assert unstated(edition) == []


def test_what_a_clause_does_not_state_is_marked_as_preset() -> None:
    assert {one.number: one.preset for register in registers() for one in register.entries if one.preset} == NOT_STATED


def test_the_notice_of_the_provider_stands_with_the_data_sheet_alone() -> None:
    """MC 8.1 says when the provider may terminate at the earliest, not with which notice (DA2 1.2)."""
    (stated,) = (one for one in terms() if one.number == "MC 8.1")
    assert stated.numbers == ("framework_notice_months", "provider_protected_years")


def test_a_changed_number_is_seen_in_every_language(edition: Edition) -> None:
    later = replace(edition, numbers=edition.numbers._replace(sale_weeks=9))
    assert unstated(later) == [("MC 8.6", "sale_weeks", language) for language in WORDS]
