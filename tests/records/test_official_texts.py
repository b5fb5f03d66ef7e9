"""The official texts in the database, on either engine: bytes, pages, and who changed what."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from app.records import tables
from app.records.official_texts import (
    attach_official_text,
    correct_place,
    official_bytes,
    official_texts,
    remove_official_text,
)
from app.records.store import Records
from app.terms.clause import Refusal

AT = datetime(2026, 12, 28, 14, 2)
BY = "Jonas Peeters"
MINI = "mini-belux-2025-09"


def attach(records: Records, language: str, content: bytes) -> None:
    with records.writing() as session:
        attach_official_text(
            session,
            MINI,
            language,
            file_name="terms.pdf",
            content=content,
            pages=9,
            places={"MC 8": 3, "MC 9": 4},
            by=BY,
            at=AT,
        )


def test_a_text_is_kept_for_each_language_and_replaced(records: Records) -> None:
    attach(records, "nl", b"%PDF one")
    attach(records, "fr", b"%PDF two")
    attach(records, "nl", b"%PDF three")
    with records.reading() as session:
        assert [(one.language, one.pages, one.attached_at) for one in official_texts(session)] == [
            ("fr", 9, AT),
            ("nl", 9, AT),
        ]
        assert official_bytes(session, MINI, "nl") == b"%PDF three"
        with pytest.raises(Refusal, match="No official text"):
            official_bytes(session, MINI, "de")


def test_a_corrected_page_wins_over_the_one_that_was_found(records: Records) -> None:
    attach(records, "nl", b"%PDF one")
    with records.writing() as session:
        correct_place(session, MINI, "nl", "MC 9", 5, by=BY, at=AT)
    with records.reading() as session:
        assert dict(official_texts(session)[0].places) == {"MC 8": 3, "MC 9": 5}


def test_the_journal_says_who_changed_a_text(records: Records) -> None:
    attach(records, "nl", b"%PDF one")
    with records.writing() as session:
        correct_place(session, MINI, "nl", "MC 9", 5, by=BY, at=AT)
        remove_official_text(session, MINI, "nl", by=BY, at=AT)
        remove_official_text(session, MINI, "nl", by=BY, at=AT)
    with records.reading() as session:
        assert official_texts(session) == ()
        journal = tables.Journal
        found = session.execute(select(journal.what, journal.on, journal.by).order_by(journal.id)).all()
    assert [tuple(one) for one in found] == [
        ("official_text_attached", f"{MINI} nl", BY),
        ("official_text_corrected", f"{MINI} nl MC 9", BY),
        ("official_text_removed", f"{MINI} nl", BY),
    ]
