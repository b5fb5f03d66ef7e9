"""Tells an agent, once and quietly, that a supervisor decided on a case of theirs while the window is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.terms.clause import Refusal, because, because_count
from ui.notice import Notice
from ui.pacing import Pacing
from ui.stage import Stage

if TYPE_CHECKING:
    from app.acts.decisions import Decision
    from ui.main_window import MainWindow

_ROLES = ("agent", "supervisor")


class Decisions(QWidget):
    """A part of the window that is never shown. What was decided before it opened, the badges and queues tell."""

    def __init__(self, stage: Stage, window: MainWindow) -> None:
        super().__init__(window)
        self.hide()
        self._stage = stage
        self._window = window
        self._known: int | None = None
        self._asking = False
        self._pacing = Pacing(self, self._ask, lambda: self._known is not None and not self._asking)
        if stage.desk.person.role in _ROLES:
            window.ready.connect(self._begin)
            stage.queues_changed.connect(self._pacing.hear)

    def _begin(self) -> None:
        from app.acts.decisions import newest_move  # long after the first frame

        def begun(move: int) -> None:
            self._known = move

        self._stage.worker.run(partial(newest_move, self._stage.desk), begun, self._unread, owner=self)

    def _ask(self) -> None:
        from app.acts.decisions import decided_since

        self._asking = True
        job = partial(decided_since, self._stage.desk, self._known or 0)
        self._stage.worker.run(job, self._tell, self._unread, owner=self)

    def _unread(self, _: Refusal) -> None:
        # Whoever asks for something is told; the case stands in its queue all the same.
        self._asking = False

    def _tell(self, found: tuple[Decision, ...]) -> None:
        self._asking = False
        if found:
            self._known = found[-1].move
            self._show(found)
        self._pacing.catch_up()

    def _show(self, found: tuple[Decision, ...]) -> None:
        one, stage = found[0], self._stage
        if len(found) == 1 and one.state == "approved":
            words = because("{person} approved case {case}.", person=one.person, case=one.case_number)
        elif len(found) == 1:
            words = because("{person} sent case {case} back to you.", person=one.person, case=one.case_number)
        else:
            words = because_count("A supervisor decided on {count} case of yours.",
                                  "Supervisors decided on {count} cases of yours.", len(found))  # fmt: skip
        mark = "done" if all(decision.state == "approved" for decision in found) else "question"
        notice = Notice(words, (), stage.language, self._window, mark=mark)
        if len(found) == 1:
            notice.offer(because("Open case"), "folder-open", lambda: stage.number_wanted.emit(one.case_number))
        else:
            notice.offer(because("My cases"), "inbox", lambda: stage.queue_wanted.emit("own_cases"))
        notice.show_for_a_while()
