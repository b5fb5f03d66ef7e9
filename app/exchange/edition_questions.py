"""What another edition changes for an open contract: everything it allows, asked of both editions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.acts.standing import questions
from app.exchange.edition_changes import Change, changes
from app.problems import explained
from app.records.open_contracts import open_dossiers
from app.terms.edition import Edition, edition_called, load_edition


def edition_at(name: str) -> Edition:
    """An edition by its name or, to test one that is not installed yet, by the folder its numbers lie in.

    Raises ``Refusal`` for a name that is not known and for a folder that holds no edition, ``Problem`` for one that
    cannot be read.
    """
    folder = Path(name)
    with explained():
        return load_edition(folder) if len(folder.parts) > 1 or folder.is_dir() else edition_called(name)


def found_in_part(
    session: Session, before: Edition, after: Edition, at: datetime, part: tuple[int, int] | None = None
) -> Iterator[list[Change]]:
    """The changes of each open contract (or package), or of those in a part of them, in the order recorded.

    Asked is as if the message came in at the local time ``at``. Only what ``before`` governs is compared.
    """
    for dossier in open_dossiers(session, before.terms, at.date(), part):
        yield [
            change
            for one in questions(dossier, at)
            if one.edition == before.id
            for change in changes(one.subject, one.rule, one.facts, before, after)
        ]
