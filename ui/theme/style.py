"""The style sheet: radius, padding and borders of named classes only, built from the token table."""

from __future__ import annotations

from string import Template

from app.paths import RESOURCES
from ui.theme.tokens import Colours


class _AtTemplate(Template):
    delimiter = "@"


def style_sheet(colours: Colours) -> str:
    """The style sheet of one theme; an unknown token in it is an error."""
    text = (RESOURCES / "styles" / "desk.qss").read_text(encoding="utf-8")
    return _AtTemplate(text).substitute(colours.table())
