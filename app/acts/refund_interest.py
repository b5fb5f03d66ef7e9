"""The interest a late refund bears by law, refund by refund (LU L.222-10 (1)); Belgium's law adds none by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.acts.withdrawal import NAME as WITHDRAWAL
from app.records.change_rows import InterestRate as EnteredRate
from app.records.queues.refund_rows import RefundRow
from app.terms.clause import Determination
from app.terms.edition import edition_called, edition_for
from app.terms.interest import InterestRate, LateRefundFacts, late_refund


def interest_on(row: RefundRow, today: date, rates: Sequence[EnteredRate]) -> Determination | None:
    """What the rules say of a refund after a withdrawal that is late today; ``None`` for every other refund."""
    if row.act != WITHDRAWAL or row.amount is None or row.due_by is None or today <= row.due_by:
        return None
    facts = LateRefundFacts(row.country, row.received_on, row.amount, today, due_by=row.due_by)
    edition = edition_called(row.edition) if row.edition else edition_for(row.received_on)
    return late_refund(facts, edition, tuple(InterestRate(one.starts_on, one.percent) for one in rates))
