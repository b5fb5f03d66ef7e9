"""The page of the SIM jobs: a dealer reports on the own ones, agents and supervisors see to all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.acts import sim_jobs_queue, sim_reassigning, sim_reporting
from app.terms.clause import Because, Refusal, because, because_count
from ui.parts.fields import TextField
from ui.parts.frames import Panel, row
from ui.parts.words import Words
from ui.queues.queue_spec import Choice, QueueSpec
from ui.queues.queue_view import QueueView
from ui.queues.sim_job_cells import CHIPS, COLUMNS, DEALERS_COLUMNS, SWITCHES
from ui.queues.sim_job_dialogs import PassOnDialog, SheetDialog
from ui.queues.sim_job_pane import SimJobPane
from ui.stage import Stage

if TYPE_CHECKING:
    from app.records.queues.sim_job_rows import SimJobRow

_SCAN_WIDTH = 360
_DEALERS = ("", because("All dealers"))
_SWITCHES = (("", because("Off and on")), *SWITCHES.items())
_SCAN = because("Scan the code of a work order, or type it")


def _spec(*, dealer: bool) -> QueueSpec:
    switch = Choice("switch", because("SIM"), _SWITCHES)
    return QueueSpec(
        title=because("SIM jobs"),
        subtitle=because("The jobs of your dealership") if dealer else because("The jobs of all dealers"),
        columns=DEALERS_COLUMNS if dealer else COLUMNS,
        key=lambda one: one.case_number,
        ask=sim_jobs_queue.page,
        numbers=sim_jobs_queue.numbers,
        states=CHIPS,
        choices=(switch,) if dealer else (Choice("dealer", because("Dealer"), (_DEALERS,)), switch),
        empty=because("No SIM job is waiting."),
        file_name="sim-jobs",
        keys=(("Ctrl+J", because("Scan a code")),),
    )


class SimJobsPage(QueueView):
    """The queue with a field for the scanner above it and the job beside it."""

    def __init__(self, stage: Stage) -> None:
        self._dealer = stage.desk.person.role == sim_jobs_queue.DEALER
        super().__init__(stage, _spec(dealer=self._dealer))
        self._offered: tuple[Any, ...] = ()
        self.scan = TextField(_SCAN, _SCAN, "qrcode")
        self.scan.setFixedWidth(_SCAN_WIDTH)
        self.late = Words("", "strong", "bad")
        line = Panel("bg")
        line.setLayout(row(self.scan, 16, self.late, None))
        self.add_banner(line)
        self.pane = SimJobPane(stage, dealer=self._dealer)
        self.add_side(self.pane)
        self.current.connect(self.pane.show_job)
        self.answered.connect(self._answered)
        self.scan.returnPressed.connect(self._look_up)
        self.pane.form.done.connect(self._report_done)
        self.pane.form.not_possible.connect(self._report_not_possible)
        self.pane.paper_wanted.connect(self._print)
        self.pane.passing_wanted.connect(self._ask_dealer)
        self.pane.case_wanted.connect(self._open_case)
        self.opened.connect(lambda _: self._open_case())
        self._dialog: PassOnDialog | SheetDialog | None = None
        QShortcut(QKeySequence("Ctrl+J"), self, self._to_scan)

    def take_focus(self) -> None:
        """A dealer stands there with the scanner in hand; at a desk the list is looked through."""
        if self._dealer:
            self._to_scan()
        else:
            super().take_focus()

    def _to_scan(self) -> None:
        self.scan.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scan.selectAll()

    def _answered(self) -> None:
        page = self.page
        if page is None:
            return
        words = because_count("{count} job is late.", "{count} jobs are late.", page.late)
        self.late.say(words if page.late else "", self._stage.language)
        dealers = page.more.get("dealers", ())
        if not self._dealer and dealers != self._offered:
            self._offered = dealers
            self.filters.offer("dealer", (_DEALERS, *dealers))

    # Scanning --------------------------------------------------------------------------------------------------------

    def _look_up(self) -> None:
        code = self.scan.text()
        if not code.strip():
            return
        job = partial(sim_jobs_queue.job_called, self._stage.desk, code)
        self._stage.worker.run(job, self._found, self._not_found, owner=self)

    def _found(self, job: SimJobRow) -> None:
        """The list shows this one job, and the keyboard is where its report begins."""
        self.scan.clear()
        self.filters.choose_state("" if job.state == "open" else job.state)
        self.filters.words.setText(job.case_number)
        self.go_to(job.case_number)
        self.pane.show_job(job)
        self.say(None)
        if self._dealer and job.state == "open":
            self.pane.form.iccid.setFocus()
        else:
            super().take_focus()

    def _not_found(self, refusal: Refusal) -> None:
        self.say(refusal.because, "bad")
        self._to_scan()

    # Reporting -------------------------------------------------------------------------------------------------------

    def _report_done(self, at: Any, iccid: str, other_card: bool) -> None:
        job = self.pane.row
        if job is not None:
            act = partial(sim_reporting.report_done, self._stage.desk, job.case_number, job.version, at, iccid,
                          other_card=other_card)  # fmt: skip
            self._write(act, because("Case {case}: reported as done.", case=job.case_number))

    def _report_not_possible(self, at: Any, reason: str, iccid: str) -> None:
        job = self.pane.row
        if job is not None:
            act = partial(sim_reporting.report_not_possible, self._stage.desk, job.case_number, job.version, at, reason,
                          iccid)  # fmt: skip
            self._write(act, because("Case {case}: reported as not possible.", case=job.case_number))

    def _write(self, act: Callable[[], SimJobRow], sentence: Because) -> None:
        def done(job: SimJobRow) -> None:
            self.pane.written()
            self.pane.show_job(job)
            self._let_go(sentence)
            self._to_scan()

        self._stage.worker.run(act, done, self.pane.form.say, owner=self)

    def _let_go(self, sentence: Because) -> None:
        """It is written: the whole list again, and dossiers that are open read what changed."""
        self.filters.words.clear()
        self.wrote(sentence)
        self._stage.changed.emit("case", None)

    # Papers, dealers, cases ------------------------------------------------------------------------------------------

    def _print(self, paper: str) -> None:
        job, code = self.pane.row, self._stage.language.code
        if job is None:
            return
        make, title = (
            (sim_jobs_queue.work_order, because("Work order"))
            if paper == "work_order"
            else (sim_jobs_queue.receipt, because("Receipt"))
        )

        def show(content: bytes) -> None:
            self._open(SheetDialog(job.case_number, title, content, self._stage.language, self.window()))

        self._stage.worker.run(partial(make, job, code), show, self._not_found, owner=self)

    def _ask_dealer(self) -> None:
        job = self.pane.row
        if job is None:
            return

        def show(dealers: tuple[tuple[str, str], ...]) -> None:
            others = tuple(one for one in dealers if one[0] != job.dealer_number)
            dialog = PassOnDialog(f"{job.plate or job.vin} · {job.model}", others, self._stage.language, self.window())
            dialog.wanted.connect(partial(self._pass_on, dialog, job))
            self._open(dialog)

        self._stage.worker.run(partial(sim_reassigning.dealers, self._stage.desk), show, owner=self)

    def _pass_on(self, dialog: PassOnDialog, job: SimJobRow, dealer: str, reason: str) -> None:
        def done(given: SimJobRow) -> None:
            dialog.accept()
            self.pane.show_job(given)
            self._let_go(because("Case {case} goes to {dealer}.", case=given.case_number, dealer=given.dealer))

        act = partial(sim_reassigning.reassign, self._stage.desk, job.case_number, job.version, dealer, reason)
        self._stage.worker.run(act, done, dialog.say, owner=dialog)

    def _open(self, dialog: PassOnDialog | SheetDialog) -> None:
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_case(self) -> None:
        if self.pane.row is not None and not self._dealer:
            self._stage.number_wanted.emit(self.pane.row.case_number)
