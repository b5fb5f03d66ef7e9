"""What a case that waits comes to when it is approved: its amounts, what takes effect, and the letters. Pure.

Worked out again from what was entered, on the dossier as it would be without the case, so that the letter and the
booking of a decision come from the same functions as those of the act itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from app.acts import ACTS, act, drafts, refunds, undoing
from app.acts.chosen_readings import Pairs
from app.acts.plan import Plan, Sheet
from app.acts.rows import Preview, Receipt
from app.acts.why import names_of
from app.letters.matter import Particulars, RefundLine
from app.records.consequence_rows import Refund
from app.records.rows import CaseRow, Dossier
from app.terms.clause import Because, Cents, Refusal, because

AGREED = "agreed"
"""The form of the letter on a vehicle that changes hands which says that the contract may pass on."""

_CONFIRMED = {"withdrawal": ("withdrawal_confirmation",), "termination": ("termination_confirmation",)}
"""Acts whose confirmation waits with them, in place of the acknowledgement they sent."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a supervisor changes in deciding: amounts by number, readings of contested points, and why."""

    amounts: tuple[tuple[str, Cents], ...] = ()
    readings: Pairs | None = None
    reason: str = ""


AS_ENTERED = Change()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What approving writes. ``preview`` and ``plan`` are ``None`` where the rules cannot be asked again.

    ``by_hand``: an amount is not the one the rules give. ``held``: it takes effect only now.
    """

    receipt: Receipt
    lines: tuple[RefundLine, ...]
    sheets: tuple[Sheet, ...]
    vat_percent: int
    payment_means: str
    last_service_day: date | None
    refund_due_by: date | None
    by_hand: bool = False
    held: bool = False
    draft: Any = None
    preview: Preview | None = None
    plan: Plan | None = None

    @property
    def total(self) -> Cents | None:
        """What goes back in all; ``None`` where nothing does, or while an amount is open."""
        known = all(line.refund is not None for line in self.lines)
        return refunds.total(self.lines) if self.lines and known else None

    @property
    def open_lines(self) -> tuple[RefundLine, ...]:
        """The lines whose amount somebody has to enter."""
        return tuple(line for line in self.lines if line.refund is None)


def outcome_of(dossier: Dossier, case: CaseRow, today: date, change: Change = AS_ENTERED) -> Outcome:
    """What the case comes to on ``today``. Raises ``Refusal`` where what was held back is not possible any more, and
    where the readings chosen give no right at all.
    """
    known = case.act in ACTS and bool(case.entered)
    if known:
        try:
            return _worked_out(dossier, case, today, change)
        except _Unanswerable:
            pass
    return _from_the_books(dossier, case, change)


class _Unanswerable(Exception):
    """The rules cannot be asked again: the dossier has changed since."""


def _worked_out(dossier: Dossier, case: CaseRow, today: date, change: Change) -> Outcome:
    module, before = act(case.act), undoing.without(dossier, case.number, "corrected")
    draft = drafts.from_json(module.Draft, case.entered)
    if change.readings is not None:
        draft = replace(draft, readings=change.readings, reading_reason=change.reason)
    try:
        seen: Preview = module.preview(before, draft, case.recorded_at.date())
        planned: Plan = module.plan(before, draft, seen)
    except Refusal as refusal:
        if change.readings is not None:
            raise
        raise _Unanswerable from refusal
    if planned.held:
        seen = module.preview(before, draft, today)
        planned = module.plan(before, draft, seen)
    if seen.refusal is not None:
        raise Refusal(
            because("Read this way, the terms give no right to it: {reason}", reason=seen.refusal.because),
            seen.refusal.clauses,
        )
    anew = planned.held or change.readings is not None
    lines, by_hand = _decided(seen.refund_lines, {} if anew else _booked(dossier, case), dict(change.amounts))
    lines = refunds.with_vat(lines, before, planned.receipt.received_at.date())
    found = Outcome(
        receipt=planned.receipt,
        lines=lines,
        sheets=(),
        vat_percent=seen.vat_percent,
        payment_means=seen.payment_means,
        last_service_day=seen.last_service_day,
        refund_due_by=seen.refund_due_by,
        by_hand=by_hand,
        held=planned.held,
        draft=draft,
        preview=seen,
        plan=planned,
    )
    return replace(found, sheets=_sheets(before, case, found))


def _from_the_books(dossier: Dossier, case: CaseRow, change: Change) -> Outcome:
    """The case as it stands in the books, where nothing can be worked out again: only its amounts are decided."""
    names, booked = names_of(dossier), _booked(dossier, case)
    bare = tuple(_bare_line(number, names.get(number), amount) for number, amount in booked.items())
    lines, _ = _decided(bare, {}, dict(change.amounts))
    found = Outcome(
        receipt=Receipt(datetime.combine(case.received_on, time()), "letter"),
        lines=refunds.with_vat(lines, dossier, case.received_on),
        sheets=(),
        vat_percent=refunds.percent(dossier, case.received_on),
        payment_means=", ".join(dict.fromkeys(one.means_label for one in _waiting(dossier, case) if one.means_label)),
        last_service_day=case.last_service_day,
        refund_due_by=case.refund_due_by,
        by_hand=True,
    )
    return replace(found, sheets=(_statement(case, found),) if lines else ())


def _waiting(dossier: Dossier, case: CaseRow) -> tuple[Refund, ...]:
    return tuple(one for one in dossier.refunds if one.case_number == case.number and one.state == "waits_for_approval")


def _booked(dossier: Dossier, case: CaseRow) -> dict[str, Cents | None]:
    return {one.subject: one.amount for one in _waiting(dossier, case)}


def _decided(
    lines: tuple[RefundLine, ...], booked: Mapping[str, Cents | None], entered: Mapping[str, Cents]
) -> tuple[tuple[RefundLine, ...], bool]:
    """The lines with the amounts decided, and whether one of them is not what the rules give."""
    found, by_hand = [], False
    for line in lines:
        amount = entered.get(line.number, booked.get(line.number, line.refund))
        if amount != line.refund:
            by_hand = True
            kept = None if amount is None or line.price is None or amount > line.price else Cents(line.price - amount)
            line = replace(line, refund=amount, deduction=kept, consumed_days=None, total_days=None)
        found.append(replace(line, needs_approval=False))
    return tuple(found), by_hand


def _bare_line(number: str, name: Because | None, amount: Cents | None) -> RefundLine:
    return refunds.line_by_hand(
        number,
        name.message if name is not None else number,
        "",
        amount,
        needs_approval=False,
    )


def _sheets(before: Dossier, case: CaseRow, found: Outcome) -> tuple[Sheet, ...]:
    """The letters of the decision, with the amounts decided."""
    if found.preview is None or found.plan is None:
        return ()
    if found.held:
        return tuple(_with_money(sheet, found) for sheet in found.plan.sheets)
    if case.act in _CONFIRMED:
        settled = replace(
            found.preview,
            refund_lines=found.lines,
            refund_total=found.total,
            refund_vat=refunds.vat_total(found.lines),
            approvals=(),
            letters=_CONFIRMED[case.act],
        )
        again: Plan = act(case.act).plan(before, found.draft, settled)
        return tuple(_marked(sheet, found) for sheet in again.sheets)
    if case.act == "passing_on":
        return tuple(
            replace(sheet, awaits_approval=False, particulars=replace(sheet.particulars, variant=AGREED))
            for sheet in found.plan.sheets
        )
    return (_statement(case, found),) if found.lines else ()


def _with_money(sheet: Sheet, found: Outcome) -> Sheet:
    """A letter that was held back, with the amounts decided; one that tells no single lines keeps to the total."""
    return _marked(
        replace(
            sheet,
            refund_lines=found.lines if sheet.refund_lines else (),
            refund_total=found.total if found.lines else sheet.refund_total,
            refund_vat=refunds.vat_total(found.lines) if found.lines else sheet.refund_vat,
            awaits_approval=False,
        ),
        found,
    )


def _marked(sheet: Sheet, found: Outcome) -> Sheet:
    return replace(sheet, particulars=replace(sheet.particulars, by_hand=found.by_hand))


def _statement(case: CaseRow, found: Outcome) -> Sheet:
    """What is paid back after all, for a case whose letter announced it."""
    first = found.preview.determinations[0] if found.preview and found.preview.determinations else None
    return Sheet(
        kind="refund_statement",
        subject="service",
        determination=None if found.by_hand else first,
        refund_lines=found.lines,
        refund_total=found.total,
        refund_vat=refunds.vat_total(found.lines),
        refund_due_by=found.refund_due_by,
        payment_means=found.payment_means,
        particulars=Particulars(
            other_case=undoing.case_line(case),
            variant="goodwill" if case.act == "goodwill" else "",
            by_hand=found.by_hand,
        ),
    )
