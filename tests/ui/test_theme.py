"""The token table keeps its promises: contrast, both themes, an icon and a mark for every name in use."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import ROOT
from ui.parts.buttons import Button
from ui.settings import Settings
from ui.theme import marks
from ui.theme.icons import icon
from ui.theme.palette import palette_of
from ui.theme.style import style_sheet
from ui.theme.theme import Theme
from ui.theme.tokens import DARK, LIGHT, Colours, colours_of

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
TEXT = [
    ("text", "surface"),
    ("text", "bg"),
    ("text", "accent_soft"),
    ("text2", "surface"),
    ("text2", "bg"),
    ("text2", "accent_soft"),
    ("text2", "sunken"),
    ("text3", "surface"),
    ("text3", "bg"),
    ("text3", "accent_soft"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "surface"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("bad", "surface"),
    ("bad", "bad_soft"),
    ("text", "match"),
    ("text2", "match"),
    ("text2", "warn_soft"),
    ("text2", "bad_soft"),
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_can_be_read(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(colours[ink], colours[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize("ground", ["surface", "bg", "accent_soft"])
def test_edges_can_be_seen(colours: Colours, ground: str) -> None:
    assert contrast(colours["control"], colours[ground]) >= 3.0


@THEMES
def test_the_palette_leads_back_to_its_table(colours: Colours) -> None:
    assert colours_of(palette_of(colours)) is colours


@THEMES
def test_a_part_without_a_ground_takes_the_theme_of_the_window(qapp: QApplication, colours: Colours) -> None:
    Theme(qapp, "dark" if colours is DARK else "light")
    palette = QPalette(palette_of(colours))
    palette.setColor(QPalette.ColorRole.Window, QColor(0, 0, 0, 0))
    assert colours_of(palette) is colours


@THEMES
def test_the_style_sheet_knows_every_token_it_names(colours: Colours) -> None:
    assert "@" not in style_sheet(colours)


def test_no_colour_is_named_outside_the_table() -> None:
    hexadecimal = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b")
    sources = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "resources" / "styles").glob("*.qss")]
    named = [path.name for path in sources if hexadecimal.search(path.read_text(encoding="utf-8"))]
    assert named == ["tokens.py"]


def test_the_theme_follows_the_choice(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.toggle()
    assert colours_of(qapp.palette()) is DARK
    theme.choose("dark")
    theme.choose("light")
    assert told == [True, False]
    assert colours_of(qapp.palette()) is LIGHT


def drawn(name: str) -> bytes:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(LIGHT["surface"])
    painter = QPainter(image)
    marks.paint_mark(painter, name, QRect(0, 0, 32, 32), LIGHT)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_each_mark_has_a_shape_of_its_own_in_grey(qapp: QApplication) -> None:
    names = (
        "done",
        "approval",
        "question",
        "blocked",
        "today",
        "available",
        "ready",
        "running",
        "held",
        "failed",
        "off",
        "fixed",
    )
    assert len({drawn(name) for name in names}) == len(names)


def test_a_state_without_a_mark_of_its_own_is_ready() -> None:
    assert marks.mark_of("something_new") == "ready"
    assert marks.mark_of("allowed") == "done"
    assert marks.mark_of("failed") == "failed"


def test_an_icon_takes_the_colour_of_the_theme(qapp: QApplication) -> None:
    Theme(qapp, "light")
    light = icon("search").pixmap(16, 16).toImage()
    Theme(qapp, "dark")
    dark = icon("search").pixmap(16, 16).toImage()
    Theme(qapp, "light")
    assert light != dark


def test_an_icon_is_sharp_at_twice_the_size(qapp: QApplication) -> None:
    picture = icon("search").pixmap(QSize(16, 16), 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    wide = icon("search").pixmap(QSize(20, 16), 2.0)
    assert (wide.width(), wide.height()) == (40, 32)


def test_the_word_of_a_button_keeps_its_ampersand(qtbot: QtBot) -> None:
    from app.language import language

    button = Button("Cases & letters")
    qtbot.addWidget(button)
    button.speak(language("en"))
    assert button.text() == "Cases && letters"
    assert button.accessibleName() == "Cases & letters"


def test_settings_survive_and_nonsense_is_not_set(qapp: QApplication) -> None:
    settings = Settings()
    assert (settings.theme, settings.language, settings.row_step) == ("system", "", 0)
    settings.theme, settings.language, settings.row_step = "dark", "fr", 4
    again = Settings()
    assert (again.theme, again.language, again.row_step) == ("dark", "fr", 4)
    again.row_step = 400
    again.language = "xx"
    assert (Settings().row_step, Settings().language) == (0, "")


class Following(Theme):
    """A theme on a system whose scheme the test sets."""

    dark_outside = False

    def system_is_dark(self) -> bool:
        return self.dark_outside


def test_the_theme_follows_the_system_until_someone_chooses(qapp: QApplication) -> None:
    theme = Following(qapp, "system")
    hints = qapp.styleHints()
    assert not theme.dark
    theme.dark_outside = True
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours_of(qapp.palette()) is DARK
    theme.choose("light")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours_of(qapp.palette()) is LIGHT
    theme.choose("system")
    assert colours_of(qapp.palette()) is DARK
    theme.choose("light")
    theme.deleteLater()
