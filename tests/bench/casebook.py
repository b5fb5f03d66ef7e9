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
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from app.exchange.casebook import answer_case, answer_file
from app.exchange.casebook_facts import read_facts
from app.language import Language
from app.terms.calendar import days_after, days_inclusive, months_after, rolled
from app.terms.clause import Cents, because
from app.terms.edition import edition_called
from app.terms.facts import Pricing, ServiceTerminationFacts, WithdrawalFacts
from app.terms.money import share
from app.terms.rules import RULES, determine

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

EXIT = ServiceTerminationFacts(
    "consumer", "limited_renewed", date(2025, 6, 15), None, date(2026, 2, 28), Cents(6000), date(2025, 3, 1)
)
"""The exit from a renewed term: a day, a pro rata, six findings and four sentences."""


def seconds(work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of some rounds of ``work``."""
    taken = []
    for _ in range(rounds):
        start = clock()
        work()
        taken.append(clock() - start)
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


def bare_answer() -> tuple[object, ...]:
    """The arithmetic alone: two working days, a notice month, a pro rata, and four sentences with their values."""
    received, paid, price = CONTRACT.received_on, CONTRACT.pricing, CONTRACT.pricing.price
    deadline = rolled(days_after(CONTRACT.concluded_on, 14), "BE")
    pay_by = rolled(days_after(received, 14), "BE")
    ends = months_after(received, 1)
    total = days_inclusive(paid.period_start, paid.period_end)
    left = days_inclusive(ends, paid.period_end)
    refund = share(price, left, total)
    return (
        because("Sent on {sent_on}, in time: {deadline}.", sent_on=received, deadline=deadline),
        because("Received on {received_on}: it ends on {ends}.", received_on=received, ends=ends),
        because("{price} × {left} ÷ {total} = {refund}.", price=price, left=left, total=total, refund=refund),
        because("Back by {pay_by}.", pay_by=pay_by),
    )


def one_answer(number: int = 5_000) -> None:
    """An explained determination against the bare arithmetic, and putting it into words against finding it."""
    language = Language("nl")
    book = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    asked = [
        (case["rule"], read_facts(RULES[case["rule"]].facts, case["input"]))
        for case in book
        if answer_case(case, EDITION)["output"] is not None
    ]

    def times(work: Callable[[], object], rounds: int) -> float:
        # The determinations of a round are let go one by one: kept in a list the collector of cycles walks them.
        return seconds(lambda: [None for _ in range(rounds) if work() is None], 7, time.process_time) / rounds * 1e6

    def all_rules() -> None:
        for rule, facts in asked:
            determine(rule, facts, EDITION)

    def in_words() -> None:
        for text in texts:
            language.say(text)

    texts = [
        finding.because
        for rule, facts in asked
        for finding in determine(rule, facts, EDITION).findings
        if finding.because is not None
    ]
    bare, like = (
        times(bare_answer, number),
        times(lambda: determine("customer_terminates_service", EXIT, EDITION), number),
    )
    longest = times(lambda: determine("withdrawal", CONTRACT, EDITION), number)
    average, worded = times(all_rules, 50) / len(asked), times(in_words, 3) / len(asked)
    print(f"bare arithmetic with four sentences {bare:.1f} µs; a determination with as many {like:.1f} µs")
    print(f"ratio {bare / like:.2f} (target ≥ 0.5)")
    print(f"a withdrawal, fourteen findings and seven sentences {longest:.1f} µs, {bare / longest:.2f} of the bare one")
    print(f"one determination, on average of the worked cases {average:.1f} µs, {1e6 / average:,.0f} a second")
    print(f"putting a determination into words {worded:.1f} µs, ratio {worded / average:.1f} (target ≤ 10)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        case_book(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, Path(name))
    one_answer()
