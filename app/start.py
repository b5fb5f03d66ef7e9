"""Wires settings, database, person and clock into one object. Windows, command line and tests begin here."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app import config, paths
from app.config import USUAL_COPIES, USUAL_LOOKS, Config, Copies, Person
from app.language import Language, language
from app.problems import explained, usage
from app.terms.clause import because

if TYPE_CHECKING:
    from app.records.store import Records

FIXED_TODAY = "CONNECTED_DESK_TODAY"
DEMO_CUSTOMERS = 400
DEMO_PEOPLE = {
    "agent": Person("Anna Willems"),
    "supervisor": Person("Karin Maes", "supervisor"),
    "dealer": Person("Joris Blomme", "dealer", "D-1001"),
}
"""The invented people of a demonstration, by their role."""

# One civil time: Brussels and Luxembourg have the same.
ZONE = ZoneInfo("Europe/Brussels")


class Desk:
    """One person at one desk: the database, who works there, and what day it is.

    Nothing is opened by making it; :meth:`open` does that, on the thread that works with the database.
    """

    def __init__(
        self,
        url: str,
        person: Person,
        language_code: str,
        clock: Callable[[], datetime],
        *,
        demo: bool = False,
        copies: Copies = USUAL_COPIES,
        looks_kept: int = USUAL_LOOKS,
    ) -> None:
        """``clock`` gives local time without a zone; ``demo``: invented customers are filled in on opening.

        ``copies`` says what becomes of the daily copies of the database, ``looks_kept`` for how many days it is kept
        who looked at what. ``readings`` are those of contested points the organisation chose against the default, as
        far as the desk has read them from the database.
        """
        self.url = url
        self.person = person
        self.readings: frozenset[str] = frozenset()
        self.copies = copies
        self.looks_kept = looks_kept
        self.language_code = language_code
        self.demo = demo
        self._clock = clock

    @cached_property
    def records(self) -> Records:
        """The database. Imported here and not above: a window stands before the first query."""
        from app.records.store import Records

        return Records(self.url)

    @property
    def language(self) -> Language:
        """The language the desk starts in."""
        return language(self.language_code)

    def now(self) -> datetime:
        """Local time, without a zone, to the minute as it is written on a message."""
        return self._clock().replace(second=0, microsecond=0)

    def today(self) -> date:
        """The civil day."""
        return self._clock().date()

    def open(self) -> Desk:
        """Bring the database up to date. A demonstration gets new customers each day, so that its periods stay open."""
        if self.demo:
            fill_demonstration(self.url, self.today())
        self.records.prepare()
        # On a server the person is who signed in there, whatever the settings say.
        self.person = self.records.signed_in() or self.person
        return self

    def sign_in(self, login: str, password: str) -> Person:
        """Let somebody of this database work at the desk; raises ``Refusal`` for a wrong password or a locked login."""
        from app.records.store import Records, address_of

        if self.records.on_a_server:
            url = address_of(self.url, login, password)
            with Records(url) as tried:
                known = tried.signed_in()
                tried.prepare()
            self._go_to(url)
            self.person = known or self.person
        else:
            self.person = self.records.sign_in(login, password, self._clock())
        return self.person

    def take_password(self, password: str) -> None:
        """Go on with this password for the login in the address of a server's database."""
        from app.records.store import address_of

        self._go_to(address_of(self.url, None, password))

    def _go_to(self, url: str) -> None:
        from app.records.store import Records

        self.close()
        self.records, self.url = Records(url), url

    def close(self) -> None:
        """Let go of the database."""
        if "records" in self.__dict__:
            self.records.close()


def start(
    *, demo: bool = False, role: str = "", url: str = "", language_code: str = "", settings: Config | None = None
) -> Desk:
    """The desk as the person's settings and the command line say; the command line wins.

    ``role`` says as which of :data:`DEMO_PEOPLE` somebody works in a demonstration.
    """
    settings = settings or config.read()
    clock = local_clock()
    chosen = url or (demonstration_url(clock().date()) if demo else settings.database)
    if role and not demo:
        raise usage(because("{name} is for a demonstration: give “--demo” with it.", name="--as"))
    person = DEMO_PEOPLE[role or "agent"] if demo else settings.person
    with explained():
        return Desk(
            several_servers(chosen) or paths.database_url(),
            person,
            language_code or settings.language,
            clock,
            demo=demo and not url,
            copies=settings.copies,
            looks_kept=settings.looks_kept,
        )


_SEVERAL = re.compile(
    r"(?P<head>postgresql[^:]*://(?:[^@/]*@)?)(?P<hosts>[^/?@]*,[^/?@]*)(?P<database>/[^?]*)?(?:\?(?P<rest>.*))?"
)


def several_servers(url: str) -> str:
    """An address with several servers as PostgreSQL writes it (``…@one:5432,two:5432/desk``) as SQLAlchemy reads it."""
    found = _SEVERAL.fullmatch(url)
    if found is None:
        return url
    query = [*(f"host={host}" for host in found["hosts"].split(",")), *([found["rest"]] if found["rest"] else [])]
    return f"{found['head']}{found['database'] or '/'}?{'&'.join(query)}"


def local_clock() -> Callable[[], datetime]:
    """Local time, or the fixed day or moment of ``CONNECTED_DESK_TODAY`` (for demonstrations and tests)."""
    fixed = os.environ.get(FIXED_TODAY, "")
    if not fixed:
        return lambda: datetime.now(ZONE).replace(tzinfo=None)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        text = because(
            "{name} is no day: write it as 2026-12-28, or with an hour as 2026-12-28T14:06.", name=FIXED_TODAY
        )
        raise usage(text) from error
    if len(fixed) > len("2026-12-28"):
        return lambda: moment.replace(tzinfo=None)
    return lambda: datetime.combine(moment.date(), datetime.now(ZONE).time())


def demonstration_url(today: date) -> str:
    """The address of the demonstration of one day. Its file carries the day: it exists only when it is complete."""
    return f"sqlite:///{(paths.user_data() / f'demo-{today.isoformat()}.db').as_posix()}"


def fill_demonstration(url: str, today: date) -> None:
    """Make the demonstration of ``today`` where it is missing, whole or not at all, and clear those of other days."""
    with explained():
        target = Path(url.removeprefix("sqlite:///"))
        if target.exists():
            return
        part = target.with_suffix(f".part{os.getpid()}")
        try:
            fill(f"sqlite:///{part.as_posix()}", DEMO_CUSTOMERS, today)
            part.replace(target)
        finally:
            for left in target.parent.glob(f"{part.name}*"):
                left.unlink()
        for old in target.parent.glob("demo-*.db*"):
            if not old.name.startswith(target.name):
                old.unlink(missing_ok=True)


def fill(url: str, customers: int, today: date) -> None:
    """Put ``customers`` invented customers into the empty database at ``url``."""
    from app.exchange import demo
    from app.records.store import Records

    with Records(url) as records:
        records.prepare()
        demo.fill(records, customers, today)
