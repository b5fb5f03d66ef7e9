"""Folding, near spellings, readings of a question, marks: the small parts of the search, each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.folding import fold_plate, fold_words, name_words
from app.records.marking import matched_part
from app.records.near import deletions, one_apart
from app.records.places import place_words
from app.records.question import read, splits
from app.records.telephones import written


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De Smet, Elke", ["de", "smet", "elke"]),
        ("Chloé ÇELİK", ["chloe", "celik"]),
        ("Groß Størk Łukasz Đorđe Æbel Œuvre", ["gross", "stork", "lukasz", "dorde", "aebel", "oeuvre"]),
        ("d'Hondt D’HONDT", ["dhondt", "dhondt"]),
        ("Jean-Pierre_Van/den.Berg", ["jean", "pierre", "van", "den", "berg"]),
        ("Ångström ﬁt №5", ["angstrom", "fit", "no5"]),
        ("Δημήτρης Иван", ["δημητρησ", "иван"]),
        ("%_*\"'`;\0🚗", []),
    ],
)
def test_fold_words(text: str, words: list[str]) -> None:
    assert list(fold_words(text)) == words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    words = list(fold_words(text))
    assert list(fold_words(" ".join(words))) == words


def test_a_name_is_found_by_its_words_and_by_neighbours_written_as_one() -> None:
    assert set(name_words("Van den Berg")) == {"van", "den", "berg", "vanden", "denberg", "vandenberg"}


@pytest.mark.parametrize("plate", ["1-ABC-234", "1 abc 234", "1abc234", "1.ABC.234", " 1–ABC–234 "])
def test_plates_of_any_spelling_are_one(plate: str) -> None:
    assert fold_plate(plate) == "1ABC234"


@pytest.mark.parametrize(
    ("town", "other"), [("Gent", "gand"), ("Liège", "luik"), ("Luik", "luttich"), ("Mons", "bergen")]
)
def test_towns_are_found_by_their_name_in_each_language(town: str, other: str) -> None:
    assert other in place_words(town)


def _distance(left: str, right: str) -> int:
    """Optimal string alignment, written out: insert, delete, replace, swap neighbours."""
    rows = [[max(i, j) if not min(i, j) else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            same = left[i - 1] == right[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_one_apart_is_a_distance_of_one(left: str, right: str) -> None:
    assert one_apart(left, right) == (_distance(left, right) == 1)


@given(st.text("abc", min_size=3, max_size=7), st.text("abc", min_size=3, max_size=7))
def test_words_one_apart_share_a_shortened_form(left: str, right: str) -> None:
    if one_apart(left, right):
        assert deletions(left) & deletions(right)


def test_words_too_short_or_too_long_have_no_neighbours() -> None:
    assert deletions("ab") == set()
    assert deletions("a" * 41) == set()


@pytest.mark.parametrize(
    ("typed", "starts", "end"),
    [
        ("+32 470 12 34 56", ("+32470123456",), "65432107423"),
        ("0470/12 34 56", ("+32470123456",), "654321074"),
        ("0470-12.34.56", ("+32470123456",), "654321074"),
        ("0032 470 123456", ("+32470123456",), "65432107423"),
        ("+32 (0)470 12 34 56", ("+32470123456",), "65432107423"),
        ("(+352) 621 123 456", ("+352621123456",), "654321126253"),
        ("621 123 456", ("+621123456", "+32621123456", "+352621123456"), "654321126"),
        ("0123", ("+32123",), "3210"),
        ("123", (), ""),
        ("12a4", (), ""),
    ],
)
def test_telephones(typed: str, starts: tuple[str, ...], end: str) -> None:
    asked = read(typed)
    assert (asked.phone_starts, asked.phone_end) == (starts, end)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("C-2026-01796", ("C-2026-01796",)),
        ("c 2026 1796", ("C-2026-01796", "C-2026-1796")),
        ("c202601796", ("C-2026-01796",)),
        ("L-2026-17", ("L-2026-00017", "L-2026-17")),
        ("C-2026-", ("C-2026",)),
        ("L-2", ("L-2",)),
        ("MC-2025-1", ()),
        ("LU 4821", ()),
    ],
)
def test_running_numbers(typed: str, numbers: tuple[str, ...]) -> None:
    assert read(typed).running_numbers == numbers


def test_a_particle_belongs_to_the_word_after_it() -> None:
    assert set(splits(("elke", "de", "smet"), particles_join=True)) == {
        ("elke", "desmet"),
        ("elkede", "smet"),
        ("elkedesmet",),
    }
    assert ("elke", "de", "smet") in splits(("elke", "de", "smet"), particles_join=False)
    assert splits(("van", "de"), particles_join=True) == [("vande",)]
    assert splits(("a", "b", "c", "d", "e", "f"), particles_join=False) == [("a", "b", "c", "d", "e", "f")]


@pytest.mark.parametrize(
    ("display", "folded", "part"),
    [
        ("De Smet, Elke", "desmet", "De Smet"),
        ("De Smet, Elke", "smete", "Smet, E"),
        ("De Smet, Elke", "elk", "Elk"),
        ("Groß, Chloé", "gross", "Groß"),
        ("Chloé, Groß", "oe", "oé"),
        ("1-ABC-234", "abc2", "ABC-2"),
        ("Smets, Anna-Smet", "annas", "Anna-S"),
        ("Desmet, Met", "met", "Met"),
        ("+32 470 12 34 56", "123456", "12 34 56"),
        ("De Smet", "peeters", ""),
        ("De Smet", "", ""),
    ],
)
def test_matched_part(display: str, folded: str, part: str) -> None:
    assert matched_part(display, folded) == part


def test_a_mark_inside_a_word_can_be_ruled_out() -> None:
    assert matched_part("Desmet", "met", at_word=True) == ""


def test_telephones_are_shown_as_people_write_them() -> None:
    assert written("+32470123456") == "+32 470 12 34 56"
    assert written("unknown") == "unknown"
