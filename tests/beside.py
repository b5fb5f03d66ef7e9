"""Checks that are programs of their own and take long: they run beside the other tests, whose end they are judged at.

Everything else of the tests runs one by one; the second core of the machine is free for these.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    # The least that counts stands in pyproject.toml: 100 % of the branches of ``app/terms``.
    "coverage": ("pytest", "tests/terms", "-q", "-p", "no:cacheprovider", "--cov"),
    "types": ("mypy",),
}


class Told(NamedTuple):
    """How a check ended: its exit code, and what it printed."""

    code: int
    words: str


class _Running(NamedTuple):
    process: subprocess.Popen[bytes]
    scratch: tempfile.TemporaryDirectory[str]


_running: dict[str, _Running] = {}


def begin(name: str) -> None:
    """Start a check, once."""
    if name in _running:
        return
    scratch = tempfile.TemporaryDirectory(prefix="check-")
    environment = {**os.environ, "COVERAGE_FILE": f"{scratch.name}/coverage"}
    with Path(scratch.name, "words").open("wb") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", *COMMANDS[name]], cwd=ROOT, env=environment, stdout=words, stderr=subprocess.STDOUT
        )
    _running[name] = _Running(process, scratch)


def end(name: str) -> Told:
    """Wait for a check and take what it says."""
    begin(name)
    process, scratch = _running.pop(name)
    with scratch:
        code = process.wait()
        return Told(code, Path(scratch.name, "words").read_text(encoding="utf-8", errors="replace"))


def stop_all() -> None:
    """End what is still running: the tests were broken off."""
    for process, scratch in _running.values():
        process.kill()
        process.wait()
        scratch.cleanup()
    _running.clear()
