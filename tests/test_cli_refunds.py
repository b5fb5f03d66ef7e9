"""The command line hands refunds over and takes answers in, with the same functions as the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import cli, start
from app.acts import releasing
from app.config import Person
from app.start import Desk
from tests.acts.waiting_refunds import SUPERVISOR, desk_of, empty_file, prepare, refund


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A supervisor's desk with two released refunds; the command line works on the same database as the same person."""
    monkeypatch.setenv("CONNECTED_DESK_TODAY", "2026-12-28T14:02")
    (tmp_path / "desk.db").write_bytes(empty_file())
    made = desk_of(f"sqlite:///{tmp_path / 'desk.db'}")
    releasing.release(made, prepare(made, 2))
    work_as(monkeypatch, SUPERVISOR)
    yield made
    made.close()


def work_as(monkeypatch: pytest.MonkeyPatch, person: Person) -> None:
    """Let the command line be that person's."""
    monkeypatch.setattr(start, "Desk", lambda url, _, *rest, **more: Desk(url, person, *rest, **more))


def test_refunds_leave_once_and_the_answer_comes_back(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "bank"
    order = ["--db", desk.url, "--lang", "en", "export", "refunds", "-o", str(folder)]
    assert cli.main(order) == 0
    assert "X-2026-00001.xml: 2 refunds, €200.03 in all." in capsys.readouterr().out
    made = (folder / "X-2026-00001.xml").read_bytes()
    assert cli.main(order) == 1
    assert capsys.readouterr().err == "No released refund waits for an export. Nothing was written.\n"
    (folder / "X-2026-00001.xml").unlink()
    assert cli.main([*order, "--again", "X-2026-00001"]) == 0
    assert (folder / "X-2026-00001.xml").read_bytes() == made
    answer = tmp_path / "answer.csv"
    answer.write_text("reference;state;reason\nC-2026-00001-1;paid;\nC-2026-00002-2;rejected;AC04\nX-9;paid;\n")
    capsys.readouterr()
    assert cli.main(["--db", desk.url, "--lang", "en", "import-answer", str(answer)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 refund is paid, €100.01 in all.",
        "1 refund came back.",
        "0 refunds are still on their way.",
        "X-9: Nobody knows this payment.",
    ]
    assert (refund(desk, 1).state, refund(desk, 2).state) == ("paid", "rejected")


def test_what_cannot_be_done_is_one_sentence(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    base = ["--db", desk.url, "--lang", "en"]
    assert cli.main([*base, "export", "refunds", "-o", str(tmp_path / "file" / "below")]) == 1
    assert cli.main([*base, "import-answer", str(tmp_path / "missing.xml")]) == 1
    assert cli.main([*base, "export", "refunds"]) == 2
    work_as(monkeypatch, Person("Anna Willems"))
    assert cli.main([*base, "export", "refunds", "-o", str(tmp_path)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4
    assert said[3] == "Only a supervisor can do this. Nothing was written."
    assert refund(desk, 1).state == "released"
