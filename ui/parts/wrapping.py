"""Breaking a text into lines, for everything that paints its words itself."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics


def wrapped(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """``text`` on as many lines as it needs in ``room`` pixels, broken between words."""
    if not text or metrics.horizontalAdvance(text) <= room:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
