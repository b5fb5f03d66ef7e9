"""What the search looks in besides the records themselves: kept by ``app.records.search_index``, never by hand.

The full-text tables of each engine are made from these by the migrations and kept by triggers.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.records.tables.base import Base


class SearchDocument(Base):
    """The folded words a customer is found by: of the family (or company) name, of the given name, of the town."""

    __tablename__ = "search_documents"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    family: Mapped[str] = mapped_column(Text)
    given: Mapped[str] = mapped_column(Text)
    places: Mapped[str] = mapped_column(Text)


class SearchWord(Base):
    """A word that stands in some name."""

    __tablename__ = "search_words"
    __table_args__ = (UniqueConstraint("word"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    word: Mapped[str] = mapped_column(String(80))


class SearchDeletion(Base):
    """A word, and what is left of it without one of its letters: two words one typing error apart share a row here."""

    __tablename__ = "search_deletions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    deletion: Mapped[str] = mapped_column(String(80), primary_key=True)
    word: Mapped[str] = mapped_column(String(80), primary_key=True)
