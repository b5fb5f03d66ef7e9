"""Each kind of letter in each language, for everybody in both countries: written, complete, the same again."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from app.letters.content import LETTER_KINDS, compose
from app.letters.letter import write
from app.letters.letterhead import current
from app.letters.samples import LANGUAGES, matter, write_samples
from app.letters.wording import plain
from tests.letters.matters import CUSTOMERS, EVERY, SAYS, even, facts_to_find, letter_text, of, text_of

ALONE = replace(current(), annex=False)
"""The letterhead of an organisation that wants its letters without the annex."""
LIMIT = 45 * 1024
"""What one page may weigh."""
INTERNAL = re.compile(
    r"\bMC\b|\bSI \d|\bG\d\d\b|supervisor|framework|finding|strike|_|\bNone\b|[{}]|\*\*|[\ue000-\uf8ff]"
)
NEVER = {
    "nl": re.compile(
        r"annuleer|annulering|hierbij(?! mede)|gratis|coulance|zo snel mogelijk|garantie|: tot (?!en met)"
    ),
    "fr": re.compile(r"annul|geste commercial|gratuit|dès que possible|garanti|\(e\)"),
    "de": re.compile(r"stornier|Kulanz|kostenlos|schnellstmöglich|garant|\*in\b", re.IGNORECASE),
    "en": re.compile(r"cancel|goodwill|free of charge|as soon as possible|guarantee|\btoday\b", re.IGNORECASE),
}


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_is_written_for_everybody(kind: str) -> None:
    for code, (customer, country) in itertools.product(LANGUAGES, CUSTOMERS):
        letter = write(of(kind, code, customer, country))
        assert letter.pdf.startswith(b"%PDF-1.7")
        assert letter.pages == len(PdfReader(io.BytesIO(letter.pdf)).pages)
        assert len(letter.pdf) <= LIMIT * letter.pages


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_says_each_date_and_amount_and_nothing_internal(kind: str, code: str) -> None:
    one = matter(kind, code)
    letter = write(one)
    text = text_of(letter.pdf)
    if kind in SAYS:
        assert [fact for fact in facts_to_find(one) if fact not in text] == []
    assert not INTERNAL.search(text.replace(one.vin, "")), INTERNAL.search(text)
    assert not NEVER[code].search(text), NEVER[code].search(text)
    assert one.case_number in text
    assert one.letter_number in text
    assert write(one, ALONE).pages == 1
    assert "\ufffd" not in text
    assert "◊" not in text


@pytest.mark.parametrize(("at", "kind"), list(enumerate(LETTER_KINDS)))
def test_same_matter_same_bytes(at: int, kind: str) -> None:
    one = matter(kind, LANGUAGES[at % len(LANGUAGES)])
    first, second = write(one), write(replace(one))
    assert first.pdf == second.pdf
    assert first.sha256 == second.sha256


def test_another_matter_other_bytes() -> None:
    one = matter("acknowledgement", "nl")
    assert write(one).sha256 != write(replace(one, letter_number="L-2026-03392")).sha256


@pytest.mark.parametrize("code", LANGUAGES)
def test_subject_says_the_result(code: str) -> None:
    assert "265" in compose(matter("withdrawal_confirmation", code)).subject
    assert "2027" in compose(matter("termination_confirmation", code)).subject


def test_reads_in_the_order_a_person_would() -> None:
    text = letter_text(matter("withdrawal_confirmation", "nl"))
    order = [
        "MINI Connected",
        "Mevrouw Elke De Smet",
        "Ons kenmerk",
        "Bevestiging van uw herroeping",
        "Geachte mevrouw De Smet,",
        "Wij kregen uw brief",
        "MINI Connected-pakket",
        "U krijgt terug",
        "ten laatste op maandag 11 januari 2027",
        "Met vriendelijke groeten",
        "Anna Willems",
        "Waar het staat",
        "Pagina 1 van 2",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_lines_do_not_run_together() -> None:
    """Each line ends with a space, so that copied text keeps its words apart."""
    pdf = write(matter("withdrawal_refusal", "fr")).pdf
    raw = even(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert "rétracter pour le service" in raw


def test_samples_are_named_by_kind_and_language(tmp_path) -> None:  # type: ignore[no-untyped-def]
    written = write_samples(tmp_path / "samples")
    assert {path.name for path in written} == {f"{kind}.{code}.pdf" for kind, code in EVERY}
    assert all(path.read_bytes().startswith(b"%PDF") for path in written)


def test_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        write(replace(matter("acknowledgement", "nl"), kind="birthday_card"))


def test_titles_carry_no_bold_marks() -> None:
    assert plain("a\ue000b\ue000c") == "abc"
