"""A file tells to which contracts newer terms were announced: all are taken in, or none and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app import cli
from app.exchange.announcing import announce_to
from app.records.announcements import NewAnnouncement
from app.records.change_rows import Announcement
from app.records.dossier import find_dossier
from app.records.store import Records
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.stored import desk_on
from tests.exchange.rows_of import all_rows

WHAT = NewAnnouncement(examples.EDITION, date(2027, 3, 1))
HEAD = "contract_number;received_on"


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
    url, file = desk(tmp_path), written(tmp_path, "MC-200001;11/01/2027")
    command = ["announce", examples.EDITION, str(file), "--effective-on", "2027-03-01", "--essential"]
    assert cli.main([*command, "--silence-unexplained", "--db", url, "--lang", "en"]) == 0
    assert capsys.readouterr().out == "The announcement is noted for 1 contract.\n"
    with Records(url) as records, records.reading() as session:
        found = find_dossier(session, contract_number="MC-200001")
    assert found is not None
    assert found.contract is not None
    told = Announcement(examples.EDITION, date(2027, 1, 11), date(2027, 3, 1), True, False, None, "")
    assert found.contract.announcements == (told,)


@pytest.mark.parametrize(
    ("lines", "head", "why"),
    [
        (("MC-200001;11/01/2027", "MC-9;11/01/2027"), HEAD, "line 3, column contract_number"),
        (("MC-200001;11/01/2027", "MC-200001;12/01/2027"), HEAD, "line 3, column contract_number"),
        (("MC-200001;soon",), HEAD, "line 2, column received_on"),
        (("MC-200001",), HEAD, "line 2, column received_on"),
        (("MC-200001;11/01/2027",), "contract_number;day", "line 1, column received_on"),
        ((), "", "told.csv: "),
    ],
)
def test_a_file_with_a_mistake_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: tuple[str, ...], head: str, why: str
) -> None:
    url, file = desk(tmp_path), written(tmp_path, *lines, head=head)
    command = ["announce", examples.EDITION, str(file), "--effective-on", "1/3/2027", "--db", url, "--lang", "en"]
    assert cli.main(command) == 1
    assert why in capsys.readouterr().err
    with Records(url) as records:
        assert all_rows(records)["announcements"] == []


def test_a_message_is_noted_once(tmp_path: Path) -> None:
    file = written(tmp_path, "MC-200001;11/01/2027")
    with Records(desk(tmp_path)) as records:
        assert announce_to(records, file, WHAT, by="A", at=examples.NOW) == 1
        with pytest.raises(Refusal, match="already"):
            announce_to(records, file, WHAT, by="A", at=examples.NOW)
