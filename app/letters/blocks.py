"""What a letter says, as typed blocks in reading order: no coordinates, no fonts.

``content`` builds them, ``pdf`` draws. All texts are finished: in the recipient's language, dates and amounts written
out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one weight."""

    text: str
    strong: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``note`` sets it small and grey; ``heading`` makes it a heading inside the letter."""

    runs: Runs
    note: bool = False
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ``numbered`` for steps whose order matters."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``share`` is its part of the width; the shares of a table add up to one."""

    head: str
    share: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text and a smaller line below it."""

    text: str
    detail: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; the first cell names its row. ``total`` is label, detail and amount below the rule."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a form: label and value. An empty value is a line to write on, ``tall`` leaves room for a signature.

    ``choices`` are boxes to tick by hand; ``code`` sets the value in the monospaced face (VIN, ICCID).
    """

    label: str
    value: str = ""
    tall: bool = False
    choices: tuple[str, ...] = ()
    code: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Entries of a form, one below the other."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The greeting, who signs, and for which office: stays together and with the paragraph before it."""

    greeting: str
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class Reason:
    """An item of the annex: what is asked, what came out, why, what was counted, and the facts that went in."""

    title: str
    results: tuple[str, ...]
    sentence: str
    arithmetic: str
    inputs: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """The items of the annex, numbered, and where in the terms they stand: a heading and its lines."""

    items: tuple[Reason, ...]
    grounds: str
    sources: tuple[str, ...]


Block = Paragraph | Bullets | Table | Fields | Closing | Reasons


@dataclass(frozen=True, slots=True)
class Sender:
    """The head of the page: who writes."""

    name: str
    unit: str
    lines: tuple[str, ...]
    vat: str
    return_line: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Below the last line: whom to ask, and where in the terms it stands. Each is a heading and its lines."""

    questions: str
    contact: tuple[str, ...]
    grounds: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """One letter, complete. ``page_label`` holds ``{page}`` and ``{pages}``; ``qr_text`` the case number or empty.

    ``annex`` stands on a page of its own after the letter.
    """

    language: str
    title: str
    sender: Sender
    address: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    subject: str
    blocks: tuple[Block, ...]
    foot: Foot
    running: str
    page_label: str
    qr_text: str
    qr_description: str
    written_on: date
    annex: tuple[Block, ...] = ()
