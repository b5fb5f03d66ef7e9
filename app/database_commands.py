"""What ``connected-desk db`` does: make, upgrade, tidy and back up a database, and prove that it is whole."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from app.asking import give_password
from app.problems import FAILED, Problem, explained
from app.start import Desk, start
from app.terms.clause import Because, because

DONE = 0


def database(chosen: Namespace) -> int:
    """Carry out one of the tasks; returns the exit code."""
    desk = start(demo=chosen.demo, role=chosen.as_role, url=chosen.db, language_code=chosen.lang)
    try:
        give_password(desk)
        with explained():
            return _TASKS[chosen.task](desk, chosen)
    finally:
        desk.close()


def _status(desk: Desk, _: Namespace) -> int:
    from app.records import schema

    said = desk.language
    status = schema.status(desk.url, desk.records.engine)
    states = {
        "empty": said.text(
            "The database on the server is empty: whoever administers the server runs “connected-desk db create”."
        )
        if _on_a_server(desk)
        else said.text("There is no database yet; it is made when the desk opens."),
        "older": said.text("The database is older than this program: connected-desk db upgrade brings it up to date."),
        "current": said.text("The database is up to date."),
        "newer": said.text("A newer version of Connected Desk made this database: install that version."),
        "foreign": said.text("This database holds tables of another program."),
    }
    print(states[status.state])
    print(said.text("Revision of the database: {revision}", revision=status.current or "–"))
    print(said.text("Revision of the program: {revision}", revision=status.newest))
    if _on_a_server(desk) and status.state == "current":
        _tell_room(desk)
    return FAILED if status.state in ("newer", "foreign") else DONE


def _tell_room(desk: Desk) -> None:
    from app.records.server import room

    found, said = room(desk.records), desk.language
    if found is None:
        return
    print(
        said.count(
            "The server has room for {count} desk at a time.",
            "The server has room for {count} desks at a time.",
            found.desks,
        )
    )
    if found.people > found.desks:
        print(
            said.text(
                "More people may sign in than that ({people}): raise max_connections of the server to at least "
                "{connections}, or fewer of them can work at once.",
                people=found.people,
                connections=found.wanted,
            )
        )


def _on_a_server(desk: Desk) -> bool:
    return desk.records.engine.dialect.name != "sqlite"


def _let_the_owner_only(desk: Desk) -> None:
    """On a server: whoever may act as the owner of the database, as the person who set it up."""
    from app.records import roles

    if not _on_a_server(desk):
        return
    with desk.records.engine.connect() as connection:
        allowed = roles.is_owner(connection)
    if not allowed:
        raise Problem(
            because(
                "Only the owner of the database can do this: the administrator of the server, or a member of {role}. "
                "Nothing was changed.",
                role=roles.OWNER,
            )
        )


def _let_administrators_only(desk: Desk) -> None:
    """On a server: an administrator of the desk. Whoever opens a file of their own is one."""
    person = desk.records.signed_in()
    if person is not None and person.role != "administrator":
        raise Problem(because("Only an administrator can do this. Nothing was written."))


def _create(desk: Desk, chosen: Namespace) -> int:
    _set_up(desk)
    return _status(desk, chosen)


def _set_up(desk: Desk) -> None:
    from app.acts import supervisor_acts
    from app.records import server

    if server.create(desk.url, supervisor_acts()):
        print(desk.language.text("The database was made."))
    print(desk.language.text("The groups and the rights of each role are set."))


def _upgrade(desk: Desk, chosen: Namespace) -> int:
    _let_the_owner_only(desk)
    copy = desk.records.upgrade().copy
    if _on_a_server(desk):
        from app.acts import supervisor_acts
        from app.records.server import apply_rights

        apply_rights(desk.records, supervisor_acts())
    if copy:
        print(desk.language.text("The older database was copied aside first, as {name}.", name=copy.name))
    return _status(desk, chosen)


def _verify(desk: Desk, chosen: Namespace) -> int:
    from app.records import verify, verify_cases

    if desk.records.status().state != "current":
        _status(desk, chosen)
        return FAILED
    _let_administrators_only(desk)
    with desk.records.reading() as session:
        connection = session.connection()
        if broken := _tell_faults(desk, chain(verify.faults(connection), verify_cases.faults(connection))):
            return broken
        checked = verify.amount(connection)
    print(_whole(desk, checked))
    return DONE


def _tell_faults(desk: Desk, faults: Iterable[Because]) -> int:
    """The exit code: ``DONE`` where there were none."""
    broken = 0
    for broken, fault in enumerate(faults, 1):  # noqa: B007 (the last number is how many there were)
        print(desk.language.say(fault))
    if not broken:
        return DONE
    print(desk.language.count("{count} fault found.", "{count} faults found.", broken))
    return FAILED


def _tidy(desk: Desk, chosen: Namespace) -> int:
    from app.acts.looking import keep_for, remove_old_looks

    if desk.records.status().state != "current":
        _status(desk, chosen)
        return FAILED
    _let_administrators_only(desk)
    desk.open()
    if chosen.keep_days is not None:
        keep_for(desk, chosen.keep_days)
    gone = remove_old_looks(desk)
    print(desk.language.count("{count} look removed.", "{count} looks removed.", gone))
    return DONE


def _backup(desk: Desk, chosen: Namespace) -> int:
    from app.records import backup

    _let_the_owner_only(desk)
    backup.back_up(desk.records, Path(chosen.file))
    print(desk.language.text("The backup and its checksum are written: {name}.", name=Path(chosen.file).name))
    return DONE


def _restore(desk: Desk, chosen: Namespace) -> int:
    from app.records import backup

    with _new_database(desk):
        checked, faults = backup.restore(Path(chosen.file), desk.records)
    print(desk.language.text("The backup is back in the new database."))
    done = _tell_faults(desk, faults)
    if not faults:
        print(_whole(desk, checked))
    if _on_a_server(desk):  # a backup holds no rights: they name roles of the server it was made on
        _set_up(desk)
    return done


@contextmanager
def _new_database(desk: Desk) -> Iterator[None]:
    """On a server: made where it is missing, and gone again when nothing came into it."""
    if not _on_a_server(desk):
        yield
        return
    from app.records import server

    made = server.make_database(desk.url)
    try:
        yield
    except BaseException:
        desk.records.close()
        if made:
            server.drop_database(desk.url)
        raise


def _whole(desk: Desk, checked: tuple[int, int]) -> str:
    entries, letters = checked
    return desk.language.text(
        "The journal, the cases and the letters are whole. Entries: {entries}; letters: {letters}.",
        entries=entries,
        letters=letters,
    )


_TASKS: dict[str, Callable[[Desk, Namespace], int]] = {
    "create": _create,
    "status": _status,
    "upgrade": _upgrade,
    "verify": _verify,
    "tidy": _tidy,
    "backup": _backup,
    "restore": _restore,
}
