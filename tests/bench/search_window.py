"""From a key in the search to its painted answers, against the same window with answers that cost nothing.

    .venv/bin/python -m tests.bench.search_window [customers]     4,000 when left out; draws offscreen

Both take turns in one run on the same texts; what counts is the ratio of the medians.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import date, datetime
from statistics import median, quantiles

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from app.config import Person
from app.language import language
from app.start import Desk, fill
from ui.questions import Answer, Glance, Questions
from ui.search.panel import SearchPanel
from ui.speech import speak_all
from ui.theme.theme import Theme
from ui.worker import Worker

TODAY = date(2026, 12, 28)
TARGET = 2.0
TEXTS = ("d", "de", "de s", "de smet", "janss", "peeters", "wagner", "1-a", "0470", "TA40817", "mini.be", "C-2026")
ROUNDS = 15


class Canned(Questions):
    """Answers every text with what was found before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: dict[str, Answer] = {}

    def search(self, text: str) -> Answer:
        """What was found before."""
        return self.found[text]

    def glance(self, hit: object) -> Glance:
        """Nothing: the look at a dossier begins after the answers stand."""
        return Glance(None, None)


def panel_on(window: QWidget, questions: Questions, worker: Worker) -> SearchPanel:
    """A search of its own over the window."""
    panel = SearchPanel(window, questions, worker, lambda hit: False)
    panel.place_below(0, window.width() // 2)
    speak_all(panel, language("en"))
    return panel


def painted(panel: SearchPanel, text: str) -> float:
    """Milliseconds from the text to its painted answers."""
    loop = QEventLoop()
    panel.answer_shown.connect(loop.quit)
    panel.ask("")
    begun = time.perf_counter()
    panel.ask(text)
    loop.exec()
    panel.repaint()
    panel.list.viewport().repaint()
    took = (time.perf_counter() - begun) * 1000
    panel.answer_shown.disconnect(loop.quit)
    return took


def main() -> int:
    """Print medians and their ratio beside the target; 1 when it is missed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 4_000
    application = QApplication([])
    Theme(application, "light")
    worker = Worker()
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    times: dict[str, list[float]] = {"real": [], "canned": []}
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/desk.db"
        fill(url, customers, TODAY)
        desk = Desk(url, Person("Bench"), "en", lambda: datetime(2026, 12, 28, 14, 2))
        real, canned = Questions(desk), Canned(desk)
        real.open()
        canned.found = {text: real.search(text) for text in TEXTS}
        panels = {"real": panel_on(window, real, worker), "canned": panel_on(window, canned, worker)}
        for _ in range(ROUNDS):
            for text in TEXTS:
                for name, panel in panels.items():
                    times[name].append(painted(panel, text))
                    panel.hide()
        worker.stop()
        desk.close()
    ratio = median(times["real"]) / median(times["canned"])
    print(f"{customers} customers, {len(TEXTS)} texts, {ROUNDS} rounds: from the key to the painted answers")
    for name, measured in times.items():
        print(f"{name:8} median {median(measured):5.1f} ms   p95 {quantiles(measured, n=20)[-1]:5.1f} ms")
    print(f"ratio    {ratio:4.2f}   target {TARGET}")
    return 1 if ratio > TARGET else 0


if __name__ == "__main__":
    sys.exit(main())
