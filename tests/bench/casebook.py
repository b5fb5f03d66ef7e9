"""Speed of the rules: the case book against reading and writing its JSON, an answer against the bare arithmetic.

Run: ``python tests/bench/casebook.py [cases]`` (default 100000). Prints medians, ratios and the targets beside them.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from app.exchange.casebook import answer_file
from app.language import Language
from app.terms.clause import Cents
from app.terms.edition import edition_called
from app.terms.facts import Pricing, WithdrawalFacts
from app.terms.withdrawal import withdrawal

CASES = Path(__file__).resolve().parents[1] / "casebook" / "cases.json"
EDITION = edition_called("mini-belux-2025-09")
CONTRACT = WithdrawalFacts(
    "booking",
    "consumer",
    "BE",
    date(2025, 3, 3),
    date(2025, 3, 12),
    Pricing("limited", Cents(12000), date(2025, 3, 3), date(2026, 3, 2)),
    start_requested=True,
    service_started_on=date(2025, 3, 3),
)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median time of some rounds of ``work``."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def case_book(number: int, folder: Path) -> None:
    """Answer a file of ``number`` cases, and beside it only read it and write its answers (standard library)."""
    book = json.loads(CASES.read_text(encoding="utf-8"))
    source, target = folder / "cases.json", folder / "answers.json"
    cases = islice(cycle(book["cases"]), number)
    source.write_text(json.dumps({"terms": book["terms"], "cases": list(cases)}), encoding="utf-8")
    answered = seconds(lambda: answer_file(source, target), 3)
    answers = json.loads(target.read_text(encoding="utf-8"))

    def read_and_write() -> None:
        json.loads(source.read_text(encoding="utf-8"))
        target.write_text(json.dumps(answers), encoding="utf-8")

    bare = seconds(read_and_write, 3)
    print(f"{number} cases answered in {answered:.2f} s, their JSON read and written in {bare:.2f} s")
    print(f"ratio {answered / bare:.2f} (target ≤ 3)")


def bare_answer() -> tuple[date, int]:
    """The withdrawal of :data:`CONTRACT` without findings, clauses or checks."""
    end = CONTRACT.concluded_on + timedelta(14)
    while end.weekday() > 4:
        end += timedelta(1)
    paid = CONTRACT.pricing
    used = CONTRACT.received_on.toordinal() - paid.period_start.toordinal() + 1
    total = paid.period_end.toordinal() - paid.period_start.toordinal() + 1
    return end, (2 * paid.price * (total - used) + total) // (2 * total)


def one_answer(number: int = 20_000) -> None:
    """An explained determination against the bare arithmetic, and putting it into words against finding it."""
    language = Language("nl")
    found = withdrawal(CONTRACT, EDITION)
    texts = [finding.because for finding in found.findings if finding.because]

    def times(work: Callable[[], object]) -> float:
        return seconds(lambda: [work() for _ in range(number)], 7) / number * 1e6

    determined, bare = times(lambda: withdrawal(CONTRACT, EDITION)), times(bare_answer)
    worded = times(lambda: [language.say(text) for text in texts])
    print(f"one determination {determined:.1f} µs, {1e6 / determined:,.0f} a second; bare arithmetic {bare:.1f} µs")
    print(f"putting it into words {worded:.1f} µs, ratio {worded / determined:.1f} (target ≤ 10)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        case_book(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, Path(name))
    one_answer()
