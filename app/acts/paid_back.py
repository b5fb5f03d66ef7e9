"""Money that went back before for days of the same booking: what an act would pay a second time waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.acts import subjects, wording
from app.letters.matter import RefundLine
from app.records.consequence_rows import Refund
from app.records.rows import Dossier
from app.terms.clause import Because, because


def once(dossier: Dossier, lines: Iterable[RefundLine]) -> tuple[tuple[RefundLine, ...], tuple[Because, ...]]:
    """The lines, with the amount left open where days were paid back before, and why a supervisor sets it."""
    open_lines: list[RefundLine] = []
    approvals: list[Because] = []
    for line in lines:
        before = [one for one in dossier.refunds if _again(one, line)]
        approvals += [_approval(dossier, one) for one in before]
        open_lines.append(replace(line, refund=None, deduction=None, needs_approval=True) if before else line)
    return tuple(open_lines), tuple(approvals)


def _again(one: Refund, line: RefundLine) -> bool:
    """Whether a refund stands for days the line pays back too: all that were paid, or those after the last day."""
    if one.subject != line.number or one.state in ("rejected", "cancelled") or line.refund == 0:
        return False
    if one.last_day is not None and line.period_start is not None and one.last_day < line.period_start:
        return False
    everything = not line.deduction
    return everything or one.last_day is None or line.last_service_day is None or one.last_day > line.last_service_day


def _approval(dossier: Dossier, one: Refund) -> Because:
    name = wording.booked(subjects.booking(dossier, one.subject))
    if one.amount is None:
        return because(
            "Case {case} pays money back for {service} too: a supervisor sets what is still due.",
            case=one.case_number,
            service=name,
        )
    return because(
        "Case {case} has paid back {amount} for {service} already: a supervisor sets what is still due.",
        case=one.case_number,
        amount=one.amount,
        service=name,
    )
