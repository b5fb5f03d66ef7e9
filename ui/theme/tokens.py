"""The token table: the only place that names colours and sizes.

Contrast was measured for every pair in use (WCAG 2: text 4.5, shapes 3.0). Which of the two tables holds is read from
the palette of whoever paints, so no widget has to be told when the theme changes.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. Each field is a colour by its use, as ``#rrggbb``."""

    bg: str
    surface: str
    sunken: str
    chip: str
    raised: str
    line: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    accent_faint: str
    accent_line: str
    chart: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    match: str
    on_mark: str
    shade: str

    def __getitem__(self, token: str) -> QColor:
        """The colour called ``token``, ready to paint with."""
        return _colour(getattr(self, token))

    def table(self) -> dict[str, str]:
        """All tokens by name, for the style sheet."""
        return asdict(self)


LIGHT = Colours(
    bg="#F3F5F8",
    surface="#FFFFFF",
    sunken="#EBEEF3",
    chip="#EBEEF3",
    raised="#FFFFFF",
    line="#DBE0E8",
    control="#7A8495",
    text="#151A21",
    text2="#434C59",
    text3="#596272",
    accent="#2156C4",
    accent_hover="#1A459E",
    on_accent="#FFFFFF",
    accent_soft="#E4ECFB",
    accent_faint="#F4F7FE",
    accent_line="#A9C1F0",
    chart="#5C86DB",
    ok="#187245",
    ok_soft="#E0F2E7",
    warn="#8A5000",
    warn_soft="#FCEFD6",
    bad="#B3261E",
    bad_soft="#FBE7E5",
    match="#FFE9A8",
    on_mark="#FFFFFF",
    shade="#161C28",
)
DARK = Colours(
    bg="#101318",
    surface="#191D24",
    sunken="#14181E",
    chip="#262C36",
    raised="#222832",
    line="#2D343F",
    control="#707B8C",
    text="#E9ECF1",
    text2="#B9C1CC",
    text3="#98A2B0",
    accent="#8FB3FF",
    accent_hover="#B0C9FF",
    on_accent="#0B1733",
    accent_soft="#1D2B47",
    accent_faint="#1A212E",
    accent_line="#3E5B93",
    chart="#6A92E8",
    ok="#62CE95",
    ok_soft="#14332A",
    warn="#F0B555",
    warn_soft="#362A14",
    bad="#FF8E84",
    bad_soft="#3F211F",
    match="#5A4700",
    on_mark="#101318",
    shade="#161C28",
)

SHADE_OPACITY = 0.47
"""How far what lies behind a pop-over or dialog is darkened."""

# Space and shape, in logical pixels.
PAIR, SIBLING, BETWEEN_CARDS, CARD_PADDING, GROUP = 4, 8, 12, 16, 24
TOP_BAR, CALL_TABS, RAIL, STATUS_BAR, ACTION_BAR, SIDE_PANEL, STEP_RAIL = 56, 40, 80, 28, 56, 360, 232
SIDE_PANEL_NARROW = 320
ROW_OPTION, ROW_NORMAL, ROW_COMPACT, ROW_TWO_LINES, ROW_HEAD = 40, 36, 34, 48, 28
FIELD, FIELD_IN_ROW = 32, 28
RADIUS_CHIP, RADIUS_FIELD, RADIUS_CARD, RADIUS_DIALOG = 4, 6, 8, 10
ICON_ROW, ICON_BAR, ICON_RAIL = 16, 18, 20
MARK, MARK_OPTION, MARK_CHIP = 16, 18, 14


def colours_of(palette: QPalette) -> Colours:
    """The table the palette was made from: dark when its window is dark."""
    window = palette.color(QPalette.ColorRole.Window)
    if not window.alpha():
        # A part without a ground of its own stands on that of the window.
        window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


@cache
def _colour(hexadecimal: str) -> QColor:
    return QColor(hexadecimal)
