"""What is read out to the caller: for every outcome of every rule, whole sentences in four languages."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from app.language import LANGUAGES, language
from app.terms.clause import Because, Cents, Determination, Finding, because
from app.terms.edition import Edition, edition_called
from app.terms.facts import WithdrawalFacts
from app.terms.finding_labels import shown
from app.terms.rules import RULES, determine
from app.terms.spoken import read_out, read_out_checked, read_out_missing, read_out_open, sentences
from app.terms.telephone import TelephoneFacts, UnboundFacts, unbound
from tests.terms import drawn
from tests.terms.test_cases import ANSWERED, determined

CODED = re.compile(r"[{}]|\bNone\b|\b(MC|SI|WER) \d|[a-z]_[a-z]|\bthe The\b|from The ")
ENDS = re.compile(r"[.?!»“”]$")
BY_RULE = {rule: [case for case in ANSWERED if case["rule"] == rule] for rule in RULES}


@pytest.mark.parametrize("rule", RULES)
def test_every_outcome_is_said_in_whole_sentences(rule: str, edition: Edition) -> None:
    for case in BY_RULE[rule]:
        said = sentences(determined(case, edition))
        assert 1 <= len(said) <= 6, case["id"]
        for code in LANGUAGES:
            for sentence in said:
                words = language(code).say(sentence)
                assert ENDS.search(words), (case["id"], words)
                assert not CODED.search(words.replace("connected.info", "")), (case["id"], words)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["id"])
def test_a_paragraph_is_its_sentences(case: dict[str, Any], edition: Edition) -> None:
    found = determined(case, edition)
    english = language("en")
    assert english.say(read_out(found)) == " ".join(english.say(one) for one in sentences(found))


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["id"])
def test_every_day_and_amount_that_is_said_was_found_or_given(case: dict[str, Any], edition: Edition) -> None:
    found = determined(case, edition)
    known = {str(finding.value) for finding in found.findings}
    known |= {str(value) for value in found.facts} | {
        str(value) for finding in found.findings if finding.because for _, value in finding.because.values
    }
    for sentence in sentences(found):
        for name, value in sentence.values:
            if not isinstance(value, Because | tuple | str):
                assert str(value) in known, (name, value)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["id"])
def test_no_amount_is_promised_while_a_supervisor_checks_it(case: dict[str, Any], edition: Edition) -> None:
    found = determined(case, edition)
    said = read_out_checked(found)
    for code in LANGUAGES:
        assert not CODED.search(language(code).say(said).replace("connected.info", "")), case["id"]
    if case["rule"] == "withdrawal":
        assert "€" not in language("en").say(said), case["id"]


def test_no_amount_is_promised_for_what_was_agreed_on_the_telephone(edition: Edition) -> None:
    call = TelephoneFacts("LU", "consumer", date(2026, 12, 1))
    found = unbound(UnboundFacts(call, date(2027, 3, 1), Cents(12_000)), edition)
    assert found.value("refund") == 12_000
    for said in (read_out(found), read_out_checked(found)):
        assert "€" not in language("en").say(said)


@given(drawn.withdrawals())
def test_any_withdrawal_can_be_read_out(facts: WithdrawalFacts) -> None:
    found = determine("withdrawal", facts, edition_called("mini-belux-2025-09"))
    words = language("fr").say(read_out(found, name=Because("Recorder")))
    assert not CODED.search(words)


def test_the_service_is_called_by_its_name(edition: Edition) -> None:
    case = next(one for one in BY_RULE["withdrawal"] if one["input"]["contract"] == "booking")
    words = language("en").say(read_out(determined(case, edition), name=because("Remote Services")))
    assert "Remote Services" in words
    assert "clause 15 of the terms" in words


def test_a_missing_fact_and_an_open_question_are_said_too() -> None:
    question = because("On which day was the vehicle sold or passed on?")
    assert language("en").say(read_out_missing(question)).endswith(question.message)
    assert "colleague" in language("en").say(read_out_open())


DAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("rule", "values", "words"),
    [
        (
            "customer_terminates_service",
            {"allowed": True, "refund": None, "last_service_day": DAY},
            "whether something",
        ),
        (
            "customer_terminates_service",
            {"allowed": True, "refund": Cents(9304), "last_service_day": DAY},
            "You get €93.04 back for the days you do not use.",
        ),
        ("provider_terminates", {"allowed": True, "refund": None, "effective_date": DAY}, "A colleague checks what"),
        ("terms_change", {"change_binds_customer": True, "last_day_to_object": DAY}, "If you do not object by"),
        ("si_entitlement", {"work_in_scope": True, "within_term": False}, "outside the time or the kilometres"),
        ("sanctions", {"termination_allowed": True, "refund": Cents(0)}, "A colleague confirms this first."),
        ("telephone_contract", {"refund": Cents(0)}, "does not bind you"),
        ("telephone_contract", {"refund": Cents(100), "refund_due_by": DAY}, "€1.00 back by Mon 11 Jan 2027"),
    ],
)
def test_what_is_said_without_the_facts(rule: str, values: dict[str, Any], words: str) -> None:
    """A determination whose facts were not kept, or whose amount is open, is read out all the same."""
    found = Determination(rule, "e", tuple(Finding(name, value, ("MC 15",)) for name, value in values.items()))
    assert words in language("en").say(read_out(found)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        (("GDPR art. 12(3)", "MC 8.5 a"), ["You find this in clause 8.5 of the terms."]),
        (("GDPR art. 12(3)",), []),
        ((), []),
    ],
)
def test_where_it_stands_is_the_first_article_of_the_terms(clauses: tuple[str, ...], told: list[str]) -> None:
    found = Determination("retention", "e", (Finding("erase_by", DAY, clauses),))
    assert [language("en").say(one) for one in sentences(found)[1:]] == told


@pytest.mark.parametrize(
    ("name", "law", "told"),
    [
        ("exit_governed_by", "WER VI.91", "You find this in CEL VI.91. It comes before the terms."),
        ("telephone_governed_by", "LU L.222-4 (6)", "You find this in LU L.222-4 (6). It comes before the terms."),
        ("governed_by", "MC 1.5", "You find this in clause 1.5 of the terms."),
        ("late_refund_governed_by", "WER VI.50 §1", "You find this in clause 1.5 of the terms."),
    ],
)
def test_where_the_law_governs_the_caller_is_sent_to_the_law(name: str, law: str, told: str) -> None:
    """A clause that says the opposite would be no proof; a law on what was not said is no place for what was."""
    found = Determination("retention", "e", (Finding("erase_by", DAY, ("MC 1.5",)), Finding(name, law, ("MC 1.5",))))
    assert [language("en").say(one) for one in sentences(found)[1:]] == [told]


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("customer_terminates_service", {"allowed": True, "last_service_day": DAY}),
        ("provider_terminates", {"allowed": True, "effective_date": DAY}),
    ],
)
def test_no_amount_is_promised_that_a_supervisor_has_to_confirm(rule: str, values: dict[str, Any]) -> None:
    for refund in (Cents(9304), Cents(0)):
        told = {**values, "refund": refund, "supervisor": True}
        found = Determination(rule, "e", tuple(Finding(name, value, ()) for name, value in told.items()))
        words = language("en").say(read_out(found))
        assert "A colleague checks" in words
        assert "93.04" not in words


def test_what_a_vehicle_lacks_is_said_in_words(edition: Edition) -> None:
    found = Determination(
        "eligibility",
        edition.id,
        (
            Finding("eligible", False, ("SD",)),
            Finding("missing", ("os>=9", "SA5DN|SA5DW", "SA6AE", "mini_id"), ("SD",)),
        ),
    )
    assert "MINI Operating System 9, one of the options SA5DN / SA5DW, SA6AE and MINI ID account" in language("en").say(
        read_out(found)
    )


@pytest.mark.parametrize(
    ("edition_id", "name"),
    [
        ("mini-belux-2025-09", "MINI BE/LU 2025-09"),
        ("service-inclusive-2024-09", "Service Inclusive 2024-09"),
        ("service_inclusive", "Service Inclusive"),
    ],
)
def test_an_edition_goes_by_its_name(edition_id: str, name: str) -> None:
    assert language("en").say(shown(edition_id)) == name
