"""The entry point: hands commands over before Qt is imported, and opens the window for the rest."""

from __future__ import annotations

import argparse
import builtins
import os
import sys
from pathlib import Path

from app import cli
from app.problems import Problem
from app.start import start
from app.terms.clause import because


def main() -> int:
    """Run the command of ``sys.argv``; returns the exit code."""
    return cli.guarded(sys.argv[1:], carry_out)


def carry_out(chosen: argparse.Namespace) -> int:
    """Open the window, or hand the command over."""
    if chosen.command not in cli.WINDOW:
        return cli.run(chosen)
    if not has_screen():
        raise Problem(
            because(
                "There is no screen to open a window on; without one, connected-desk has the commands "
                "search, options, letter, import, demo-data, casebook and db."
            )
        )
    desk = start(demo=chosen.demo, role=chosen.as_role, url=chosen.db, language_code=chosen.lang)
    load_qt()
    from ui.application import run

    return run(desk, chosen.query, chosen.lang)


def load_qt() -> None:
    """Load Qt, and put Python's own import back in its place.

    PySide's replacement reads the source of every module imported later, looking for ``from __feature__ import``. We
    use no features, and all of SQLAlchemy's source costs 20 MB and a fifth of the time until the desk is ready.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = plain


def has_screen() -> bool:
    """Whether Qt will find a display. Asked first, because Qt itself ends the program when it finds none."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM", "xcb") not in ("", "xcb", "wayland"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    if not display:
        return False
    host, _, rest = display.partition(":")
    number = rest.partition(".")[0]
    # A display of this machine has a socket file; a remote one is Qt's business.
    return bool(host) or not number.isdigit() or Path(f"/tmp/.X11-unix/X{number}").exists()


if __name__ == "__main__":
    sys.exit(main())
