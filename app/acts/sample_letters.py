"""The catalogue of letters: each kind with invented people, for those who want to see what the desk writes."""

from __future__ import annotations

from app.records.rows import Country, LanguageCode


def kinds() -> tuple[str, ...]:
    """Every kind of letter, those about ending first."""
    from app.letters.content import LETTER_KINDS  # the paper room is loaded with the first letter

    return LETTER_KINDS


def sample_letter(kind: str, language: LanguageCode, country: Country = "BE", company_name: str = "") -> bytes:
    """The PDF of a kind of letter for an invented customer of a country: a company where it has a name.

    An unknown kind is a ``KeyError``.
    """
    from app.letters.letter import write
    from app.letters.sample_people import person
    from app.letters.samples import matter

    return write(matter(kind, language, person(language, country, company_name))).pdf
