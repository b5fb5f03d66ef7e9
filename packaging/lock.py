"""Lock the packages: each ``requirements*.in`` becomes a ``requirements*.txt`` with versions and hashes.

Run it with the project's Python after a change of an ``.in`` file, ``--upgrade`` to take newer versions as well::

    .venv/bin/python packaging/lock.py [--upgrade]

The locks name no index, so that they install from wherever the machine's pip looks.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--allow-unsafe",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
)


def main() -> int:
    """Write the locks; the exit code is that of the first one that fails."""
    environment = os.environ | {"CUSTOM_COMPILE_COMMAND": ".venv/bin/python packaging/lock.py"}
    for name in ("requirements-build", "requirements", "requirements-dev"):
        command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *sys.argv[1:]]
        command += ["--output-file", f"{name}.txt", f"{name}.in"]
        ended = subprocess.run(command, cwd=FOLDER, env=environment, check=False).returncode
        if ended:
            return ended
    return 0


if __name__ == "__main__":
    sys.exit(main())
