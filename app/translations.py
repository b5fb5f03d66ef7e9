"""The gettext catalogues: found, compiled where needed, loaded once.

Translators work on ``i18n/<language>/LC_MESSAGES/desk.po``. Set-up compiles each to a ``.mo`` beside it. In a checkout
whose ``.po`` has changed since, or where nobody compiled, the text file is compiled when it is first needed: a
translation can never be stale, and it can never be missing either.
"""

from __future__ import annotations

import gettext
import io
import os
from functools import cache
from pathlib import Path

from app import paths

LANGUAGES = ("nl", "fr", "de", "en")
"""The languages of the windows and the letters, in the order they are offered."""

DOMAIN = "desk"


def po_file(code: str) -> Path:
    """The catalogue a translator edits."""
    return paths.I18N / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def compiled(code: str) -> bytes:
    """The catalogue of ``code`` in gettext's binary form, fuzzy entries left out."""
    from babel.messages import mofile, pofile

    with po_file(code).open("rb") as source:
        catalogue = pofile.read_po(source, locale=code)
    binary = io.BytesIO()
    mofile.write_mo(binary, catalogue)
    return binary.getvalue()


def compile_beside(code: str) -> Path:
    """Write the binary catalogue beside its source, whole or not at all."""
    target = po_file(code).with_suffix(".mo")
    part = target.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_bytes(compiled(code))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


@cache
def load(code: str) -> gettext.NullTranslations:
    """The catalogue of one language. Without any catalogue the English source texts stand."""
    source, binary = po_file(code), po_file(code).with_suffix(".mo")
    if not source.exists():
        return gettext.GNUTranslations(binary.open("rb")) if binary.exists() else gettext.NullTranslations()
    if not binary.exists() or binary.stat().st_mtime_ns < source.stat().st_mtime_ns:
        try:
            compile_beside(code)
        except OSError:
            # The program lies where this person may not write: the catalogue lives in memory for this run.
            return gettext.GNUTranslations(io.BytesIO(compiled(code)))
    with binary.open("rb") as stream:
        return gettext.GNUTranslations(stream)
