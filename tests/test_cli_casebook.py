"""The case book on the command line: answers, their readings, and what another edition would change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import cli
from tests.acts import examples
from tests.acts.stored import desk_on
from tests.terms.fictional import folder_of_the_fictional_edition

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


def test_the_reasoning_is_asked_for_in_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    untold = {**NOTICE, "id": "R2", "input": {"services": SERVICES}}
    assert cli.main(["casebook", "answer", str(book(tmp_path, NOTICE, untold)), "--why", "--lang", "en"]) == 1
    answer, missing = json.loads(capsys.readouterr().out.replace("\u00a0", " "))["answers"]
    assert answer["why"]["read_out"].startswith("Your contract then ends on Thu 10 Jul 2025.")
    notice = next(item for item in answer["why"]["reasoning"] if "notice_end" in item["results"])
    assert notice["clauses"] == ["MC 8.1", "DA2 1.1"]
    assert notice["inputs"] == {"Received on": "Tue 10 Jun 2025"}
    assert notice["arithmetic"].startswith("Received on Tue 10 Jun 2025 + 1 month = Thu 10 Jul 2025")
    assert notice["results"] == {"notice_end": "Thu 10 Jul 2025"}
    assert missing["why"] == {
        "read_out": "I need to know one more thing to answer this. On which day did the message come in?"
    }


def test_another_edition_is_compared_by_cases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of_the_fictional_edition(tmp_path)
    target = tmp_path / "changes.csv"
    command = ["casebook", "diff", "--from", "mini-belux-2025-09", "--to", str(folder), str(book(tmp_path, NOTICE))]
    assert cli.main([*command, "--csv", str(target), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "MC 8.1",
        "  Notice ends on: 1 change, days gained or lost: 31",
        "1 of 1 case changes.",
    ]
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == 2


def test_another_edition_is_compared_by_open_contracts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONNECTED_DESK_TODAY", "2026-12-28T14:06")
    desk_on(tmp_path, examples.dossier()).close()
    folder, url = folder_of_the_fictional_edition(tmp_path), f"sqlite:///{tmp_path / 'desk.db'}"
    command = ["casebook", "diff", "--from", "mini-belux-2025-09", "--to", str(folder), "--open-contracts"]
    assert cli.main([*command, "--db", url, "--lang", "en"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "MC 8.1"
    assert told[-1] == "1 of 1 open contract changes."


def test_a_comparison_needs_two_editions_and_one_thing_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = ["casebook", "diff", "--from", "mini-belux-2025-09", "--to", "mini-belux-2025-09", "--lang", "en"]
    for wrong, code in (
        (both, 2),
        ([*both, "--open-contracts", str(book(tmp_path, NOTICE))], 2),
        (["casebook", "diff", "--from", "mini-belux-2025-09", str(book(tmp_path, NOTICE))], 2),
        ([*both[:5], "mini-1999", str(book(tmp_path, NOTICE))], 1),
        ([*both[:5], "service-inclusive-2024-09", str(book(tmp_path, NOTICE))], 1),
    ):
        assert cli.main(wrong) == code, wrong
        told = capsys.readouterr()
        assert (told.out, told.err.count("\n")) == ("", 1), wrong
