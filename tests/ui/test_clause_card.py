"""The card behind a clause: what the clause says, in the language of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.language import language
from ui.dossier.clause_card import ClauseCard
from ui.theme.theme import Theme


def words_of(clause: str, code: str, qtbot: QtBot) -> list[str]:
    """The labels of the card, from top to bottom."""
    window = QWidget()
    qtbot.addWidget(window)
    card = ClauseCard(clause, None, None, language(code), window)
    return [label.text() for label in card.area.findChildren(QLabel)]


def test_the_card_says_what_the_clause_says(qtbot: QtBot, light: Theme) -> None:
    told = words_of("MC 8.5 a", "nl", qtbot)
    assert told[:2] == ["MC 8.5 a", "Einde op de volgende vervaldag"]
    assert told[2].startswith("De dienst kan altijd worden opgezegd")
    assert words_of("MC 8.5 a", "de", qtbot)[1] == "Ende zur nächsten Fälligkeit"


def test_an_article_that_was_not_read_says_so(qtbot: QtBot, light: Theme) -> None:
    assert "The text of this article was not checked yet." in words_of("GDPR art. 12(3)", "en", qtbot)
    assert "The text of this article was not checked yet." not in words_of("WER VI.91", "en", qtbot)


def test_an_unknown_citation_still_opens(qtbot: QtBot, light: Theme) -> None:
    assert words_of("MC 99", "en", qtbot) == ["MC 99", "No step of this dossier rests on it."]
