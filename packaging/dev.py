"""From a fresh clone to a running desk, and to the proof that it works: one command each.

    python3 packaging/dev.py run [--demo] [...]    set up what is missing, then open the desk (arguments are passed on)
    python3 packaging/dev.py test [...]            set up what is missing, then run the tests (arguments go to pytest)
    python3 packaging/dev.py setup                 set up only; leaves .venv/bin/connected-desk

Needs Python 3.11 or later and nothing else: this file uses the standard library alone. On Debian it installs the system
libraries itself when it may; elsewhere, or without the rights, one sentence names what is missing. Once everything
stands, a stamp inside ``.venv`` says so, and the commands start at once and need no network.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "packaging"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Present while packages are being put into the environment: found at the start, it tells of an interrupted set-up.
UNFINISHED = VENV / "unfinished"

LOCKS = {"run": ("requirements-build", "requirements"), "test": ("requirements-dev",)}
LEVELS = {"run": ("run",), "test": ("run", "test")}
OLDEST_PYTHON = (3, 11)


class Missing(Exception):
    """Set-up cannot go on; the message is one sentence that says what is missing."""


def main(arguments: list[str]) -> int:
    """Carry out one command; returns its exit code (0 done, 1 failed, 2 wrong usage)."""
    command = arguments[0] if arguments else ""
    if command in ("-h", "--help"):
        print(__doc__)
        return 0
    if command not in ("run", "test", "setup"):
        print("Usage: python3 packaging/dev.py run [--demo] | test [pytest arguments] | setup", file=sys.stderr)
        return 2
    try:
        set_up("test" if command == "test" else "run")
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up was interrupted: give the same command again to start it afresh.", file=sys.stderr)
        return 1
    if command == "run":
        become([str(VENV / "bin" / "connected-desk"), *arguments[1:]])
    if command == "test":
        os.chdir(ROOT)
        become([str(PYTHON), "-m", "pytest", *arguments[1:]])
    return 0


def become(program: list[str]) -> NoReturn:
    """Go on as ``program``: its signals and its exit code are ours."""
    sys.stdout.flush()
    os.execv(program[0], program)


def set_up(level: str) -> None:
    """Bring the environment to ``level``: ``run`` for the program, ``test`` for the tests as well. At once if it is."""
    if sys.version_info < OLDEST_PYTHON:
        raise Missing(f"Connected Desk needs Python 3.11 or later, and this is {sys.version.split()[0]}.")
    if is_set_up(level):
        return
    with one_at_a_time():
        if is_set_up(level):
            return
        install_system_packages(level)
        make_environment()
        parts = [part for part in LEVELS[level] if not stands(part)]
        UNFINISHED.touch()
        for part in parts:
            install_packages(part)
        if "run" in parts:
            install_project()
        for part in parts:
            stamp(part).write_text(fingerprint(part), encoding="ascii")
        UNFINISHED.unlink()


def stamp(part: str) -> Path:
    """The file that says that one part of the set-up stands, and for which locks."""
    return VENV / f"set-up-{part}"


def stands(part: str) -> bool:
    """Whether this part was installed from the files as they are now."""
    return stamp(part).exists() and stamp(part).read_text(encoding="ascii") == fingerprint(part)


def is_set_up(level: str) -> bool:
    """Whether every part of ``level`` stands and nothing was interrupted since."""
    return not UNFINISHED.exists() and all(stands(part) for part in LEVELS[level])


def fingerprint(part: str) -> str:
    """What one part of the set-up depends on: the locks, this script, the interpreter and the place of the checkout."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    for path in (Path(__file__), ROOT / "pyproject.toml", system_list(part), *(lock(name) for name in LOCKS[part])):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def lock(name: str) -> Path:
    """A lock file: versions and hashes."""
    return FOLDER / f"{name}.txt"


def system_list(part: str) -> Path:
    """The Debian packages of one part."""
    return FOLDER / f"debian-{part}.txt"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two commands started together in a fresh clone: the second waits for the first."""
    handle = os.open(FOLDER, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def install_system_packages(level: str) -> None:
    """Install the Debian packages that are missing, or say which ones are."""
    missing = missing_system_packages(level)
    if not missing:
        return
    wanted = " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing(
            f"System packages are missing and only an administrator may install them: apt-get install {wanted}"
        )
    say(f"Installing system packages: {wanted}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    install = [*apt, "install", "-y", "--no-install-recommends", *missing]
    # A fresh machine's lists are empty or old; an update that fails half-way may still have brought what is needed.
    subprocess.run([*apt, "update"], env=environment, check=False, stdout=subprocess.DEVNULL)
    if subprocess.run(install, env=environment, check=False, stdout=subprocess.DEVNULL).returncode:
        raise Missing(f"System packages could not be installed, check the network: apt-get install {wanted}")


def missing_system_packages(level: str) -> list[str]:
    """The Debian packages that ``level`` needs and the machine lacks; empty on other systems, whose names differ."""
    if not shutil.which("dpkg-query"):
        if importlib.util.find_spec("ensurepip") is None:
            raise Missing(
                "Python's venv and ensurepip modules are missing: install them with your system's package tool."
            )
        return []
    wanted = [name for part in LEVELS[level] for name in system_list(part).read_text(encoding="utf-8").split("\n")]
    names = [name for name in wanted if name and not name.startswith("#")]
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    installed = {line.split()[1] for line in shown.splitlines() if line.startswith("installed ")}
    missing = [name for name in names if name not in installed]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python3-venv")
    return missing


def make_environment() -> None:
    """Make the virtual environment, anew where an earlier one was left half-made, moved or lost its interpreter."""
    if VENV.exists() and (UNFINISHED.exists() or not environment_works()):
        say("Clearing a virtual environment that was left half-made")
        shutil.rmtree(VENV)
    if VENV.exists():
        return
    say("Making the virtual environment")
    VENV.mkdir()
    UNFINISHED.touch()
    run_or_refuse([sys.executable, "-m", "venv", str(VENV)], "The virtual environment could not be made")


def environment_works() -> bool:
    """Whether the environment has a working Python of the same version, pip, and was made in this very place."""
    if not PYTHON.exists():
        return False
    probe = "import sys, pip; print(sys.prefix, sys.version_info[:2])"
    found = subprocess.run([str(PYTHON), "-c", probe], capture_output=True, text=True, check=False)
    return found.returncode == 0 and found.stdout.strip() == f"{VENV} {sys.version_info[:2]}"


def install_packages(part: str) -> None:
    """Install the locked packages of one part; pip compares every file with its hash."""
    for name in LOCKS[part]:
        say(f"Installing packages from {name}.txt")
        run_or_refuse(
            [*pip(), "--require-hashes", "--only-binary=:all:", "-r", str(lock(name))],
            f"The packages of packaging/{name}.txt could not be installed, check the network",
        )


def install_project() -> None:
    """Put the project into the environment, as it lies here: a change in a file needs no new set-up."""
    # A plain path instead of an import hook: the program starts 10 ms sooner.
    how = ["--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat"]
    run_or_refuse([*pip(), *how, "--editable", str(ROOT)], "The project could not be installed")
    run_or_refuse([str(PYTHON), str(FOLDER / "catalogues.py"), "compile"], "The translations could not be compiled")


def pip() -> list[str]:
    """The environment's own pip, quiet."""
    return [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]


def run_or_refuse(command: list[str], sentence: str) -> None:
    """Run a step of the set-up; when it fails, its own last words stand above our sentence."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        raise Missing(f"{sentence}: see the message above.")


def say(step: str) -> None:
    """Tell what is being done; set-up takes a minute or two the first time."""
    print(f"{step} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
