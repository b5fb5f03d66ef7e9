"""One start of a window, told as one line of JSON: when its first frame stood, when it was ready, what it had loaded.

    python tests/bench/first_frame.py desk sqlite:////folder/desk.db     the program
    python tests/bench/first_frame.py skeleton                           a bare PySide6 window of about the same build

Times are of the monotonic clock, which the process that starts this one shares; memory is resident, in megabytes.
"""

from __future__ import annotations

import builtins
import json
import os
import sys
import time
from pathlib import Path

told: dict[str, object] = {}


def mark(name: str) -> None:
    """Remember when something was reached, and at the first frame what had been imported for it."""
    told[name] = time.monotonic()
    if name == "painted":
        told["modules"] = sorted(sys.modules)
        told["importer"] = builtins.__import__.__name__


def finish() -> None:
    """Tell, and end at once: closing down is not measured."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    told["megabytes"] = int(status.split("VmRSS:")[1].split()[0]) / 1024
    print(json.dumps(told), flush=True)
    # Qt's own tear-down takes longer than the start; the process has nothing to save.
    sys.stdout.close()
    os._exit(0)


def desk(url: str) -> None:
    """The program, as its entry point starts it; the window is swapped for one that tells, once Qt is loaded."""
    import ui.__main__ as entry

    load_qt = entry.load_qt

    def load_and_watch() -> None:
        load_qt()
        watch()

    entry.load_qt = load_and_watch
    sys.argv = ["connected-desk", "--db", url, "--lang", "nl"]
    sys.exit(entry.main())


def watch() -> None:
    """Let the main window tell when it is painted and when it is ready."""
    from PySide6.QtCore import QTimer

    from ui import application

    class Watched(application.MainWindow):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            self.painted.connect(lambda: mark("painted"))
            self.ready.connect(self.reached)

        def reached(self) -> None:
            mark("ready")
            # Idle is what remains when nobody has asked anything for a while.
            QTimer.singleShot(1000, finish)

    application.MainWindow = Watched


def skeleton() -> None:
    """Sidebar, form, table of 200 × 8: the least that can be called a window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import (
        QApplication,
        QFormLayout,
        QHBoxLayout,
        QLineEdit,
        QListWidget,
        QTableWidget,
        QTableWidgetItem,
        QVBoxLayout,
        QWidget,
    )

    class Window(QWidget):
        seen = False

        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            if not self.seen:
                self.seen = True
                QTimer.singleShot(0, self.reached)

        def reached(self) -> None:
            mark("painted")
            mark("ready")
            QTimer.singleShot(1000, finish)

    application = QApplication([])
    window = Window()
    sidebar = QListWidget()
    sidebar.addItems([f"Entry {number}" for number in range(8)])
    form = QFormLayout()
    for number in range(6):
        form.addRow(f"Field {number}", QLineEdit())
    table = QTableWidget(200, 8)
    for line in range(200):
        for place in range(8):
            table.setItem(line, place, QTableWidgetItem(f"{line} {place}"))
    right = QVBoxLayout()
    right.addLayout(form)
    right.addWidget(table)
    layout = QHBoxLayout(window)
    layout.addWidget(sidebar)
    layout.addLayout(right)
    window.resize(1440, 900)
    window.show()
    sys.exit(application.exec())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
    if sys.argv[1:2] == ["desk"]:
        desk(sys.argv[2])
    else:
        skeleton()
