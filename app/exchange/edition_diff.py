"""Regress an edition of the terms: what it would change in a case book, or for every open contract of a database."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from app.exchange.casebook import json_value, read_cases, sentence, without_collector
from app.exchange.casebook_facts import read_facts
from app.exchange.edition_changes import ABSENT, Change, Tally, changes
from app.exchange.edition_pool import WORTH_IT, Asked, answered_on_all_cores, apart, cores
from app.exchange.edition_questions import edition_at, found_in_part
from app.exchange.stopping import Cancelled, Progress, stoppable
from app.files import written_whole
from app.records.open_contracts import count_open
from app.records.store import Records
from app.terms.clause import Because, Cents, Refusal
from app.terms.edition import Edition
from app.terms.rules import RULES

Keep = Callable[[Change], None]
Cancel = Callable[[], bool]
_TOLD_EVERY = 500
_COLUMNS = ("subject", "rule", "output", "part", "clauses", "before", "after", "difference")


def _never() -> bool:
    return False


def diff_casebook(
    source: Path, before: Edition, after: Edition, keep: Keep | None = None, progress: Progress | None = None
) -> Tally:
    """Answer every case of ``source`` under both editions; ``keep`` gets each change.

    The edition the file names is left aside. Cases that no edition can answer count as unchanged. Raises ``Cancelled``
    at Ctrl+C and ``Refusal`` when the file is no case book.
    """
    tally = Tally()
    with stoppable(), without_collector():
        cases, _ = read_cases(source)
        for case in cases:
            found = _of_case(case, before, after)
            tally.add(found)
            _tell(found, keep, tally.asked, len(cases), progress)
    return tally


def _of_case(case: Any, before: Edition, after: Edition) -> list[Change]:
    name = case.get("rule") if isinstance(case, dict) else None
    if not isinstance(name, str) or name not in RULES:
        return []
    try:
        facts = read_facts(RULES[name].facts, case.get("input"))
    except Refusal:
        return []
    return changes(str(case.get("id")), name, facts, before, after)


def diff_open_contracts(
    records: Records,
    before: Edition,
    after: Edition,
    at: datetime,
    keep: Keep | None = None,
    progress: Progress | None = None,
    cancelled: Cancel = _never,
) -> Tally:
    """Ask everything each open contract (of the Service Inclusive terms: package) allows under both editions.

    Asked is as if the message came in at the local time ``at``. Only what ``before`` governs is compared; nothing is
    written. Raises ``Cancelled`` at Ctrl+C or when ``cancelled`` says so.
    """
    tally = Tally()
    with stoppable(), records.reading() as session, without_collector():
        total = count_open(session, before.terms, at.date())
        for found in found_in_part(session, before, after, at):
            tally.add(found)
            _tell(found, keep, tally.asked, total, progress)
            if cancelled():
                raise Cancelled
    return tally


def diff_on_all_cores(
    records: Records,
    before: str,
    after: str,
    at: datetime,
    keep: Keep | None = None,
    progress: Progress | None = None,
    cancelled: Cancel = _never,
    processes: int = 0,
) -> Tally:
    """Like :func:`diff_open_contracts`, of editions by name or folder, with a process for each core.

    Few contracts, and a database in memory, are asked by this process alone. ``processes`` of 0: as many as there are
    cores.
    """
    first, second = edition_at(before), edition_at(after)
    with stoppable():
        with records.reading() as session:
            total = count_open(session, first.terms, at.date())
        many = processes or (cores() if total >= WORTH_IT and apart(records) else 1)
        if many == 1:
            return diff_open_contracts(records, first, second, at, keep, progress, cancelled)
        tally = Tally()
        asked = Asked(records.url, before, after, at, keep is not None)
        with closing(answered_on_all_cores(asked, records, many)) as parts:
            for part in parts:
                tally.merge(part.tally)
                _hand_over(part.changes, keep)
                if progress is not None:
                    progress(tally.asked, total)
                if cancelled():
                    raise Cancelled
    return tally


def _tell(found: list[Change], keep: Keep | None, done: int, total: int, progress: Progress | None) -> None:
    _hand_over(found, keep)
    if progress is not None and (done % _TOLD_EVERY == 0 or done == total):
        progress(done, total)


def _hand_over(found: list[Change], keep: Keep | None) -> None:
    if keep is not None:
        for change in found:
            keep(change)


@contextmanager
def csv_of_changes(target: Path | None) -> Iterator[Keep | None]:
    """Where changes are kept: a line each of the CSV file ``target``, which appears when all are in; or nowhere."""
    if target is None:
        yield None
        return
    with written_whole(target) as file:
        rows = csv.writer(file, delimiter=";", lineterminator="\r\n")
        rows.writerow(_COLUMNS)

        def keep(change: Change) -> None:
            where = (change.subject, change.rule, change.output, change.part, ", ".join(change.clauses))
            rows.writerow([*map(_cell, where), *map(_cell, (change.before, change.after, change.difference))])

        yield keep


def _cell(value: Any) -> str:
    """Dates and amounts as the case book writes them; a text never begins as a formula of a spreadsheet does."""
    if value is None or value is ABSENT:
        return ""
    if isinstance(value, Cents):
        return f"{'-' if value < 0 else ''}{json_value(Cents(abs(value)))}"
    if isinstance(value, Because):
        value = sentence(value)
    plain = json_value(value)
    if isinstance(plain, str):
        return f"'{plain}" if plain[:1] in ("=", "+", "-", "@", "\t", "\r") else plain
    return json.dumps(plain, ensure_ascii=False)
