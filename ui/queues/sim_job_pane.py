"""The pane of a SIM job: the facts of the work order, what was reported, and the form to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.acts import wording
from app.language import Language
from app.terms.clause import Because, because
from ui.parts.boxes import NoteBox
from ui.parts.buttons import Button
from ui.parts.frames import Panel, Scroll, clear, column, row
from ui.parts.words import Words
from ui.parts.wrapped_row import WrappedRow
from ui.queues.side_pane import SidePane
from ui.queues.sim_job_cells import heading
from ui.queues.sim_report_form import SimReportForm
from ui.speech import Text, speak_all
from ui.stage import Stage
from ui.theme.fonts import mono
from ui.theme.tokens import SIBLING

if TYPE_CHECKING:
    from app.records.queues.sim_job_rows import SimJobRow


class SimJobPane(SidePane):
    """``paper_wanted`` carries ``work_order`` or ``receipt``; the others what their button says."""

    paper_wanted = Signal(str)
    passing_wanted = Signal()
    case_wanted = Signal()

    def __init__(self, stage: Stage, *, dealer: bool) -> None:
        super().__init__()
        self._stage = stage
        self._dealer = dealer
        self.row: SimJobRow | None = None
        self.form = SimReportForm(stage.desk.now(), stage.language)
        self._facts = column(spacing=8)
        self.begin = Button(because("Report for the dealer"), "secondary", "pencil")
        inside = Panel("surface")
        inside.setLayout(column(self._facts, 8, self.form, row(self.begin, None), None, spacing=8))
        self.body.addWidget(Scroll(inside), 1)
        self.order = Button(because("Work order"), "secondary", "file-text")
        self.receipt = Button(because("Receipt"), "secondary", "printer")
        self.passing = Button(because("Give to another dealer…"), "secondary", "building-store")
        self.case = Button(because("Open case"), "secondary", "folder-open")
        self.foot.addLayout(WrappedRow((self.order, self.receipt, self.passing, self.case), gap=SIBLING))
        self.order.clicked.connect(lambda: self.paper_wanted.emit("work_order"))
        self.receipt.clicked.connect(lambda: self.paper_wanted.emit("receipt"))
        self.passing.clicked.connect(self.passing_wanted)
        self.case.clicked.connect(self.case_wanted)
        self.begin.clicked.connect(self._begin)
        self.show_job(None)

    def show_job(self, job: SimJobRow | None) -> None:
        """Show a job; what was typed on the same job stays while nobody else changed it."""
        before, self.row = self.row, job
        same = before is not None and job is not None and (before.case_number, before.version) == (
            job.case_number, job.version,
        )  # fmt: skip
        open_ = job is not None and job.state == "open"
        self.form.setVisible(open_ and (self._dealer or (same and self.form.isVisibleTo(self))))
        self.begin.setVisible(open_ and not self._dealer and not self.form.isVisibleTo(self))
        if not same:
            self.form.begin(self._stage.desk.now())
        self.order.setVisible(job is not None)
        self.receipt.setVisible(job is not None and job.state == "done")
        self.passing.setVisible(job is not None and job.state != "done" and not self._dealer)
        self.case.setVisible(job is not None and not self._dealer)
        speak_all(self, self._stage.language)

    def written(self) -> None:
        """What was entered has been written: the form is for the next job."""
        self.form.begin(self._stage.desk.now())

    def _begin(self) -> None:
        self.begin.hide()
        self.form.show()
        self.form.iccid.setFocus()

    def _show_report(self, job: SimJobRow) -> None:
        if job.late and job.due_on is not None:
            self._facts.addWidget(NoteBox("bad", because("Late: it was to be done by {day}.", day=job.due_on)))
        if job.done_at is None:
            return
        when = because("{person}, {moment}", person=job.done_by, moment=job.done_at)
        if job.state == "done":
            self._facts.addWidget(NoteBox("ok", because("Reported as done"), (when,)))
        else:
            self._facts.addWidget(NoteBox("bad", because("Reported as not possible"), (job.reason, when)))
        if job.other_card:
            read = because("Read: {iccid}", iccid=job.iccid_read)
            self._facts.addWidget(NoteBox("warn", because("The car has another SIM card"), (read,)))
        if not job.taken_in:
            waits = because("A desk of the contact centre takes the report in.")
            self._facts.addWidget(Words(waits, "caption", "text2", wrap=True))

    def _show_facts(self, job: SimJobRow, language: Language) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        functions = "\n".join(language.say(wording.function(word)) for word in job.functions)
        facts: tuple[tuple[Because, Text, str], ...] = (
            (because("Vehicle"), job.model, "body"),
            (because("VIN"), job.vin, "code"),
            (because("SIM card"), job.iccid, "code"),
            (because("Requested on"), Because("{day}", (("day", job.ordered_on),)), "body"),
            (because("To be done by"), Because("{day}", (("day", job.due_on),)) if job.due_on else "", "body"),
            (because("Customer"), job.customer, "name"),
            (because("Dealer"), ", ".join(part for part in (job.dealer, job.town) if part), "body"),
        )
        for number, (label, value, style) in enumerate(one for one in facts if one[1]):
            grid.addWidget(Words(label, "caption", "text2"), number, 0)
            said = Words(value, "body" if style == "code" else style, wrap=True)
            if style == "code":
                said.setFont(mono())
            grid.addWidget(said, number, 1)
        if functions and job.switch == "off":
            # Names of functions are long words: they take the whole width.
            grid.addWidget(Words(because("Must stay active"), "caption", "text2"), grid.rowCount(), 0, 1, 2)
            grid.addWidget(Words(functions, "body", wrap=True), grid.rowCount(), 0, 1, 2)
        holder = QWidget()
        grid.setContentsMargins(0, 4, 0, 4)
        holder.setLayout(grid)
        self._facts.addWidget(holder)

    def speak(self, language: Language) -> None:
        """Say the job in ``language``."""
        clear(self._facts)
        job = self.row
        if job is None:
            self.show_head(because("No job is chosen."), "", language)
            return
        self.show_head(heading(job), because("Case {number}", number=job.case_number), language)
        self._show_report(job)
        self._show_facts(job, language)
