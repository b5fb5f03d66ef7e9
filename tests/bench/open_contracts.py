"""How fast an edition is regressed over all open contracts of a database: one process and all cores, against the ideal.

    python tests/bench/open_contracts.py [CONTRACTS]

The ideal is what the rules alone take for the same questions under both editions, divided by the cores. The database is
a demonstration with about that many contracts (20,000 without an argument); it is made first and not measured.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.acts.standing import Question, questions  # noqa: E402  the project may not be installed
from app.exchange.edition_diff import diff_on_all_cores  # noqa: E402
from app.exchange.edition_pool import cores  # noqa: E402
from app.exchange.edition_questions import edition_at  # noqa: E402
from app.records.open_contracts import open_dossiers  # noqa: E402
from app.records.store import Records  # noqa: E402
from app.start import fill  # noqa: E402
from app.terms.clause import Refusal  # noqa: E402
from app.terms.edition import Edition  # noqa: E402
from app.terms.rules import RULES  # noqa: E402
from tests.terms.fictional import folder_of_the_fictional_edition  # noqa: E402

NOW = datetime(2026, 12, 28, 14, 2)
BEFORE = "mini-belux-2025-09"
SAMPLE = 5_000
TARGET = 2


class Taken(NamedTuple):
    """Seconds of work on any core, in this process and those it began, and seconds on the clock."""

    work: float
    clock: float


def taken(work: Callable[[], object]) -> Taken:
    """What a piece of work takes. Other work on the machine moves the clock, not the seconds of work."""
    before, start = _worked(), time.perf_counter()
    work()
    return Taken(_worked() - before, time.perf_counter() - start)


def _worked() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def rules_alone(asked: list[tuple[Question, ...]], editions: tuple[Edition, Edition]) -> None:
    """Every question under both editions, and nothing else."""
    for of_contract in asked:
        for one in of_contract:
            for edition in editions:
                try:
                    RULES[one.rule].answer(one.facts, edition)
                except Refusal:
                    continue


def main() -> int:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'bench.db'}"
        fill(url, wanted, NOW.date())
        after = str(folder_of_the_fictional_edition(folder))
        with Records(url) as records:
            with records.reading() as session:
                dossiers = open_dossiers(session, "MC", NOW.date())
                asked = [questions(dossier, NOW) for dossier, _ in zip(dossiers, range(SAMPLE), strict=False)]
            editions = (edition_at(BEFORE), edition_at(after))
            of_sample = min(taken(lambda: rules_alone(asked, editions)).work for _ in range(5))
            tallies = []

            def diff(processes: int) -> None:
                tallies.append(diff_on_all_cores(records, BEFORE, after, NOW, processes=processes))

            alone, together = taken(lambda: diff(1)), taken(lambda: diff(cores()))
        ideal = of_sample / len(asked) * tallies[0].asked / cores()
    share = together.work / cores()
    print(f"{tallies[0].asked} open contracts, {tallies[0].changed} change; {cores()} cores, the ideal {ideal:.1f} s")
    print(
        f"  one process   {alone.work:8.1f} s   {alone.work / ideal:5.1f} × ideal   {alone.clock:8.1f} s on the clock"
    )
    print(f"  all cores     {share:8.1f} s   {share / ideal:5.1f} × ideal   {together.clock:8.1f} s on the clock")
    print(f"  the processes take {together.work / alone.work:.2f} × the work of one (target ≤ {TARGET})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
