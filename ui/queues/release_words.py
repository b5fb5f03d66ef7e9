"""What a release of refunds did, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.terms.clause import Because, because, because_count

if TYPE_CHECKING:
    from app.acts.releasing import Released


def release_words(done: Released) -> Because:
    """How many were released, and why others were left: each reason once."""
    if not done.skipped:
        return _released_words(done)
    alike: dict[Because, list[str]] = {}
    for one in done.skipped:
        alike.setdefault(one.why, []).append(one.case_number)
    sentence = _released_words(done)
    for why, numbers in alike.items():
        sentence = because("{first} {second}", first=sentence, second=_left_words(why, numbers))
    return sentence


def _left_words(why: Because, numbers: list[str]) -> Because:
    if len(numbers) == 1:
        return because("{name}: {reason}", name=numbers[0], reason=why)
    return because_count("{count} was left: {reason}", "{count} were left: {reason}", len(numbers), reason=why)


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
