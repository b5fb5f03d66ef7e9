"""The reasoning behind a result, step by step: what an agent reads while the caller waits. At most six steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from app.acts import wording
from app.acts.rows import WhyStep
from app.terms.clause import Because, Cents, Determination, Finding, because


class _Group(NamedTuple):
    """A step: its title, the findings that explain it (the first that has a reason), and its result in bold.

    ``law`` is the finding that says where mandatory law governs instead of the clause; it is told in the same step.
    """

    title: Because
    names: tuple[str, ...]
    result: Callable[[Determination], Because | None]
    law: str = ""


def why_of(found: Determination) -> tuple[WhyStep, ...]:
    """The steps of one determination in the order an agent would explain them."""
    groups = _GROUPS.get(found.rule, ())
    if found.rule == "withdrawal" and not found.value("allowed"):
        groups = _REFUSED_WITHDRAWAL
    steps: list[WhyStep] = []
    for group in groups:
        step = _step(found, group)
        if step is None:
            continue
        said = next((index for index, one in enumerate(steps) if one.sentence == step.sentence), None)
        if said is None:
            steps.append(step)
        else:  # one reason for two values: one step, with the later result
            steps[said] = replace(steps[said], result=step.result or steps[said].result)
    return tuple(steps) or _by_reason(found)


def why_of_all(found: tuple[Determination, ...]) -> tuple[WhyStep, ...]:
    """The steps of several determinations: what they share once, at most six in all."""
    steps: list[WhyStep] = []
    for determination in found:
        for step in why_of(determination):
            if step not in steps:
                steps.append(step)
    kept = [step for index, step in enumerate(steps) if step.title not in [one.title for one in steps[:index]]]
    others = [step for step in steps if step not in kept]
    return tuple(sorted(kept + others[: max(0, MOST_STEPS - len(kept))], key=steps.index))[:MOST_STEPS]


MOST_STEPS = 6


def _step(found: Determination, group: _Group) -> WhyStep | None:
    for name in group.names:
        finding = found.finding(name)
        if finding is not None and finding.because is not None:
            step = WhyStep(group.title, _readable(finding.because), group.result(found), finding.clauses)
            return _with_law(step, found.finding(group.law))
    return None


def _with_law(step: WhyStep, law: Finding | None) -> WhyStep:
    if law is None or law.because is None:
        return step
    both = Because("{reason} {law}", (("reason", step.sentence), ("law", law.because)))
    return replace(step, sentence=both, clauses=tuple(dict.fromkeys((*step.clauses, *law.clauses))))


def _readable(sentence: Because) -> Because:
    """The sentence with the names of functions in place of their words."""

    def named(value: Any) -> Any:
        if isinstance(value, tuple) and not isinstance(value, Because):
            return tuple(named(one) for one in value)
        return wording.function_or_service(value) if isinstance(value, str) else value

    return sentence._replace(values=tuple((name, named(value)) for name, value in sentence.values))


def _by_reason(found: Determination) -> tuple[WhyStep, ...]:
    """A rule without groups of its own: its reasons, each once."""
    steps: list[WhyStep] = []
    for finding in found.findings:
        if finding.because is not None and finding.because not in [step.sentence for step in steps]:
            steps.append(WhyStep(_title(finding), finding.because, None, finding.clauses))
    return tuple(steps[:MOST_STEPS])


def _title(finding: Finding) -> Because:
    return _TITLES.get(finding.name, because("Finding"))


def _value(name: str) -> Callable[[Determination], Because | None]:
    def result(found: Determination) -> Because | None:
        value = found.value(name)
        return None if value is None else Because("{value}", (("value", value),))

    return result


def _nothing(found: Determination) -> Because | None:
    return None


def _kept(found: Determination) -> Because | None:
    deduction, refund = found.value("deduction"), found.value("refund")
    if deduction is None or refund is None:
        return because("A supervisor decides")
    return because("{kept} kept, {refund} back", kept=deduction, refund=refund)


def _repaid(found: Determination) -> Because | None:
    refund = found.value("refund_total", found.value("refund"))
    due = found.value("refund_due_by")
    if due is None:
        return _money(refund)
    if refund is None:
        return because("By {day}", day=due)
    return because("{refund} by {day}", refund=refund, day=due)


def _money(refund: Cents | None) -> Because | None:
    return None if refund is None else because("{refund} back", refund=refund)


def _refund_back(found: Determination) -> Because | None:
    return _money(found.value("refund"))


_WITHDRAWAL = (
    _Group(because("The 14 days"), ("deadline",), _value("deadline"), "period_governed_by"),
    _Group(because("In time"), ("allowed",), _nothing),
    _Group(because("Last service day"), ("last_service_day",), _value("last_service_day")),
    _Group(because("Part already used"), ("refund",), _kept, "use_governed_by"),
    _Group(because("Bookings fall too"), ("bookings_cascade",), _nothing),
    _Group(because("Refund"), ("refund_due_by",), _repaid, "late_refund_governed_by"),
)
_REFUSED_WITHDRAWAL = (
    _Group(because("The 14 days"), ("deadline",), _value("deadline"), "period_governed_by"),
    _Group(because("Not possible"), ("reason", "allowed"), _nothing),
)
_GROUPS: dict[str, tuple[_Group, ...]] = {
    "withdrawal": _WITHDRAWAL,
    "customer_terminates_framework": (
        _Group(because("Any time"), ("allowed",), _nothing),
        _Group(because("One month"), ("notice_end",), _value("notice_end")),
        _Group(because("What ends, what runs on"), ("framework_remains_only_for_limited_until", "services"), _nothing),
        _Group(because("Money"), ("refund",), _refund_back),
    ),
    "customer_terminates_service": (
        _Group(because("May it be ended"), ("reason", "allowed"), _nothing, "exit_governed_by"),
        _Group(because("Next due date"), ("effective_from",), _value("effective_from")),
        _Group(because("Last service day"), ("last_service_day",), _value("last_service_day")),
        _Group(because("Money"), ("refund",), _refund_back),
        _Group(because("The contract"), ("framework_ends",), _nothing),
    ),
    "vehicle_sale": (
        _Group(because("Six weeks"), ("six_weeks_end",), _value("six_weeks_end")),
        _Group(because("Last service day"), ("last_service_day",), _value("last_service_day")),
        _Group(because("Money"), ("refund",), _refund_back),
        _Group(because("Duties"), ("duties",), _nothing),
    ),
    "sim_deactivation": (
        _Group(because("Who and where"), ("carried_out_by",), _nothing),
        _Group(because("What it means"), ("treated_as",), _nothing),
        _Group(because("What stays on"), ("sim_scope", "stays_active"), _nothing),
        _Group(because("The contract"), ("framework_end",), _value("framework_end")),
        _Group(because("Activated functions"), ("activated_features",), _nothing),
        _Group(because("Money"), ("refund_due_by", "payments_continue", "refund"), _repaid),
    ),
}
_TITLES: dict[str, Because] = {
    "allowed": because("Allowed"),
    "deadline": because("Deadline"),
    "latest_notice": because("Latest notice"),
    "last_service_day": because("Last service day"),
    "refund": because("Refund"),
}
