"""How fast the options of a dossier are on the screen: read, evaluated, put into words.

    python tests/bench/options.py

Prints medians of seven rounds on a demonstration of 2,000 customers: the dossier read against one bare indexed query,
the evaluation against the bare rules, the wording against the evaluation, with the target where there is one.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sqlalchemy import select, text  # noqa: E402  the project may not be installed

from app.acts.options import options_for  # noqa: E402
from app.acts.overview import key_of, overview_of  # noqa: E402
from app.acts.rows import Option, Receipt  # noqa: E402
from app.config import Person  # noqa: E402
from app.language import LANGUAGES, language  # noqa: E402
from app.records.dossier import find_dossier, read_dossier  # noqa: E402
from app.records.tables import Vehicle  # noqa: E402
from app.start import Desk, fill  # noqa: E402
from app.terms.clause import Because  # noqa: E402

ROUNDS, CUSTOMERS, LOOKED_AT = 7, 2_000, 200
NOW = datetime(2026, 12, 28, 14, 2)
RECEIPT = Receipt(NOW, "phone")
WORDING_TARGET = 10


def median_of(work: Callable[[], object], times: int) -> float:
    """Milliseconds for one of ``times`` pieces of ``work``, the median of the rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) / times * 1000)
    return statistics.median(found)


def sentences(option: Option) -> list[Because]:
    """Every sentence the window shows of an option."""
    found = [
        option.title,
        option.note,
        option.reason,
        option.missing_text,
        option.read_out,
        option.last_service_day_text,
    ]
    for step in option.why:
        found += [step.title, step.sentence, step.result]
    return [one for one in found if one is not None]


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        fill(url, CUSTOMERS, NOW.date())
        desk = Desk(url, Person("Bench"), "en", lambda: NOW).open()
        with desk.records.reading() as session:
            vins = session.scalars(select(Vehicle.vin).order_by(Vehicle.vin).limit(LOOKED_AT)).all()
            dossiers = [one for one in (find_dossier(session, vin=vin) for vin in vins) if one is not None]
            keys = [key_of(one) for one in dossiers]
            bare = text("SELECT id FROM vehicles WHERE vin = :vin")
            query = median_of(lambda: [session.execute(bare, {"vin": vin}).all() for vin in vins], len(vins))
            read = median_of(lambda: [read_dossier(session, *key) for key in keys], len(keys))
        desk.close()
    evaluated = median_of(lambda: [options_for(one, RECEIPT) for one in dossiers], len(dossiers))
    shown = median_of(lambda: [overview_of(one, RECEIPT, NOW.date()) for one in dossiers], len(dossiers))
    options = [options_for(one, RECEIPT) for one in dossiers]
    codes = itertools.cycle(LANGUAGES)

    def say() -> None:
        for found in options:
            spoken = language(next(codes))
            for option in found:
                for sentence in sentences(option):
                    spoken.say(sentence)

    worded = median_of(say, len(options))
    many = sum(map(len, options)) / len(options)
    print(f"{len(dossiers)} dossiers, {many:.1f} options each; milliseconds per dossier")
    print(f"  read                 {read:8.2f}   {read / query:6.1f} × one bare indexed query ({query:.3f} ms)")
    print(f"  options evaluated    {evaluated:8.2f}   {1000 / evaluated * many:6.0f} options a second")
    print(f"  whole overview       {shown:8.2f}")
    print(f"  options in words     {worded:8.2f}   {worded / evaluated:6.1f} × evaluated (target ≤ {WORDING_TARGET})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
