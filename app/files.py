"""Files the program writes for people: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from app.problems import explained


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a full disk or a stop leaves what was there before, never a half. Raises ``Problem``.

    What is no ordinary file, as ``/dev/stdout`` or a pipe, is written to directly: it must not be replaced by a file.
    """
    with explained():
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        target = path.resolve()
        part = target.with_name(f".{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(target)
        except OSError as error:
            # The person asked for this file; the name of the part says nothing to them.
            raise OSError(error.errno, error.strerror, str(path)) from error
        finally:
            part.unlink(missing_ok=True)
