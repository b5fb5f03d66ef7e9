"""Texts, dates, money and enumerations in the four languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.language import LANGUAGES, NAMES, Language, language
from app.terms.clause import Cents, because, because_count

NEW_YEAR = date(2027, 1, 4)
FIRST = date(2027, 3, 1)


def plain(text: str) -> str:
    """No-break spaces shown as ``_``, so that a test sees where a line may not break."""
    return text.replace("\u00a0", "_").replace("\u202f", "~")


@pytest.mark.parametrize(
    ("code", "short", "long", "bare", "table"),
    [
        ("nl", "ma_4_jan._2027", "maandag_4_januari_2027", "4_januari_2027", "04/01/2027"),
        ("fr", "lun._4_janv._2027", "lundi_4_janvier_2027", "4_janvier_2027", "04/01/2027"),
        ("de", "Mo.,_4._Jan._2027", "Montag,_4._Januar_2027", "4._Januar_2027", "04.01.2027"),
        ("en", "Mon_4_Jan_2027", "Monday_4_January_2027", "4_January_2027", "04/01/2027"),
    ],
)
def test_a_day_is_written_as_an_office_writes_it(code: str, short: str, long: str, bare: str, table: str) -> None:
    said = language(code)
    assert plain(said.date(NEW_YEAR)) == short
    assert plain(said.date_long(NEW_YEAR)) == long
    assert plain(said.date_plain(NEW_YEAR)) == bare
    assert said.date_table(NEW_YEAR) == table


def test_the_first_of_a_month_is_the_premier_in_french() -> None:
    assert plain(language("fr").date_long(FIRST)) == "lundi_1er_mars_2027"
    assert plain(language("fr").date(FIRST)) == "lun._1er_mars_2027"


@pytest.mark.parametrize(
    ("code", "amount", "negative"),
    [
        ("nl", "€_1.234,50", "€_-0,05"),
        ("fr", "1~234,50_€", "-0,05_€"),
        ("de", "1.234,50_€", "-0,05_€"),
        ("en", "€1,234.50", "-€0.05"),
    ],
)
def test_money_is_written_from_cents(code: str, amount: str, negative: str) -> None:
    assert plain(language(code).money(123450)) == amount
    assert plain(language(code).money(-5)) == negative


def test_luxembourg_writes_french_amounts_like_belgium() -> None:
    assert Language("fr", "LU").money(123450) == Language("fr", "BE").money(123450)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("nl", "ma_4_jan._2027 om 14.02_uur"),
        ("fr", "lun._4_janv._2027 à 14_h_02"),
        ("de", "Mo.,_4._Jan._2027 um 14.02_Uhr"),
        ("en", "Mon_4_Jan_2027 at 14:02"),
    ],
)
def test_a_moment_is_local_time(code: str, written: str) -> None:
    assert plain(language(code).moment(datetime(2027, 1, 4, 13, 2, tzinfo=UTC))) == written


def test_values_are_written_according_to_their_type() -> None:
    said = language("en")
    sentence = because(
        "{who} pays {amount} by {day}: {parts}; {count} km, {again}.",
        who="Elke",
        amount=Cents(11638),
        day=NEW_YEAR,
        parts=("a", Cents(5), NEW_YEAR),
        count=40000,
        again=because("not {n} days", n=14),
    )
    expected = "Elke pays €116.38 by Mon_4_Jan_2027: a, €0.05 and Mon_4_Jan_2027; 40,000 km, not 14 days."
    assert plain(said.say(sentence)) == expected


def test_a_year_has_no_separator() -> None:
    assert language("nl").number(2027) == "2027"
    assert language("nl").number(40000) == "40.000"


def test_on_paper_dates_in_sentences_are_written_out() -> None:
    sentence = because("Until {day}", day=NEW_YEAR)
    assert plain(language("en").on_paper.say(sentence)) == "Until Monday_4_January_2027"
    assert plain(language("en").say(sentence)) == "Until Mon_4_Jan_2027"


@pytest.mark.parametrize(("count", "expected"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_a_count_chooses_its_form(count: int, expected: str) -> None:
    assert language("en").count("{count} day", "{count} days", count) == expected
    assert language("en").say(because_count("{count} day", "{count} days", count)) == expected


@pytest.mark.parametrize(("code", "joined"), [("nl", "a, b en c"), ("fr", "a, b et c"), ("de", "a, b und c")])
def test_several_words_are_one_enumeration(code: str, joined: str) -> None:
    assert language(code).listed(["a", "b", "c"]) == joined
    assert language(code).listed(["a"]) == "a"
    assert language(code).listed([]) == ""


def test_nothing_has_no_words() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        language("en").say(because("Until {day}", day=None))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="es"):
        Language("es")


def test_every_language_has_a_name_of_its_own() -> None:
    assert set(NAMES) == set(LANGUAGES)
