"""The case book on the command line: answers, and what other readings would give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import cli

SERVICES = [{"key": "rtti", "kind": "limited", "term_end": "2026-02-14"}]
NOTICE = {
    "id": "R1",
    "rule": "customer_terminates_framework",
    "clauses": ["MC 8.1"],
    "input": {"received_on": "2025-06-10", "services": SERVICES},
}


def book(folder: Path, *cases: Any) -> Path:
    """A case book with these cases."""
    path = folder / "book.json"
    path.write_text(json.dumps({"terms": "mini-belux-2025-09", "cases": list(cases)}), encoding="utf-8")
    return path


def test_readings_are_asked_for_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path, NOTICE)
    assert cli.main(["casebook", "answer", str(path)]) == 0
    assert "alternatives" not in json.loads(capsys.readouterr().out)["answers"][0]
    target = tmp_path / "answers.json"
    assert cli.main(["casebook", "answer", str(path), "-o", str(target), "--readings"]) == 0
    (answer,) = json.loads(target.read_text(encoding="utf-8"))["answers"]
    assert answer["alternatives"]["services.rtti.last_service_day"] == {"G04 B": "2025-07-10"}
    assert capsys.readouterr().out == ""
