"""Qt's own words follow the language of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.language import language
from ui.translator import QtWords


@pytest.fixture
def words(qapp: QApplication) -> Iterator[QtWords]:
    owner = QObject()
    made = QtWords(owner)
    yield made
    made.speak(language("en"))
    owner.deleteLater()


@pytest.mark.parametrize(
    ("code", "cancel", "file_name"),
    [("nl", "Annuleren", "Bestandsnaam"), ("fr", "Annuler", "Nom de fichier"), ("de", "Abbrechen", "Dateiname")],
)
def test_qt_speaks_the_language_of_the_window(
    qtbot: QtBot, words: QtWords, code: str, cancel: str, file_name: str
) -> None:
    words.speak(language(code))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == cancel
    # Not in our catalogues: the translations Qt ships answer.
    assert file_name in QCoreApplication.translate("QFileDialog", "File &name:").replace("&", "")


def test_english_is_what_qt_says_itself(qtbot: QtBot, words: QtWords) -> None:
    words.speak(language("nl"))
    words.speak(language("en"))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Cancel"
    assert QCoreApplication.translate("QFileDialog", "File &name:") == "File &name:"
