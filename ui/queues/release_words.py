"""What a release of refunds did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.terms.clause import Because, because, because_count

if TYPE_CHECKING:
    from app.acts.releasing import Released


def release_words(done: Released) -> Because:
    """How many were released, and why the first of those that were left was left."""
    if not done.skipped:
        return _released_words(done)
    first = done.skipped[0]
    left = because_count(
        "{count} was left. {case}: {reason}",
        "{count} were left. {case}: {reason}",
        len(done.skipped),
        case=first.case_number,
        reason=first.why,
    )
    return because("{first} {second}", first=_released_words(done), second=left)


def _released_words(done: Released) -> Because:
    if done.interest:
        return because_count(
            "{count} refund is released: {total}, and {interest} interest.",
            "{count} refunds are released: {total}, and {interest} interest.",
            done.count,
            total=done.total,
            interest=done.interest,
        )
    return because_count(
        "{count} refund is released: {total}.", "{count} refunds are released: {total}.", done.count, total=done.total
    )
