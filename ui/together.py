"""Others at the same database: says which dossiers are open here, shows who is there, and tells of what they wrote."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.problems import problem_of
from ui.frame.call_side import CallSide
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.together import Company, News
    from app.records.watching import Wait

_STEP = 0.25
"""Seconds after which what was opened here is said at the latest."""

_AGAIN, _RETRY = 30.0, 3.0
"""Seconds between two times it is said although nothing changed, and after a lost connection."""


class Together(QObject):
    """Waits on a thread of its own, with a connection of its own: no question of the window waits for it.

    While the database does not answer it tries again; the pages themselves say so to whoever asks for something.
    """

    _came = Signal(object)
    _queues_came = Signal()

    def __init__(self, stage: Stage, side: CallSide, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._side = side
        self._here: Mapping[int, str] = {}
        self._news: News | None = None
        self._asked: dict[tuple[int, int], int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="together", daemon=True)
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._queues_came.connect(stage.queues_changed, Qt.ConnectionType.QueuedConnection)
        side.turned.connect(self._look_around)

    def begin(self) -> None:
        """The database is open: wait from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Say that nothing is open here any more, and wait no longer."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    # On the thread of the window -------------------------------------------------------------------------------------

    def _look_around(self) -> None:
        self._here = self._side.open_here()
        self._show()

    def _take(self, news: News) -> None:
        self._news = news
        for page in self._side.all():
            overview = page.overview
            if overview is None:
                continue
            customer = overview.dossier.customer.id
            asked = (id(page), customer)
            version = news.versions.get(customer, 0)
            if version > max(overview.dossier.version, self._asked.get(asked, 0)):
                self._asked[asked] = version
                page.reload()
        self._show()

    def _show(self) -> None:
        page = self._side.current
        if self._news is None:
            return
        from app.acts.together import in_words  # long after the first frame

        customer = page.key.customer_id if page is not None and page.key is not None else None
        sentences = tuple(in_words(one) for one in self._news.others if one.customer_id == customer)
        self._side.others.show_others(sentences, self._stage.language)

    # On the thread that waits ----------------------------------------------------------------------------------------

    def _work(self) -> None:
        from app.acts.together import Company

        company = Company(self._stage.desk)
        while not self._ended.is_set():
            try:
                with company.watch() as wait:
                    self._watch(company, wait)
            except Exception as error:
                if problem_of(error) is None:
                    self._stage.worker.broke.emit(error)
                    return
                self._ended.wait(_RETRY)

    def _watch(self, company: Company, wait: Wait) -> None:
        from app.acts.together import Heard

        said: Mapping[int, str] = {}
        said_at, changed = time.monotonic(), True
        # What was written while nobody waited is not known.
        self._queues_came.emit()
        while not self._ended.is_set():
            here = self._here
            if here != said or (here and time.monotonic() > said_at + _AGAIN):
                company.say(here)
                changed |= here.keys() != said.keys()
                said, said_at = here, time.monotonic()
            if changed:
                self._came.emit(company.news(tuple(here)))
            heard = wait(_STEP, tuple(here))
            changed = Heard.CUSTOMERS in heard
            if Heard.QUEUES in heard:
                self._queues_came.emit()
        if said:
            company.say({})
