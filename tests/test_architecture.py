"""The house rules as tests: who may know whom, and what may stand in a file."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import beside

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for room in ("app", "ui", "packaging", "tests") for path in (ROOT / room).rglob("*.py"))
TOO_GENERAL = {"utils", "util", "manager", "helper", "helpers", "logic", "misc", "common", "widgets"}
LONGEST = 400


def imported(path: Path) -> Iterator[str]:
    """The modules a file imports, anywhere in it, by their full names."""
    yield from imported_by(ast.parse(path.read_text(encoding="utf-8")))


def imported_by(tree: ast.AST) -> Iterator[str]:
    """The modules that the code of ``tree`` imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def contracts_hold(folder: Path) -> subprocess.CompletedProcess[str]:
    """Ask import-linter, with the contracts of ``folder``'s pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_rooms_have_one_direction() -> None:
    """A broken contract is printed as a sentence with the import that breaks it."""
    told = contracts_hold(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("module", "planted"),
    [
        ("app/acts/planted.py", "import PySide6.QtCore"),
        ("app/terms/planted.py", "import app.records"),
        ("app/letters/planted.py", "def late():\n    import app.records"),
        ("ui/planted.py", "import sqlalchemy"),
    ],
)
def test_a_planted_import_is_caught(tmp_path: Path, module: str, planted: str) -> None:
    """The same contracts over an empty house with one wrong import, also one hidden inside a function."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    layers = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]["layers"]
    for name in re.findall(r"[\w.]+", " ".join(layers)):
        room = tmp_path.joinpath(*name.split("."))
        room.mkdir(parents=True)
        (room / "__init__.py").touch()
    (tmp_path / "app" / "__init__.py").touch()
    assert contracts_hold(tmp_path).returncode == 0
    (tmp_path / module).write_text(planted, encoding="utf-8")
    assert contracts_hold(tmp_path).returncode == 1


@pytest.mark.parametrize(
    "path", sorted((ROOT / "app" / "terms").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_the_rules_need_the_standard_library_only(path: Path) -> None:
    foreign = {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("app.terms")
    }
    assert not foreign, f"{path.name} imports {sorted(foreign)}"


WINDOWS_MAY_KNOW = (
    "app.acts",
    "app.cli",
    "app.config",
    "app.exchange.bank_answers",
    "app.exchange.refund_orders",
    "app.faults",
    "app.files",
    "app.language",
    "app.letters.matter",
    "app.paths",
    "app.pdfium",
    "app.problems",
    "app.records.change_rows",
    "app.records.consequence_rows",
    "app.records.queue_rows",
    "app.records.rows",
    "app.records.search_rows",
    "app.sign_in",
    "app.start",
    "app.terms.clause",
    "app.terms.edition_names",
    "app.translations",
)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "ui").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_the_windows_get_frozen_rows_only(path: Path) -> None:
    """No rule, no table and no letter writer; a type named for the type checker alone is none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hints = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)]
    for hint in hints:
        hint.body = [ast.Pass()]
    known = {name for name in imported_by(tree) if name.startswith("app.")}
    assert {name for name in known if not name.startswith(WINDOWS_MAY_KNOW)} == set()


CLOCKS = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|datetime\.utcnow|time\.time)\(")


def test_only_the_start_reads_the_clock() -> None:
    """ "Today" is an argument everywhere else: a forgotten clock makes preview and booking differ at midnight."""
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] in ("app", "ui") and CLOCKS.search(path.read_text(encoding="utf-8"))
    ]
    assert readers in ([], ["app/start.py"])


def test_files_are_short() -> None:
    """One idea each; what grows past the limit is two ideas."""
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_files_have_plain_names() -> None:
    assert [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in TOO_GENERAL] == []


def test_nothing_points_at_a_machine() -> None:
    """No file names a folder of whoever wrote it, nor the index its packages came from."""
    # Put together here, so that this file does not find itself.
    words = ["/" + "work/", "/" + "root/", "/" + "tmp/team", "file:" + "///opt", "py" + "pi.org", "npm" + "js."]
    kinds = {".py", ".toml", ".md", ".txt", ".in", ".cfg", ".svg", ".po", ".pot", ".csv", ".mako", ""}
    top = ("app", "ui", "resources", "i18n", "tests", "packaging", ".ci")
    files = [path for folder in top for path in (ROOT / folder).rglob("*")]
    files += [ROOT / name for name in ("pyproject.toml", "README.md", ".gitignore")]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in files
        if path.suffix in kinds and path.is_file() and "__pycache__" not in path.parts
        for word in words
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


def test_style() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.beside("types")
def test_types() -> None:
    told = beside.end("types")
    assert told.code == 0, told.words
