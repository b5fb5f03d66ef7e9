"""Correcting a case by a new one: its draft is opened again, and the new case takes the place of the old.

All pages, the review and the letters are those of the act that is corrected, on the dossier as it would be without the
case. Recorded in one transaction; the original stays readable, as corrected.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, fields, make_dataclass, replace
from datetime import date
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_type_hints

from app.acts import ACTS, act, drafts, role_of, timeline, undoing
from app.acts.nouns import noun
from app.acts.plan import Plan, Sheet
from app.acts.rows import Done, Option, Overview, Preview, Receipt
from app.acts.step import Step
from app.letters.matter import Change, Particulars
from app.records.rows import CaseRow, Dossier, DossierKey
from app.terms.clause import Because, Refusal, because

if TYPE_CHECKING:
    from app.start import Desk

NAME = "correct_case"
TITLE: Because = because("Correct a case")
ROLE = "agent"
SECTION = "customer"

_NOTHING = Because("–")


def __getattr__(name: str) -> Any:
    """``Draft``: everything any act may ask, and ``corrected``, the number of the case; made when first needed."""
    if name == "Draft":
        return _draft_type()
    raise AttributeError(name)


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each case that did something and whose draft was kept."""
    return tuple(_option(dossier, case) for case in undoing.cases(dossier) if case.entered)


def _option(dossier: Dossier, case: CaseRow) -> Option:
    title = because("Correct case {case}: {what}", case=case.number, what=noun(case.act))
    return undoing.option(NAME, case, title, undoing.in_the_way(dossier, case))


def role_needed(dossier: Dossier, draft: Any) -> str:
    """Who may correct the case: whoever may perform its act."""
    return role_of(undoing.case_called(dossier, draft.corrected).act)


def begin(overview: Overview, option: Option) -> Any:
    """The draft of the case as it was recorded."""
    case = undoing.case_called(overview.dossier, option.subject)
    return _draft_type()(corrected=case.number, **_values(_recorded(case)))


def steps(dossier: Dossier, draft: Any, today: date) -> tuple[Step, ...]:
    """The pages of the act that is corrected."""
    case = undoing.case_called(dossier, draft.corrected)
    found: tuple[Step, ...] = act(case.act).steps(_before(dossier, case), _inner(case, draft), today)
    return found


def preview(dossier: Dossier, draft: Any, today: date) -> Preview:
    """What the new case would do. Raises ``Refusal`` where nothing is different, or the case cannot be taken back."""
    case = undoing.case_called(dossier, draft.corrected)
    standing = undoing.in_the_way(dossier, case)
    if standing is not None:
        raise Refusal(standing)
    inner = _inner(case, draft)
    if inner == _recorded(case):
        raise Refusal(because("Nothing is different from case {case} yet: change what was wrong.", case=case.number))
    seen: Preview = act(case.act).preview(_before(dossier, case), inner, today)
    return replace(
        seen,
        act=NAME,
        title=because("Correct case {case}: {what}", case=case.number, what=noun(case.act)),
        letters=(*seen.letters, "correction"),
        effects=(because("Case {case} stays readable as corrected.", case=case.number), *seen.effects),
    )


def plan(dossier: Dossier, draft: Any, seen: Preview) -> Plan:
    """What the act writes, with a letter that sets both side by side."""
    case = undoing.case_called(dossier, draft.corrected)
    inner = _inner(case, draft)
    own = replace(seen, act=case.act, letters=seen.letters[:-1])
    planned: Plan = act(case.act).plan(_before(dossier, case), inner, own)
    letter = Sheet(
        kind="correction",
        subject=planned.sheets[0].subject if planned.sheets else "case",
        determination=seen.determinations[0] if seen.determinations else None,
        facts=seen.facts[0] if seen.facts else None,
        particulars=Particulars(other_case=undoing.case_line(case), changes=tuple(_changes(case, inner, seen))),
    )
    return replace(
        planned, corrects=case.number, sheets=(*planned.sheets, letter), act=case.act, entered=drafts.to_json(inner)
    )


def perform(desk: Desk, dossier_key: DossierKey, draft: Any, seen: Preview, request_key: str = "") -> Done:
    """Record the new case and take back the old one: both or nothing."""
    from app.acts import recording  # a list of options needs nothing of what writes

    return recording.perform(desk, dossier_key, NAME, draft, seen, request_key)


@cache
def _draft_type() -> Any:
    found: dict[str, Any] = {}
    for module in _correctable():
        hints = get_type_hints(module.Draft)
        for one in fields(module.Draft):
            found.setdefault(one.name, (one.name, hints[one.name], field(default=one.default)))
    corrected = ("corrected", str, field(default=""))
    made = make_dataclass("Draft", (corrected, *found.values()), frozen=True, slots=True)
    made.__doc__ = "What is entered: ``corrected`` is the case, all else is of the act that is corrected."
    return made


def _correctable() -> Iterator[ModuleType]:
    return (act(name) for name in ACTS if name not in (NAME, *undoing.STAYS))


def _recorded(case: CaseRow) -> Any:
    """The draft as the case was recorded with."""
    return drafts.from_json(act(case.act).Draft, case.entered)


def _inner(case: CaseRow, draft: Any) -> Any:
    """The part of the draft that the act of the case knows."""
    kind = act(case.act).Draft
    return kind(**{one.name: getattr(draft, one.name) for one in fields(kind)})


def _values(inner: Any) -> dict[str, Any]:
    return {one.name: getattr(inner, one.name) for one in fields(inner)}


def _before(dossier: Dossier, case: CaseRow) -> Dossier:
    return undoing.without(dossier, case.number, "corrected")


def _changes(case: CaseRow, now: Any, seen: Preview) -> Iterator[Change]:
    """What a customer has to know of the difference."""
    received = (case.received_on, now.received_at.date() if now.received_at else None)
    refund = None if seen.approvals else seen.refund_total
    for label, before, after in (
        (because("Received on"), *received),
        (because("Last service day"), case.last_service_day, seen.last_service_day),
        (timeline.REFUND, case.refund, refund),
        (because("Refund by"), case.refund_due_by, seen.refund_due_by),
    ):
        if before != after:
            yield Change(label, _shown(before), _shown(after))


def _shown(value: Any) -> Because:
    return _NOTHING if value is None else Because("{value}", (("value", value),))
