"""One language for a window: every part that shows words can say them again in another one.

A part holds its words as :class:`~app.terms.clause.Because` and has ``speak(language)``. Changing the language walks
the widgets and lets each say itself anew; what the person typed stays where it is.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.language import Language
from app.terms.clause import Because

Text = Because | str
"""Words to translate, or a name or number that stands as it is."""


def said(text: Text | None, language: Language) -> str:
    """``text`` in ``language``; nothing for nothing."""
    if text is None:
        return ""
    return language.say(text) if isinstance(text, Because) else str(text)


def speak_all(root: QWidget, language: Language) -> None:
    """Let ``root`` and everything inside it say its words in ``language``, outer parts first."""
    speak = getattr(root, "speak", None)
    if speak is not None:
        speak(language)
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        speak_all(child, language)
