"""The reasoning of every rule: each item has words in four languages and shows what the rule found, nothing else."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.language import LANGUAGES, language
from app.records.frozen import from_json, to_json
from app.terms.arithmetic import arithmetic, spelled
from app.terms.clause import Because, Cents, Determination, Finding, Part, Refusal
from app.terms.edition import Edition
from app.terms.fact_labels import label_of as fact_label
from app.terms.facts import OutageFacts, Pricing, WithdrawalFacts
from app.terms.facts_services import DataRequestFacts, ExtensionFacts
from app.terms.finding_labels import in_words, label_of, result_of, shown
from app.terms.interest import InterestRate, LateRefundFacts, late_refund
from app.terms.money import share
from app.terms.readings import choice_of
from app.terms.reasoning import ReasonItem, reasoning, shared_once
from app.terms.reasoning_steps import OF_PARTS, STEPS
from app.terms.rules import RULES, determine
from app.terms.spoken import read_out
from app.terms.withdrawal import withdrawal
from tests.terms import drawn
from tests.terms.drawn_facts import facts_of
from tests.terms.test_cases import ANSWERED, determined, every_finding
from tests.terms.test_questions import fields_of

BY_RULE: dict[str, list[dict[str, Any]]] = {}
for _case in ANSWERED:
    BY_RULE.setdefault(_case["rule"], []).append(_case)
NO_VALUE = re.compile(r"[{}]|\bNone\b|[a-z]_[a-z]")


def sentences(items: tuple[ReasonItem, ...]) -> list[Because]:
    """Everything the items say."""
    said: list[Because] = []
    for item in items:
        said += [item.title, *(one for pair in item.inputs for one in pair)]
        said += [one for one in (item.sentence, item.arithmetic) if one is not None] + [item.result]
    return said


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_explained_in_four_languages(rule: str, edition: Edition) -> None:
    for case in BY_RULE[rule]:
        items = reasoning(determined(case, edition))
        assert items, case["id"]
        for code in LANGUAGES:
            for said in sentences(items):
                words = language(code).say(said)
                assert words, case["id"]
                assert not NO_VALUE.search(words.replace("connected.info", "")), (case["id"], words)


@pytest.mark.parametrize("rule", RULES)
def test_every_finding_is_shown_with_its_value(rule: str, edition: Edition) -> None:
    """What is shown is what the rule found; what is not shown, another finding of the step stands for."""
    told = {name for step in STEPS[rule] for name in (*step.shows, *step.covers, step.law)}
    for case in BY_RULE[rule]:
        found = determined(case, edition)
        values = {finding.name: finding.value for finding in found.findings}
        items = [item for item in reasoning(found) if item.about == ""]
        for item in items:
            for result in item.results:
                assert result.value == result_of(result.finding, values[result.finding]), case["id"]
        assert {name for name in values if name not in told} == set(), case["id"]
        shown = {result.finding for item in items for result in item.results}
        asked = {name for step in STEPS[rule] for name in step.shows if name in values and name not in OF_PARTS}
        dropped = {name for name in asked if values[name] is None or (name == "supervisor" and not values[name])}
        assert asked - dropped <= shown, case["id"]


@pytest.mark.parametrize("rule", RULES)
def test_every_clause_behind_a_result_is_cited_beside_it(rule: str, edition: Edition) -> None:
    for case in BY_RULE[rule]:
        found = determined(case, edition)
        clauses = {finding.name: finding.clauses for finding in found.findings}
        for item in reasoning(found):
            for result in item.results if not item.about else ():
                assert set(clauses[result.finding]) <= set(item.clauses), case["id"]


@pytest.mark.parametrize("rule", RULES)
def test_every_finding_and_every_fact_has_a_label(rule: str, edition: Edition) -> None:
    unknown = label_of("no such finding")
    names = {one.name for case in BY_RULE[rule] for one in every_finding(determined(case, edition).findings)}
    assert {name for name in names if label_of(name) == unknown} == set()
    for field in fields_of(RULES[rule].facts):
        assert fact_label(field).message


@pytest.mark.parametrize("rule", RULES)
def test_every_step_names_facts_that_the_rule_has(rule: str) -> None:
    fields = {field.rstrip("_") for field in fields_of(RULES[rule].facts)}
    for step in STEPS[rule]:
        for path in step.inputs:
            assert path.rpartition(".")[2].rstrip("_") in fields, path


@given(drawn.withdrawals())
def test_any_withdrawal_is_explained(facts: WithdrawalFacts) -> None:
    bookings = tuple(one._replace(key=f"B-{number}") for number, one in enumerate(facts.bookings))
    found = determine("withdrawal", facts._replace(bookings=bookings), _edition())
    items = reasoning(found)
    for said in sentences(items):
        assert not NO_VALUE.search(language("nl").say(said))
    for item in items:
        for result in item.results:
            assert result.value == result_of(result.finding, _value(found, item.about, result.finding))
    for line in (item.arithmetic for item in items if item.arithmetic is not None):
        assert_true(line)


def _edition() -> Edition:
    from app.terms.edition import edition_called

    return edition_called("mini-belux-2025-09")


def _value(found: Determination, about: str, name: str) -> Any:
    """The value of a finding, of the booking it is about where it is about one."""
    if not about:
        return found.value(name)
    parts = [one for finding in found.findings for one in _parts(finding) if one.key == about]
    return next(one.value(name) for one in parts if name in [finding.name for finding in one.findings])


def _parts(finding: Finding) -> list[Part]:
    return [one for one in finding.value if isinstance(one, Part)] if isinstance(finding.value, tuple) else []


def assert_true(line: Because) -> None:
    """An arithmetic line whose numbers do not add up fails."""
    value = dict(line.values)
    if "÷" in line.message and "refund" in value and {"unused", "total", "price"} <= value.keys():
        assert share(value["price"], value["unused"], value["total"]) == value["refund"]
    elif line.message.startswith("{start} + {count} day"):
        assert value["end"].toordinal() - value["start"].toordinal() == value["count"]
        assert value.get("moved", value["end"]) >= value["end"]
    elif "together" in value:
        assert sum(amount for name, amount in line.values if name != "together") == value["together"]
    elif {"months", "price", "kept", "back"} <= value.keys():
        assert value["months"] * value["price"] - value["kept"] == value["back"]


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case["id"])
def test_the_arithmetic_adds_up(case: dict[str, Any], edition: Edition) -> None:
    for item in reasoning(determined(case, edition)):
        if item.arithmetic is not None:
            assert_true(item.arithmetic)


def test_an_end_that_is_moved_says_so() -> None:
    reason = Because(
        "Concluded on {concluded_on}. Day {days} is {period_end}, so the last day is {deadline}.",
        (
            ("concluded_on", date(2026, 12, 18)),
            ("days", 14),
            ("period_end", date(2027, 1, 1)),
            ("deadline", date(2027, 1, 4)),
        ),
    )
    line = arithmetic(reason, {})
    assert line is not None
    assert language("en").say(line).replace("\u00a0", " ") == (
        "Fri 18 Dec 2026 + 14 days = Fri 1 Jan 2027, not a working day → Mon 4 Jan 2027"
    )


@pytest.mark.parametrize(
    ("term_end", "line"),
    [
        (date(2026, 9, 30), "Thu 1 Oct 2026 to Fri 31 Dec 2027 = 15 months"),
        (date(2024, 11, 30), "Sun 1 Dec 2024 to Sat 28 Feb 2026 = 15 months, not a working day → Mon 2 Mar 2026"),
    ],
)
def test_whole_months_stand_with_their_first_day_and_their_last(edition: Edition, term_end: date, line: str) -> None:
    facts = ExtensionFacts("service_inclusive", term_end, date(2026, 1, 5), months=12)
    finding = determine("si_extension", facts, edition).finding("deadline")
    assert finding is not None
    found = arithmetic(finding.because, {})
    assert found is not None
    assert language("en").say(found).replace("\u00a0", " ") == line


def test_a_reason_that_counts_in_its_own_words_is_the_line() -> None:
    reason = Because("{a} + 1 month = {b}.", (("a", date(2027, 1, 1)), ("b", date(2027, 2, 1))))
    assert spelled(reason)
    assert arithmetic(reason, {}) == reason
    assert arithmetic(None, {}) is None
    assert arithmetic(Because("Nothing was paid."), {}) is None


@pytest.mark.parametrize(("count", "words"), [(1, "1 day"), (2, "2 days")])
def test_one_day_is_not_days(count: int, words: str) -> None:
    end = date(2027, 1, 1 + count)
    reason = Because("", (("received_on", date(2027, 1, 1)), ("days", count), ("refund_due_by", end)))
    line = arithmetic(reason, {})
    assert line is not None
    assert f"+ {words} =" in language("en").say(line)


def test_what_two_services_share_is_told_once() -> None:
    period = Finding("deadline", date(2027, 1, 4), ("MC 15",), Because("The same for both."))
    first = Finding("refund", Cents(100), ("MC 15",), Because("Of the first."))
    due = Finding("refund_due_by", date(2027, 1, 11), ("MC 15",), Because("The same for both again."))
    second = Finding("refund", Cents(200), ("MC 15",), Because("Of the second."))
    found = (
        Determination("withdrawal", "e", (period, first, due), about="B-1"),
        Determination("withdrawal", "e", (period, second, due), about="B-2"),
    )
    assert [(item.title.message, item.about) for item in shared_once(found)] == [
        ("The 14 days", ""),
        ("Part already used", "B-1"),
        ("Part already used", "B-2"),
        ("Refund", ""),
    ]


def test_a_rule_of_an_edition_alone_is_explained_by_its_reasons() -> None:
    found = Determination("new_rule", "e", (Finding("new_finding", True, ("MC 99",), Because("So it is.")),))
    (item,) = reasoning(found)
    assert (item.clauses, item.sentence, item.results[0].finding) == (("MC 99",), Because("So it is."), "new_finding")


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(drawing=st.data())
def test_any_facts_of_any_rule_are_explained_and_read_out(rule: str, edition: Edition, drawing: st.DataObject) -> None:
    facts = drawing.draw(facts_of(rule))
    try:
        found = determine(rule, facts, edition)
    except Refusal:
        assume(False)
    items = reasoning(found)
    assert items
    for code in LANGUAGES:
        for said in (*sentences(items), read_out(found)):
            words = language(code).say(said)
            assert words
            assert not NO_VALUE.search(words.replace("connected.info", "")), words
    for item in items:
        for result in item.results:
            assert result.value == result_of(result.finding, _value(found, item.about, result.finding))
        if item.arithmetic is not None:
            assert_true(item.arithmetic)


@pytest.mark.parametrize("rule", RULES)
def test_what_a_case_has_kept_is_explained_the_same_way(rule: str, edition: Edition) -> None:
    for case in BY_RULE[rule]:
        found = determined(case, edition)
        kept = found._replace(facts=from_json(json.loads(json.dumps(to_json(found.facts)))))
        assert reasoning(kept) == reasoning(found), case["id"]
        assert read_out(kept) == read_out(found), case["id"]


def test_law_that_governs_is_a_result_by_its_article() -> None:
    assert language("nl").say(result_of("use_governed_by", "WER VI.51 §4")) == "WER VI.51 §4"


def lines_of(found: Determination) -> list[str]:
    """The arithmetic of a reasoning, as it is read."""
    said = (language("en").say(item.arithmetic) for item in reasoning(found) if item.arithmetic is not None)
    return [line.replace("\u00a0", " ") for line in said]


def test_an_outage_by_the_month_shows_the_share_of_each_month(edition: Edition) -> None:
    """Three days of the thirty of November and three of the thirty-one of December."""
    price = Pricing("monthly", Cents(990), first_due_on=date(2026, 11, 1))
    found = determine("outage", OutageFacts(True, date(2026, 11, 28), date(2026, 12, 3), price), edition)
    assert "€9.90 × 3 ÷ 30 + €9.90 × 3 ÷ 31 = €0.99 + €0.96 = €1.95" in lines_of(found)
    found = determine("outage", OutageFacts(True, date(2026, 11, 28), date(2026, 11, 30), price), edition)
    assert "€9.90 × 3 ÷ 30 = €0.99" in lines_of(found)


@pytest.mark.parametrize(
    ("periods", "line"), [((), None), (((None, None, 3, 30, Cents(99)),) * 2, "€0.99 + €0.99 = €1.98")]
)
def test_an_outage_kept_without_the_price_of_a_month_shows_the_sum(periods: tuple[Any, ...], line: str | None) -> None:
    reason = Because("In all {outage} days: {refund}.", (("outage", 6), ("refund", Cents(198))))
    found = arithmetic(reason, {"periods": periods})
    assert (found and language("en").say(found).replace("\u00a0", " ")) == line


def test_who_was_not_told_of_the_right_sees_both_periods(edition: Edition) -> None:
    """The first fourteen days end on a Saturday; the twelve months follow the Monday after it."""
    facts = WithdrawalFacts(
        "booking",
        "consumer",
        "BE",
        date(2026, 1, 10),
        date(2026, 12, 28),
        Pricing("free"),
        informed_at_conclusion=False,
    )
    assert (
        "Sat 10 Jan 2026 + 14 days = Sat 24 Jan 2026, not a working day → Mon 26 Jan 2026; "
        "Mon 26 Jan 2026 + 12 months = Tue 26 Jan 2027"
    ) in lines_of(determine("withdrawal", facts, edition))
    assert (
        "Fri 2 Jan 2026 + 14 days = Fri 16 Jan 2026; "
        "Fri 16 Jan 2026 + 12 months = Sat 16 Jan 2027, not a working day → Mon 18 Jan 2027"
    ) in lines_of(determine("withdrawal", facts._replace(concluded_on=date(2026, 1, 2)), edition))


@pytest.mark.parametrize(
    ("rates", "told"),
    [
        (
            (InterestRate(date(2026, 1, 1), Decimal("3.65")), InterestRate(date(2027, 1, 1), Decimal("4.25"))),
            [
                "€1,000.00 × 3.65 % × 7 ÷ 365 = €0.70.",
                "€1,000.00 × 4.25 % × 31 ÷ 365 = €3.61.",
                "€0.70 + €3.61 = €4.31",
            ],
        ),
        ((InterestRate(date(2026, 1, 1), Decimal("3.65")),), ["€1,000.00 × 3.65 % × 38 ÷ 365 = €3.80."]),
        ((InterestRate(date(2027, 1, 1), Decimal("4.25")),), ["€1,000.00 × 4.25 % × 31 ÷ 365 = €3.61."]),
    ],
)
def test_legal_interest_shows_the_line_of_each_rate(
    edition: Edition, rates: tuple[InterestRate, ...], told: list[str]
) -> None:
    facts = LateRefundFacts("LU", date(2026, 12, 10), Cents(100_000), date(2027, 1, 31))
    lines = [line.rpartition(": ")[2] for line in lines_of(late_refund(facts, edition, rates))]
    assert lines[-len(told) :] == told


def test_a_number_with_decimals_keeps_them() -> None:
    assert [language("en").say(shown(one)) for one in (7.0, 7.5)] == ["7", "7.5"]


def test_what_is_no_value_of_the_rules_is_refused() -> None:
    with pytest.raises(TypeError, match="set is no value"):
        shown({"a set"})


def test_a_reason_inside_a_reason_is_put_into_words_too() -> None:
    inner = Because("{functions}", (("functions", ("eu_ecall",)),))
    outer = in_words(Because("Stays on: {what}.", (("what", inner),)))
    assert language("en").say(outer) == "Stays on: legal emergency call (eCall)."


def test_a_fact_goes_by_what_it_means_in_its_rule(edition: Edition) -> None:
    facts = DataRequestFacts("customer", "personal", date(2026, 12, 28))
    inputs = reasoning(determine("data_request", facts, edition))[0].inputs
    assert [str(one.label.message) for one in inputs][:2] == ["Asked by", "Which data"]


@pytest.mark.parametrize("chosen", ["G33 A", "G36 B"])
def test_the_reason_a_right_is_lost_is_said_in_words(edition: Edition, chosen: str) -> None:
    facts = WithdrawalFacts(
        "booking",
        "consumer",
        "BE",
        start_requested=True,
        concluded_on=date(2026, 12, 1),
        received_on=date(2026, 12, 3),
        pricing=Pricing("one_off_indefinite", Cents(14900)),
        service_started_on=date(2026, 12, 2),
        concluded_at_dealer=True,
    )
    said = language("en").say(shown(withdrawal(facts, edition, choice_of([chosen])).value("reason")))
    assert "right to withdraw" in said
