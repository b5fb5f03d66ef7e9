"""What leaves the rules: messages that are not yet words."""

from __future__ import annotations

from app.terms.clause import because, because_word


def test_a_word_carries_the_context_its_translation_depends_on() -> None:
    assert because_word("state of a case", "Open").context == "state of a case"
    assert because_word("state of a case", "Open") != because("Open")
