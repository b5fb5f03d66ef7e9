"""Outline icons, drawn from their SVG at the size and ratio asked for, in a colour of the current theme."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import RESOURCES
from ui.theme.tokens import LIGHT, Colours, colours_of

_THINNER_FROM = 20


class _Outline(QIconEngine):
    """Draws one icon. The colour is looked up when it paints, so that a change of theme needs no new icons."""

    def __init__(self, name: str, token: str, *, at_right: bool = False) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._at_right = at_right

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        side = min(rect.width(), rect.height())
        left = rect.right() - side + 1 if self._at_right else rect.left()
        painter.drawPixmap(QRect(left, rect.top(), side, side), _drawn(self._name, self._colour(mode), side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # ``size`` is in logical pixels; the picture has to be ``scale`` times as large.
        wide, high = size.width(), size.height()
        if wide == high:
            return _drawn(self._name, self._colour(mode), wide, scale)
        # Room beside the icon keeps it away from the word of a button.
        picture = QPixmap(size * scale)
        picture.fill(Qt.GlobalColor.transparent)
        picture.setDevicePixelRatio(scale)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, wide, high), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Outline(self._name, self._token, at_right=self._at_right)

    def _colour(self, mode: QIcon.Mode) -> str:
        colours = colours_of(QGuiApplication.palette())
        return str(getattr(colours, "text3" if mode == QIcon.Mode.Disabled else self._token))


@cache
def icon(name: str, token: str = "text2", *, at_right: bool = False) -> QIcon:
    """The icon called ``name`` in ``resources/icons``, in the colour of ``token``. In a place wider than high it stands
    at the left, or ``at_right``."""
    return QIcon(_Outline(name, token, at_right=at_right))


def paint_icon(painter: QPainter, name: str, token: str, where: QRect) -> None:
    """Draw an icon into a square, as a delegate needs it."""
    icon(name, token).paint(painter, where)


def app_icon() -> QIcon:
    """The program's own icon, for the window and the top bar."""
    return QIcon(str(RESOURCES / "icons" / "app.svg"))


def app_pixmap(size: int, ratio: float, colours: Colours = LIGHT) -> QPixmap:
    """The program's own icon as a picture of ``size`` logical pixels, in the accent of a theme."""
    text = (RESOURCES / "icons" / "app.svg").read_text(encoding="utf-8")
    for token in ("accent", "on_accent"):
        # The file stands in the colours of the light table, as the desktop shows it.
        text = text.replace(getattr(LIGHT, token), f"@{token}")
    for token in ("accent", "on_accent"):
        text = text.replace(f"@{token}", getattr(colours, token))
    return _rendered(text.encode(), size, ratio)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    stroke = "1.6" if size >= _THINNER_FROM else "1.75"
    # QtSvg does not take currentColor from the palette.
    text = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return _rendered(text.encode(), size, ratio)


def _rendered(svg: bytes, size: int, ratio: float) -> QPixmap:
    edge = max(1, round(size * ratio))
    picture = QPixmap(edge, edge)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(svg).render(painter, QRectF(QPoint(0, 0), QSize(edge, edge)))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
