"""The two case book commands: files in, answers and exit codes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.exchange.casebook import answer_case, answer_file, check_file, differences
from app.language import language
from app.terms.clause import Refusal
from app.terms.edition import edition_called

CASES = Path(__file__).resolve().parent.parent / "casebook" / "cases.json"
EDITION = edition_called("mini-belux-2025-09")
TRANSFER = {"id": "T1", "rule": "transfer_contract", "clauses": ["MC 7.1"], "input": {"provider_consents": True}}


def book(folder: Path, *cases: Any, terms: str | None = "mini-belux-2025-09") -> Path:
    """A case book with these cases."""
    path = folder / "book.json"
    content = {"cases": list(cases)} | ({"terms": terms} if terms else {})
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_the_shipped_cases_pass() -> None:
    lines: list[str] = []
    assert check_file(CASES, lines.append) == 0
    assert lines == ["192 passed, 0 failed"]


def test_each_difference_is_told_with_its_clauses(tmp_path: Path) -> None:
    wrong = {**TRANSFER, "expected": {"allowed": False, "fee": "1.00"}}
    broken = {**TRANSFER, "id": "T2", "input": {}, "expected": {"allowed": True}}
    surprising = {**TRANSFER, "id": "T3", "expected": None}
    refused = {**TRANSFER, "id": "T4", "input": {}, "expected": None}
    lines: list[str] = []
    assert check_file(book(tmp_path, wrong, broken, surprising, refused, "no case"), lines.append) == 1
    assert lines == [
        "T1 [MC 7.1] allowed: expected false, got true",
        'T1 [MC 7.1] fee: expected "1.00", got null',
        "T2 [MC 7.1] no answer: The field provider_consents is missing.",
        "T3 [MC 7.1] expected no answer, got one",
        "case 5 of the file [] A case must be an object with the fields id, rule and input.",
        "1 passed, 4 failed",
    ]


def test_a_case_passes_only_when_it_says_what_is_expected(tmp_path: Path) -> None:
    """``expected: null`` means wrong input; a case without the field, or with another value, is a failure."""
    silent = {**TRANSFER, "input": {}, "clauses": [7]}
    wrong = {**TRANSFER, "expected": ["allowed"]}
    nameless = {key: value for key, value in TRANSFER.items() if key != "id"}
    lines: list[str] = []
    assert check_file(book(tmp_path, silent, wrong, nameless), lines.append) == 1
    assert lines == [
        "T1 [7] the case does not say what is expected",
        "T1 [MC 7.1] expected must be an object or null",
        "case 3 of the file [MC 7.1] the case does not say what is expected",
        "0 passed, 3 failed",
    ]


@pytest.mark.parametrize("code", ["nl", "fr", "de"])
def test_the_differences_are_told_in_the_language_asked_for(tmp_path: Path, code: str) -> None:
    wrong = {**TRANSFER, "expected": {"allowed": False}}
    refused = {**TRANSFER, "input": {}, "expected": {"allowed": True}}
    lines: list[str] = []
    assert check_file(book(tmp_path, wrong, refused, "no case"), lines.append, language(code)) == 1
    assert lines[-1] == "0 passed, 3 failed"
    assert lines[0].startswith("T1 [MC 7.1] allowed")
    for line in lines[:-1]:
        assert not any(word in line for word in ("expected", "answer", "missing", "must be"))


def test_a_lone_surrogate_costs_no_other_case_its_answer(tmp_path: Path) -> None:
    odd = "\ud800"
    cases = (
        {**TRANSFER, "id": odd, "expected": {odd: odd}},
        {**TRANSFER, "id": "T2", "rule": odd, "expected": {}},
        {**TRANSFER, "id": "T3", "input": {"provider_consents": odd}, "expected": {}},
        {**TRANSFER, "id": "T4", "expected": {"allowed": True}},
    )
    target = tmp_path / "answers.json"
    assert answer_file(book(tmp_path, *cases), target) == 1
    answers = json.loads(target.read_text(encoding="utf-8"))["answers"]
    assert [one["id"] for one in answers] == [odd, "T2", "T3", "T4"]
    assert [one["output"] for one in answers] == [{"allowed": True}, None, None, {"allowed": True}]
    lines: list[bytes] = []
    assert check_file(book(tmp_path, *cases), lambda line: lines.append(line.encode())) == 1
    assert lines[-1] == b"1 passed, 3 failed"


def test_answers_go_on_after_a_case_without_one(tmp_path: Path) -> None:
    unknown = {"id": "U1", "rule": "divination", "input": {}}
    target = tmp_path / "answers.json"
    assert answer_file(book(tmp_path, unknown, TRANSFER, terms=None), target) == 1
    assert json.loads(target.read_text(encoding="utf-8")) == {
        "answers": [
            {"id": "U1", "output": None, "error": "The field rule names no rule of the terms: divination."},
            {"id": "T1", "output": {"allowed": True}},
        ]
    }


def test_answers_without_a_file_go_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer_file(book(tmp_path, TRANSFER), None) == 0
    assert json.loads(capsys.readouterr().out)["answers"][0]["output"] == {"allowed": True}


def test_every_type_is_written_as_the_case_book_writes_it() -> None:
    outage = {
        "attributable_to_provider": True,
        "from": "2025-03-25",
        "to": "2025-04-04",
        "pricing": {"kind": "monthly", "price": "9.99", "first_due_on": "2025-01-01"},
    }
    answer = answer_case({"id": "x", "rule": "outage", "input": outage}, EDITION)["output"]
    assert answer["periods"] == [
        ["2025-03-01", "2025-03-31", 7, 31, "2.26"],
        ["2025-04-01", "2025-04-30", 4, 30, "1.33"],
    ]
    voice = {"data": "intelligent_ecall_voice", "from": "2025-03-03T14:30"}
    answer = answer_case({"id": "x", "rule": "retention", "input": voice}, EDITION)["output"]
    assert answer == {"erase_by": "2025-03-04T14:30"}


def test_readings_stand_beside_the_output(tmp_path: Path) -> None:
    services = [{"key": "rtti", "kind": "limited", "term_end": "2026-02-14"}]
    case = {
        "id": "R1",
        "rule": "customer_terminates_framework",
        "input": {"received_on": "2025-06-10", "services": services},
    }
    target = tmp_path / "answers.json"
    assert answer_file(book(tmp_path, case), target, readings=True) == 0
    told = json.loads(target.read_text(encoding="utf-8"))["answers"][0]["alternatives"]
    assert told["services.rtti.last_service_day"] == {"G04 B": "2025-07-10"}
    assert "notice_end" not in told


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b'{"cases": {}}', b"[]", b'{"terms": "x", "cases": []}', b"[" * 200_000]
)
def test_a_file_that_is_no_case_book_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(content)
    with pytest.raises(Refusal):
        answer_file(path, None)
    with pytest.raises(Refusal):
        check_file(path, print)


def test_files_that_cannot_be_read_or_written_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        answer_file(tmp_path / "none.json", None)
    with pytest.raises(Refusal):
        answer_file(tmp_path, None)
    with pytest.raises(Refusal):
        answer_file(book(tmp_path, TRANSFER), tmp_path / "no folder" / "out.json")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = book(tmp_path, TRANSFER)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert answer_file(path, tmp_path / "out.json") == 0


@pytest.mark.parametrize(
    ("expected", "output", "same"),
    [
        ({"a": None}, {}, True),
        ({"a": False}, {}, True),
        ({"a": "0.00"}, {}, False),
        ({"a": 0}, {}, False),
        ({"a": []}, {}, False),
        ({"a": None}, {"a": False}, False),
        ({"a": False}, {"a": None}, False),
        ({"a": 1}, {"a": True}, False),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, True),
        ({"a": ["x"]}, {"a": [1]}, False),
        ({"a": ["x"]}, {"a": "x"}, False),
        ({"a": [{"k": 1}]}, {"a": [{"k": 1, "more": 2}]}, True),
        ({"a": [{"k": 1}, {"k": 2}]}, {"a": [{"k": 2}, {"k": 1}]}, False),
        ({"a": [{"k": 1}]}, {"a": [1]}, False),
        ({"a": [[1, "x"]]}, {"a": [[1, "x"]]}, True),
        ({"a": [["x", 1]]}, {"a": [["x", 1], ["x", 1]]}, False),
    ],
)
def test_what_counts_as_equal(expected: dict[str, Any], output: dict[str, Any], same: bool) -> None:
    assert (differences({"expected": expected}, {"output": output}) == []) is same


@pytest.mark.parametrize(
    ("case", "output", "reading", "value"),
    [
        ("C014", "deadline", "G40 B", "2025-05-09"),
        ("C021", "deadline", "G40 B", "2025-12-26"),
        ("C034", "deadline", "G35 C", "2026-03-31"),
        ("C036", "deadline", "G35 A", "2026-03-16"),
        ("C042", "consumed_days", "G34 B", 6),
        ("C042", "refund", "G34 B", "118.03"),
        ("C045", "refund", "G07 B", "348.08"),
        ("C057", "refund_due_by", "G41 B", "2025-06-10"),
        ("C080", "services.rtti.last_service_day", "G04 B", "2025-07-10"),
        ("C098", "last_service_day", "G17 C", "2025-07-15"),
        ("C098", "last_service_day", "G17 D", "2025-08-15"),
        ("C125", "last_service_day", "G49 B", "2027-03-03"),
        ("C305", "refund", "G35 D", "116.05"),
        ("C311", "last_service_day", "G17 C", "2025-03-20"),
        ("C311", "refund", "G17 C", "56.71"),
    ],
)
def test_contested_cases_give_the_other_readings(case: str, output: str, reading: str, value: Any) -> None:
    cases = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    (asked,) = (one for one in cases if one["id"] == case)
    assert answer_case(asked, EDITION, readings=True)["alternatives"][output][reading] == value


def test_readings_also_tell_what_only_another_reading_finds() -> None:
    """Too late by Luxembourg's holidays, in time by Belgium's (21 July 2026): then the whole price comes back."""
    late = {
        "id": "late",
        "rule": "withdrawal",
        "input": {
            "contract": "booking",
            "customer_type": "consumer",
            "country": "LU",
            "concluded_on": "2026-07-07",
            "received_on": "2026-07-22",
            "pricing": {"kind": "one_off_indefinite", "price": "100.00", "period_start": "2026-07-07"},
        },
    }
    answer = answer_case(late, EDITION, readings=True)
    assert answer["output"]["allowed"] is False
    assert "refund" not in answer["output"]
    assert answer["alternatives"]["allowed"]["G40 B"] is True
    assert answer["alternatives"]["refund"]["G40 B"] == "100.00"
    assert answer["alternatives"]["refund_due_by"]["G40 B"] == "2026-08-05"
    assert answer["output"] == answer_case(late, EDITION)["output"]


@pytest.mark.parametrize(
    ("price", "told"), [("9999999999999999999999.99", "too large"), ("9.9", "two decimals"), ("-1.00", "two decimals")]
)
def test_an_amount_is_refused_for_what_is_wrong_with_it(price: str, told: str) -> None:
    source = {"kind": "limited", "period_start": "2026-01-01", "period_end": "2026-12-31", "price": price}
    outage = {"attributable_to_provider": True, "from": "2026-01-01", "to": "2026-01-02", "pricing": source}
    error = answer_case({"id": "x", "rule": "outage", "input": outage}, EDITION)["error"]
    assert told in error
    assert "price" in error
