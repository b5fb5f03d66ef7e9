"""Letters put together for the printer, copies, and the sheet to count them by."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from pypdf import PdfReader

from app.language import language
from app.letters.control_sheet import Batch, control_sheet
from app.letters.joining import joined, marked_copy, page_counts, pages_in_job
from app.letters.letter import write
from app.letters.samples import matter
from tests.records.waiting_letters import pdf


def words(content: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text().strip() for page in PdfReader(BytesIO(content)).pages]


def test_each_letter_begins_on_a_fresh_sheet_when_printed_on_both_sides() -> None:
    parts = [pdf("A", 1), pdf("B", 2), pdf("C", 1)]
    assert words(joined(parts)) == ["A 1 of 1", "B 1 of 2", "B 2 of 2", "C 1 of 1"]
    assert words(joined(parts, two_sided=True)) == ["A 1 of 1", "", "B 1 of 2", "B 2 of 2", "C 1 of 1", ""]
    assert page_counts(parts) == (1, 2, 1)
    assert [pages_in_job(pages, two_sided=True) for pages in (1, 2, 3)] == [2, 2, 4]
    assert pages_in_job(3, two_sided=False) == 3


def test_a_copy_says_so_on_every_page_and_leaves_the_letter_as_it_was() -> None:
    letter = write(matter("withdrawal_confirmation", "fr")).pdf
    kept = bytes(letter)
    copy = marked_copy(letter, "fr", date(2026, 12, 28))
    mark = language("fr").text("Copy made on {day}", day="28 décembre 2026")
    before, after = words(letter), words(copy)
    assert len(after) == len(before) > 1
    for plain, marked in zip(before, after, strict=True):
        assert mark in marked.replace("\u00a0", " ")
        assert plain[:200] in marked
    assert letter == kept


def test_the_control_sheet_counts_every_letter_and_names_nobody() -> None:
    letters = [(f"L-2026-{at:05}", 1 + at % 2) for at in range(1, 501)]
    sheet = control_sheet(
        Batch("P-2026-00003", datetime(2026, 12, 28, 14, 2), "Karin Maes", "front", "tray-2", "nl", letters),
        language("en"),
    )
    pages = words(sheet)
    assert len(pages) > 1
    text = " ".join(pages).replace("\n", " ")
    assert [number for number, _ in letters if number not in text] == []
    assert ("P-2026-00003" in text, "tray-2" in text, "500" in text, "750" in text) == (True,) * 4
    # the same job gives the same sheet
    again = control_sheet(
        Batch("P-2026-00003", datetime(2026, 12, 28, 14, 2), "Karin Maes", "front", "tray-2", "nl", letters),
        language("en"),
    )
    assert again == sheet
