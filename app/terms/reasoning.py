"""The reasoning behind a determination, item by item: clause, inputs, arithmetic, result. Windows and letters share it.

Nothing is computed here. An item gathers what a rule found and why, the facts it was given, and shows them in the
order an agent would explain them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from app.terms.arithmetic import arithmetic, spelled, total
from app.terms.clause import Because, Determination, Finding, because
from app.terms.fact_labels import label_of as fact_label
from app.terms.finding_labels import AMOUNTS, in_words, label_of, parts_of, result_of, says_too_little, shown
from app.terms.given import given
from app.terms.reasoning_steps import BESIDE, OF_PARTS, STEPS, Step


class Input(NamedTuple):
    """A fact that went in: what it is called and its value in words."""

    label: Because
    value: Because


class Result(NamedTuple):
    """A value that came out: the finding's name, what it is called, and its value in words.

    ``named`` tells whether the value alone says too little: a yes or no.
    """

    finding: str
    label: Because
    value: Because
    named: bool
    empty: bool


class ReasonItem(NamedTuple):
    """One item of a reasoning.

    ``sentence`` is the reason in words, ``None`` where the arithmetic says it all; ``arithmetic`` is ``None`` where
    nothing is counted. ``about`` is the number of the booking or package it concerns, empty for the whole.
    """

    title: Because
    clauses: tuple[str, ...]
    inputs: tuple[Input, ...]
    sentence: Because | None
    arithmetic: Because | None
    results: tuple[Result, ...]
    about: str = ""

    @property
    def result(self) -> Because:
        """What came out, on one line."""
        if len(self.results) == 1 and not self.results[0].named:
            return self.results[0].value
        named = tuple(because("{label}: {value}", label=one.label, value=one.value) for one in self.results)
        places = tuple(f"result_{number}" for number in range(len(named)))
        return Because(" · ".join(f"{{{place}}}" for place in places), tuple(zip(places, named, strict=True)))


def reasoning(found: Determination, facts: Any = None) -> tuple[ReasonItem, ...]:
    """The items of one determination. ``facts`` are by default those it carries; without them no inputs are named."""
    known = found.facts if facts is None else facts
    items: list[ReasonItem] = []
    if found.rule == "withdrawal" and found.value("reason") == "not_a_consumer":
        steps: tuple[Step, ...] = (_WHO_MAY,)
    else:
        steps = STEPS.get(found.rule, ())
    for step in (*BESIDE, *steps, *_steps_beyond(found, steps)):
        items += _items(step, found.findings, known, found.about)
        for name in step.shows:
            items += _of_parts(name, found.value(name), known)
    return _once(items, found.about)


def shared_once(found: tuple[Determination, ...]) -> tuple[ReasonItem, ...]:
    """The items of several determinations: those they share once, without saying what they are about.

    What differs stands together, question by question.
    """
    each = [reasoning(one) for one in found]
    bare = [{item._replace(about="") for item in items} for items in each]
    shared = set.intersection(*bare) if len(bare) > 1 else set()
    kept: list[ReasonItem] = []
    for items in each:
        for item in items:
            general = item._replace(about="")
            one = general if general in shared else item
            if one not in kept:
                kept.insert(_place(kept, one), one)
    return tuple(kept)


def _place(kept: list[ReasonItem], item: ReasonItem) -> int:
    """After the last item that asks the same, of another booking; else at the end."""
    same = [number for number, one in enumerate(kept) if one.title == item.title]
    return same[-1] + 1 if same else len(kept)


_WHO_MAY = Step(because("Who may withdraw"), ("allowed", "reason"), ("customer_type",))


def _items(step: Step, findings: tuple[Finding, ...], facts: Any, about: str) -> Iterator[ReasonItem]:
    """A step as items: one, or one for each reason its findings have."""
    there = {finding.name: finding for finding in findings}
    shows = [there[name] for name in step.shows if name in there and not parts_of(there[name].value)]
    shows = [one for one in shows if one.name not in OF_PARTS and not (one.name == "supervisor" and not one.value)]
    law = there.get(step.law)
    for number, reason in enumerate(dict.fromkeys(finding.because for finding in shows)):
        group = [finding for finding in shows if finding.because == reason]
        named = {finding.name: finding.value for finding in findings}
        line = arithmetic(reason, named) or _sum(group, findings)
        sentence = None if reason is None or spelled(reason) else in_words(reason)
        if not number and law is not None and law.because is not None:
            sentence = law.because if sentence is None else _both(sentence, law.because)
        clauses = [clause for finding in group for clause in finding.clauses]
        if not number and law is not None:
            clauses += law.clauses
        yield ReasonItem(
            step.title,
            tuple(dict.fromkeys(clauses)),
            tuple(_inputs(step, facts)) if not number else (),
            sentence,
            line,
            tuple(map(_result, group)),
            about,
        )


def _result(finding: Finding) -> Result:
    name, value = finding.name, finding.value
    empty = value is None and name not in AMOUNTS
    return Result(name, label_of(name), result_of(name, value), says_too_little(name, value), empty)


def _both(sentence: Because, law: Because) -> Because:
    return Because("{reason} {law}", (("reason", sentence), ("law", law)))


def _sum(group: list[Finding], findings: tuple[Finding, ...]) -> Because | None:
    """What the refunds of the parts and of the contract itself add up to; the interest by the rate of each day."""
    whole = next((one for one in group if one.name in ("refund_total", "refund")), None)
    parts = [part for finding in findings for part in parts_of(finding.value)]
    if group[0].name == "interest":
        return total([one for one in (part.value("interest") for part in parts) if one is not None], group[0].value)
    if whole is None or not parts or (whole.name == "refund" and any(one.name == "refund_total" for one in findings)):
        return None
    own = [one.value for one in findings if one.name == "refund" and whole.name == "refund_total" and one.value]
    amounts = [*own, *(part.value("refund") for part in parts if part.value("refund"))]
    return total(amounts, whole.value) if whole.value == sum(amounts) else None


def _of_parts(name: str, value: Any, facts: Any) -> Iterator[ReasonItem]:
    listed = given(facts, name) or ()
    for number, part in enumerate(parts_of(value)):
        # Two bookings may go by one name: the place in the list tells them apart.
        at_place = listed[number : number + 1]
        own = next((one for one in (*at_place, *listed) if given(one, "key") == part.key), None)
        for step in OF_PARTS.get(name, ()):
            yield from _items(step, part.findings, own, part.key)


def _inputs(step: Step, facts: Any) -> Iterator[Input]:
    called = dict(step.called)
    for path in step.inputs:
        value = given(facts, path)
        # That no work was done under a package is said in words; for anything else the question does not arise.
        if value not in (None, (), "") and not (path.endswith("works_performed") and not value):
            yield Input(called.get(path) or fact_label(path), shown(value))


def _once(items: list[ReasonItem], about: str) -> tuple[ReasonItem, ...]:
    """Items with one reason as one item: the reason is said once, with all it gives.

    What holds for the whole is not said again of each booking.
    """
    whole = {(item.sentence, item.arithmetic, item.results) for item in items if item.about == about}
    kept: list[ReasonItem] = []
    for item in items:
        if item.about != about and (item.sentence, item.arithmetic, item.results) in whole:
            continue
        same = next(
            (
                number
                for number, one in enumerate(kept)
                if (one.sentence, one.arithmetic, one.about) == (item.sentence, item.arithmetic, item.about)
            ),
            None,
        )
        if same is None or (item.sentence is None and item.arithmetic is None):
            kept.append(item)
            continue
        first = kept[same]
        kept[same] = first._replace(
            clauses=tuple(dict.fromkeys((*first.clauses, *item.clauses))),
            inputs=tuple(dict.fromkeys((*first.inputs, *item.inputs))),
            results=tuple(dict.fromkeys((*first.results, *item.results))),
        )
    return tuple(_without_empty(item) for item in kept)


def _without_empty(item: ReasonItem) -> ReasonItem:
    """Days that do not exist are left out where something else came out as well."""
    told = tuple(one for one in item.results if not one.empty)
    return item._replace(results=told) if told else item


def _steps_beyond(found: Determination, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A step for each finding with a reason that no step tells: of a rule without steps, of an edition's own rule."""
    told = {name for step in (*BESIDE, *steps) for name in (*step.shows, *step.covers, step.law)}
    return tuple(
        Step(label_of(one.name), (one.name,))
        for one in found.findings
        if one.because is not None and one.name not in told
    )
