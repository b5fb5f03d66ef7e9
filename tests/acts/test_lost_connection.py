"""The network breaks in the middle of recording: the same desk asks again, and the act is recorded exactly once."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy.engine import make_url

from app.acts import withdrawal
from app.acts.rows import Done
from app.config import Person
from app.problems import Unanswered
from app.start import Desk
from tests.acts.examples import NOW
from tests.acts.interrupting import NUMBER, Withdrawing
from tests.acts.stored import AGENT
from tests.cutting import Moment, Wire, wire
from tests.postgresql import Server

KEY = "00000000000000000000000000000001"


@pytest.fixture
def withdrawing(server_database: str) -> Withdrawing:
    return Withdrawing(server_database)


def recorded(withdrawing: Withdrawing, server: Server, moment: Moment) -> tuple[Wire, Done, int]:
    """Recorded over a wire that breaks: the wire, what was recorded, and how often it was asked for."""
    with wire(server.folder, moment) as made:
        url = make_url(withdrawing.url).set(host="127.0.0.1", port=made.port, query={"connect_timeout": "5"})
        desk = Desk(url.render_as_string(), Person(AGENT), "en", lambda: NOW)
        with closing(desk.open()):
            made.armed = True
            for attempt in range(1, 20):
                try:
                    return (
                        made,
                        withdrawal.perform(desk, withdrawing.key, withdrawing.draft, withdrawing.seen, KEY),
                        attempt,
                    )
                except Unanswered:
                    pass
    raise AssertionError("it was never recorded")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (b"FOR UPDATE", "lose"),
        (b"INSERT INTO cases", "lose"),
        (b"INSERT INTO cases", "answer"),
        (b"INSERT INTO letters", "late"),
        (b"desk_add_to_journal", "answer"),
        (b"COMMIT", "lose"),
        (b"COMMIT", "answer"),
        (b"COMMIT", "late"),
    ],
)
def test_cut_once(withdrawing: Withdrawing, server: Server, said: bytes, what: str) -> None:
    def moment(_: Wire, message: bytes) -> str:
        return what if said in message else "pass"

    made, done, attempts = recorded(withdrawing, server, moment)
    assert made.broken
    assert attempts == 2
    assert done.case_number == NUMBER
    assert [kind for _, kind in done.letters] == ["acknowledgement", "withdrawal_confirmation"]
    assert withdrawing.stands() == "all"


@pytest.mark.parametrize("what", ["lose", "answer"])
def test_cut_at_any_message(withdrawing: Withdrawing, server: Server, server_database: str, what: str) -> None:
    """At one message of seventeen, from the question that comes first to the last one before COMMIT."""
    for number in range(1, 200, 17):
        server.empty(server_database)
        again = Withdrawing(server_database)
        made, done, _ = recorded(
            again, server, lambda wire, _, number=number: what if wire.messages == number else "pass"
        )
        assert done.case_number == NUMBER
        assert again.stands() == "all"
        if not made.broken:
            return
    raise AssertionError("there are more messages than this test knows of")
