"""Wrong input: whatever a case holds, it ends in an output or in an error that names a field."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.casebook import answer_case
from app.exchange.casebook_facts import BEYOND_FORMAT
from app.terms.edition import edition_called
from app.terms.rules import RULES

CASES: list[dict[str, Any]] = [
    case
    for name in ("cases.json", "edges.json")
    for case in json.loads((Path(__file__).resolve().parent.parent / "casebook" / name).read_text(encoding="utf-8"))[
        "cases"
    ]
]
ANSWERED = [case for case in CASES if case["expected"] is not None]
EDITION = edition_called("mini-belux-2025-09")
QUIET = settings(derandomize=True, database=None, deadline=None, max_examples=300)

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(
        ["", "BE", "monthly", "limited", "-1.00", "9.99", "2025-02-29", "2024-02-29", "9999-12-31", "0001-01-01"]
    )
    | st.sampled_from(["9999-12-31T23:59", "2025-03-03T10:00", "2025-03-03T10:00:00", "consumer", "٢٠٢٥-٠١-٠١"])
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value inside an input, the outermost ones first."""
    found = [path] if path else []
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        found += places(inner, (*path, key))
    return found


def changed(source: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A copy of an input with one value replaced."""
    edited = copy.deepcopy(source)
    holder: Any = edited
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return edited


def assert_answered_or_named(case: dict[str, Any]) -> None:
    """An output, or no output and one sentence that names a field of the rule."""
    answer = answer_case(case, EDITION)
    assert answer["id"] == case["id"]
    if answer["output"] is None:
        assert names_a_field(case["rule"], answer["error"]), answer["error"]
    else:
        assert "error" not in answer
        json.dumps(answer["output"])


def names_a_field(rule: str, error: str) -> bool:
    """Whether a sentence holds the name of a field of the rule's facts."""
    return any(name.rstrip("_") in error for name in (*RULES[rule].facts._fields, "input"))


@QUIET
@given(st.data())
def test_one_value_of_a_good_case_replaced_by_anything(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES))
    path = data.draw(st.sampled_from(places(case["input"])))
    assert_answered_or_named({**case, "input": changed(case["input"], path, data.draw(anything))})


@QUIET
@given(st.sampled_from(sorted(RULES)), anything)
def test_any_input_at_all(rule: str, source: Any) -> None:
    assert_answered_or_named({"id": "x", "rule": rule, "input": source})


@pytest.mark.parametrize("rule", sorted(RULES))
def test_each_required_field_is_named_when_it_is_missing_or_of_another_type(rule: str) -> None:
    case = next(one for one in ANSWERED if one["rule"] == rule)
    facts = RULES[rule].facts
    for field in facts._fields:
        name = field.rstrip("_")
        if field not in facts._field_defaults and name in case["input"]:
            rest = {key: value for key, value in case["input"].items() if key != name}
            assert name in answer_case({**case, "input": rest}, EDITION)["error"]
        wrong = answer_case({**case, "input": {**case["input"], name: {"not": "this"}}}, EDITION)
        if name in BEYOND_FORMAT.get(facts, ()):
            rest = {key: value for key, value in case["input"].items() if key != name}
            assert wrong == answer_case({**case, "input": rest}, EDITION)
            continue
        assert wrong["output"] is None
        assert name in wrong["error"]


def test_null_means_not_given() -> None:
    """An optional field that is null is one left out; a required one is missing."""
    for case in ANSWERED:
        facts = RULES[case["rule"]].facts
        optional = {name.rstrip("_"): None for name in facts._field_defaults if name.rstrip("_") not in case["input"]}
        assert answer_case(case, EDITION) == answer_case({**case, "input": {**optional, **case["input"]}}, EDITION)


def test_unknown_fields_are_ignored() -> None:
    for case in ANSWERED:
        more = {**case, "input": {**case["input"], "colour": "green", "note": [1]}}
        assert answer_case(more, EDITION) == answer_case(case, EDITION)


@pytest.mark.parametrize(
    "case", [{}, {"id": 1}, {"id": 1, "rule": None}, {"id": 1, "rule": ["withdrawal"]}, [], None, "x"]
)
def test_a_case_that_is_none(case: Any) -> None:
    answer = answer_case(case, EDITION)
    assert answer["output"] is None
    assert "rule" in answer["error"]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("received_on",), "2025-03-09", "received_on"),
        (("pricing", "period_end"), "2025-03-02", "pricing.period_end"),
        (("pricing", "price"), "-0.01", "pricing.price"),
        (("pricing", "price"), "1e3", "pricing.price"),
        (("pricing", "kind"), "weekly", "pricing.kind"),
        (("concluded_on",), "2025-02-29", "concluded_on"),
        (("country",), "FR", "country"),
        (("contract",), "lease", "contract"),
        (("sent_on",), "2025-03-10 ", "sent_on"),
        (("concluded_on",), "9999-12-25", "concluded_on"),
    ],
)
def test_the_field_is_named_by_its_path(path: tuple[str, ...], value: str, field: str) -> None:
    assert field in answer_case({**CASES[0], "input": changed(CASES[0]["input"], path, value)}, EDITION)["error"]


@pytest.mark.parametrize(
    ("rule", "source", "field"),
    [
        ("retention", {"data": "intelligent_ecall_voice", "from": "{}"}, "from"),
        ("hotline", {"line": "MC", "country": "BE", "at": "{}"}, "at"),
        ("sim_deactivation", {"type_approval_functions": [], "requested_at": "{}"}, "requested_at"),
        (
            "sim_deactivation",
            {"type_approval_functions": [], "requested_at": "2025-01-02T09:00", "handover_at": "{}"},
            "handover_at",
        ),
    ],
)
def test_a_local_time_the_clock_skips_does_not_exist(rule: str, source: dict[str, Any], field: str) -> None:
    """On the last Sunday of March the clock goes from two to three; in October an hour comes twice, and exists."""

    def answered(at: str) -> dict[str, Any]:
        edited = {name: at if value == "{}" else value for name, value in source.items()}
        return answer_case({"id": "x", "rule": rule, "input": edited}, EDITION)

    for skipped in ("2025-03-30T02:00", "2025-03-30T02:30", "2025-03-30T02:59"):
        assert f"field {field} must be a time that exists" in answered(skipped)["error"]
    for real in ("2025-03-30T01:59", "2025-03-30T03:00", "2025-03-29T02:30", "2025-10-26T02:30"):
        assert answered(real)["output"] is not None
