"""What leaves the rules: messages that are not yet words."""

from __future__ import annotations

from app.terms.clause import because, because_word, cited


def test_a_word_carries_the_context_its_translation_depends_on() -> None:
    assert because_word("state of a case", "Open").context == "state of a case"
    assert because_word("state of a case", "Open") != because("Open")


def test_a_law_is_named_as_a_person_reads_it() -> None:
    assert cited("WER VI.47 §1").values == (("law", because("CEL")), ("place", "VI.47 §1"))
    assert cited("MC 8.5 a").values == (("clause", "MC 8.5 a"),)
    assert cited("MC 15 refund").values == cited("MC 15").values == (("clause", "MC 15"),)
    assert cited("SD:digital_key data").values == (("clause", "SD digital key data"),)
