"""From a dossier to the painted tree of its services, against a bare Qt table of as many finished words.

    .venv/bin/python -m tests.bench.service_tree     draws offscreen

Both take turns in one run; what counts is the ratio of the medians, and that the tree stands within two frames of 60 Hz
on a machine that does nothing else.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from statistics import median

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from app.acts.service_panel import panel_of
from app.language import language
from tests.acts import examples
from ui.services.tree import ServiceTree
from ui.speech import speak_all
from ui.theme.fonts import load_rest
from ui.theme.theme import Theme

ROUNDS = 21
TARGET = 4.0
FRAMES = 2 * 1000 / 60
SIZE = (940, 420)


def milliseconds(act: Callable[[], None]) -> float:
    """How long one round takes."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Measure and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    theme = Theme(application, "light")
    load_rest()
    spoken, dossier = language("nl"), examples.dossier()
    tree, bare = ServiceTree(spoken), QTableView()
    for view in (tree, bare):
        view.resize(*SIZE)
        view.show()
    speak_all(tree, spoken)
    tree.show_panel(panel_of(dossier, examples.TODAY))
    lines = tree.lines()

    def fill_tree() -> None:
        tree.show_panel(panel_of(dossier, examples.TODAY))
        tree.viewport().repaint()

    def fill_bare() -> None:
        model = QStandardItemModel(bare)
        model.setHorizontalHeaderLabels(lines[0])
        for line in lines[1:]:
            model.appendRow([QStandardItem(word) for word in line])
        bare.setModel(model)
        bare.resizeColumnsToContents()
        bare.resizeRowsToContents()
        bare.viewport().repaint()

    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(milliseconds(fill_tree))
        theirs.append(milliseconds(fill_bare))
    filled, plain = median(ours), median(theirs)
    print(f"{len(lines) - 1} services, {len(lines[0])} columns; milliseconds from the dossier to the painted list")
    print(f"  tree of services     {filled:8.1f}   (two frames: {FRAMES:.1f})")
    print(f"  bare Qt table        {plain:8.1f}   ratio {filled / plain:.2f} (target ≤ {TARGET})")
    del theme
    return 0


if __name__ == "__main__":
    sys.exit(main())
