"""Servers that crash under load: every case a desk was told of is there, none is there twice, the journal is whole."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts import withdrawal
from app.config import Person
from app.problems import Unanswered
from app.records import tables, verify
from app.records.backup import back_up
from app.records.rows import Dossier
from app.records.store import Records
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun
from tests.acts.examples import BY_LETTER, NOW, TODAY
from tests.acts.stored import key_of, read_back, store
from tests.postgresql import Server, running

DESKS, CUSTOMERS = 3, 5


def dossier(number: int) -> Dossier:
    """Somebody who can withdraw, with numbers of their own."""
    return examples.dossier(
        customer=examples.customer(id=number, number=f"K-{number:06}"),
        vehicle=examples.vehicle(
            id=number,
            vin=f"WMW31GD090TA{number:05}",
            plate=f"1-AAA-{number:03}",
            sim=None,
            links=(),
            dealer_number=None,
        ),
        contract=examples.contract(
            examples.booking(f"B-{number:05}", "mini_connected_package"), id=number, number=f"MC-{number:06}"
        ),
        payments=(),
        notes=(),
        dealers=(),
    )


class Office:
    """Desks that record one withdrawal after the other, and keep trying while the server is away."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.told: dict[int, str] = {}
        self.trouble: list[BaseException] = []
        self.waited = 0
        with closing(self._desk("Anna Willems")) as desk:
            for number in range(1, DESKS * CUSTOMERS + 1):
                store(desk, dossier(number))

    def _desk(self, name: str) -> Desk:
        return Desk(self.url, Person(name), "en", lambda: NOW).open()

    @contextmanager
    def working(self) -> Iterator[None]:
        """All desks work while the block runs, and until they have finished."""
        desks = [threading.Thread(target=self._work, args=(number,)) for number in range(DESKS)]
        for desk in desks:
            desk.start()
        yield
        for desk in desks:
            desk.join(60)
        assert self.trouble == []
        assert len(self.told) == DESKS * CUSTOMERS

    def wait_for(self, cases: int) -> None:
        """Until so many cases are acknowledged."""
        while len(self.told) < cases and not self.trouble:
            time.sleep(0.01)

    def _work(self, desk_number: int) -> None:
        try:
            with closing(self._desk(f"Agent {desk_number}")) as desk:
                for customer in range(desk_number + 1, DESKS * CUSTOMERS + 1, DESKS):
                    self._record(desk, customer)
        except BaseException as error:
            self.trouble.append(error)

    def _record(self, desk: Desk, number: int) -> None:
        for _ in range(600):
            try:
                found = read_back(desk, dossier(number))
                draft = begun(found, "withdrawal", f"B-{number:05}", BY_LETTER)
                break
            except Unanswered:
                self._wait()
        seen = withdrawal.preview(found, draft, TODAY)
        for _ in range(600):
            try:
                done = withdrawal.perform(desk, key_of(found), draft, seen, f"{number:032}")
            except Unanswered:
                self._wait()
            else:
                self.told[number] = done.case_number
                return
        raise AssertionError("the server did not come back")

    def _wait(self) -> None:
        self.waited += 1
        time.sleep(0.05)

    def check(self, url: str) -> None:
        """What the desks were told is what the database holds."""
        with Records(url) as records, records.reading() as session:
            held = session.execute(select(tables.Case.customer_id, tables.Case.number)).all()
            assert Counter(number for number, _ in held) == dict.fromkeys(self.told, 1)
            assert dict(held) == self.told  # type: ignore[arg-type]
            assert sorted(self.told.values()) == [f"C-2026-{n:05}" for n in range(1, len(self.told) + 1)]
            assert list(verify.faults(session.connection())) == []
            assert verify.amount(session.connection()) == (len(self.told), 2 * len(self.told))


@pytest.fixture
def pair() -> Iterator[Server]:
    """A server that keeps what it acknowledged when it crashes."""
    with running(keeping=True) as server:
        yield server


def test_a_server_that_restarts_and_one_that_never_comes_back(pair: Server, tmp_path: Path) -> None:
    url = pair.new()
    with Records(url) as records:
        records.upgrade()
    with pair.standby() as other:
        office = Office(
            url.replace(f"?host={pair.folder}", f"?host={pair.folder}:5432&host={other.folder}:5432")
            + "&target_session_attrs=read-write"
        )
        with office.working():
            office.wait_for(3)
            pair.control("-m", "immediate", "restart")
            office.wait_for(8)
            pair.control("-m", "immediate", "stop")
            other.control("promote")
        assert office.waited > 0
        with Records(office.url) as records:
            back_up(records, tmp_path / "desk.backup")
        office.check(url.replace(str(pair.folder), str(other.folder)))
