"""Keeps the words by which the search finds a customer, in the transaction that changes the customer."""

from __future__ import annotations

from sqlalchemy import Connection


def rebuild_index(connection: Connection) -> None:
    """Make the index of every customer anew."""
