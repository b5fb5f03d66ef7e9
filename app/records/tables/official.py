"""The official texts of the terms, as an organisation attached them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from app.records.tables.base import Base, one_of


class OfficialText(Base):
    """The PDF of one edition in one language: its bytes as they were chosen, and their SHA-256.

    ``places`` are the pages, from 1, on which clauses were found; ``corrected`` those an administrator put right.
    """

    __tablename__ = "official_texts"
    __table_args__ = (UniqueConstraint("edition", "language"), one_of("language", ("nl", "fr", "de", "en")))

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    edition: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(2))
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int]
    places: Mapped[dict[str, int]] = mapped_column(JSON)
    corrected: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    attached_by: Mapped[str] = mapped_column(Text)
    attached_at: Mapped[datetime]
    content: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
