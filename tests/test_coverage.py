"""Every branch of the rules is run by the tests of the rules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_every_branch_of_the_rules_is_run(tmp_path: Path) -> None:
    """The least that counts stands in pyproject.toml: 100 % of the branches of ``app/terms``."""
    command = [sys.executable, "-m", "pytest", "tests/terms", "-q", "-p", "no:cacheprovider", "--cov"]
    environment = {**os.environ, "COVERAGE_FILE": str(tmp_path / "coverage")}
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
