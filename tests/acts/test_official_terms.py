"""The official text an organisation attaches: what is refused, and on which page each clause is found."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from app.acts import official_reading
from app.acts.official_reading import places_of, read_pages
from app.acts.official_terms import attach, attached, content_of, correct, page_of, remove, text_for
from app.config import Person
from app.records import tables
from app.start import Desk
from app.terms.clause import Refusal
from app.terms.register import clauses
from tests.acts.official import PAGES, pdf_of
from tests.acts.stored import desk_on

MINI, SI = "mini-belux-2025-09", "service-inclusive-2024-09"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk at which an administrator sits."""
    made = desk_on(tmp_path)
    made.person = Person("Jonas Peeters", "administrator")
    return made


def places(*pages: tuple[str, ...], edition: str = MINI) -> dict[str, int]:
    return places_of(["\n".join(lines) for lines in pages], clauses(edition).entries, "en")


def test_each_clause_is_found_where_its_heading_stands() -> None:
    found = places(*PAGES)
    assert {name: found.get(name) for name in ("MC 1", "MC 1.1", "MC 7.1", "MC 8", "MC 8.1", "MC 8.5")} == {
        "MC 1": 2,
        "MC 1.1": 2,
        "MC 7.1": 2,
        "MC 8": 3,
        "MC 8.1": 3,
        "MC 8.5": 3,
    }
    assert (found["MC 8.5 a"], found["MC 8.5 b"], found["MC 8.5 c"]) == (3, 3, 4)
    assert (found["MC 15"], found["SD:digital_key"]) == (4, 5)
    assert not any(name.startswith(("DA", "MC 9", "MC 15 ")) for name in found)


def test_a_plain_table_of_contents_does_not_mislead() -> None:
    contents = ("1 Services", "2 Portal", "8 Term and end", "15 Withdrawal")
    found = places(contents, ("1 Services", "1.1 Who", "1.2 What"), ("2 Portal", "2.1 Same"), ("8 Term", "8.1 End"))
    assert (found["MC 1"], found["MC 2"], found["MC 8"]) == (2, 3, 4)


def test_service_inclusive_has_numbers_of_its_own() -> None:
    assert places(("1. Scope",), ("11. Withdrawal",), edition=SI) == {"SI 1": 1, "SI 11": 2}


def test_a_text_without_headings_has_no_places() -> None:
    assert places(("Nothing", "to be found 8.1 here"), ()) == {}


def test_an_attached_text_is_kept_whole_and_opens_at_its_pages(desk: Desk) -> None:
    content = pdf_of()
    text = attach(desk, MINI, "en", "terms.pdf", content)
    assert (text.pages, text.file_name, text.attached_by) == (5, "terms.pdf", "Jonas Peeters")
    assert attached(desk) == (text,)
    assert content_of(desk, text) == content
    assert page_of(text, "MC 8.5 a") == 3
    assert page_of(text, "MC 15 period") == 4, "it has no heading of its own: where the clause it is a part of begins"
    assert page_of(text, "MC 9.1") is None
    assert page_of(text, "WER VI.47") is None


def test_a_place_can_be_put_right(desk: Desk) -> None:
    text = attach(desk, MINI, "en", "terms.pdf", pdf_of())
    right = correct(desk, text, "MC 9.1", 4)
    assert (page_of(right, "MC 9.1"), page_of(right, "MC 8.1")) == (4, 3)
    assert attached(desk) == (right,)
    with pytest.raises(Refusal, match=r"has \{pages\} pages"):
        correct(desk, text, "MC 9.1", 6)
    with pytest.raises(Refusal, match=r"has \{pages\} pages"):
        correct(desk, text, "MC 9.1", 0)


def test_a_newer_file_takes_the_place_of_the_older_one(desk: Desk) -> None:
    attach(desk, MINI, "en", "old.pdf", pdf_of())
    newer = attach(desk, MINI, "en", "new.pdf", pdf_of(PAGES[1:]))
    dutch = attach(desk, MINI, "nl", "voorwaarden.pdf", pdf_of())
    assert attached(desk) == (newer, dutch)
    assert text_for(attached(desk), MINI, "nl") == dutch
    assert text_for(attached(desk), MINI, "fr") == newer, "in another language rather than not at all"
    assert text_for(attached(desk), SI, "nl") is None
    remove(desk, newer)
    assert attached(desk) == (dutch,)
    with pytest.raises(Refusal, match="No official text"):
        content_of(desk, newer)


def test_only_an_administrator_changes_it(desk: Desk) -> None:
    text = attach(desk, MINI, "en", "terms.pdf", pdf_of())
    for role in ("agent", "supervisor", "dealer"):
        desk.person = replace(desk.person, role=role)
        for act in (
            lambda: attach(desk, MINI, "en", "terms.pdf", pdf_of()),
            lambda: correct(desk, text, "MC 1", 1),
            lambda: remove(desk, text),
        ):
            with pytest.raises(Refusal, match="Only an administrator"):
                act()
    assert attached(desk) == (text,)
    assert content_of(desk, text) == pdf_of()


def test_damaged_bytes_are_noticed(desk: Desk) -> None:
    text = attach(desk, MINI, "en", "terms.pdf", pdf_of())
    with desk.records.writing() as session:
        session.query(tables.OfficialText).one().content = b"%PDF-1.4 something else"
    with pytest.raises(Refusal, match="is damaged"):
        content_of(desk, text)


# What is refused ------------------------------------------------------------------------------------------------------


def with_script() -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf_of())) as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('hello')"))
        names = pikepdf.Array([pikepdf.String("start"), pdf.make_indirect(action)])
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))
        pdf.save(target)
    return target.getvalue()


def with_attachment() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf_of())))
    writer.add_attachment("other.txt", b"hidden")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a PDF"),
        (b"PK\x03\x04 a zip", "is not a PDF"),
        (b"%PDF-1.7 and then nothing", "is damaged"),
        (pdf_of()[:300], "is damaged"),
        (pdf_of(encrypt="secret"), "protected by a password"),
        (with_script(), "carries programs or other files"),
        (with_attachment(), "carries programs or other files"),
        (pdf_of(size=(9000.0, 9000.0)), "too large or too small"),
        (b"%PDF-" + b"x" * official_reading.MOST_BYTES, "is larger than"),
    ],
    ids=["empty", "zip", "rubbish", "cut off", "password", "script", "attachment", "poster", "too large"],
)
def test_what_is_no_plain_pdf_is_refused_in_one_sentence(desk: Desk, content: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        attach(desk, MINI, "en", "terms.pdf", content)
    assert sentence in desk.language.say(refused.value.because)
    assert attached(desk) == ()


def test_a_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official_reading, "MOST_PAGES", 4)
    with pytest.raises(Refusal, match="pages; 1 to"):
        read_pages("book.pdf", pdf_of())
