"""Objecting to announced new terms (MC 13.2): in time, the terms the customer has go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.acts import kit, notice
from app.acts.kit import Act, Asked, Decision, Request, day_of
from app.acts.plan import Object, Sheet
from app.acts.refusing import blocked, open_case, reason_of, refused
from app.acts.rows import Option, Receipt
from app.acts.step import Step
from app.acts.subjects import Subject, contract_of
from app.acts.why import why_of
from app.records.change_rows import Announcement
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, because
from app.terms.facts import TermsChangeFacts

NAME = "terms_objection"
TITLE: Because = because("Object to the new terms")
ROLE = "agent"
SECTION = ""

_CLAUSES = ("MC 13.2",)


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters: the message. ``subject`` is the announced edition."""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for each announced edition that does not hold yet."""
    contract, on = dossier.contract, day_of(receipt)
    if contract is None or (contract.ends_on is not None and contract.ends_on < on):
        return ()
    announced = (one for one in contract.announcements if one.announced_on <= on < one.effective_on)
    return tuple(_option(dossier, one, receipt) for one in announced)


def _option(dossier: Dossier, announced: Announcement, receipt: Receipt) -> Option:
    asked = _asked(dossier, announced, receipt)
    last = asked.found.value("last_day_to_object")
    option = Option(
        act=NAME,
        subject_kind="terms",
        subject=announced.edition,
        subject_name=because("the new terms"),
        title=because("Object to the new terms from {day}", day=announced.effective_on),
        state="allowed",
        possible_until=last,
        clauses=_CLAUSES,
        why=why_of(asked.found),
        read_out=_read_out(),
        determination=asked.found,
    )
    standing = _standing(dossier, announced)
    if standing is not None:
        return blocked(option, standing, last)
    if not asked.found.value("objection_in_time"):
        return blocked(option, reason_of(asked.found, "objection_in_time"), last)
    return option


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice."""
    return (notice.step(draft, today),)


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """An objection counts by its receipt. One that comes too late against terms that bind anyway is refused."""
    receipt, contract = notice.receipt_of(draft), contract_of(dossier)
    announced = next((one for one in contract.announcements if one.edition == draft.subject), None)
    if announced is None:
        raise Refusal(because("The terms {name} were not announced for this contract.", name=draft.subject), _CLAUSES)
    standing = _standing(dossier, announced)
    if standing is not None:
        raise Refusal(standing, _CLAUSES)
    asked = _asked(dossier, announced, receipt)
    if asked.found.value("change_binds_customer"):
        title = because("The new terms hold from {day}", day=announced.effective_on)
        reason = reason_of(asked.found, "objection_in_time")
        concerned = Subject("terms", draft.subject)
        return refused(dossier, draft, today, concerned, asked, title=title, reason=reason, clauses=_CLAUSES)
    return Decision(
        asked=(asked,),
        subjects=(Subject("terms", f"{contract.number} {announced.edition}"),),
        finish=because("Record the objection"),
        read_out=_read_out(),
        effects=(reason_of(asked.found, "change_binds_customer"),),
        changes=(Object(contract.id, announced.edition, day_of(receipt)),),
        sheets=(
            Sheet(
                kind="objection_confirmation",
                subject="contract",
                concluded_on=contract.concluded_on,
                determination=asked.found,
                facts=asked.facts,
                statement=draft.statement,
            ),
        ),
    )


def _standing(dossier: Dossier, announced: Announcement) -> Because | None:
    """The objection that was made before, or the case about it that is open."""
    if announced.objection_received_on is not None:
        return because(
            "The customer objected on {day} already, in case {case}.",
            day=announced.objection_received_on,
            case=announced.objection_case,
        )
    return open_case(dossier, f"{contract_of(dossier).number} {announced.edition}")


def _asked(dossier: Dossier, announced: Announcement, receipt: Receipt) -> Asked:
    facts = TermsChangeFacts(
        announced_on=announced.announced_on,
        effective_on=announced.effective_on,
        essential=announced.essential,
        consequences_stated=announced.consequences_stated,
        objection_received_on=day_of(receipt),
        objection_sent_on=receipt.sent_on,
    )
    return kit.ask(dossier, receipt, "terms_change", facts, contract_of(dossier))


def _read_out() -> Because:
    return because("I record your objection. The terms you have now go on to apply.")


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
