"""A file tells to which contracts newer terms were announced: all are taken in, or none and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from app import cli, config
from app.config import Config, Person
from app.exchange.announcing import announce_to
from app.language import language
from app.records.announcements import NewAnnouncement
from app.records.change_rows import Announcement
from app.records.dossier import find_dossier
from app.records.store import Records
from app.terms import edition as editions_of
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.stored import desk_on
from tests.exchange.rows_of import all_rows
from tests.terms.fictional import NAME, fictional_edition

WHAT = NewAnnouncement(NAME, date(2027, 3, 1))
HEAD = "contract_number;received_on"


@pytest.fixture(autouse=True)
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fictional edition as if it were installed, and an administrator at the desk on the fixed day."""
    known = MappingProxyType({**editions_of.editions(), NAME: fictional_edition(tmp_path)})
    monkeypatch.setattr(editions_of, "editions", lambda: known)
    monkeypatch.setenv("CONNECTED_DESK_TODAY", "2026-12-28")
    sit_down(monkeypatch, "administrator")


def sit_down(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """The person at the desk has this role."""
    monkeypatch.setattr(config, "read", lambda: Config("en", "", Person("Anna Willems", role)))


def desk(tmp_path: Path) -> str:
    """The address of a database with Elke's contract."""
    made = desk_on(tmp_path, examples.dossier())
    made.close()
    return made.url


def written(tmp_path: Path, *lines: str, head: str = HEAD) -> Path:
    """A file with these lines."""
    path = tmp_path / "told.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return path


def test_who_was_told_is_on_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url, file = desk(tmp_path), written(tmp_path, "MC-200001;21/12/2026")
    command = ["announce", NAME, str(file), "--effective-on", "2027-03-01", "--essential"]
    assert cli.main([*command, "--silence-unexplained", "--db", url, "--lang", "en"]) == 0
    assert capsys.readouterr().out == "The announcement is noted for 1 contract.\n"
    with Records(url) as records, records.reading() as session:
        found = find_dossier(session, contract_number="MC-200001")
    assert found is not None
    assert found.contract is not None
    told = Announcement(NAME, date(2026, 12, 21), date(2027, 3, 1), True, False, None, "")
    assert found.contract.announcements == (told,)


@pytest.mark.parametrize(
    ("lines", "head", "why"),
    [
        (("MC-200001;21/12/2026", "MC-9;21/12/2026"), HEAD, "line 3, column contract_number"),
        (("MC-200001;21/12/2026", "MC-200001;22/12/2026"), HEAD, "line 3, column contract_number"),
        (("MC-200001;soon",), HEAD, "line 2, column received_on"),
        (("MC-200001",), HEAD, "line 2, column received_on"),
        (("MC-200001;01/01/1990",), HEAD, "line 2, column received_on: The contract was concluded on"),
        (("MC-200001;29/12/2026",), HEAD, "lies in the future"),
        (("MC-200001;21/12/2026",), "contract_number;day", "line 1, column received_on"),
        ((), "", "told.csv: "),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: tuple[str, ...], head: str, why: str
) -> None:
    url, file = desk(tmp_path), written(tmp_path, *lines, head=head)
    command = ["announce", NAME, str(file), "--effective-on", "1/3/2027", "--db", url, "--lang", "en"]
    assert cli.main(command) == 1
    assert why in capsys.readouterr().err
    with Records(url) as records:
        assert all_rows(records)["announcements"] == []


def test_a_message_is_noted_once(tmp_path: Path) -> None:
    file = written(tmp_path, "MC-200001;21/12/2026")
    with Records(desk(tmp_path)) as records:
        assert announce_to(records, file, WHAT, by="A", at=examples.NOW) == 1
        with pytest.raises(Refusal, match="already"):
            announce_to(records, file, WHAT, by="A", at=examples.NOW)


def test_terms_that_govern_already_are_not_newer(tmp_path: Path) -> None:
    file = written(tmp_path, "MC-200001;21/12/2026")
    with Records(desk(tmp_path)) as records, pytest.raises(Refusal) as refused:
        announce_to(records, file, NewAnnouncement(examples.EDITION, date(2027, 3, 1)), by="A", at=examples.NOW)
    assert "not newer" in language("en").say(refused.value.because)


@pytest.mark.parametrize("role", ["agent", "supervisor", "dealer"])
def test_only_an_administrator_announces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], role: str
) -> None:
    sit_down(monkeypatch, role)
    url, file = desk(tmp_path), written(tmp_path, "MC-200001;21/12/2026")
    assert cli.main(["announce", NAME, str(file), "--effective-on", "1/3/2027", "--db", url, "--lang", "en"]) == 1
    assert "Only an administrator" in capsys.readouterr().err
    with Records(url) as records:
        assert all_rows(records)["announcements"] == []
