"""Files made to do harm: too large, leading elsewhere, or packed. None is unpacked, and none fills the memory."""

from __future__ import annotations

import ast
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from app import cli
from app.exchange.csv_import import import_folder
from app.exchange.csv_reading import LONGEST_LINE
from app.problems import Problem
from app.records.store import Records
from tests.exchange.folders import WHOLE, write

ROOT = Path(__file__).parents[2]
HUGE = 2_000_000_000


@pytest.mark.parametrize("beginning", ["", WHOLE["customers"] + "\n", WHOLE["customers"] + '\nK2;"'])
def test_a_huge_file_is_refused_before_it_is_read(empty: Records, tmp_path: Path, beginning: str) -> None:
    """Two gigabytes without a line end: after one line too long nothing more is read."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "customers.csv").write_text(beginning, encoding="utf-8")
    os.truncate(folder / "customers.csv", HUGE)
    tracemalloc.start()
    try:
        report = import_folder(empty, folder)
        assert tracemalloc.get_traced_memory()[1] < 100 * LONGEST_LINE
    finally:
        tracemalloc.stop()
    (problem,) = report.problems
    assert "longer than" in problem.because.message
    assert not report.changed


def test_a_huge_case_book_is_refused_by_its_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.json"
    file.touch()
    os.truncate(file, HUGE)
    assert cli.main(["casebook", "check", str(file), "--lang", "en"]) == 1
    assert capsys.readouterr().err == "The file cases.json is too large: a case book has 1000 megabytes at most.\n"


@pytest.mark.parametrize("target", ["/etc/passwd", "../elsewhere.csv", "../in-the-way/customers.csv"])
def test_a_link_out_of_the_folder_is_not_followed(empty: Records, tmp_path: Path, target: str) -> None:
    folder = write(tmp_path / "in", dealers=WHOLE["dealers"])
    for elsewhere in (tmp_path / "elsewhere.csv", tmp_path / "in-the-way" / "customers.csv"):
        elsewhere.parent.mkdir(exist_ok=True)
        elsewhere.write_text(WHOLE["customers"], encoding="utf-8")
    (folder / "customers.csv").symlink_to(target)
    with pytest.raises(Problem, match="leads out of the folder"):
        import_folder(empty, folder)


def test_a_link_inside_the_folder_is_the_file(empty: Records, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", dealers=WHOLE["dealers"])
    (folder / "kept").mkdir()
    (folder / "kept" / "one").write_text(WHOLE["customers"], encoding="utf-8")
    (folder / "customers.csv").symlink_to(Path("kept", "one"))
    assert import_folder(empty, folder).changed


def test_archives_and_messages_are_not_opened(empty: Records, tmp_path: Path) -> None:
    """Alone they are no import; beside one, they change nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "customers.zip", "w") as packed:
        packed.writestr("../customers.csv", WHOLE["customers"])
        packed.writestr("dealers.csv", WHOLE["dealers"])
    (folder / "customers.eml").touch()
    os.truncate(folder / "customers.eml", 50_000_000)
    with pytest.raises(Problem, match="No file of an import"):
        import_folder(empty, folder)
    with pytest.raises(Problem, match="is a file"):
        import_folder(empty, folder / "customers.zip")
    (folder / "customers.zip").rename(folder / "customers.csv")
    (problem,) = import_folder(empty, folder).problems
    assert problem.file == "customers.csv"
    assert sorted(path.name for path in tmp_path.rglob("*.csv")) == ["customers.csv"]


UNPACKING = {"zipfile", "tarfile", "gzip", "bz2", "lzma", "zipimport", "mailbox", "email.parser", "email.feedparser"}
READING_MAIL = {"message_from_bytes", "message_from_string", "message_from_file", "message_from_binary_file"}


@pytest.mark.parametrize("room", ["app", "ui"])
def test_the_desk_reads_no_archive_and_no_message(room: str) -> None:
    """There is nothing a zip bomb, a path in an archive or a message of 50 megabytes could reach."""
    found = []
    for path in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {alias.name for alias in node.names} if isinstance(node, ast.Import | ast.ImportFrom) else set()
            if isinstance(node, ast.ImportFrom):
                names |= {str(node.module)} | {f"{node.module}.{name}" for name in names}
            if isinstance(node, ast.Attribute):
                names = {node.attr}
            if names & (UNPACKING | READING_MAIL | {"unpack_archive"}):
                found.append((path.name, node.lineno))
    assert found == []
