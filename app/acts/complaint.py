"""A complaint and whose it is (MC 3.3, 3.7, 3.12, 3.13, 14.4): ours, a content provider's, or the External store's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.acts import kit, notice
from app.acts.external_store import store_facts
from app.acts.kit import REPLY, Act, Asked, Decision, Request, day_of
from app.acts.plan import Sheet
from app.acts.refusing import open_case
from app.acts.rows import Option, Receipt, WhyStep
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.letters.matter import Particulars
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, WrongInput, because

NAME = "complaint"
TITLE: Because = because("Complaint")
ROLE = "agent"
SECTION = "customer"

_OURS, _CONTENT, _STORE = "service", "external_content", "external_store"
_ABOUT = (
    Choice(_OURS, because("Our services"), because("We answer it ourselves.")),
    Choice(_CONTENT, because("Content from the External store"), because("Its provider is the party to the contract.")),
    Choice(_STORE, because("The External store itself"), because("Removed content, a suspension, limited access.")),
)
_ROUTES = {
    _OURS: WhyStep(
        because("Whose it is"),
        because("Our own services: we look into it and answer in writing."),
        None,
        ("MC 10.1",),
    ),
    _CONTENT: WhyStep(
        because("Whose it is"),
        because("The contract on the content is with its provider: we can neither cancel nor refund it."),
        None,
        ("MC 3.3", "MC 3.7", "MC 10.2"),
    ),
    _STORE: WhyStep(
        because("Whose it is"),
        because(
            "Decisions about the External store have their own address for complaints; a certified body outside the "
            "courts can settle what was removed, suspended or limited."
        ),
        None,
        ("MC 3.12", "MC 3.13"),
    ),
}
_READ_OUT = {
    _CONTENT: because("The provider of the content decides about this. Our letter says how to reach it."),
    _STORE: because("Another department decides about the store. Our letter says whom to write to."),
}


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``about`` is ``service | external_content | external_store``.

    ``answer_by`` is the day we promise for our own answer; ``updates``: all mandatory updates are installed.
    """

    about: str = ""
    answer_by: date | None = None
    updates: bool | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """Always possible, at any time."""
    number = dossier.customer.number
    return (
        Option(
            act=NAME,
            subject_kind="complaint",
            subject=number,
            subject_name=because("the complaint"),
            title=TITLE,
            state="allowed",
            clauses=("MC 3.12", "MC 14.4"),
            why=tuple(_ROUTES.values()),
            read_out=because("Tell me what it is about, and I make sure that it reaches who decides."),
        ),
    )


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice, Complaint."""
    fields = [Field("about", "cards", because("What is it about?"), choices=_ABOUT, clauses=("MC 3.3", "MC 3.12"))]
    if draft.about == _OURS:
        fields.append(Field("answer_by", "date", because("We answer by")))
    if draft.about == _STORE:
        label = because("Are all mandatory updates installed?")
        fields.append(Field("updates", "yes_no", label, clauses=("MC 3.2",)))
    chosen = tuple(one.label for one in _ABOUT if one.value == draft.about)
    return (
        notice.step(draft, today),
        kit.form("complaint", because("Complaint"), *fields, summary=chosen, wrong=_wrong(draft)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """Ours stays open until it is answered; for the others the letter names who decides."""
    receipt = notice.receipt_of(draft)
    kit.check(_wrong(draft))
    ours = draft.about == _OURS
    standing = open_case(dossier, draft.subject) if ours else None
    if standing is not None:
        raise Refusal(standing)
    asked = (_asked(dossier, draft, receipt),) if draft.about == _STORE else ()
    by = draft.answer_by if ours else None
    route = _ROUTES[draft.about]
    access = tuple(
        WhyStep(because("Access today"), finding.because, None, finding.clauses)
        for one in asked
        for finding in (one.found.finding("access"),)
        if finding is not None and finding.because is not None
    )
    return Decision(
        asked=asked,
        subjects=(Subject("complaint", draft.subject),),
        finish=because("Record the complaint"),
        read_out=because("You get our answer by {day} at the latest.", day=by) if by else _READ_OUT[draft.about],
        state="open" if ours else "done",
        effects=(route.sentence, *(step.sentence for step in access)),
        why=(route, *access),
        lasts=((because("Answer"), by),) if by else (),
        sheets=(
            Sheet(
                kind="complaint_answer",
                subject="complaint",
                determination=asked[0].found if asked else None,
                facts=asked[0].facts if asked else None,
                statement=draft.statement,
                particulars=Particulars(variant=draft.about, act_by=by),
            ),
        ),
        due=(by, REPLY) if by else None,
    )


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt) -> Asked:
    """Whether the customer has access today (MC 3.2, 3.4): the first thing to know about a complaint on the store."""
    facts = store_facts(dossier, day_of(receipt), updates=bool(draft.updates))
    return kit.ask(dossier, receipt, "external_store", facts, dossier.contract)


def _wrong(draft: Draft) -> WrongInput | None:
    needed = [("about", because("Choose what the complaint is about."))]
    if draft.about == _OURS:
        needed.append(("answer_by", because("Enter the day by which we answer.")))
    if draft.about == _STORE:
        needed.append(("updates", because("Ask whether all mandatory updates are installed, and record the answer.")))
    missing = kit.first_missing(draft, *needed)
    received = draft.received_at.date() if draft.received_at else None
    if missing is None and draft.about == _OURS and draft.answer_by and received and draft.answer_by < received:
        return WrongInput("answer_by", because("The answer cannot be due before the complaint came in."))
    return missing


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
