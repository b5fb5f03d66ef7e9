"""The search: the words of names, and the full-text tables of each engine, which triggers keep.

SQLite: FTS5. ``detail=column`` and ``columnsize=0`` leave out what only ranking in the database would need.
PostgreSQL: GIN indexes on the same tables (text search for whole words and their beginnings, trigrams for parts).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_SQLITE = (
    """CREATE VIRTUAL TABLE search_names USING fts5(family, given, places, content='search_documents',
    content_rowid='customer_id', prefix='1 2 3', tokenize='ascii', detail='column', columnsize=0)""",
    """CREATE VIRTUAL TABLE search_word_parts USING fts5(word, content='search_words', content_rowid='id',
    tokenize='trigram', columnsize=0)""",
    """CREATE VIRTUAL TABLE search_vehicle_parts USING fts5(vin, plate_key, content='vehicles', content_rowid='id',
    tokenize='trigram', columnsize=0)""",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_search_documents_family ON search_documents USING gin (to_tsvector('simple', family))",
    """CREATE INDEX ix_search_documents_names
    ON search_documents USING gin (to_tsvector('simple', family || ' ' || given))""",
    """CREATE INDEX ix_search_documents_all ON search_documents
    USING gin (to_tsvector('simple', family || ' ' || given || ' ' || places))""",
    "CREATE INDEX ix_search_words_parts ON search_words USING gin (word gin_trgm_ops)",
    "CREATE INDEX ix_vehicles_parts ON vehicles USING gin (vin gin_trgm_ops, plate_key gin_trgm_ops)",
)
_KEPT = (
    # full-text table, table it reads, its key, its columns, the columns whose change concerns it
    ("search_names", "search_documents", "customer_id", ("family", "given", "places"), ("family", "given", "places")),
    ("search_word_parts", "search_words", "id", ("word",), ("word",)),
    ("search_vehicle_parts", "vehicles", "id", ("vin", "plate_key"), ("vin", "plate")),
)


def upgrade() -> None:
    """Make the tables; the words themselves are filled in by ``app.records.search_index``."""
    op.create_table(
        "search_documents",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name=op.f("fk_search_documents_customer_id_customers")
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_search_documents")),
    )
    op.create_table(
        "search_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_words")),
        sa.UniqueConstraint("word", name=op.f("uq_search_words_word")),
    )
    op.create_table(
        "search_deletions",
        sa.Column("deletion", sa.String(length=80), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("deletion", "word", name=op.f("pk_search_deletions")),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name != "sqlite":
        for statement in _POSTGRESQL:
            op.execute(statement)
        return
    for statement in _SQLITE:
        op.execute(statement)
    for full_text, table, key, columns, concerned in _KEPT:
        _keep(full_text, table, key, columns, concerned)
    op.execute("INSERT INTO search_vehicle_parts(search_vehicle_parts) VALUES('rebuild')")


def _keep(full_text: str, table: str, key: str, columns: tuple[str, ...], concerned: tuple[str, ...]) -> None:
    """FTS5's own recipe for a table that stores no copy of its content."""
    names = ", ".join(columns)

    def values(row: str) -> str:
        return f"{row}.{key}, " + ", ".join(f"{row}.{column}" for column in columns)

    added = f"INSERT INTO {full_text}(rowid, {names}) VALUES ({values('new')});"
    removed = f"INSERT INTO {full_text}({full_text}, rowid, {names}) VALUES ('delete', {values('old')});"
    op.execute(f"CREATE TRIGGER {full_text}_added AFTER INSERT ON {table} BEGIN {added} END")
    op.execute(f"CREATE TRIGGER {full_text}_removed AFTER DELETE ON {table} BEGIN {removed} END")
    op.execute(
        f"CREATE TRIGGER {full_text}_changed AFTER UPDATE OF {', '.join(concerned)} ON {table} "
        f"BEGIN {removed} {added} END"
    )
