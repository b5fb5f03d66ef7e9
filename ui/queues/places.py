"""The queues in the rail, from the top downwards: whose they are and which page shows them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.terms.clause import because_word
from ui.frame.places import Place
from ui.stage import Stage


def _approvals(stage: Stage) -> QWidget:
    from ui.queues.approvals_page import ApprovalsPage

    return ApprovalsPage(stage)


def _own_cases(stage: Stage) -> QWidget:
    from ui.queues.own_cases_page import OwnCasesPage

    return OwnCasesPage(stage)


def _sim_jobs(stage: Stage) -> QWidget:
    from ui.queues.sim_jobs_page import SimJobsPage

    return SimJobsPage(stage)


def _letters(stage: Stage) -> QWidget:
    from ui.queues.letters_page import LettersPage

    return LettersPage(stage)


def _refunds(stage: Stage) -> QWidget:
    from ui.queues.refunds_page import RefundsPage

    return RefundsPage(stage)


def _deadlines(stage: Stage) -> QWidget:
    from ui.queues.deadlines_page import DeadlinesPage

    return DeadlinesPage(stage)


QUEUES: tuple[Place, ...] = (
    Place("approvals", because_word("rail", "Approvals"), "file-check", ("supervisor",), _approvals),
    Place("sim_jobs", because_word("rail", "SIM jobs"), "device-sim", ("agent", "supervisor", "dealer"), _sim_jobs),
    Place("letters", because_word("rail", "Letters"), "printer", ("supervisor",), _letters),
    Place("refunds", because_word("rail", "Refunds"), "receipt", ("supervisor",), _refunds),
    Place("deadlines", because_word("rail", "Deadlines"), "calendar-due", ("supervisor",), _deadlines),
    Place("own_cases", because_word("rail", "My cases"), "inbox", ("agent", "supervisor"), _own_cases),
)
"""One line for each queue. Its ``make`` imports the page only when somebody goes there."""
