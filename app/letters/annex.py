"""The annex "How we worked this out": the reasoning behind the days and amounts of a letter, on a page of its own.

The items are those the windows show (:mod:`app.terms.reasoning`), put into the customer's language. They cite under
numbers of their own, with their sources below, so that the letter itself stays as it is.
"""

from __future__ import annotations

from app.letters.blocks import Block, Paragraph, Reason, Reasons, Run
from app.letters.sources import Sources
from app.letters.wording import Wording
from app.terms.clause import Determination
from app.terms.interest import without_open_rate
from app.terms.reasoning import ReasonItem, shared_once

_EXPLAINED = frozenset(
    (
        "withdrawal_confirmation",
        "withdrawal_refusal",
        "refusal",
        "termination_confirmation",
        "non_renewal_confirmation",
        "objection_confirmation",
        "outage_compensation",
        "service_inclusive_activation",
        "service_inclusive_extension",
        "service_inclusive_entitlement",
        "suspension_notice",
    )
)
"""Confirmations and refusals: letters that tell a day or an amount a rule found."""


def annex(wording: Wording) -> tuple[Block, ...]:
    """The blocks of the annex; none where the letter has nothing to explain or its amount still waits."""
    matter = wording.matter
    if matter.kind not in _EXPLAINED or matter.awaits_approval or matter.particulars.by_hand:
        return ()
    if not wording.letterhead.annex:
        return ()
    items = reasons(wording)
    if not any(item.arithmetic for item in items):
        return ()
    sources = Sources(wording.language)
    shown = tuple(_reason(wording, sources, item) for item in items)
    edition = matter.determination.edition if matter.determination else ""
    lines = sources.lines()
    head = (sources.heading(edition),) if sources.cites_terms else ()
    return (
        Paragraph((Run(wording.text("How we worked this out")),), heading=True),
        Paragraph((Run(wording.text("This page shows step by step how we came to what our letter says.")),)),
        Reasons(shown, wording.text("Where it stands") if lines else "", (*head, *lines)),
    )


def reasons(wording: Wording) -> tuple[ReasonItem, ...]:
    """The items behind everything the letter rests on; only what a rule was given facts for can be explained."""
    matter = wording.matter
    first = (matter.determination,) if matter.determination else ()
    found: tuple[Determination, ...] = tuple(
        one for one in (*first, *matter.particulars.further) if one.facts is not None
    )
    return shared_once(tuple(map(without_open_rate, found)))


def _reason(wording: Wording, sources: Sources, item: ReasonItem) -> Reason:
    say = wording.language.say
    name = dict(wording.matter.names).get(item.about, "")
    title = say(item.title)
    if name and (wording.matter.particulars.further or item.about != _about(wording)):
        title = wording.text("{title}: {service}", title=title, service=name)
    inputs = (wording.text("{label}: {value}", label=one.label, value=one.value) for one in item.inputs)
    told = item.sentence or item.arithmetic
    return Reason(
        title=title + sources.mark(item.clauses),
        results=_results(wording, item),
        sentence=say(told) if told else "",
        arithmetic=say(item.arithmetic) if item.arithmetic and item.sentence else "",
        inputs=" · ".join(inputs),
    )


def _results(wording: Wording, item: ReasonItem) -> tuple[str, ...]:
    """What came out: a value by itself, several each with its label."""
    if len(item.results) == 1:
        return (wording.language.say(item.result),)
    return tuple(wording.text("{label}: {value}", label=one.label, value=one.value) for one in item.results)


def _about(wording: Wording) -> str:
    return wording.matter.determination.about if wording.matter.determination else ""
