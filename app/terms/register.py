"""The clause register: what each clause of the terms and each article of law that findings cite says, in short.

Titles and summaries stand in four languages in ``resources/terms/<edition>/clauses/*.toml`` and in
``resources/terms/law.toml``, in own words: they explain a citation and never replace the text itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from app.terms.catalogue_words import LANGUAGES
from app.terms.clause import Refusal, because
from app.terms.edition import TERMS

BINDS = frozenset(("customer", "provider", "both", "third_party"))
NATURES = frozenset(("automated", "information", "for_a_human"))
_Entry = TypeVar("_Entry")


class ClauseText(NamedTuple):
    """One clause of the terms. ``title`` and ``summary`` by language code.

    ``binds`` says whom (:data:`BINDS`), ``nature`` whether a rule answers it, it only informs or a person has to judge
    (:data:`NATURES`). ``parent`` is the number of the clause it is a part of, or empty; ``numbers`` names the entries
    of ``numbers.toml`` it states, those on data with ``retention.`` before them; ``preset`` those that rest on it and
    that its text does not state.
    """

    number: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    binds: str
    nature: str
    parent: str
    numbers: tuple[str, ...]
    preset: tuple[str, ...] = ()


class LawText(NamedTuple):
    """One article of law. ``checked`` is False while only an excerpt or a secondary source was read.

    ``beside`` are the clauses of the terms on the same matter.
    """

    number: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    checked: bool
    beside: tuple[str, ...] = ()


class Register:
    """The clauses of one edition in the order of its text."""

    def __init__(self, edition_id: str, entries: tuple[ClauseText, ...]) -> None:
        self.edition_id = edition_id
        self.entries = entries
        self._by_number = {entry.number: entry for entry in entries}

    def clause(self, number: str) -> ClauseText | None:
        """The clause cited as ``number``, for example ``MC 8.5 a``; ``None`` where the edition has none such."""
        return self._by_number.get(number)

    def parts(self, number: str) -> tuple[ClauseText, ...]:
        """The clauses directly below ``number``; those below the empty text are the chapters."""
        return tuple(entry for entry in self.entries if entry.parent == number)


@cache
def clauses(edition_id: str) -> Register:
    """The register of an edition. Raises ``Refusal`` when it has none or a file of it is wrong."""
    return load_register(TERMS / edition_id)


def load_register(folder: Path) -> Register:
    """Read the register in the folder of an edition. Raises ``Refusal`` naming the file or the clause that is wrong."""
    entries = tuple(entry for file in sorted((folder / "clauses").glob("*.toml")) for entry in _read(file, _clause_of))
    if not entries:
        raise Refusal(because("The edition {name} of the terms has no clause register.", name=folder.name))
    numbers = [entry.number for entry in entries]
    for entry in entries:
        if numbers.count(entry.number) > 1:
            raise _wrong(entry.number, "number")
        if entry.parent and entry.parent not in numbers:
            raise _wrong(entry.number, "parent")
    return Register(folder.name, entries)


@cache
def law() -> Mapping[str, LawText]:
    """The articles of law that findings cite, by their number, for example ``WER VI.51 §4``."""
    return load_law(TERMS / "law.toml")


def load_law(file: Path) -> Mapping[str, LawText]:
    """Read the register of the law. Raises ``Refusal`` naming the file or the article that is wrong."""
    return MappingProxyType({entry.number: entry for entry in _read(file, _law_of)})


@cache
def registers() -> tuple[Register, ...]:
    """The registers of all editions shipped with the program."""
    return tuple(clauses(folder.parent.name) for folder in sorted(TERMS.glob("*/clauses")))


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """What each number of the terms means, by name and language; those on data have ``retention.`` before it."""
    return load_meanings(TERMS / "meanings.toml")


def load_meanings(file: Path) -> Mapping[str, Mapping[str, str]]:
    """Read the meanings of the numbers. Raises ``Refusal`` naming the file or the number that is wrong."""
    tables = _toml(file)
    return MappingProxyType({name: _texts(name, name, tables) for name in tables})


def text_of(number: str, edition_id: str = "") -> ClauseText | LawText | None:
    """What the citation ``number`` says, first by the named edition; ``None`` when no register has it."""
    own_first = sorted(registers(), key=lambda register: register.edition_id != edition_id)
    found = (register.clause(number) for register in own_first)
    return next((entry for entry in found if entry is not None), None) or law().get(number)


def _read(file: Path, entry_of: Callable[[dict[str, Any]], _Entry]) -> tuple[_Entry, ...]:
    try:
        return tuple(entry_of(table) for table in _toml(file)["clause"])
    except (KeyError, TypeError) as error:
        raise _unreadable(file) from error


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:  # no TOML, or no UTF-8
        raise _unreadable(file) from error


def _unreadable(file: Path) -> Refusal:
    return Refusal(because("The clause register cannot be read: see file {name}.", name=file.name))


def _clause_of(table: dict[str, Any]) -> ClauseText:
    number = table["number"]
    if table["binds"] not in BINDS:
        raise _wrong(number, "binds")
    if table["nature"] not in NATURES:
        raise _wrong(number, "nature")
    return ClauseText(
        number,
        _texts(number, "title", table),
        _texts(number, "summary", table),
        table["binds"],
        table["nature"],
        table.get("parent", ""),
        tuple(table.get("numbers", ())),
        tuple(table.get("preset", ())),
    )


def _law_of(table: dict[str, Any]) -> LawText:
    number = table["number"]
    if not isinstance(table["checked"], bool):
        raise _wrong(number, "checked")
    beside = tuple(table.get("beside", ()))
    return LawText(number, _texts(number, "title", table), _texts(number, "summary", table), table["checked"], beside)


def _texts(number: str, field: str, table: dict[str, Any]) -> Mapping[str, str]:
    texts = table[field]
    if not isinstance(texts, dict) or set(texts) != LANGUAGES:
        raise _wrong(number, field)
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise _wrong(number, field)
    return MappingProxyType(texts)


def _wrong(number: str, field: str) -> Refusal:
    return Refusal(
        because(
            "The clause register is wrong: the entry {field} of clause {number} is missing or not allowed.",
            field=field,
            number=number,
        )
    )
