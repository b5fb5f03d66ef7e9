"""Lines are never wider than asked, lose no word, and break only where they may."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.letters.fonts import MISSING, REGULAR, STRONG, font, printable, width
from app.letters.lines import wrap

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)


def said(text: str, limit: float) -> list[str]:
    return ["".join(piece for piece, _ in line.pieces) for line in wrap(((text, REGULAR),), 10, limit)]


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.floats(20, 300))
def test_every_line_fits_and_no_letter_is_lost(first: str, second: str, limit: float) -> None:
    lines = wrap(((first, REGULAR), (second, STRONG)), 10, limit)
    assert all(line.width <= limit + 0.01 for line in lines)
    shown = "".join(text for line in lines for text, _ in line.pieces)
    wanted = printable(first) + printable(second)
    hidden = str.maketrans("", "", " -\u00ad")
    assert shown.translate(hidden) == wanted.translate(hidden)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_only_what_the_face_can_show(text: str) -> None:
    known = font(REGULAR).face.charToGlyph
    assert all(ord(character) in known for character in printable(text))


def test_strange_characters() -> None:
    assert printable("Zoë Ŵójcik Đorđević Ελένη Жанна") == "Zoë Ŵójcik Đorđević Ελένη Жанна"
    assert printable("a\x00b\u202ec\u2066d") == "abcd"
    assert printable("a\tb\nc") == "a b c"
    assert printable("🚗 李") == f"{MISSING} {MISSING}"
    assert printable("ﬁnﬁ") in ("ﬁnﬁ", "finfi")


def test_no_break_spaces_hold() -> None:
    date = "4\u00a0januari\u00a02027"
    limit = width(f"tot en met {date}", REGULAR, 10) - 5
    assert said(f"tot en met {date}", limit) == ["tot en met", date]


def test_soft_hyphens_break_only_where_needed() -> None:
    word = "Fahrzeug-Identifizierungs\u00adnummer"
    assert said(word, 400) == ["Fahrzeug-Identifizierungsnummer"]
    assert said(word, width("Fahrzeug-Identifizierungs-", REGULAR, 10)) == ["Fahrzeug-Identifizierungs-", "nummer"]


def test_endless_words_are_cut() -> None:
    lines = said("x" * 100, 100)
    assert "".join(lines) == "x" * 100
    assert len(lines) > 3
