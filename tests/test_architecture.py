"""The house rules as tests: who may know whom, and what may stand in a file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for room in ("app", "ui", "packaging", "tests") for path in (ROOT / room).rglob("*.py"))
TOO_GENERAL = {"utils", "util", "manager", "helper", "helpers", "logic", "misc", "common", "widgets"}
LONGEST = 400


def imported(path: Path) -> Iterator[str]:
    """The modules a file imports, anywhere in it, by their full names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_rooms_have_one_direction() -> None:
    """The contracts stand in pyproject.toml; a broken one is printed as a sentence with the import that breaks it."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_planted_import_is_caught() -> None:
    """The contract about Qt names every Qt binding we install and covers the whole app."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    no_qt = next(one for one in settings["contracts"] if "never imports Qt" in one["name"])
    assert no_qt["source_modules"] == ["app"]
    assert {"PySide6", "shiboken6", "ui"} <= set(no_qt["forbidden_modules"])


@pytest.mark.parametrize("path", sorted((ROOT / "app" / "terms").rglob("*.py")), ids=lambda path: path.stem)
def test_the_rules_need_the_standard_library_only(path: Path) -> None:
    foreign = {
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("app.terms")
    }
    assert not foreign, f"{path.name} imports {sorted(foreign)}"


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
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: the files of the project cannot be told from others")
    tracked = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked
        if path.suffix in kinds and path.is_file()
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


def test_types() -> None:
    told = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
