"""The organisation's own official text of the terms: attached by an administrator, opened at the page of a clause."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.acts.official_reading import places_of, read_pages, refuse_large
from app.problems import explained
from app.records import official_texts as kept
from app.records.official_texts import OfficialText
from app.terms.clause import Refusal, because
from app.terms.register import clauses

if TYPE_CHECKING:
    from app.start import Desk

ADMINISTRATOR = "administrator"


def attached(desk: Desk) -> tuple[OfficialText, ...]:
    """Every attached text, by edition and language."""
    with desk.records.reading() as session:
        return kept.official_texts(session)


def attach(desk: Desk, edition: str, language: str, file_name: str, content: bytes) -> OfficialText:
    """Keep a PDF as the official text of an edition in a language, in place of an earlier one.

    Raises ``Refusal`` for anybody but an administrator and for a file that is no plain PDF.
    """
    _only_for_an_administrator(desk)
    register = clauses(edition)
    pages = read_pages(file_name, content)
    places = places_of(pages, register.entries, language)
    with desk.records.writing() as session:
        return kept.attach_official_text(
            session,
            edition,
            language,
            file_name=file_name,
            content=content,
            pages=len(pages),
            places=places,
            by=desk.person.name,
            at=desk.now(),
        )


def attach_file(desk: Desk, edition: str, language: str, file: Path) -> OfficialText:
    """Like :func:`attach`, with the PDF in ``file``. A file that cannot be read is a ``Problem``."""
    with explained():
        refuse_large(file.name, file.stat().st_size)
        content = file.read_bytes()
    return attach(desk, edition, language, file.name, content)


def content_of(desk: Desk, text: OfficialText) -> bytes:
    """The file as it was attached. Raises ``Refusal`` when it is gone or damaged."""
    with desk.records.reading() as session:
        return kept.official_bytes(session, text.edition, text.language)


def correct(desk: Desk, text: OfficialText, clause: str, page: int) -> OfficialText:
    """Put right on which page a clause begins. Raises ``Refusal`` for anybody but an administrator."""
    _only_for_an_administrator(desk)
    with desk.records.writing() as session:
        return kept.correct_place(
            session, text.edition, text.language, clause, page, by=desk.person.name, at=desk.now()
        )


def remove(desk: Desk, text: OfficialText) -> None:
    """Forget an attached text. Raises ``Refusal`` for anybody but an administrator."""
    _only_for_an_administrator(desk)
    with desk.records.writing() as session:
        kept.remove_official_text(session, text.edition, text.language, by=desk.person.name, at=desk.now())


def text_for(texts: tuple[OfficialText, ...], edition: str, language: str) -> OfficialText | None:
    """The text of an edition to show somebody who reads ``language``: in that language, else in another one."""
    of_edition = [text for text in texts if text.edition == edition]
    return next((text for text in of_edition if text.language == language), of_edition[0] if of_edition else None)


def found_in(text: OfficialText) -> tuple[int, int]:
    """For how many clauses of the edition a page is known, by themselves or by what they are a part of; of how many."""
    entries = clauses(text.edition).entries
    return sum(page_of(text, entry.number) is not None for entry in entries), len(entries)


def page_of(text: OfficialText, clause: str) -> int | None:
    """The page on which a clause begins, or what it is a part of; ``None`` where neither was found."""
    register = clauses(text.edition)
    entry = register.clause(clause)
    while entry is not None:
        if entry.number in text.places:
            return text.places[entry.number]
        entry = register.clause(entry.parent)
    return None


def _only_for_an_administrator(desk: Desk) -> None:
    if desk.person.role != ADMINISTRATOR:
        raise Refusal(because("Only an administrator attaches or corrects the official text."))
