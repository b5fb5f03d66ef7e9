"""Qt's own buttons and menus (OK, Cancel, Cut, Paste …) out of the same catalogues as everything else.

What the catalogues do not know, as the labels of the file dialog, comes from the translations Qt ships.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QTranslator

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
    """Answers for every text of Qt: from our catalogues, else from Qt's own translation, else as Qt has it."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._shipped = QTranslator(self)
        if language.code != "en":
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._shipped.load(f"qtbase_{language.code}", folder)

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        known = _QT.get(sourceText.replace("&", ""))
        if known is not None:
            return self._language.say(known)
        # The text itself and not an empty one: Qt would show the empty one.
        return self._shipped.translate(context, sourceText, disambiguation, n) or sourceText


class QtWords(QObject):
    """Everything Qt itself says in the window, in one language at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._installed: QTranslator | None = None

    def speak(self, language: Language) -> None:
        """Take the language before out and this one in."""
        if self._installed is not None:
            QCoreApplication.removeTranslator(self._installed)
            self._installed.deleteLater()
        self._installed = QtTranslator(language, self)
        QCoreApplication.installTranslator(self._installed)
