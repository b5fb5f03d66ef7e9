"""This desk among others: it says which dossiers are open here, and learns who is there and what they changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from app.acts import act
from app.records.presence import Present, others_at, say_present, versions_of
from app.records.watching import Heard as Heard
from app.records.watching import Wait, watching
from app.terms.clause import Because, because

if TYPE_CHECKING:
    from app.start import Desk


CORRECTING = "contact_data"
"""What is entered where no act is: how the customer is reached."""


class News(NamedTuple):
    """The versions of the customers whose dossiers are open here, and who else has them open."""

    versions: dict[int, int]
    others: tuple[Present, ...]


class Company:
    """One open window among all windows on the same database."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._name = uuid4().hex

    def watch(self) -> AbstractContextManager[Wait]:
        """What waits for others to write."""
        return watching(self._desk.records)

    def say(self, here: Mapping[int, str]) -> None:
        """The dossiers of these customers are open here, each with the act that is being entered, or ``""``."""
        with self._desk.records.writing() as session:
            say_present(session, self._name, self._desk.person.name, here)

    def news(self, customers: Collection[int]) -> News:
        """What there is to know about these customers now; of none, nothing is asked."""
        if not customers:
            return News({}, ())
        with self._desk.records.reading() as session:
            return News(versions_of(session, customers), others_at(session, self._name, customers))


def in_words(one: Present) -> Because:
    """What to say about somebody who is there too."""
    if one.act == CORRECTING:
        return because(
            "{person} has this dossier open and is correcting the telephone, e-mail or address.", person=one.person
        )
    if one.act:
        title = act(one.act).TITLE
        return because("{person} has this dossier open and is entering: {act}.", person=one.person, act=title)
    return because("{person} has this dossier open too.", person=one.person)
