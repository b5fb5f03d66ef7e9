"""The words behind a citation, as a window shows them."""

from __future__ import annotations

from app.acts.clauses import clause_text


def test_a_clause_is_told_in_the_language_asked_for() -> None:
    told = {language: clause_text("MC 8.5 a", language) for language in ("nl", "fr", "de", "en")}
    titles = {language: words.title for language, words in told.items() if words is not None}
    assert titles == {
        "nl": "Einde op de volgende vervaldag",
        "fr": "Fin à la prochaine échéance",
        "de": "Ende zur nächsten Fälligkeit",
        "en": "End at the next due date",
    }
    assert all(words is not None and words.checked and words.number == "MC 8.5 a" for words in told.values())


def test_an_article_of_law_says_whether_its_text_was_read() -> None:
    read, second_hand = clause_text("WER VI.91", "nl"), clause_text("GDPR art. 12(3)", "nl")
    assert read is not None
    assert second_hand is not None
    assert (read.checked, second_hand.checked) == (True, False)


def test_an_unknown_citation_has_no_words() -> None:
    assert clause_text("MC 99", "nl") is None
