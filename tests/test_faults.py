"""The report of a fault says where it happened and nothing about a customer."""

from __future__ import annotations

from app.faults import report_of


def fail(name: str) -> None:
    try:
        int(name)
    except ValueError as error:
        raise KeyError(name) from error


def test_a_report_names_places_and_kinds_but_no_values() -> None:
    try:
        fail("Elke De Smet")
    except KeyError as error:
        report = report_of(error)
    assert "Elke" not in report
    assert "tests/test_faults.py" in report
    assert report.index("builtins.ValueError") < report.index("builtins.KeyError")
    assert not [line for line in report.splitlines() if line.startswith("  /")]
