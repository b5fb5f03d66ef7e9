"""Cancelling a case before it takes effect: what it ended goes on, its money is not paid, its letters stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.acts import notice, role_of, undoing
from app.acts.kit import Act, Decision, Request, day_of
from app.acts.nouns import noun
from app.acts.plan import ServiceEnd, Sheet, Undo
from app.acts.rows import Option, Receipt, WhyStep
from app.acts.step import Step
from app.acts.subjects import Subject
from app.letters.matter import Particulars
from app.records.rows import CaseRow, Contract, Dossier
from app.terms.clause import Because, Refusal, because

NAME = "cancel_case"
TITLE: Because = because("Cancel a case")
ROLE = "agent"
SECTION = "customer"

_WHY = WhyStep(
    because("What becomes of it"),
    because("As long as nothing has ended and no money has left, the customer can go back on it."),
    None,
    (),
)


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters: the message by which the customer goes back on the case ``subject``."""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each case that did something; those that took effect say since when."""
    return tuple(_option(dossier, case, day_of(receipt)) for case in undoing.cases(dossier))


def _option(dossier: Dossier, case: CaseRow, today: date) -> Option:
    title = because("Cancel case {case}: {what}", case=case.number, what=noun(case.act))
    return undoing.option(NAME, case, title, _standing(dossier, case, today))


def role_needed(dossier: Dossier, draft: Draft) -> str:
    """Who may cancel the case: whoever may perform its act."""
    return role_of(undoing.case_called(dossier, draft.subject).act)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice."""
    return (notice.step(draft, today),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """The case is cancelled, and everything goes on as before it."""
    case = undoing.case_called(dossier, draft.subject)
    standing = _standing(dossier, case, today)
    if standing is not None:
        raise Refusal(standing)
    rows = undoing.ended_by(dossier, case.number)
    names = undoing.names_of(rows)
    effects = [because("Case {case} does not go ahead; its letters stay.", case=case.number)]
    if any(isinstance(row, Contract) for row in rows):
        effects.append(because("The contract goes on as before."))
    effects += [because("{service} goes on as before.", service=name) for name in names]
    if any(one.case_number == case.number for one in dossier.refunds):
        effects.append(because("Its refund is not paid."))
    return Decision(
        subjects=(Subject("case", case.number),),
        finish=because("Record that it does not go ahead"),
        read_out=because("I cancel it for you: everything goes on as before."),
        effects=tuple(effects),
        why=(_WHY,),
        changes=(Undo(case.number),),
        sheets=(
            Sheet(
                kind="cancellation_confirmation",
                subject="case",
                services=tuple(ServiceEnd(name, None, survives=True) for name in names),
                statement=draft.statement,
                particulars=Particulars(other_case=undoing.case_line(case)),
            ),
        ),
    )


def _standing(dossier: Dossier, case: CaseRow, today: date) -> Because | None:
    return undoing.took_effect(dossier, case, today) or undoing.in_the_way(dossier, case)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
