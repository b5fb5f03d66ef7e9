"""Refunds above the amount the organisation has set: whatever act pays them, a supervisor approves them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.acts.rows import Option
from app.letters.matter import RefundLine
from app.records.rows import Dossier
from app.terms.clause import Because, Cents, because
from app.terms.spoken import read_out_checked


def above_limit(dossier: Dossier, lines: Iterable[RefundLine]) -> tuple[tuple[RefundLine, ...], tuple[Because, ...]]:
    """The lines, all to be confirmed where together they are above the limit, and the sentence that says so."""
    found = tuple(lines)
    total, limit = Cents(sum(line.refund or 0 for line in found)), dossier.approval_above
    if limit is None or total <= limit:
        return found, ()
    why = because("The refund of {amount} is above {limit}: a supervisor approves it.", amount=total, limit=limit)
    return tuple(replace(line, needs_approval=True) if line.refund else line for line in found), (why,)


def marked(dossier: Dossier, option: Option) -> Option:
    """The option as one that needs an approval, where its refund is above the limit."""
    limit = dossier.approval_above
    if option.state != "allowed" or limit is None or option.refund is None or option.refund <= limit:
        return option
    found, said = option.determination, option.read_out
    if found is not None and said is not None:
        # The caller is promised no amount that somebody may still change.
        said = read_out_checked(found, option.subject_name)
    return replace(option, state="approval", note=option.note or because("approval"), read_out=said)
