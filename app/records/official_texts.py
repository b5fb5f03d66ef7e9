"""Keeps the official texts an organisation attached, one for each edition and language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.records import tables
from app.records.journal import journal
from app.terms.clause import Refusal, because


@dataclass(frozen=True, slots=True)
class OfficialText:
    """An attached text without its bytes. ``places`` are the pages of clauses, from 1, those put right included."""

    edition: str
    language: str
    file_name: str
    sha256: str
    pages: int
    places: Mapping[str, int]
    attached_by: str
    attached_at: datetime


def official_texts(session: Session) -> tuple[OfficialText, ...]:
    """Every attached text, by edition and language."""
    table = tables.OfficialText
    return tuple(map(_row, session.scalars(select(table).order_by(table.edition, table.language))))


def attach_official_text(
    session: Session,
    edition: str,
    language: str,
    *,
    file_name: str,
    content: bytes,
    pages: int,
    places: Mapping[str, int],
    by: str,
    at: datetime,
) -> OfficialText:
    """Keep the text of an edition in a language, in place of an earlier one."""
    _forget(session, edition, language)
    kept = tables.OfficialText(
        edition=edition,
        language=language,
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        places=dict(places),
        corrected={},
        attached_by=by,
        attached_at=at,
        content=content,
    )
    session.add(kept)
    session.flush()
    journal(session, None, None, at=at, by=by, what="official_text_attached", on=f"{edition} {language}")
    return _row(kept)


def official_bytes(session: Session, edition: str, language: str) -> bytes:
    """The attached file. ``Refusal`` when there is none, and when the bytes are not those that were attached."""
    found = _kept(session, edition, language)
    if hashlib.sha256(found.content).hexdigest() != found.sha256:
        raise Refusal(because("The official text “{name}” is damaged: attach it again.", name=found.file_name))
    return bytes(found.content)


def correct_place(
    session: Session, edition: str, language: str, clause: str, page: int, *, by: str, at: datetime
) -> OfficialText:
    """Put right on which page a clause begins."""
    kept = _kept(session, edition, language)
    if not 1 <= page <= kept.pages:
        raise Refusal(because("“{name}” has {pages} pages.", name=kept.file_name, pages=kept.pages))
    kept.corrected = {**kept.corrected, clause: page}
    session.flush()
    journal(session, None, None, at=at, by=by, what="official_text_corrected", on=f"{edition} {language} {clause}")
    return _row(kept)


def remove_official_text(session: Session, edition: str, language: str, *, by: str, at: datetime) -> None:
    """Forget an attached text; nothing happens when there is none."""
    if _forget(session, edition, language):
        journal(session, None, None, at=at, by=by, what="official_text_removed", on=f"{edition} {language}")


def _forget(session: Session, edition: str, language: str) -> bool:
    """Take a text away; whether there was one."""
    table = tables.OfficialText
    gone = delete(table).where(table.edition == edition, table.language == language).returning(table.id)
    return session.scalars(gone).one_or_none() is not None


def _kept(session: Session, edition: str, language: str) -> tables.OfficialText:
    table = tables.OfficialText
    found = session.scalars(select(table).where(table.edition == edition, table.language == language)).one_or_none()
    if found is None:
        raise Refusal(because("No official text of this edition is attached in this language."))
    return found


def _row(kept: Any) -> OfficialText:
    return OfficialText(
        kept.edition,
        kept.language,
        kept.file_name,
        kept.sha256,
        kept.pages,
        {**kept.places, **kept.corrected},
        kept.attached_by,
        kept.attached_at,
    )
