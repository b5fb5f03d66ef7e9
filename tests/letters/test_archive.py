"""Every kind of letter passes the validators: PDF/A-3b by pikepdf, PDF/UA-1 by outloud."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import outloud
import pikepdf
import pytest
from pikepdf import pdfa

from app.letters.content import LETTER_KINDS
from app.letters.letter import write
from app.letters.matter import Matter
from app.letters.samples import LANGUAGES, matter
from app.terms.clause import Cents
from tests.letters.matters import many_lines

DECLARED = ("pdfuaid:part", "pdfaExtension", "pdfaSchema", "pdfaProperty")
"""The identification of PDF/UA, and the extension schema that declares it as ISO 19005-3, 6.6.2.3.3 asks. The
validator knows neither; nothing else is waived.
"""


def several_pages() -> Matter:
    one = matter("withdrawal_confirmation", "en")
    return replace(one, refund_lines=many_lines(30), refund_total=Cents(30 * 1234))


LETTERS = [matter(kind, LANGUAGES[at % 4]) for at, kind in enumerate(LETTER_KINDS)] + [several_pages()]


@pytest.mark.parametrize("one", LETTERS, ids=lambda one: f"{one.kind}-{one.language}")
def test_is_archive_grade(one: Matter) -> None:
    report = pdfa.validate_written(io.BytesIO(write(one).pdf), "3b")
    found = [f"{finding.rule} {finding.message}" for finding in report.findings]
    assert [line for line in found if not ("6.6.2.3.1" in line and any(name in line for name in DECLARED))] == []


@pytest.mark.parametrize("one", LETTERS, ids=lambda one: f"{one.kind}-{one.language}")
def test_is_accessible(one: Matter, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(write(one).pdf)
    result = outloud.check(str(path))
    assert result.error is None
    assert result.errors == 0, [finding.rule for finding in result.findings]
    assert result.stats["tagged"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_says_what_it_is(code: str) -> None:
    with pikepdf.open(io.BytesIO(write(matter("withdrawal_confirmation", code)).pdf)) as pdf:
        assert not pdf.check_pdf_syntax()
        assert str(pdf.Root.Lang) == code
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "265" in str(pdf.docinfo["/Title"])
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
        assert all("/Trans" not in page and page.Tabs == "/S" for page in pdf.pages)
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert all(str(font.BaseFont).split("+")[1].startswith("IBMPlex") for font in fonts)


def test_holds_no_path_of_the_machine() -> None:
    pdf = write(matter("withdrawal_confirmation", "nl")).pdf
    assert str(Path(__file__).parents[2]).encode() not in pdf
    assert b".ttf" not in pdf
