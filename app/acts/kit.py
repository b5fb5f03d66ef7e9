"""What an act of one file is made of: the common part of its draft, its decision, and the functions every act has.

An act says in ``pages`` what it asks and in ``decide`` what comes of it; review, letter and booking are all made from
that one decision, so they cannot differ. How to add one stands in ``README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from app.acts import governing, notice, refunds, timeline, wording
from app.acts.chosen_readings import pairs_of
from app.acts.plan import Effect, End, Plan, Sheet, refunds_of
from app.acts.readings import readings_of
from app.acts.rows import Done, Option, Overview, Preview, Receipt, RefusalShown, Span, WhyStep
from app.acts.step import Choice, Field, Step
from app.acts.why import why_of_all
from app.letters.matter import RefundLine
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Because, Cents, Determination, Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.start import Desk


REPLY = "reply"
"""What is due on a case with a day by which it is answered."""


class Asked(NamedTuple):
    """What a rule said, and the facts it was given."""

    found: Determination
    facts: Any


def ask(dossier: Dossier, receipt: Receipt, rule: str, facts: Any, row: governing.Row | None = None) -> Asked:
    """What the terms that govern ``row`` on the day of receipt say; without a row, those of that day."""
    return Asked(governing.ask(rule, facts, dossier, row, day_of(receipt), receipt.readings), facts)


@dataclass(frozen=True, slots=True)
class Request:
    """The part that every draft has: what it concerns, who asks, and how and when the message came in.

    ``readings`` are the readings of contested points it is judged by (point and reading), ``reading_reason`` says why a
    supervisor chose others than the organisation.
    """

    subject_kind: str = ""
    subject: str = ""
    customer_type: str = ""
    channel: str = "phone"
    received_at: datetime | None = None
    sent_on: date | None = None
    evidence: str = ""
    statement: str = ""
    readings: tuple[tuple[str, str], ...] = ()
    reading_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What comes of a draft: what the rules said, what is written, and what is told.

    ``subjects`` are (kind, number) of all it concerns, the first is the one lists show; what stands there cannot be
    part of a second case while this one is open. ``sheets`` are its letters, in order. ``effects`` say in sentences
    what it does where no money is paid back; ``lasts`` are the last days the picture shows, ``spans`` what was before
    the message. ``finish`` is the last button. ``held``: nothing takes effect before a supervisor has approved it.
    """

    subjects: tuple[tuple[str, str], ...]
    finish: Because
    read_out: Because | None
    asked: tuple[Asked, ...] = ()
    state: str = "done"
    refusal: RefusalShown | None = None
    refund_lines: tuple[RefundLine, ...] = ()
    refund_due_by: date | None = None
    refund_days: tuple[date, date] | None = None
    payment_means: str = ""
    last_service_day: date | None = None
    approvals: tuple[Because, ...] = ()
    effects: tuple[Because, ...] = ()
    why: tuple[WhyStep, ...] = ()
    stays_on: tuple[Because, ...] = ()
    better: tuple[Option, ...] = ()
    lasts: tuple[tuple[Because, date], ...] = ()
    spans: tuple[Span, ...] = ()
    ends: tuple[End, ...] = ()
    changes: tuple[Effect, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    due: tuple[date, str] | None = None
    corrects: str = ""
    held: bool = False

    @property
    def refund(self) -> Cents | None:
        """What goes back in all; ``None`` where nothing does or a supervisor has to set an amount."""
        known = all(line.refund is not None for line in self.refund_lines)
        return refunds.total(self.refund_lines) if self.refund_lines and known else None


D = TypeVar("D", bound=Request)


@dataclass(frozen=True, slots=True)
class Act(Generic[D]):
    """The functions every act has, made from what is its own: its ``pages`` and its ``decide``."""

    name: str
    title: Because
    draft: type[D]
    pages: Callable[[Dossier, D, date], tuple[Step, ...]]
    decide: Callable[[Dossier, D, date], Decision]

    def begin(self, overview: Overview, option: Option) -> D:
        """The draft a click on an option starts with."""
        return begun(self.draft, overview, option)

    def steps(self, dossier: Dossier, draft: D, today: date) -> tuple[Step, ...]:
        """The pages of the act and the review."""
        return (*self.pages(dossier, draft, today), REVIEW)

    def preview(self, dossier: Dossier, draft: D, today: date) -> Preview:
        """What the draft would do. Raises ``Refusal`` while a fact is missing."""
        notice.check(draft, today)
        decision, receipt = self.decide(dossier, draft, today), notice.receipt_of(draft)
        found = tuple(one.found for one in decision.asked)
        lines, total = decision.refund_lines, decision.refund
        on = receipt.received_at.date()
        return Preview(
            act=self.name,
            title=self.title,
            determinations=found,
            refusal=decision.refusal,
            refund_lines=lines,
            refund_total=total,
            refund_vat=None if total is None else refunds.vat_total(lines),
            vat_percent=refunds.percent(dossier, on),
            refund_due_by=decision.refund_due_by,
            payment_means=decision.payment_means,
            last_service_day=decision.last_service_day,
            why=decision.why or why_of_all(found),
            readings=readings_of(found, receipt.readings),
            approvals=decision.approvals,
            stays_on=decision.stays_on,
            better=decision.better,
            timeline=timeline.of_ending(dossier, decision.lasts, receipt, today, before=decision.spans),
            read_out=decision.read_out,
            letters=tuple(sheet.kind for sheet in decision.sheets),
            finish_label=decision.finish,
            facts=tuple(one.facts for one in decision.asked),
            effects=decision.effects,
        )

    def plan(self, dossier: Dossier, draft: D, seen: Preview) -> Plan:
        """What recording the previewed draft writes."""
        decision = self.decide(dossier, draft, seen.timeline.today)
        due_on, due_what = decision.due or (None, "")
        return Plan(
            receipt=notice.receipt_of(draft),
            evidence=notice.evidence_of(draft),
            subjects=decision.subjects,
            state=decision.state,
            ends=decision.ends,
            sheets=decision.sheets,
            last_service_day=decision.last_service_day,
            refund=decision.refund,
            refund_due_by=decision.refund_due_by,
            refund_means="same" if decision.refund_lines else "",
            effects=decision.changes,
            refunds=refunds_of(decision.refund_lines, decision.refund_days),
            due_on=due_on,
            due_what=due_what,
            corrects=decision.corrects,
            held=decision.held,
        )

    def perform(self, desk: Desk, dossier_key: DossierKey, draft: D, seen: Preview, request_key: str = "") -> Done:
        """Record the act with its letters: all of it or nothing."""
        from app.acts import recording  # a list of options needs nothing of what writes

        return recording.perform(desk, dossier_key, self.name, draft, seen, request_key)


def begun(draft: type[D], overview: Overview, option: Option, **more: Any) -> D:
    """A draft on an option, with the notice of *Options today*; ``more`` are further fields of the act's own draft."""
    receipt = overview.receipt
    return draft(
        subject_kind=option.subject_kind,
        subject=option.subject,
        customer_type=overview.dossier.customer.kind,
        channel=receipt.channel,
        received_at=receipt.received_at,
        sent_on=receipt.sent_on,
        evidence=wording.evidence_for(receipt.channel)[0],
        readings=pairs_of(receipt.readings),
        **more,
    )


REVIEW = Step("review", because("Review"), "review", summary=(because("Check, then record"),))
"""The last page of every act."""


def customer_step(
    dossier: Dossier, draft: Request, consumer: Because, trader: Because, clauses: tuple[str, ...] = ()
) -> Step:
    """The page *Customer*: as what the contract was concluded, and what that means here."""
    choices = (Choice("consumer", because("Consumer"), consumer), Choice("trader", because("Trader"), trader))
    label = because("As what did the customer conclude this contract?")
    field = Field("customer_type", "cards", label, choices=choices, clauses=clauses)
    return Step("customer", because("Customer"), "form", (field,), notice.customer_lines(dossier, draft.customer_type))


def form(name: str, title: Because, *fields: Field, summary: tuple[Because, ...] = (), wrong: Wrong = None) -> Step:
    """A page of fields; ``wrong`` is what keeps the agent from going on, and stands at the field it names."""
    where = wrong.field if isinstance(wrong, WrongInput) else ""
    return Step(name, title, "form", fields, () if wrong else summary, wrong, where)


Wrong = Refusal | None


def first_missing(draft: Request, *needed: tuple[str, Because]) -> WrongInput | None:
    """The first field of ``needed`` that the draft leaves empty, with the sentence that asks for it."""
    for field, sentence in needed:
        if getattr(draft, field) in (None, "", ()):
            return WrongInput(field, sentence)
    return None


def whole(text: str) -> int | None:
    """A whole number as typed, with the spaces, points or commas of thousands; ``None`` for anything else."""
    digits = re.sub(r"[\s.,\u00a0\u202f]", "", text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS else None


_DIGITS = 7
"""No odometer shows more."""


def not_whole(field: str) -> WrongInput:
    """That a field takes a number without decimals."""
    return WrongInput(field, because("Enter a whole number here, such as 12 or 18450."))


def check(*problems: WrongInput | None) -> None:
    """Raise the first problem there is."""
    for problem in problems:
        if problem is not None:
            raise problem


def day_of(receipt: Receipt) -> date:
    """The civil day of the receipt."""
    return receipt.received_at.date()
