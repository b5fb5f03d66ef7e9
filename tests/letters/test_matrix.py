"""Every letter × language × consumer or company × country: complete, clean, measured, and true to the findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from babel.messages import pofile

from app.language import Language, language
from app.letters.blocks import Content, Table
from app.letters.content import LETTER_KINDS, compose
from app.letters.fonts import MISSING
from app.letters.marks import Text
from app.letters.matter import Matter
from app.letters.samples import LANGUAGES
from app.letters.sheet import arrange
from app.terms.clause import Because, Cents
from app.translations import po_file
from tests.letters.matters import CUSTOMERS, SAYS, even, facts_to_find, known, of, words_of
from tests.letters.test_layout import assert_clean

PLACEHOLDER = re.compile(r"[{}]|\*\*|[\ue000-\uf8ff]|\bNone\b|_|�|" + MISSING)
SPACES = str.maketrans("", "", " \u00ad")
MONTHS = {
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
}


def letters(kind: str) -> Iterator[tuple[Matter, Content]]:
    for code in LANGUAGES:
        for customer, country in CUSTOMERS:
            one = of(kind, code, customer, country)
            yield one, compose(one)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_nothing_is_left_open_cut_off_or_set_twice(kind: str) -> None:
    for one, content in letters(kind):
        words = words_of(content)
        open_ended = [text for text in words if PLACEHOLDER.search(text)]
        assert not open_ended, open_ended
        arranged = arrange(content)
        assert_clean(arranged)
        lines = [mark for page in arranged.pages for mark in page if isinstance(mark, Text)]
        shown = even(" ".join("".join(piece for piece, _ in line.pieces) for line in lines)).translate(SPACES)
        lost = [text for text in words if text.translate(SPACES) not in shown]
        assert not lost, (one.language, lost)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_the_letter_says_what_was_found_and_nothing_else(kind: str) -> None:
    for one, content in letters(kind):
        letter = " ¦ ".join(words_of(replace(content, annex=())))
        assert [fact for fact in facts_to_find(one) if fact not in letter] == []
        text = " ¦ ".join(words_of(content))
        for value in sorted(known(one), key=len, reverse=True):
            text = text.replace(value, "")
        dates = re.compile(rf"\b\d{{1,2}}(?:\.|er)? (?:{MONTHS[one.language]})\b|\b\d\d[./]\d\d[./]\d{{4}}\b")
        assert not dates.search(text), dates.search(text)
        assert "€" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_paid_period_of_an_outage_has_its_row(code: str) -> None:
    one = of("outage_compensation", code, "consumer", "BE")
    [table] = [block for block in compose(one).blocks if isinstance(block, Table)]
    assert one.determination
    periods = one.determination.value("periods")
    spoken = language(code)
    assert [row[-1].text for row in table.rows] == [spoken.money(period[-1]) for period in periods]
    assert len(periods) > 1


def test_what_a_letter_must_say_names_kinds_that_exist() -> None:
    assert set(SAYS) <= set(LETTER_KINDS)


@cache
def translated(code: str) -> frozenset[tuple[str, str]]:
    """Context and source text of what the catalogue of a language has words for."""
    with po_file(code).open("rb") as file:
        catalogue = pofile.read_po(file, locale=code)
    found = []
    for message in catalogue:
        source = message.id[0] if isinstance(message.id, tuple) else message.id
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if all(strings) and "fuzzy" not in message.flags:
            found.append((message.context or "", source))
    return frozenset(found)


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_sentence_is_translated(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for while a letter is written has words in its language: no English is left in it."""
    asked: set[tuple[str, str]] = set()
    said = Language.say

    def text(self: Language, message: str, **values: object) -> str:
        asked.add(("", message))
        found = self._one(message)
        return found.format(**{name: self.value(value) for name, value in values.items()}) if values else found

    def count(self: Language, singular: str, plural: str, number: int, **values: object) -> str:
        asked.add(("", singular))
        found = self._many(singular, plural, number)
        return found.format(count=number, **{name: self.value(value) for name, value in values.items()})

    def word(self: Language, context: str, message: str) -> str:
        asked.add((context, message))
        return self._in_context(context, message)

    def say(self: Language, because: Because) -> str:
        asked.add((because.context, because.message))
        return said(self, because)

    for name, spy in (("text", text), ("count", count), ("word", word), ("say", say)):
        monkeypatch.setattr(Language, name, spy)
    for code in ("nl", "fr", "de"):
        asked.clear()
        for customer, country in CUSTOMERS:
            compose(of(kind, code, customer, country))
        wanted = {
            (context, message) for context, message in asked if re.search(r"[a-z]", re.sub(r"{\w+}", "", message))
        }
        assert wanted - translated(code) == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_amounts_are_written_as_an_office_does(code: str) -> None:
    sign = {"nl": "€ 1.234,50", "fr": "1 234,50 €", "de": "1.234,50 €", "en": "€1,234.50"}
    assert even(language(code).money(Cents(123450))) == sign[code]
