"""Qt's own buttons and menus (OK, Cancel, Cut, Paste …) out of the same catalogues as everything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from app.language import Language
from app.terms.clause import Because, because

_QT: dict[str, Because] = {
    "OK": because("OK"),
    "Cancel": because("Cancel"),
    "Close": because("Close"),
    "Open": because("Open"),
    "Save": because("Save"),
    "Apply": because("Apply"),
    "Yes": because("Yes"),
    "No": because("No"),
    "Undo": because("Undo"),
    "Redo": because("Redo"),
    "Cut": because("Cut"),
    "Copy": because("Copy"),
    "Paste": because("Paste"),
    "Delete": because("Delete"),
    "Select All": because("Select all"),
    "Print": because("Print"),
    "Show Details...": because("Show details…"),
    "Hide Details...": because("Hide details…"),
}


class QtTranslator(QTranslator):
    """Answers for the texts of Qt that can come up in the window; the rest stays as Qt has it."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        plain = sourceText.replace("&", "")
        known = _QT.get(plain)
        # The text itself and not an empty one: Qt would show the empty one.
        return self._language.say(known) if known is not None else sourceText
