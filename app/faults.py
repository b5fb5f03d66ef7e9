"""What is told about a fault of the program: where it happened, and nothing about the customer.

An exception's message, its arguments and the values of variables may hold names, plates or amounts; the report names
the kind of exception, the lines that were running, and the versions.
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from app import paths
from app.files import write_whole


def report_of(error: BaseException) -> str:
    """A report to copy: the chain of exceptions by kind, with file, line and function of each step."""
    told = [f"Connected Desk {version()}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"]
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for link in reversed(links):
        told += [f"  {place(step)}" for step in traceback.extract_tb(link.__traceback__)]
        told.append(f"{type(link).__module__}.{type(link).__qualname__}")
    return "\n".join(told) + "\n"


def place(step: traceback.FrameSummary) -> str:
    """File, line and function; the file without the folders of this machine."""
    path = Path(step.filename)
    for root in (paths.ROOT, *map(Path, sys.path)):
        if root.parts and path.is_relative_to(root):
            path = path.relative_to(root)
            break
    else:
        path = Path(path.name)
    return f"{path.as_posix()}:{step.lineno} {step.name}"


def version() -> str:
    """The version that is installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("connected-desk")
    except PackageNotFoundError:
        return "from a checkout"


def keep_report(error: BaseException, at: datetime) -> Path:
    """Write the report into the person's data folder and return its path."""
    path = paths.user_data() / f"fault-{at:%Y-%m-%d-%H%M%S}.txt"
    write_whole(path, report_of(error).encode("utf-8"))
    return path
