"""Passwords of a database of one's own: argon2's hash, and a lock that grows with each wrong one."""

from __future__ import annotations

from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import Person
from app.records.tables import DeskPerson
from app.terms.clause import Refusal, because

FREE_TRIES = 5
"""Wrong passwords before the login is locked for a minute; each further one doubles that."""

_LONGEST = timedelta(days=1)
_HASHER = PasswordHasher()
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5IGlzIGhlcmU$Q2hhbmdlZCBub3RoaW5nIGF0IGFsbCBpbiBoZXJlISE"
"""A hash no password has: a login that does not exist takes as long as a wrong password."""


class SignInRefused(Refusal):
    """A wrong password or a locked login: what was counted is kept, nobody is signed in."""


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(password)


def sign_in(session: Session, login: str, password: str, now: datetime) -> Person | SignInRefused:
    """The person with this login and password, or the refusal; either way what was counted must be kept.

    A locked login stays locked until ``locked_until``, whatever the password: setting the clock back only lengthens it.
    """
    found = session.scalars(select(DeskPerson).where(DeskPerson.login == login)).one_or_none()
    if found is None:
        _fits(_NOBODY, password)
        return SignInRefused(because("The login or the password is wrong."))
    if found.locked:
        return SignInRefused(because("This login is locked: ask an administrator."))
    if found.locked_until is not None and now < found.locked_until:
        return _locked(found.locked_until)
    if not _fits(found.password, password):
        found.failures += 1
        if found.failures < FREE_TRIES:
            return SignInRefused(because("The login or the password is wrong."))
        # Beyond the longest lock the number of tries says nothing more.
        doubled = timedelta(minutes=2 ** min(found.failures - FREE_TRIES, 11))
        found.locked_until = now + min(doubled, _LONGEST)
        return _locked(found.locked_until)
    found.failures, found.locked_until = 0, None
    if _HASHER.check_needs_rehash(found.password):
        found.password = hashed(password)
    return Person(found.name, found.role, found.dealer_number or "")


def _locked(until: datetime) -> SignInRefused:
    return SignInRefused(because("Too many wrong passwords: this login is locked until {until}.", until=until))


def _fits(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
