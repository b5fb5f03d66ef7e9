"""Where things stand on the page: in the window, inside the margins, never one upon another, over several pages."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pypdfium2
import pytest

from app.language import Language
from app.letters.blocks import Content
from app.letters.content import LETTER_KINDS, compose
from app.letters.flow import HEIGHT, MM, RIGHT
from app.letters.letter import write
from app.letters.marks import Arranged, Box, Code, Page, Rule, Text
from app.letters.matter import Matter
from app.letters.samples import LANGUAGES, matter
from app.letters.sheet import arrange
from app.terms.clause import Cents
from tests.letters.matters import EVERY, many_lines, of, text_of

ROUNDING = 0.02
FILLER = "und so weiter und so fort " * 10
LONG = "Wolfeschlegelsteinhausenbergerdorff"


def boxes(page: Page) -> list[Box]:
    found = [mark.box for mark in page if isinstance(mark, Text)]
    found += [Box(mark.x, mark.y, mark.x + mark.size, mark.y + mark.size) for mark in page if isinstance(mark, Code)]
    return found


def overlaps(one: Box, other: Box) -> bool:
    return (
        one.left + ROUNDING < other.right
        and other.left + ROUNDING < one.right
        and one.top + ROUNDING < other.bottom
        and other.top + ROUNDING < one.bottom
    )


def assert_clean(arranged: Arranged) -> None:
    for page in arranged.pages:
        found = boxes(page)
        for box in found:
            assert 0 < box.left < box.right <= RIGHT + ROUNDING
            assert box.top > 0
            assert box.bottom < HEIGHT - 8 * MM
        for one, other in itertools.combinations(found, 2):
            assert not overlaps(one, other), (one, other)


def lines(page: Page) -> list[str]:
    return ["".join(text for text, _ in mark.pieces) for mark in page if isinstance(mark, Text)]


def hostile(one: Matter) -> Matter:
    return replace(
        one,
        recipient=replace(
            one.recipient,
            given_name="<b>Jan</b>\x00 & " + "x" * 300,
            family_name="{family} ** שלום 🚗 " + LONG * 4,
            address_lines=("Rue " + "très " * 60 + "longue 1", "1000 " + "Y" * 120),
        ),
        subject_name="A" * 500,
        vehicle_model="%s " * 100,
        plate="",
        vin="V" * 80,
        customer_statement="Ik herroep. " * 400,
        payment_means="\u202eevil\u202c " + "IBAN" * 80,
        agent="\ud800 Agent " + "Z" * 200,
        legal_functions=("\x07bell", "p" * 300),
        refund_lines=tuple(replace(line, service=LONG * 6) for line in one.refund_lines),
    )


@pytest.mark.parametrize(("kind", "code"), EVERY)
def test_hostile_text_is_set_and_never_crashes(kind: str, code: str) -> None:
    one = hostile(matter(kind, code))
    assert_clean(arrange(compose(one)))
    text = text_of(write(one).pdf)
    assert "\x00" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_words_half_as_long_again_find_their_place(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language nobody thought of: every text is longer, none stands on another or leaves the page."""
    written = Language.text

    def longer(self: Language, message: str, **values: object) -> str:
        found = written(self, message, **values)
        return f"{found} {FILLER[: len(found) // 2]}".rstrip()

    monkeypatch.setattr(Language, "text", longer)
    assert_clean(arrange(compose(matter(kind, "en"))))


@pytest.mark.parametrize(("at", "kind"), list(enumerate(LETTER_KINDS)))
def test_drawn_text_keeps_to_the_page_and_to_itself(at: int, kind: str) -> None:
    """Measured by another program on the finished file, in one language of each kind."""
    document = pypdfium2.PdfDocument(write(matter(kind, LANGUAGES[at % len(LANGUAGES)])).pdf)
    for page in document:
        text = page.get_textpage()
        rects = [text.get_rect(index) for index in range(text.count_rects())]
        assert rects
        for left, bottom, right, top in rects:
            # Each line ends with a space, which the measure takes for text.
            assert 24 * MM < left < right < RIGHT + 3
            assert 8 * MM < bottom < top < HEIGHT - 10 * MM
        for one, other in itertools.combinations(rects, 2):
            across = min(one[2], other[2]) - max(one[0], other[0])
            along = min(one[3], other[3]) - max(one[1], other[1])
            assert across < 1 or along < 1, (one, other)
        text.close()
        page.close()
    document.close()


@pytest.mark.parametrize("one", [matter("acknowledgement", "nl"), of("acknowledgement", "fr", "trader", "LU")])
def test_address_stands_in_the_window(one: Matter) -> None:
    content = compose(one)
    page = arrange(content).pages[0]
    shown = [mark for mark in page if isinstance(mark, Text) and lines([mark])[0] in content.address]
    assert len(shown) == len(content.address)
    for mark in shown:
        assert mark.x == pytest.approx(115 * MM)
        assert mark.box.top >= 48 * MM
        assert mark.box.bottom <= 73 * MM


def test_long_address_still_fits_the_window_with_its_town() -> None:
    one = hostile(matter("acknowledgement", "nl"))
    page = arrange(compose(one)).pages[0]
    window = [mark for mark in page if isinstance(mark, Text) and mark.x >= 114 * MM and mark.box.top >= 45 * MM]
    window = [mark for mark in window if mark.box.top < 73 * MM]
    assert all(mark.box.top >= 48 * MM and mark.box.bottom <= 73 * MM for mark in window)
    assert any("1000" in line for line in lines(window))


def test_fold_and_punch_marks() -> None:
    page = arrange(compose(matter("acknowledgement", "nl"))).pages[0]
    heights = [round(mark.y / MM, 1) for mark in page if isinstance(mark, Rule) and mark.to < 20 * MM]
    assert heights == [99, 148.5, 198]


def long_refund() -> Content:
    rows = many_lines(45)
    one = replace(matter("withdrawal_confirmation", "nl"), refund_lines=rows, refund_total=Cents(1234 * 45))
    return compose(one)


def test_long_table_runs_over_pages_with_its_heads() -> None:
    arranged = arrange(long_refund())
    assert len(arranged.pages) > 2
    assert_clean(arranged)
    edges = []
    for number, page in enumerate(arranged.pages, 1):
        assert f"Pagina {number} van {len(arranged.pages)}" in lines(page)
        heads = [mark for mark in page if isinstance(mark, Text) and lines([mark])[0].startswith("Betaald")]
        if any("Service number" in line for line in lines(page)):
            assert len(heads) == 1
            edges.append(round(heads[0].x + heads[0].width, 3))
    assert len(edges) > 1
    assert len(set(edges)) == 1
    shown = [line for page in arranged.pages for line in lines(page) if line.startswith("Service number ")]
    assert len(shown) == 45


def test_total_is_never_alone_on_a_page() -> None:
    for count in range(8, 22):
        one = replace(matter("withdrawal_confirmation", "nl"), refund_lines=many_lines(count), refund_total=Cents(1))
        for page in arrange(compose(one)).pages:
            if "U krijgt terug" in lines(page):
                assert any(line.startswith("Service number") for line in lines(page)), count


def test_greeting_is_never_alone_on_a_page() -> None:
    for count in range(4, 20):
        one = replace(matter("withdrawal_confirmation", "fr"), refund_lines=many_lines(count), refund_total=Cents(1))
        for page in arrange(compose(one)).pages:
            if "Salutations distinguées" in lines(page):
                assert lines(page)[0] != "Salutations distinguées", count


def test_code_holds_the_case_number_only() -> None:
    content = compose(matter("sim_work_order", "en"))
    [code] = [mark for page in arrange(content).pages for mark in page if isinstance(mark, Code)]
    assert code.text == "C-2026-01842"
    assert code.x + code.size == pytest.approx(RIGHT)
