"""Reads the official text an organisation attaches: refuses what is no plain PDF, and finds the page of each clause.

The words of the text are read once and thrown away; what is kept is on which page a clause begins.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from app.pdfium import opened
from app.records.folding import fold_words
from app.terms.clause import Refusal, because
from app.terms.register import ClauseText

MOST_BYTES = 25 * 1024 * 1024
MOST_PAGES = 500
LARGEST_PAGE = 4000.0
"""Points (1/72 inch) a page may measure; a poster of A0 has 3370."""
_MOST_SIGNS = 100_000
"""Signs of one page that are looked at; a full page of small print has 10,000."""

_NUMBER = re.compile(
    r"\s*(?:(?:art(?:ikel|icle)?|clause|section|§)\.?\s*)?(?P<place>\d{1,2}(?:\.\d{1,2})*)(?:[.):]?\s+|[.):]\s*|$)(?P<rest>.*)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\s*\(?(?P<letter>[a-z])[).]\s+\S")
_OF_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}\s*$")
"""A line of a table of contents: dots, then a page."""
_LONGEST_HEADING = 90


class Line(NamedTuple):
    """A line of the text and the page it stands on, from 1."""

    page: int
    text: str


def read_pages(name: str, content: bytes) -> tuple[str, ...]:
    """The words of every page of a PDF called ``name``. Raises ``Refusal`` for anything that is no plain PDF."""
    refuse_large(name, len(content))
    if b"%PDF-" not in content[:1024]:
        raise Refusal(because("“{name}” is not a PDF file.", name=name))
    try:
        with opened(content) as document:
            pages = _checked(name, document)
        # One page at a time: in between the window gets its pictures.
        return tuple(_words(content, page) for page in range(pages))
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise _protected(name) from error
        raise Refusal(because("“{name}” is damaged: it cannot be read as a PDF file.", name=name)) from error


def refuse_large(name: str, size: int) -> None:
    """Raise ``Refusal`` for a file of more than :data:`MOST_BYTES`."""
    if size > MOST_BYTES:
        raise Refusal(
            because("“{name}” is larger than {most} MB: attach a smaller copy.", name=name, most=MOST_BYTES // 1024**2)
        )


def _checked(name: str, document: pypdfium2.PdfDocument) -> int:
    """How many pages the document has, after everything that speaks against it."""
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise _protected(name)
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or raw.FPDFDoc_GetAttachmentCount(document) > 0:
        raise Refusal(
            because("“{name}” carries programs or other files inside: attach a copy that is text only.", name=name)
        )
    pages = len(document)
    if not 1 <= pages <= MOST_PAGES:
        raise Refusal(
            because("“{name}” has {pages} pages; 1 to {most} can be shown.", name=name, pages=pages, most=MOST_PAGES)
        )
    sizes = (side for page in range(pages) for side in document.get_page_size(page))
    if not all(1 <= side <= LARGEST_PAGE for side in sizes):
        raise Refusal(because("“{name}” has a page that is too large or too small to be shown.", name=name))
    return pages


def _protected(name: str) -> Refusal:
    return Refusal(because("“{name}” is protected by a password: attach a copy that is not.", name=name))


def _words(content: bytes, page: int) -> str:
    with opened(content) as document:
        text = document[page].get_textpage()
        return str(text.get_text_range(0, min(text.count_chars(), _MOST_SIGNS)))


# The page of each clause ----------------------------------------------------------------------------------------------


def places_of(pages: Sequence[str], clauses: Sequence[ClauseText], language: str) -> dict[str, int]:
    """On which page, from 1, each of ``clauses`` begins, as far as its heading is found.

    The numbers stand in the order of the text: of all lines that could be headings those are taken that give the
    longest run in that order, so that a table of contents or a reference at the beginning of a line does not mislead.
    Service descriptions have no number: they are found by the name of their service.
    """
    lines = [Line(page, text) for page, whole in enumerate(pages, start=1) for text in whole.splitlines()]
    order = {entry.number: place for place, entry in enumerate(clauses)}
    found = _longest_run([(place, line) for line in lines for place in _candidates(line.text, order)])
    numbers = tuple(order)
    places = {numbers[place]: line.page for place, line in found}
    for entry in clauses:
        if entry.number.startswith("SD:") and " " not in entry.number:
            page = _page_of_name(lines, entry.title[language].partition(":")[0])
            if page:
                places[entry.number] = page
    return places


def _candidates(text: str, order: dict[str, int]) -> list[int]:
    """The clauses whose heading a line could be, the last in the order of the text first."""
    if _OF_CONTENTS.search(text):
        return []
    number = _NUMBER.fullmatch(text)
    if number is not None:
        place = number["place"]
        names = [f"{document} {place}" for document in ("MC", "SI")]
        return sorted((order[name] for name in names if name in order), reverse=True)
    letter = _LETTER.match(text)
    if letter is None:
        return []
    ending = f" {letter['letter']}"
    return [place for name, place in reversed(order.items()) if name.endswith(ending)]


def _longest_run(candidates: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The longest run of candidates in which the clauses rise, each at the last line where that run is as long."""
    ends: list[int] = []  # place of the clause that ends the best run of each length
    at: list[int] = []  # which candidate that is
    before: list[int] = []
    for number, (place, _) in enumerate(candidates):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(place)
            at.append(number)
        else:
            ends[length], at[length] = place, number
    return list(reversed(list(_back(candidates, before, at[-1] if at else -1))))


def _back(candidates: list[tuple[int, Line]], before: list[int], number: int) -> Iterator[tuple[int, Line]]:
    while number >= 0:
        yield candidates[number]
        number = before[number]


def _page_of_name(lines: list[Line], name: str) -> int:
    """The page on which the description of a service begins: the last line that is its name and little else."""
    wanted = fold_words(name)
    pages = [
        line.page
        for line in lines
        if len(line.text) <= _LONGEST_HEADING
        and not _OF_CONTENTS.search(line.text)
        and _without_number(fold_words(line.text)) == wanted
    ]
    return pages[-1] if pages else 0


def _without_number(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words and words[0].isdigit() else words
