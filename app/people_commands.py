"""What ``connected-desk people`` does: an administrator adds people, locks them, and gives them roles and passwords.

A password is asked on the terminal (:mod:`app.asking`); never from the command line, which other people on the machine
can read.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.asking import asked, asked_password, give_password
from app.language import Language
from app.problems import Problem, usage
from app.start import Desk, start
from app.terms.clause import because

if TYPE_CHECKING:
    from app.records.people import By

DONE = 0
_ADMINISTRATOR = "administrator"


def people(chosen: Namespace) -> int:
    """Carry out one of the tasks; returns the exit code."""
    if getattr(chosen, "role", "") == "dealer" and not chosen.dealer:
        raise usage(because("Say for which dealership the dealer works: add --dealer and its number."))
    desk = start(demo=chosen.demo, role=chosen.as_role, url=chosen.db, language_code=chosen.lang)
    try:
        give_password(desk)
        desk.open()
        _let_administrators_only(desk, chosen)
        _TASKS[chosen.task](desk, chosen)
    finally:
        desk.close()
    return DONE


def _let_administrators_only(desk: Desk, chosen: Namespace) -> None:
    """On a server its role says who is at work; a database of one's own asks, once there are people in it."""
    from app.records.people import has_people
    from app.records.schema import sqlite_path

    if sqlite_path(desk.url) is None:
        role = desk.person.role
    else:
        with desk.records.reading() as session:
            known = has_people(session)
        if not known:
            if chosen.task == "add" and chosen.role != _ADMINISTRATOR:
                raise usage(because("Add an administrator first: without one, nobody could add the others."))
            return
        login = asked(desk.language.text("Login of an administrator: "))
        role = desk.sign_in(login, asked_password(desk.language.text("Password: "))).role
    if role != _ADMINISTRATOR:
        raise Problem(because("Only an administrator can do this. Nothing was written."))


def _add(desk: Desk, chosen: Namespace) -> None:
    from app.records.people import add_person

    password = _new_password(desk.language)
    with desk.records.writing() as session:
        add_person(
            session,
            chosen.login,
            name=chosen.name,
            role=chosen.role,
            dealer_number=chosen.dealer,
            password=password,
            by=_by(desk),
        )
    print(desk.language.text("“{login}” can sign in now.", login=chosen.login))


def _list(desk: Desk, _: Namespace) -> None:
    from app.records.people import list_people

    with desk.records.reading() as session:
        listed = list_people(session)
    roles = {
        "agent": desk.language.text("Agent"),
        "dealer": desk.language.text("Dealer"),
        "supervisor": desk.language.text("Supervisor"),
        "administrator": desk.language.text("Administrator"),
    }
    for one in listed:
        state = desk.language.text("locked") if one.locked else ""
        print("\t".join((one.login, one.name, roles[one.role], one.dealer_number, state)).rstrip())
    if not listed:
        print(desk.language.text("Nobody has to sign in: there are no people yet."))


def _lock(desk: Desk, chosen: Namespace) -> None:
    from app.records.people import lock

    with desk.records.writing() as session:
        lock(session, chosen.login, by=_by(desk))
    print(desk.language.text("“{login}” cannot sign in any more.", login=chosen.login))


def _unlock(desk: Desk, chosen: Namespace) -> None:
    from app.records.people import unlock

    with desk.records.writing() as session:
        unlock(session, chosen.login, by=_by(desk))
    print(desk.language.text("“{login}” can sign in now.", login=chosen.login))


def _role(desk: Desk, chosen: Namespace) -> None:
    from app.records.people import change_role

    with desk.records.writing() as session:
        change_role(session, chosen.login, chosen.role, dealer_number=chosen.dealer, by=_by(desk))
    print(desk.language.text("“{login}” has a new role; it counts from the next sign-in on.", login=chosen.login))


def _password(desk: Desk, chosen: Namespace) -> None:
    from app.records.people import change_password

    password = _new_password(desk.language)
    with desk.records.writing() as session:
        change_password(session, chosen.login, password, by=_by(desk))
    print(desk.language.text("“{login}” has a new password.", login=chosen.login))


def _by(desk: Desk) -> By:
    from app.records.people import By

    return By(desk.person.name, desk.now())


def _new_password(said: Language) -> str:
    password = asked_password(said.text("New password: "))
    if sys.stdin.isatty() and asked_password(said.text("The same once more: ")) != password:
        raise usage(because("The two passwords differ. Nothing was written."))
    return password


_TASKS: dict[str, Callable[[Desk, Namespace], None]] = {
    "add": _add,
    "list": _list,
    "lock": _lock,
    "unlock": _unlock,
    "role": _role,
    "password": _password,
}
