"""The annex of a letter: the items of the window in the customer's language, on a page of their own."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import outloud
import pytest
from pikepdf import pdfa
from pypdf import PdfReader

from app.acts.why import why_of, why_of_all
from app.language import LANGUAGES, language
from app.letters.blocks import Reasons
from app.letters.content import compose
from app.letters.letter import write
from app.letters.letterhead import current
from app.letters.matter import Matter, Particulars
from app.letters.samples import matter
from app.letters.sheet import arrange
from app.terms.clause import Because, Cents, Determination
from app.terms.edition import edition_called
from app.terms.facts import (
    FrameworkTerminationFacts,
    Pricing,
    RunningService,
    ServiceTerminationFacts,
    WithdrawalFacts,
)
from app.terms.interest import InterestRate, with_rate
from app.terms.rules import determine
from tests.letters.matters import even
from tests.letters.test_archive import DECLARED
from tests.letters.test_layout import assert_clean

BOOKED, RECEIVED = date(2026, 12, 18), date(2026, 12, 28)
EDITION = edition_called("mini-belux-2025-09")
NAMES = (("B-1", "MINI Connected Package"), ("B-2", "Drive Recorder"))


def withdrawn(received: date = RECEIVED, price: int = 12000, about: str = "B-1") -> Determination:
    pricing = Pricing("limited", Cents(price), BOOKED, date(2027, 12, 17))
    facts = WithdrawalFacts(
        "booking",
        "consumer",
        "BE",
        BOOKED,
        received,
        pricing,
        start_requested=True,
        service_started_on=BOOKED,
        sent_on=min(received, date(2026, 12, 24)) if received < date(2027, 1, 5) else received,
    )
    return determine("withdrawal", facts, EDITION)._replace(about=about)


def terminated(services: int = 2) -> Determination:
    running = tuple(
        RunningService(f"B-{number}", "limited", RECEIVED + timedelta(100 + number))
        for number in range(1, services + 1)
    )
    return determine("customer_terminates_framework", FrameworkTerminationFacts(RECEIVED, running), EDITION)


def confirming(code: str, found: Determination | None = None) -> Matter:
    one = matter("withdrawal_confirmation", code)
    return replace(one, determination=found or withdrawn(), names=NAMES, particulars=Particulars())


def ending(code: str, found: Determination) -> Matter:
    return replace(matter("termination_confirmation", code), determination=found, names=NAMES)


def pages_of(one: Matter) -> list[str]:
    """The text of each page as a reader copies it."""
    return [even(page.extract_text()) for page in PdfReader(io.BytesIO(write(one).pdf)).pages]


LETTERS = [
    *(confirming(code) for code in LANGUAGES),
    *(ending(code, terminated()) for code in LANGUAGES),
    replace(matter("withdrawal_refusal", "de"), determination=withdrawn(date(2027, 2, 1))),
    replace(confirming("fr"), particulars=Particulars(further=(withdrawn(price=900, about="B-2"),))),
]


def name(one: Matter) -> str:
    """What the letter is called in the list of tests."""
    return f"{one.kind}-{one.language}-{1 + len(one.particulars.further)}"


def told(one: Matter) -> list[Because]:
    """What the window says for the letter's determinations."""
    assert one.determination
    found = (one.determination, *one.particulars.further)
    steps = why_of(found[0]) if len(found) == 1 else why_of_all(found)
    said = [text for step in steps for text in (step.sentence, step.arithmetic, step.result) if text is not None]
    return said + [text for step in steps for pair in step.inputs for text in pair]


@pytest.mark.parametrize("one", LETTERS, ids=name)
def test_the_annex_says_what_the_window_says(one: Matter) -> None:
    annex = " ".join(pages_of(one)[1:])
    spoken = language(one.language, one.country).on_paper
    # What the panel sets on one line, paper sets on several.
    said = [part for text in map(spoken.say, told(one)) for part in text.split(" · ")]
    assert [part for part in said if even(part) not in annex] == []


@pytest.mark.parametrize("one", LETTERS, ids=name)
def test_the_annex_leaves_the_letter_as_it_is(one: Matter) -> None:
    whole, plain = compose(one), compose(one, replace(current(), annex=False))
    assert replace(whole, annex=()) == plain
    pages = arrange(whole).pages
    assert len(pages) == len(arrange(plain).pages) + 1 == 2


@pytest.mark.parametrize("one", LETTERS, ids=name)
def test_nothing_overlaps(one: Matter) -> None:
    assert_clean(arrange(compose(one)))


@pytest.mark.parametrize("one", LETTERS[3:], ids=name)
def test_is_archive_grade_and_accessible(one: Matter, tmp_path: Path) -> None:
    pdf = write(one).pdf
    found = [f"{finding.rule} {finding.message}" for finding in pdfa.validate_written(io.BytesIO(pdf), "3b").findings]
    assert [line for line in found if not ("6.6.2.3.1" in line and any(name in line for name in DECLARED))] == []
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    result = outloud.check(str(path))
    assert (result.error, result.errors) == (None, 0), [finding.rule for finding in result.findings]


def test_an_item_of_one_service_names_it() -> None:
    """Two services, two last days of service: each title says whose."""
    blocks = compose(matter("termination_confirmation", "en")).annex
    titles = [item.title for block in blocks if isinstance(block, Reasons) for item in block.items]
    days = [one for one in titles if one.startswith("Last service day")]
    assert [one.rstrip("¹²³ ") for one in days] == [
        "Last service day: Drive Recorder",
        "Last service day: MINI Connected Package",
    ]


def test_no_clause_is_cited_as_the_desk_cites_it() -> None:
    annex = pages_of(confirming("en"))[1]
    assert "MC 15" not in annex
    assert "clause 15: withdrawal and refund" in annex


@pytest.mark.parametrize(("rates", "told"), [((), False), ((InterestRate(date(2027, 1, 1), Decimal("5.75")),), True)])
def test_interest_is_told_to_a_customer_with_its_rate_once_that_is_known(
    rates: tuple[InterestRate, ...], told: bool
) -> None:
    facts = withdrawn().facts._replace(country="LU")
    found = with_rate(determine("withdrawal", facts, EDITION), rates)
    annex = pages_of(confirming("en", found))[1]
    assert "legal interest" in annex
    assert ("5.75 %" in annex.replace("\u00a0", " ")) is told
    assert "L. 222-10" in annex
    assert "administrator" not in annex
    assert "Luxembourg Consumer Code" in annex


def test_a_service_is_named_where_there_are_several() -> None:
    annex = pages_of(replace(confirming("en"), particulars=Particulars(further=(withdrawn(price=900, about="B-2"),))))
    assert "Part already used: MINI Connected Package" in annex[1]
    assert "Part already used: Drive Recorder" in annex[1]
    assert "The 14 days: " not in annex[1]
    assert "Part already used: " not in pages_of(confirming("en"))[1]
    assert "Last service day: Drive Recorder" in pages_of(ending("en", terminated()))[1]


def test_a_long_annex_goes_on_over_the_page() -> None:
    one = ending("de", terminated(40))
    arranged = arrange(compose(one))
    assert_clean(arranged)
    assert len(arranged.pages) > 2
    assert len(pages_of(one)) == len(arranged.pages)


@pytest.mark.parametrize(
    "one",
    [
        replace(confirming("nl"), awaits_approval=True),
        confirming("nl", withdrawn()._replace(facts=None)),
        replace(confirming("nl"), kind="acknowledgement"),
        ending(
            "nl",
            determine(
                "customer_terminates_service",
                ServiceTerminationFacts("trader", "limited", RECEIVED, term_end=RECEIVED),
                EDITION,
            ),
        ),
    ],
    ids=["waits", "facts not kept", "only acknowledges", "nothing counted"],
)
def test_a_letter_with_nothing_to_explain_has_no_annex(one: Matter) -> None:
    assert compose(one).annex == ()
