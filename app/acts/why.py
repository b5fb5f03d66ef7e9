"""The reasoning behind a result as windows show it: what an agent reads while the caller waits.

The items come from :mod:`app.terms.reasoning`, which the annex of the letters prints as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.acts import wording
from app.acts.rows import WhyStep
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, because
from app.terms.reasoning import ReasonItem, reasoning, shared_once

Names = Mapping[str, Because]
"""What bookings and packages are called, by their numbers."""

NO_NAMES: Names = MappingProxyType({})


def names_of(dossier: Dossier) -> Names:
    """The names of everything a step can be about."""
    bookings = dossier.contract.bookings if dossier.contract else ()
    return {
        **{row.number: wording.booked(row) for row in bookings},
        **{row.number: wording.package(row) for row in dossier.service_inclusive},
    }


def why_of(found: Determination, names: Names = NO_NAMES) -> tuple[WhyStep, ...]:
    """The steps of one determination in the order an agent would explain them."""
    return tuple(_step(item, names if item.about != found.about else NO_NAMES) for item in reasoning(found))


def why_of_all(found: tuple[Determination, ...], names: Names = NO_NAMES) -> tuple[WhyStep, ...]:
    """The steps of several determinations: what they share once, then what differs, each with what it is about."""
    if len(found) == 1:
        return why_of(found[0], names)
    return tuple(_step(item, names) for item in shared_once(found))


def _step(item: ReasonItem, names: Names) -> WhyStep:
    title = item.title
    if item.about in names:
        title = because("{title}: {service}", title=title, service=names[item.about])
    told = item.sentence or item.arithmetic
    return WhyStep(
        title=title,
        sentence=told or item.result,
        result=item.result if told else None,
        clauses=item.clauses,
        inputs=tuple((one.label, one.value) for one in item.inputs if not _said(one.value, item)),
        arithmetic=item.arithmetic if item.sentence else None,
    )


def _said(value: Because, item: ReasonItem) -> bool:
    """Whether the day or amount stands in the reason itself: the panel is narrow and does not say it again."""
    told = [one for reason in (item.sentence, item.arithmetic) if reason for _, one in reason.values]
    return bool(value.values) and value.values[0][1] in told
