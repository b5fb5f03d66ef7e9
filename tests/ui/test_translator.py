"""Qt's own texts: those that come up are translated, the others stay what they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from app.language import LANGUAGES, language
from ui.translator import QtTranslator


@pytest.mark.parametrize("code", LANGUAGES)
def test_qts_own_texts(qapp: QApplication, code: str) -> None:
    said = language(code)
    translator = QtTranslator(said)
    qapp.installTranslator(translator)
    try:
        assert QCoreApplication.translate("QPlatformTheme", "&Cancel") == said.text("Cancel")
        assert QCoreApplication.translate("QProcess", "Process failed to start: %1") == "Process failed to start: %1"
    finally:
        qapp.removeTranslator(translator)
