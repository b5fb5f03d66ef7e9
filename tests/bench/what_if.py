"""How fast the strip of days is there, and a step of its slider.

    python tests/bench/what_if.py

Prints medians of seven rounds: the strips of one option over 75 days (as it is, in the other country, sent otherwise)
against the same option evaluated as often, and one step of the slider, painted, against a frame.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402  the project may not be installed

from app.acts import what_if  # noqa: E402
from app.acts.options import Asked, option_for, options_for  # noqa: E402
from app.acts.overview import overview_of  # noqa: E402
from app.language import language  # noqa: E402
from tests.acts import examples  # noqa: E402
from ui.theme.fonts import load_first, load_rest  # noqa: E402
from ui.theme.theme import Theme  # noqa: E402
from ui.what_if import WhatIfCard  # noqa: E402

ROUNDS = 7
STRIP_TARGET = 1.2
FRAME = 1000 / 60


def median_of(work: Callable[[], object]) -> float:
    """Milliseconds for ``work``, the median of the rounds."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return statistics.median(found)


def main() -> int:
    """Measure and print; 1 where a target is missed."""
    booked = examples.package(
        concluded_on=date(2026, 12, 1), period_start=date(2026, 12, 1), period_end=date(2027, 11, 30)
    )
    dossier = examples.with_bookings(booked, examples.recorder(), examples.monthly())
    receipt = examples.BY_PHONE
    overview = overview_of(dossier, receipt, examples.TODAY)
    option = next(one for one in overview.options if one.subject == "B-10003" and one.act == "termination")
    asked = Asked(option.act, option.subject_kind, option.subject)
    days = [examples.TODAY + timedelta(offset) for offset in range(-what_if.BEFORE, what_if.AFTER + 1)]
    receipts = [what_if.received(receipt, day) for day in days]
    bare = median_of(lambda: [option_for(dossier, one, asked) for one in receipts])
    strips = 1 + len(what_if.of_option(overview, option).others)
    whole = median_of(lambda: what_if.of_option(overview, option))
    lists = median_of(lambda: options_for(dossier, receipt))
    step = _step(what_if.of_option(overview, option))
    print(f"{len(days)} days of receipt; milliseconds")
    ratio = whole / (bare * strips)
    print(f"  the option evaluated   {bare:8.2f}   for each day, once")
    print(f"  {strips} strips of days       {whole:8.2f}   {ratio:6.2f} × evaluated (target ≤ {STRIP_TARGET})")
    print(f"  the list of one day    {lists:8.2f}   {whole / lists:6.1f} × of it are the strips")
    print(f"  a step of the slider   {step:8.2f}   {step / FRAME:6.2f} × a frame (target ≤ 1)")
    return 0 if ratio <= STRIP_TARGET and step <= FRAME else 1


def _step(found: what_if.WhatIf) -> float:
    """One day further, with its words and its picture."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    load_first()
    Theme(application, "light")
    load_rest()
    card = WhatIfCard(language("en"))
    card.resize(840, 420)
    card.show()
    card.show_what_if(found)

    def slide() -> None:
        for value in range(20, 40):
            card.slider.setValue(value)
            card.slider.repaint()
            application.processEvents()

    return median_of(slide) / 20


if __name__ == "__main__":
    sys.exit(main())
