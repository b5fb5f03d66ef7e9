"""A request for data (Data Act sheets, GDPR): who gets which data by which way, and by when a reply is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from app.acts import kit, notice
from app.acts.kit import REPLY, Act, Asked, Decision, Request, day_of
from app.acts.plan import Sheet
from app.acts.refusing import open_case, reason_of, refused
from app.acts.rows import Option, Receipt, WhyStep
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, WrongInput, because
from app.terms.facts_services import DataRequestFacts

NAME = "data_request"
TITLE: Because = because("Request for data")
ROLE = "agent"
SECTION = "customer"

_WHO = (
    Choice("customer", because("The customer"), because("Owner or user of the vehicle.")),
    Choice("third_party", because("Somebody else"), because("Gets data only when the customer agrees.")),
)
_WHAT = (
    Choice("personal", because("Personal data"), because("What we keep about the customer: we reply in writing.")),
    Choice("product", because("Data of the vehicle"), because("Read at the vehicle or downloaded by the customer.")),
)
_DUE = because("A request for personal data has a day by which it is answered; the letter answers every other one.")
_WAYS = {
    "customer_service_gdpr": because("Customer service replies in writing."),
    "cardata": because("The data go through MINI CarData, by VIN."),
    "obd_or_cardata": because("The customer reads them at the socket of the vehicle or in MINI CarData."),
}


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``by`` is ``customer | third_party``, ``kind`` is ``personal | product``.

    ``holder_agrees``: the customer agrees that a third party gets data; ``consent``: personal data too.
    """

    by: str = ""
    kind: str = ""
    holder_agrees: bool | None = None
    consent: bool | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """Always possible, at any time."""
    number = dossier.customer.number
    return (
        Option(
            act=NAME,
            subject_kind="data",
            subject=number,
            subject_name=because("the data"),
            title=TITLE,
            state="allowed",
            clauses=("DA1", "GDPR art. 12(3)"),
            why=(WhyStep(TITLE, _DUE, None, ("GDPR art. 12(3)",)),),
            read_out=because("Tell me which data you mean: what we keep about you, or what your car produces."),
        ),
    )


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Request, Data."""
    fields = [
        Field(
            "by",
            "cards",
            because("Who asks for the data?"),
            hint=because("Ask no more than it takes to be sure who asks."),
            choices=_WHO,
            clauses=("DA1", "DA2"),
        ),
        Field("kind", "cards", because("Which data?"), choices=_WHAT, clauses=("DA1",)),
    ]
    if draft.by == "third_party":
        fields.append(Field("holder_agrees", "yes_no", because("Does the customer agree?"), clauses=("DA1",)))
        if draft.holder_agrees:
            fields.append(
                Field("consent", "yes_no", because("Does the consent cover personal data as well?"), clauses=("DA1",))
            )
    chosen = tuple(one.label for one in (*_WHO, *_WHAT) if one.value in (draft.by, draft.kind))
    return (
        notice.step(draft, today, because("Request")),
        kit.form("data", because("Data"), *fields, summary=chosen, wrong=_unanswered(draft)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """A request for personal data stays open until its reply; the others are answered with the letter."""
    receipt, subject = notice.receipt_of(draft), Subject("data", draft.subject)
    kit.check(_unanswered(draft))
    asked = _asked(dossier, draft, receipt)
    if not asked.found.value("allowed"):
        title = because("Somebody else gets data only when the customer agrees")
        why = reason_of(asked.found, "allowed")
        clauses = ("DA1", "DA2")
        return refused(dossier, draft, today, subject, asked, title=title, reason=why, clauses=clauses, leaving=False)
    reply_by = asked.found.value("reply_by")
    standing = open_case(dossier, draft.subject) if reply_by is not None else None
    if standing is not None:
        raise Refusal(standing)
    effects = [_WAYS[asked.found.value("via")]]
    if reply_by is not None:
        effects.append(because("The reply is due by {day}.", day=reply_by))
    return Decision(
        asked=(asked,),
        subjects=(subject,),
        finish=because("Record the request"),
        read_out=_read_out(reply_by),
        state="open" if reply_by is not None else "done",
        effects=tuple(effects),
        lasts=((because("Reply"), reply_by),) if reply_by is not None else (),
        sheets=(
            Sheet(
                kind="data_request_acknowledgement",
                subject="data",
                determination=asked.found,
                facts=asked.facts,
                statement=draft.statement,
            ),
        ),
        due=(reply_by, REPLY) if reply_by is not None else None,
    )


def _asked(dossier: Dossier, draft: Draft, receipt: Receipt) -> Asked:
    facts = DataRequestFacts(
        by=cast(Literal["customer", "third_party"], draft.by),
        kind=cast(Literal["personal", "product"], draft.kind),
        received_on=day_of(receipt),
        holder_agrees=bool(draft.holder_agrees),
        consent_personal_data=bool(draft.consent),
    )
    return kit.ask(dossier, receipt, "data_request", facts, dossier.contract)


def _unanswered(draft: Draft) -> WrongInput | None:
    needed = [
        ("by", because("Choose who asks for the data.")),
        ("kind", because("Choose which data are asked for.")),
    ]
    if draft.by == "third_party":
        needed.append(("holder_agrees", because("Ask whether the customer agrees, and record the answer.")))
        if draft.holder_agrees:
            needed.append(("consent", because("Ask whether personal data are meant too, and record the answer.")))
    return kit.first_missing(draft, *needed)


def _read_out(reply_by: date | None) -> Because:
    if reply_by is None:
        return because("You will have our letter in the next days. It says where you find the data.")
    return because("You get our reply by {day} at the latest.", day=reply_by)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
