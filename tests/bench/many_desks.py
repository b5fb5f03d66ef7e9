"""Desks that act for the same few customers at once: is anything lost, or paid back twice?

    .venv/bin/python -m tests.bench.many_desks [seconds] [desks]     30 seconds and 8 desks when left out

Every desk is a process of its own. It opens dossiers, writes notes, ends what can be ended and pays back days without
service, with a pause between look and Finish in which the others act. Afterwards what each desk was told is held
against what the database holds. Runs on SQLite and on PostgreSQL; then without pauses, with all desks and with one,
for the rate.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import select

from app.acts import act
from app.acts.looking import looked_at_dossier
from app.acts.notes import add_note
from app.acts.overview import key_of, overview
from app.acts.reading_letters import letter_preview
from app.acts.rows import Overview, Receipt
from app.config import Person
from app.exchange.demo import fill
from app.records import tables
from app.records.store import Records
from app.records.verify import faults
from app.start import Desk
from app.terms.clause import Refusal
from tests.postgresql import running

NOW = datetime(2026, 12, 28, 14, 2)
CUSTOMERS = 16
HOT = 4
"""So many dossiers are wanted by all desks."""

ENDINGS = ("withdrawal", "termination", "prevent_renewal", "change_termination")
OUTAGE = "outage_compensation"
LOADED = (
    "app.letters.letter",
    "app.acts.looking",
    "app.acts.notes",
    "app.acts.overview",
    "app.acts.reading_letters",
    *(f"app.acts.{name}" for name in (*ENDINGS, OUTAGE)),
    "app.exchange.demo",
    "app.records.verify",
    "sqlalchemy.dialects.postgresql.psycopg",
    "tests.postgresql",
    "pytest",
)
"""Loaded once for all desks, so that none spends its time on it."""

PAUSE = 0.04
"""Seconds at most between two steps, so that others come in between."""

TARGET = 0.5
"""What eight desks write in a second, at least, against what one desk writes."""


class Task(NamedTuple):
    """How many desks work for how long, and how many seconds at most pass between two steps of an agent."""

    desks: int
    seconds: float
    pause: float = 0.0


@dataclass
class Told:
    """What a desk was told: its notes and cases, why it was refused how often, and faults of the program."""

    notes: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    broke: list[str] = field(default_factory=list)

    def add(self, other: Told) -> None:
        """Take in what another desk was told."""
        self.notes += other.notes
        self.cases += other.cases
        self.refused += other.refused
        self.broke += other.broke


def desk_on(url: str, name: str) -> Desk:
    """A desk of its own on the database, on the fixed day."""
    return Desk(url, Person(name), "en", lambda: NOW).open()


def prepare(url: str) -> list[str]:
    """Fill the empty database; the VINs of the dossiers all desks want."""
    with_customers = desk_on(url, "Desk 0")
    fill(with_customers.records, CUSTOMERS, NOW.date())
    with with_customers.records.reading() as session:
        vins = session.scalars(
            select(tables.Vehicle.vin)
            .join(tables.Contract, tables.Contract.vehicle_id == tables.Vehicle.id)
            .where(tables.Contract.ended_as == "")
            .order_by(tables.Vehicle.id)
            .limit(HOT)
        ).all()
    with_customers.close()
    return list(vins)


def work(url: str, vins: list[str], number: int, task: Task, ready: Any, answers: Queue[Told]) -> None:
    """What one desk does, from the moment all are ready until the time is over."""
    told, chance = Told(), Random(number)
    desk = desk_on(url, f"Desk {number}")
    _rehearse(desk, vins[0])
    ready.wait(timeout=60)
    until = time.monotonic() + task.seconds
    while time.monotonic() < until:
        try:
            _act(desk, chance, chance.choice(vins), told, task.pause)
        except Refusal as refusal:
            told.refused[refusal.because.message] += 1
        except Exception as error:  # whatever else comes is a fault, and says so in the outcome
            told.broke.append(f"{type(error).__name__}: {error}")
    desk.close()
    answers.put(told)


def _act(desk: Desk, chance: Random, vin: str, told: Told, pause: float) -> None:
    shown = overview(desk, vin, Receipt(desk.now(), "phone"))
    assert shown is not None
    looked_at_dossier(desk, shown.dossier)
    time.sleep(chance.uniform(0, pause))
    if chance.random() < 0.4:
        text = f"{desk.person.name}, note {len(told.notes)}"
        add_note(desk, key_of(shown.dossier), text)
        told.notes.append(text)
        return
    name, draft = _draft(shown, chance)
    if draft is None:
        return
    seen = act(name).preview(shown.dossier, draft, desk.today())
    time.sleep(chance.uniform(0, pause))
    told.cases.append(act(name).perform(desk, key_of(shown.dossier), draft, seen).case_number)


def _rehearse(desk: Desk, vin: str) -> None:
    """Everything up to the letter, with nothing written: the first time takes longer than all others."""
    shown = overview(desk, vin, Receipt(desk.now(), "phone"))
    assert shown is not None
    name, draft = _draft(shown, Random(vin))
    if draft is not None:
        seen = act(name).preview(shown.dossier, draft, desk.today())
        letter_preview(desk, key_of(shown.dossier), name, draft, seen.letters[0])


def _draft(shown: Overview, chance: Random) -> tuple[str, Any]:
    """Something the customer may do today, mostly days without service: of these there are enough."""
    endings = [one for one in shown.options if one.act in ENDINGS and one.state == "allowed"]
    if endings and chance.random() < 0.1:
        option = chance.choice(endings)
        return option.act, act(option.act).begin(shown, option)
    outages = [one for one in shown.options if one.act == OUTAGE and one.state != "blocked"]
    contract = shown.dossier.contract
    if not outages or contract is None or not contract.bookings:
        return "", None
    first = shown.today - timedelta(chance.randint(2, 30))
    days = {"cause": "ours", "first_day": first, "last_day": first + timedelta(chance.randint(0, 2))}
    chosen = (chance.choice(contract.bookings).number,)
    return OUTAGE, replace(act(OUTAGE).begin(shown, outages[0]), chosen=chosen, **days)


def together(url: str, vins: list[str], task: Task) -> Told:
    """Let so many desks work at once; what they were told, in one."""
    context = get_context("forkserver")
    context.set_forkserver_preload([*LOADED])
    answers: Queue[Told] = context.Queue()
    ready = context.Barrier(task.desks)
    processes = [
        context.Process(target=work, args=(url, vins, number, task, ready, answers), daemon=True)
        for number in range(1, task.desks + 1)
    ]
    for process in processes:
        process.start()
    told = Told()
    for _ in processes:
        told.add(answers.get(timeout=task.seconds + 60))
    for process in processes:
        process.join()
    return told


def wrong(url: str, told: Told, before: int) -> Iterator[str]:
    """Everything that was lost, doubled or broken. ``before`` is the number of cases there were at the beginning."""
    yield from told.broke
    desk = desk_on(url, "Desk 0")
    with desk.records.reading() as session:
        for fault in faults(session.connection()):
            yield desk.language.say(fault)
        notes = Counter(session.scalars(select(tables.Note.text).where(tables.Note.by.like("Desk %"))))
        cases = Counter(session.scalars(select(tables.Case.number)))
        recorded = Counter(session.scalars(select(tables.Journal.on).where(tables.Journal.by.like("Desk %"))))
        if notes != Counter(told.notes):
            yield f"notes: {len(told.notes)} were written and {sum(notes.values())} are there"
        if len(cases) != before + len(told.cases) or not set(told.cases) <= set(cases):
            yield f"cases: {len(told.cases)} were recorded and {len(cases) - before} are there"
        for number in told.cases:
            if recorded[number] != 1:
                yield f"the journal names case {number} {recorded[number]} times"
        yield from _paid_twice(session)
        yield from _ended_twice(session)
    desk.close()


def cases_of(url: str) -> int:
    """How many cases the database holds."""
    desk = desk_on(url, "Desk 0")
    with desk.records.reading() as session:
        count = len(session.scalars(select(tables.Case.id)).all())
    desk.close()
    return count


def _paid_twice(session: Any) -> Iterator[str]:
    table = tables.Refund
    found = session.execute(
        select(table.subject, table.first_day, table.last_day)
        .where(table.first_day.is_not(None), table.state.not_in(("rejected", "cancelled")))
        .order_by(table.subject, table.first_day)
    )
    for (subject, _, last), (another, first, _) in pairwise(found):
        if subject == another and first <= last:
            yield f"days of {subject} were paid back twice"


def _ended_twice(session: Any) -> Iterator[str]:
    subject, case = tables.CaseSubject, tables.Case
    found = session.execute(
        select(subject.subject)
        .join(case, case.id == subject.case_id)
        .where(case.act == "withdrawal", case.agent.like("Desk %"), case.state.not_in(("refused", "cancelled")))
    )
    for number, times in Counter(found.scalars()).items():
        if times > 1:
            yield f"{number} was withdrawn from {times} times"


def _rate(url: str, task: Task) -> float:
    vins = prepare(url)
    before = cases_of(url)
    told = together(url, vins, task)
    found = list(wrong(url, told, before))
    print(f"  {task.desks} desks: {len(told.notes)} notes, {len(told.cases)} cases, {told.refused.total()} refused")
    for text, times in told.refused.most_common(4):
        print(f"    {times} × {text}")
    for text in found:
        print(f"    WRONG: {text}")
    if found:
        raise SystemExit(1)
    return (len(told.notes) + len(told.cases)) / task.seconds


def main(seconds: float = 30, desks: int = 8) -> int:
    """Both engines; 1 where the rate of many falls below the target."""
    slow = False
    with tempfile.TemporaryDirectory() as folder, running() as server:
        files = iter(range(9))
        new = {"SQLite": lambda: f"sqlite:///{Path(folder)}/{next(files)}.db", "PostgreSQL": server.new}
        tasks = (Task(desks, seconds, PAUSE), Task(desks, seconds / 3), Task(1, seconds / 3))
        for engine, address in new.items():
            print(engine)
            rates = []
            for task in tasks:
                with Records(url := address()) as records:
                    records.upgrade()
                rates.append(_rate(url, task))
            ratio = rates[1] / rates[2]
            slow |= ratio < TARGET
            print(f"  {rates[1]:.0f} writes/s of {desks} against {rates[2]:.0f} of one: {ratio:.2f} × (≥ {TARGET} ×)")
    return int(slow)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(main(float(words[0]) if words else 30, int(words[1]) if len(words) > 1 else 8))
