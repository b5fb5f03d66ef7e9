"""An act from its first question to its letter, in a database on a server."""

from __future__ import annotations

from app.acts import withdrawal
from app.acts.overview import overview_of
from app.config import Person
from app.records.cases import read_determinations
from app.start import Desk
from tests.acts import examples
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
