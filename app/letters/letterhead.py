"""The letterhead: configuration read from ``letterhead.toml``, the shipped one or the organisation's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.letters.blocks import Sender
from app.paths import RESOURCES, user_config
from app.problems import Problem
from app.terms.clause import because
from app.translations import LANGUAGES

if TYPE_CHECKING:
    from app.letters.wording import Wording

FILE_NAME = "letterhead.toml"


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a customer asks: telephone, e-mail, the address a withdrawal may be sent to, opening hours by language."""

    phone: str
    email: str
    withdrawal_email: str
    hours: dict[str, str]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The provider as its paper shows it; texts are per language."""

    name: str
    company: str
    department: str
    address: tuple[str, ...]
    vat: str
    unit: dict[str, str]
    office: dict[str, str]
    country: dict[str, str]
    contacts: dict[str, Contact]
    store_complaints: tuple[str, ...] = ()
    """Where complaints about the External store go (terms 3.12); a letterhead may leave them out."""
    annex: bool = True
    """Whether letters that tell a day or an amount explain it on a page of their own."""

    def contact(self, country: str, subject: str) -> Contact:
        """The desk for a customer of ``country``. Service Inclusive has its own telephone, in Belgium only."""
        return self.contacts["SI" if subject == "service_inclusive" and country != "LU" else country]

    def sender(self, wording: Wording) -> Sender:
        """The head of the page in the letter's language."""
        code = wording.language.code
        return Sender(
            name=self.name,
            unit=self.unit[code],
            lines=(self.company, *self.address[:-1], f"{self.address[-1]}, {self.country[code]}"),
            vat=wording.text("VAT {number}", number=self.vat.replace(" ", "\u00a0")),
            return_line=wording.text("From: {address}", address=", ".join(self.address)),
        )


def read(path: Path) -> Letterhead:
    """The letterhead in ``path``. Raises ``Problem`` when the file cannot be read, is no TOML or lacks a key."""
    try:
        return _letterhead(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise Problem(because("The letterhead cannot be read: {file}.", file=str(path))) from error
    except ValueError as error:
        raise Problem(because("The letterhead is not a valid TOML file: {file}.", file=str(path))) from error
    except KeyError as error:
        missing = str(error.args[0])
        raise Problem(
            because("The letterhead lacks the entry “{missing}”: {file}.", missing=missing, file=str(path))
        ) from error


def _letterhead(found: dict[str, Any]) -> Letterhead:
    hours = found["hours"]
    return Letterhead(
        name=found["name"],
        company=found["company"],
        department=found["department"],
        address=tuple(found["address"]),
        vat=found["vat"],
        unit=_by_language(found["unit"]),
        office=_by_language(found["office"]),
        country=_by_language(found["country"]),
        contacts={key: _contact(found["contact"][key], hours) for key in ("BE", "LU", "SI")},
        store_complaints=tuple(found.get("store_complaints", ())),
        annex=bool(found.get("annex", True)),
    )


def _contact(found: dict[str, str], hours: dict[str, dict[str, str]]) -> Contact:
    opening = _by_language(hours[found["hours"]])
    return Contact(found["phone"], found["email"], found["withdrawal_email"], opening)


def _by_language(found: dict[str, str]) -> dict[str, str]:
    return {code: found[code] for code in LANGUAGES}


@cache
def current() -> Letterhead:
    """The organisation's letterhead where its settings folder has one, else the shipped one."""
    own = user_config() / FILE_NAME
    return read(own if own.exists() else RESOURCES / FILE_NAME)
