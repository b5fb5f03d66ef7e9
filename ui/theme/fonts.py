"""IBM Plex, loaded from the program's own files, in the sizes of the token table (logical pixels)."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from app.paths import RESOURCES

SANS = "IBM Plex Sans"
MONO = "IBM Plex Mono"

_FIRST = ("IBMPlexSans-Regular", "IBMPlexSans-Medium", "IBMPlexSans-SemiBold")
_LATER = ("IBMPlexSans-Bold", "IBMPlexSans-Italic", "IBMPlexMono-Regular", "IBMPlexMono-SemiBold")

STYLES: dict[str, tuple[int, int]] = {
    "badge": (11, 600),
    "caption": (12, 400),
    "caption_strong": (12, 600),
    "head": (12, 500),
    "body": (13, 400),
    "name": (13, 500),
    "strong": (13, 600),
    "hit": (14, 400),
    "hit_strong": (14, 600),
    "card": (15, 600),
    "wizard": (17, 600),
    "page": (20, 600),
}
"""Size and weight by use."""


def load_first() -> None:
    """Load what the first frame needs."""
    _load(_FIRST)


def load_rest() -> None:
    """Load the faces first needed by a dossier."""
    _load(_LATER)


@cache
def font(style: str) -> QFont:
    """The font of a style named in :data:`STYLES`."""
    size, weight = STYLES[style]
    return _made(SANS, size, weight)


@cache
def mono(*, strong: bool = False) -> QFont:
    """The font of a vehicle identification number; its last seven are strong."""
    return _made(MONO, 12, 600 if strong else 400)


def _made(family: str, size: int, weight: int) -> QFont:
    made = QFont(family)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    # Letters keep their own widths at every scaling; full hinting would push them onto whole pixels.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def _load(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"{name}.ttf"))
