"""Whether the result an agent saw is still the result, and what is different if not."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from app.acts.rows import Preview
from app.terms.clause import Because, Refusal, because
from app.terms.reasoning import reasoning


class Changed(NamedTuple):
    """A fact the act depends on, or a result of it: as it was when the agent saw it, and as it is now."""

    label: Because
    seen: Because
    now: Because


class Overtaken(Refusal):
    """What was seen is not what there is any more. Nothing was written.

    ``by`` and ``at`` tell who wrote to the dossier last, where that was somebody else.
    """

    def __init__(self, because: Because, changes: tuple[Changed, ...], by: str, at: datetime | None) -> None:
        super().__init__(because)
        self.changes, self.by, self.at = changes, by, at


def changed_values(seen: Preview, again: Preview) -> tuple[Changed, ...]:
    """What went in and came out otherwise, in the order of the reasoning, each value once."""
    before, after = _values(seen), _values(again)
    return tuple(
        Changed(label, before.get((about, label), _NOTHING), after.get((about, label), _NOTHING))
        for about, label in dict.fromkeys((*before, *after))
        if before.get((about, label)) != after.get((about, label))
    )


_NOTHING = because("None")


def _values(preview: Preview) -> dict[tuple[str, Because], Because]:
    found: dict[tuple[str, Because], Because] = {}
    for determination, facts in zip(preview.determinations, preview.facts, strict=True):
        for item in reasoning(determination, facts):
            named = [(one.label, one.value) for one in item.inputs] + [(one.label, one.value) for one in item.results]
            for label, value in named:
                found.setdefault((item.about, label), value)
    if preview.payment_means:
        found["", because("Means of payment")] = because("{text}", text=preview.payment_means)
    return found


def what_changed(seen: Preview, again: Preview) -> Because | None:
    """One sentence on the most important difference, or ``None`` when the decision is the same."""
    if _decision(seen) == _decision(again):
        return None
    if (seen.refusal is None) != (again.refusal is None):
        if again.refusal is not None:
            return because(
                "Meanwhile this is no longer possible: {reason} Nothing was written.", reason=again.refusal.because
            )
        return because("Meanwhile this has become possible. Check the page again: nothing was written.")
    if seen.refund_total != again.refund_total:
        if seen.refund_total is not None and again.refund_total is not None:
            return because(
                "The dossier changed meanwhile: the refund is {now}, and you saw {seen}. Check the page again: "
                "nothing was written.",
                now=again.refund_total,
                seen=seen.refund_total,
            )
        return because(
            "The dossier changed meanwhile, and with it the refund. Check the page again: nothing was written."
        )
    if seen.last_service_day != again.last_service_day and again.last_service_day and seen.last_service_day:
        return because(
            "The dossier changed meanwhile: the last service day is {now}, and you saw {seen}. Check the page again: "
            "nothing was written.",
            now=again.last_service_day,
            seen=seen.last_service_day,
        )
    return because("The dossier changed meanwhile. Check the page again: nothing was written.")


def _decision(preview: Preview) -> tuple[Any, ...]:
    """What an agent decides on: the picture, the better options and facts that change nothing may differ."""
    return (
        tuple(one._replace(facts=None) for one in preview.determinations),
        preview.refusal.because if preview.refusal else None,
        preview.refund_lines,
        preview.refund_total,
        preview.refund_vat,
        preview.refund_due_by,
        preview.payment_means,
        preview.last_service_day,
        preview.approvals,
        preview.letters,
    )
