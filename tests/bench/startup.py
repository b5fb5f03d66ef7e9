"""Start-up: first painted frame, ready to search and idle memory against a bare PySide6 window, in one run.

    .venv/bin/python tests/bench/startup.py [rounds]      7 rounds when left out; without a display it draws offscreen

The two programs take turns, so that a busy machine weighs on both; what counts are the ratios of the medians.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
TODAY = date(2026, 12, 28)
TARGETS = {"first frame": 1.5, "ready to search": 4.0, "idle memory": 2.0}


def started(*arguments: str, folder: str) -> dict[str, float]:
    """One start as a process of its own: milliseconds to the first frame and until ready, and megabytes when idle."""
    environment = {**os.environ, "CONNECTED_DESK_TODAY": TODAY.isoformat()}
    environment |= {f"XDG_{name}_HOME": folder for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.monotonic()
    script = str(Path(__file__).with_name("first_frame.py"))
    ended = subprocess.run(
        [sys.executable, script, *arguments], env=environment, stdout=subprocess.PIPE, timeout=60, check=True
    )
    told = json.loads(ended.stdout)
    return {
        "first frame": (told["painted"] - begun) * 1000,
        "ready to search": (told["ready"] - begun) * 1000,
        "idle memory": told["megabytes"],
    }


def main() -> int:
    """Print the medians and their ratios beside the targets; 1 when a target is missed."""
    from app.start import fill

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    runs: dict[str, list[dict[str, float]]] = {"desk": [], "skeleton": []}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/desk.db"
        fill(url, 400, TODAY)
        for _ in range(rounds + 1):
            runs["desk"].append(started("desk", url, folder=folder))
            runs["skeleton"].append(started("skeleton", folder=folder))
    missed = 0
    print(f"Medians of {rounds} starts after one to warm up; ready is the skeleton's first frame.")
    for what, target in TARGETS.items():
        ours, bare = (median(run[what] for run in runs[name][1:]) for name in ("desk", "skeleton"))
        unit = "MB" if what == "idle memory" else "ms"
        missed += ours / bare > target
        print(
            f"{what:16} {ours:6.0f} {unit}   skeleton {bare:6.0f} {unit}   ratio {ours / bare:4.2f}   target {target}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
