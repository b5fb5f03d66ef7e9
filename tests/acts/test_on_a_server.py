"""An act from its first question to its letter, in a database on a server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from app.acts import outage_compensation, withdrawal
from app.acts.overview import overview_of
from app.config import Person
from app.records.cases import read_determinations
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, words
from tests.acts.examples import BY_LETTER, NOW, TODAY
from tests.acts.stored import AGENT, booking_of, key_of, letter_text, read_back, store


def test_a_withdrawal_from_the_option_to_the_letter(server_database: str) -> None:
    desk = Desk(server_database, Person(AGENT), "en", lambda: NOW).open()
    store(desk, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    overview = overview_of(dossier, BY_LETTER, TODAY)
    option = next(one for one in overview.options if one.act == "withdrawal" and one.subject == "B-10001")
    draft = withdrawal.begin(overview, option)
    seen = withdrawal.preview(dossier, draft, TODAY)
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    assert [kind for _, kind in done.letters] == ["acknowledgement", "withdrawal_confirmation"]
    with desk.records.reading() as session:
        kept = read_determinations(session, done.case_number)
    said = tuple(one._replace(facts=None, about="") for one in seen.determinations)
    assert tuple(one.determination for one in kept) == said
    after = read_back(desk, dossier)
    booking = booking_of(after, "B-10001")
    assert (booking.ended_as, booking.ends_on, booking.ended_by_case) == ("withdrawn", TODAY, done.case_number)
    assert after.cases[0].refund == seen.refund_total == 11638
    confirmation = letter_text(desk, done.letters[1][0])
    assert "€ 116,38" in confirmation
    assert "11 januari 2027" in confirmation
    desk.close()


def test_of_two_desks_that_pay_the_same_days_back_the_second_learns_of_the_first(server_database: str) -> None:
    """Both saw the page before either recorded: the lock makes the second one read what the first one wrote."""
    desks = [Desk(server_database, Person(name), "en", lambda: NOW).open() for name in (AGENT, "Tom Claes")]
    store(desks[0], examples.dossier())
    dossier = read_back(desks[0], examples.dossier())
    days: dict[str, Any] = {
        "cause": "ours",
        "first_day": date(2026, 12, 20),
        "last_day": date(2026, 12, 24),
        "chosen": ("B-10001",),
    }
    draft = begun(dossier, "outage_compensation", **days)
    seen = outage_compensation.preview(dossier, draft, TODAY)

    def record(desk: Desk) -> str:
        try:
            return outage_compensation.perform(desk, key_of(dossier), draft, seen).case_number
        except Refusal as refusal:
            return words(refusal.because)

    with ThreadPoolExecutor(len(desks)) as pool:
        said = list(pool.map(record, desks))
    after = read_back(desks[0], dossier)
    assert [one.amount for one in after.refunds] == [164]
    assert sorted(answer == after.cases[0].number for answer in said) == [False, True]
    for desk in desks:
        desk.close()
