"""Who may sign in: added, locked and given a role by an administrator, on either engine.

On a server a person is a role of PostgreSQL as well (:mod:`app.records.server_people`), which keeps the password and
the lock. In a database of one's own, passwords are kept as argon2's hash (:mod:`app.records.passwords`).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.records import passwords, server_people
from app.records.journal import journal
from app.records.tables import DESK_ROLES, Dealer, DeskPerson
from app.terms.clause import Refusal, WrongInput, because

LEAST_SIGNS = 10
"""How many signs a password has at least."""

_LOGIN = re.compile(r"(?!pg_|desk_)[a-z][a-z0-9_.-]{1,39}")


class Listed(NamedTuple):
    """A person as lists show them; ``dealer_number`` is empty for everybody but dealers."""

    login: str
    name: str
    role: str
    dealer_number: str
    locked: bool


class By(NamedTuple):
    """Which administrator changes something, and when."""

    name: str
    at: datetime


def add_person(
    session: Session, login: str, *, name: str, role: str, dealer_number: str, password: str, by: By
) -> None:
    """Let somebody sign in. Raises ``Refusal`` for a login that exists or cannot be one, and for a poor password.

    Nobody gets the name of another: the journal, the letters and the drafts know people by name.
    """
    if _LOGIN.fullmatch(login) is None:
        raise WrongInput(
            "login",
            because(
                "“{login}” cannot be a login: take small letters, digits, points and dashes, beginning with a letter.",
                login=login,
            ),
        )
    if session.execute(select(DeskPerson.id).where(DeskPerson.login == login)).first() is not None:
        raise Refusal(because("There is a person with the login “{login}” already.", login=login))
    name = " ".join(name.split()) or login
    if session.execute(select(DeskPerson.id).where(func.lower(DeskPerson.name) == name.lower())).first() is not None:
        raise Refusal(
            because("There is a person called “{name}” already: add something that tells them apart.", name=name)
        )
    dealer = _dealer(session, role, dealer_number)
    _check_password(password)
    person = DeskPerson(login=login, name=name, role=role, dealer_number=dealer)
    if _on_a_server(session):
        server_people.add(session.connection(), login, role, password)
    else:
        person.password = passwords.hashed(password)
    session.add(person)
    session.flush()
    _note(session, login, "person_added", by)


def list_people(session: Session) -> tuple[Listed, ...]:
    """Everybody who may sign in or was locked, by login."""
    found = session.scalars(select(DeskPerson).order_by(DeskPerson.login))
    return tuple(Listed(one.login, one.name, one.role, one.dealer_number or "", one.locked) for one in found)


def has_people(session: Session) -> bool:
    """Whether anybody has to sign in to this database."""
    return session.execute(select(func.count(DeskPerson.id))).scalar_one() > 0


def lock(session: Session, login: str, *, by: By) -> None:
    """Let somebody sign in no more, until they are unlocked."""
    person = _person(session, login)
    if person.role == "administrator" and not _other_administrators(session, login):
        raise Refusal(because("“{login}” is the last administrator and stays unlocked.", login=login))
    person.locked = True
    if _on_a_server(session):
        server_people.lock(session.connection(), login)
    _note(session, login, "person_locked", by)


def unlock(session: Session, login: str, *, by: By) -> None:
    """Let somebody sign in again who was locked, by an administrator or by wrong passwords."""
    person = _person(session, login)
    person.locked, person.failures, person.locked_until = False, 0, None
    if _on_a_server(session):
        server_people.let_in(session.connection(), login, person.role)
    _note(session, login, "person_unlocked", by)


def change_role(session: Session, login: str, role: str, *, dealer_number: str, by: By) -> None:
    """Give somebody another role, or another dealership."""
    person = _person(session, login)
    dealer = _dealer(session, role, dealer_number)
    if person.role == "administrator" and role != person.role and not _other_administrators(session, login):
        raise Refusal(because("“{login}” is the last administrator and stays one.", login=login))
    if _on_a_server(session) and not person.locked:
        server_people.let_in(session.connection(), login, role)
    person.role, person.dealer_number = role, dealer
    _note(session, login, "person_role", by)


def change_password(session: Session, login: str, password: str, *, by: By) -> None:
    """Give somebody a new password."""
    person = _person(session, login)
    _check_password(password)
    if _on_a_server(session):
        server_people.change_password(session.connection(), login, password)
    else:
        person.password = passwords.hashed(password)
    _note(session, login, "person_password", by)


def _person(session: Session, login: str) -> DeskPerson:
    found = session.scalars(select(DeskPerson).where(DeskPerson.login == login)).one_or_none()
    if found is None:
        raise Refusal(because("There is no person with the login “{login}”.", login=login))
    return found


def _other_administrators(session: Session, login: str) -> bool:
    """On a server its own administrator is always there."""
    others = select(DeskPerson.id).where(
        DeskPerson.role == "administrator", DeskPerson.login != login, DeskPerson.locked.is_(False)
    )
    return _on_a_server(session) or session.execute(others).first() is not None


def _dealer(session: Session, role: str, number: str) -> str | None:
    """The dealership a person of this role belongs to. Raises ``Refusal`` where it does not fit the role."""
    if role not in DESK_ROLES:
        raise WrongInput(
            "role", because("“{value}” is not one of {choices}.", value=role, choices=", ".join(DESK_ROLES))
        )
    if role != "dealer":
        if number:
            raise WrongInput("dealer", because("Only a dealer belongs to a dealership."))
        return None
    if session.execute(select(Dealer.id).where(Dealer.number == number)).first() is None:
        raise WrongInput("dealer", because("There is no dealership with the number “{number}”.", number=number))
    return number


def _check_password(password: str) -> None:
    if len(password) < LEAST_SIGNS:
        raise WrongInput("password", because("A password has at least {count} signs.", count=LEAST_SIGNS))


def _on_a_server(session: Session) -> bool:
    return session.get_bind().dialect.name != "sqlite"


def _note(session: Session, login: str, what: str, by: By) -> None:
    session.flush()
    journal(session, None, None, at=by.at, by=by.name, what=what, on=login)
