"""The set-up command: what it would do on a fresh machine, on a finished one, and after an interruption."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "packaging" / "dev.py"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, its environment in a folder of the test, its steps noted instead of carried out."""
    spec = importlib.util.spec_from_file_location("dev_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "UNFINISHED", venv / "unfinished")
    monkeypatch.setattr(module, "missing_system_packages", lambda level: [])
    monkeypatch.setattr(module, "environment_works", lambda: (venv / "bin").exists())
    module.steps = []

    def note(command: list[str], sentence: str) -> None:
        module.steps.append(" ".join(Path(part).name if part.startswith("/") else part for part in command))
        if command[1:3] == ["-m", "venv"]:
            (venv / "bin").mkdir()

    monkeypatch.setattr(module, "run_or_refuse", note)
    return module


def installed(dev: ModuleType) -> list[str]:
    """The locks that were installed, in order."""
    return [found[0] for step in dev.steps if (found := re.findall(r"-r (\S+)", step))]


def test_a_fresh_clone_gets_everything_in_order(dev: ModuleType) -> None:
    dev.set_up("test")
    assert dev.steps[0].endswith("-m venv .venv")
    assert installed(dev) == ["requirements-build.txt", "requirements.txt", "requirements-dev.txt"]
    assert all("--require-hashes" in step for step in dev.steps if " -r " in step)
    assert dev.is_set_up("test")
    assert not dev.UNFINISHED.exists()


def test_a_finished_set_up_does_nothing(dev: ModuleType) -> None:
    dev.set_up("run")
    dev.steps.clear()
    dev.set_up("run")
    assert dev.steps == []


def test_the_tests_add_their_packages_to_those_of_the_program(dev: ModuleType) -> None:
    dev.set_up("run")
    assert installed(dev) == ["requirements-build.txt", "requirements.txt"]
    dev.steps.clear()
    dev.set_up("test")
    assert installed(dev) == ["requirements-dev.txt"]


def test_an_interrupted_set_up_is_made_afresh(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(part: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(dev, "install_packages", stop)
        assert dev.main(["setup"]) == 1
    (dev.VENV / "half a package").touch()
    assert not dev.is_set_up("run")
    dev.set_up("run")
    assert not (dev.VENV / "half a package").exists()
    assert dev.is_set_up("run")


def test_a_moved_checkout_gets_a_new_environment(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.set_up("run")
    monkeypatch.setattr(dev, "ROOT", ROOT / "app" / "..")
    monkeypatch.setattr(dev, "environment_works", lambda: False)
    dev.steps.clear()
    dev.set_up("run")
    assert dev.steps[0].endswith("-m venv .venv")


def test_a_changed_lock_is_installed(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.set_up("test")
    other = tmp_path / "requirements-dev.txt"
    other.write_text("# another lock", encoding="utf-8")
    monkeypatch.setattr(
        dev, "lock", lambda name: other if name == "requirements-dev" else ROOT / "packaging" / f"{name}.txt"
    )
    dev.steps.clear()
    dev.set_up("test")
    assert installed(dev) == ["requirements-dev.txt"]


def test_who_may_not_install_is_told_what_is_missing(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "missing_system_packages", lambda level: ["libegl1", "python3-venv"])
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert dev.main(["setup"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "libegl1 python3-venv" in told
    assert not dev.VENV.exists()


def test_an_old_python_is_told_so(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "OLDEST_PYTHON", (99, 0))
    assert dev.main(["setup"]) == 1
    assert "needs Python" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["build"], 2), (["--help"], 0)])
def test_wrong_usage_is_told_apart(arguments: list[str], code: int) -> None:
    told = subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)
    assert told.returncode == code
    assert "Traceback" not in told.stderr


def test_the_script_needs_the_standard_library_only() -> None:
    """It runs before anything is installed, without the folders of installed packages."""
    told = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), "--help"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("name", ["requirements-build", "requirements", "requirements-dev"])
def test_each_locked_package_has_its_hashes(name: str) -> None:
    lines = (ROOT / "packaging" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    packages = [place for place, line in enumerate(lines) if "==" in line]
    assert packages
    assert all("--hash=sha256:" in lines[place + 1] for place in packages)
    assert not [line for line in lines if "://" in line or line.startswith("-")]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_holds_what_is_asked_for(name: str) -> None:
    def plain(requirement: str) -> str:
        return re.split(r"[\[=<>~;\s]", requirement)[0].lower().replace("_", "-")

    asked = (ROOT / "packaging" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    locked = (ROOT / "packaging" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    wanted = {plain(line) for line in asked if line and not line.startswith(("#", "-"))}
    assert wanted <= {plain(line) for line in locked if "==" in line}
