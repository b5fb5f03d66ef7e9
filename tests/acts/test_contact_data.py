"""Telephone, e-mail and address are corrected; two people who do it at once lose nothing of either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts.contact_data import Contact, Differs, contact_of, save_contact, with_part
from app.acts.search import search
from app.config import Person
from app.records.rows import Dossier, DossierKey
from app.records.tables import CustomerAddress, CustomerEmail, CustomerPhone, Journal
from app.records.verify import faults
from app.start import Desk
from app.terms.clause import WrongInput
from tests.acts import examples
from tests.acts.examples import NOW
from tests.acts.stored import AGENT, key_of, read_back, store

MOVED = Contact("+3292223344", "new@example.org", "Veldstraat", "5", "", "9000", "Gent")


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk on a database of either kind, with one customer."""
    server = request.param == "postgresql"
    url = str(request.getfixturevalue("server_database")) if server else f"sqlite:///{tmp_path / 'desk.db'}"
    made = Desk(url, Person(AGENT), "en", lambda: NOW).open()
    store(made, examples.dossier())
    yield made
    made.close()


def dossier(desk: Desk) -> Dossier:
    return read_back(desk, examples.dossier())


def key(desk: Desk) -> DossierKey:
    return key_of(examples.dossier())


def contact(desk: Desk) -> Contact:
    return contact_of(dossier(desk).customer)


def test_a_correction_is_kept_found_and_in_the_journal(desk: Desk) -> None:
    before, version = contact(desk), dossier(desk).version
    save_contact(desk, key(desk), before, replace(MOVED, phone=" 09 222 33 44 "))
    assert contact(desk) == MOVED
    assert dossier(desk).version > version
    assert [hit.customer_id for hit in search(desk, "new@example.org").hits] == [key(desk).customer_id]
    assert search(desk, "092223344").hits
    with desk.records.reading() as session:
        assert list(session.scalars(select(Journal.what))) == ["contact_changed"]
        assert list(faults(session.connection())) == []
    save_contact(desk, key(desk), MOVED, MOVED)
    with desk.records.reading() as session:
        assert len(session.scalars(select(Journal.id)).all()) == 1, "nothing changed, nothing is written"


def test_what_is_emptied_goes(desk: Desk) -> None:
    save_contact(desk, key(desk), contact(desk), MOVED)
    save_contact(desk, key(desk), MOVED, Contact())
    assert contact(desk) == Contact()
    with desk.records.reading() as session:
        for table in (CustomerAddress, CustomerEmail, CustomerPhone):
            assert session.scalars(select(table.position)).all() == []


def test_two_who_change_different_parts_both_keep_theirs(desk: Desk) -> None:
    seen = contact(desk)
    save_contact(desk, key(desk), seen, replace(seen, email="tom@example.org"))
    save_contact(desk, key(desk), seen, with_part(seen, "address", MOVED))
    assert contact(desk) == replace(with_part(seen, "address", MOVED), email="tom@example.org")


def test_the_second_who_changes_the_same_is_asked(desk: Desk) -> None:
    seen = contact(desk)
    tom = Desk(desk.url, Person("Tom Claes"), "en", lambda: NOW)
    theirs = replace(seen, email="tom@example.org", street="Kouter", number="1", postcode="9000", town="Gent")
    save_contact(tom, key(desk), seen, theirs)
    with pytest.raises(Differs) as told:
        save_contact(desk, key(desk), seen, replace(MOVED, phone=seen.phone))
    differs = told.value
    assert differs.names == ("email", "address")
    assert (differs.by, differs.at) == ("Tom Claes", NOW)
    assert (differs.before, differs.now) == (seen, theirs)
    assert contact(desk) == theirs, "nothing was written"
    save_contact(desk, key(desk), differs.now, with_part(differs.now, "address", differs.wanted))
    assert contact(desk) == with_part(theirs, "address", MOVED)
    tom.close()


def test_two_who_enter_the_same_are_not_asked(desk: Desk) -> None:
    seen = contact(desk)
    for _ in range(2):
        save_contact(desk, key(desk), seen, replace(seen, email="both@example.org"))
    assert contact(desk).email == "both@example.org"


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "no number"), ("email", "nobody"), ("street", ""), ("postcode", "123456789012345"), ("town", "x" * 121)],
)
def test_what_cannot_be_is_refused_at_its_field(desk: Desk, field: str, value: str) -> None:
    seen = contact(desk)
    with pytest.raises(WrongInput) as told:
        save_contact(desk, key(desk), seen, replace(MOVED, **{field: value}))
    assert told.value.field == field
    assert contact(desk) == seen
