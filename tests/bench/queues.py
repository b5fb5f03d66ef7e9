"""How fast the queues answer with 50,000 open rows in each, against a bare reading of 100 rows in the same run.

    python tests/bench/queues.py [ROWS] [--db URL]

For each queue: a page in its own order, sorted, filtered by a word, the last page; the keys of all rows; its number for
the rail. Each is asked ten times; what counts is p95 beside p95 of ``SELECT … LIMIT 100`` on the same table. Without an
address the database is an SQLite file in a temporary folder; with one it has to be empty.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sqlalchemy import Connection, text  # noqa: E402  the project may not be installed

from app.acts import approval_queue, own_cases, releasing, sim_jobs_queue, workload  # noqa: E402
from app.config import Person  # noqa: E402
from app.records.queue_rows import PAGE, QueuePage, QueueQuestion  # noqa: E402
from app.records.queues import letters  # noqa: E402
from app.start import Desk, fill  # noqa: E402

NOW = datetime(2026, 12, 28, 14, 2)
CUSTOMERS = 2_000
ROUNDS = 10
TARGET_MILLISECONDS = 30
"""Aim for the page a window asks for first."""


@dataclass(frozen=True)
class Queue:
    """One queue: its table, how a page and all keys are asked for, and a column it can be sorted by."""

    name: str
    table: str
    page: Callable[[Desk, QueueQuestion], QueuePage[Any]]
    numbers: Callable[[Desk, QueueQuestion], tuple[str, ...]]
    sort: str


def _letters_page(desk: Desk, question: QueueQuestion) -> QueuePage[Any]:
    with desk.records.reading() as session:
        return letters.page(session, question, desk.today())


def _letters_numbers(desk: Desk, question: QueueQuestion) -> tuple[str, ...]:
    with desk.records.reading() as session:
        return letters.numbers(session, question, desk.today())


QUEUES = (
    Queue("approvals", "cases", approval_queue.page, approval_queue.numbers, "customer"),
    Queue("own_cases", "cases", own_cases.page, own_cases.numbers, "due_on"),
    Queue("sim_jobs", "sim_jobs", sim_jobs_queue.page, sim_jobs_queue.numbers, "due_on"),
    Queue("letters", "letters", _letters_page, _letters_numbers, "recipient"),
    Queue("refunds", "refunds", releasing.page, releasing.numbers, "due_by"),
)

_SERIES = {
    "sqlite": "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < :rows)",
    "postgresql": "",
}
_FROM = {"sqlite": "s", "postgresql": "generate_series(1, :rows) AS s(n)"}


def multiply(connection: Connection, rows: int) -> None:
    """Put ``rows`` open ones into every queue, spread over the customers, a few of each late."""
    engine = connection.dialect.name
    day = "date('2026-12-25', '+' || (n % 30) || ' days')" if engine == "sqlite" else "DATE '2026-12-25' + n % 30"
    at = "'2026-12-20 10:00:00.000000'" if engine == "sqlite" else "TIMESTAMP '2026-12-20 10:00'"
    series, source = _SERIES[engine], _FROM[engine]
    people = "(SELECT id, ROW_NUMBER() OVER (ORDER BY id) - 1 AS place FROM customers) AS people"
    spread = f"{series} SELECT n, people.id AS c FROM {source} JOIN {people} ON place = n % {CUSTOMERS}"
    connection.execute(text(f"CREATE TEMP TABLE spread AS {spread}"), {"rows": rows})
    kinds = {
        "A": ("waits_for_approval", "withdrawal"),
        "B": ("sent_back", "termination"),
        "J": ("being_carried_out", "sim_deactivation"),
        "R": ("being_carried_out", "withdrawal"),
    }
    number = {kind: f"'C-{kind}-' || CAST(n AS text)" for kind in kinds}
    for kind, (state, act) in kinds.items():
        connection.execute(
            text(
                "INSERT INTO cases (number, customer_id, act, subject_kind, subject, state, received_on, channel,"
                " evidence, recorded_at, agent, refund_means, entered, version, due_on)"
                f" SELECT {number[kind]}, c, '{act}', 'contract', 'M-' || CAST(n AS text), '{state}',"
                f" DATE('2026-12-18'), 'email', '', {at}, CASE n % 3 WHEN 0 THEN 'Karin Maes' ELSE 'Anna Willems' END,"
                f" '', '{{}}', 1, {day}"
                " FROM spread"
            )
        )
    _move(connection, number["B"], at)
    for kind, state in (("A", "waits_for_approval"), ("R", "to_release")):
        connection.execute(
            text(
                "INSERT INTO refunds (customer_id, case_number, subject, amount, due_by, means, means_label, state,"
                " released_by, iban, holder, entered_by, said, version)"
                f" SELECT c, {number[kind]}, 'M-' || CAST(n AS text), 100 + n % 900, {day}, 'card', '', '{state}',"
                " '', '', '', '', '', 1 FROM spread"
            )
        )
    connection.execute(
        text(
            "INSERT INTO sim_jobs (case_number, dealer_number, switch, ordered_on, vin, plate, model, iccid, functions,"
            " state, done_by, iccid_read, reason, due_on, version)"
            f" SELECT {number['J']}, 'D-1001', 'off', DATE('2026-12-18'), 'WMW61GA030DE12423', '2-DYT-720',"
            f" 'MINI Cooper', '', '[]', 'open', '', '', '', {day}, 1 FROM spread"
        )
    )
    connection.execute(
        text(
            "INSERT INTO letters (number, case_id, customer_id, kind, language, state, created_at, pages, size, sha256,"
            " content, send_by)"
            f" SELECT 'L-X-' || CAST(n AS text), (SELECT MIN(id) FROM cases), c, 'refusal',"
            f" CASE n % 3 WHEN 0 THEN 'fr' ELSE 'nl' END, 'ready', {at}, 1, 1, '', :content, {day} FROM spread"
        ),
        {"content": b"%"},
    )
    connection.execute(text("ANALYZE"))


def _move(connection: Connection, number: str, at: str) -> None:
    connection.execute(
        text(
            'INSERT INTO case_moves (case_id, position, before, after, at, "by", reason, readings)'
            f" SELECT cases.id, 0, 'waits_for_approval', 'sent_back', {at}, 'Karin Maes', 'Which account?', '{{}}'"
            f" FROM spread JOIN cases ON cases.number = {number}"
        )
    )


def p95(ask: Callable[[], object], clock: Callable[[], float]) -> float:
    """Milliseconds, at the 95th of a hundred."""
    taken = []
    for _ in range(ROUNDS):
        begun = clock()
        ask()
        taken.append((clock() - begun) * 1000)
    return quantiles(taken, n=20)[-1]


def measure(desk: Desk, queue: Queue, rows: int) -> float:
    """Print what one queue takes; the milliseconds of its first page."""

    def bare() -> object:
        with desk.records.reading() as session:
            return session.execute(text(f"SELECT * FROM {queue.table} LIMIT {PAGE}")).all()

    counted = next(one for one in workload.QUEUES if one.key == queue.name)

    def count() -> object:
        with desk.records.reading() as session:
            return counted.load(session, desk)

    first = queue.page(desk, QueueQuestion())
    assert len(first.rows) == PAGE, queue.name
    assert first.matching >= rows, (queue.name, first.matching)
    asked: dict[str, Callable[[], object]] = {
        "page": lambda: queue.page(desk, QueueQuestion()),
        "sorted": lambda: queue.page(desk, QueueQuestion(sort=queue.sort, descending=True)),
        "word": lambda: queue.page(desk, QueueQuestion(words="de smet")),
        "last": lambda: queue.page(desk, QueueQuestion(first=(first.matching - 1) // PAGE * PAGE)),
        "keys": lambda: queue.numbers(desk, QueueQuestion()),
        "count": count,
    }
    # SQLite works in this thread: what others do on the machine does not count.
    clock = time.perf_counter if desk.records.on_a_server else time.thread_time
    ground = p95(bare, clock)
    taken = {name: p95(ask, clock) for name, ask in asked.items()}
    figures = "  ".join(f"{name} {ms:6.1f} ms ({ms / ground:5.1f} ×)" for name, ms in taken.items())
    print(f"{queue.name:10} bare {ground:5.2f} ms  {figures}")
    return taken["page"]


def main() -> int:
    """Print the figures of every queue; 1 when a first page is slower than the aim."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="?", type=int, default=50_000)
    parser.add_argument("--db", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = chosen.db or f"sqlite:///{folder}/desk.db"
        fill(url, CUSTOMERS, NOW.date())
        desk = Desk(url, Person("Karin Maes", "supervisor"), "en", lambda: NOW)
        with desk.records.writing() as session:
            multiply(session.connection(), chosen.rows)
        pages = [measure(desk, queue, chosen.rows) for queue in QUEUES]
        desk.close()
    print(f"first page, median over the queues: {median(pages):.1f} ms; aim {TARGET_MILLISECONDS} ms each")
    return int(max(pages) > TARGET_MILLISECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
