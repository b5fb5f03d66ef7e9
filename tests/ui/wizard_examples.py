"""A small act of its own for the wizard's tests: two forms and a review, as plain as an act can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.acts.rows import Done, Option, Overview, Preview, RefusalShown, Span, Timeline, WhyStep
from app.acts.step import Choice, Field, Step
from app.letters.matter import RefundLine
from app.records.rows import Customer, Dossier
from app.terms.clause import Because, Cents, Refusal, WrongInput, because

TODAY = date(2026, 12, 28)

DOSSIER = Dossier(
    customer=Customer(
        id=1,
        number="C1",
        kind="consumer",
        country="BE",
        language="nl",
        title="ms",
        given_name="Elke",
        family_name="De Smet",
        company_name="",
        vat_number="",
        sanctioned=False,
        addresses=(),
        phones=(),
        emails=(),
    ),
    vehicle=None,
    contract=None,
    service_inclusive=(),
    payments=(),
    cases=(),
    letters=(),
    notes=(),
    journal=(),
    other_vehicles=(),
    version=1,
)


def span(row: str, kind: str, first: tuple[int, int], last: tuple[int, int], text: Because) -> Span:
    """A span in the winter of 2026/27, from and to (month, day)."""
    start, end = (date(2026 if month > 6 else 2027, month, day) for month, day in (first, last))
    return Span(because(row), kind, start, end, text)


NEW_YEAR_MONDAY = date(2027, 1, 4)
TIMELINE = Timeline(
    today=TODAY,
    spans=(
        span("May withdraw", "booked", (12, 18), (12, 18), because("Booked")),
        span("May withdraw", "window", (12, 19), (1, 1), because("14 days")),
        span("May withdraw", "moved", (1, 2), (1, 4), because("moved to {day}", day=NEW_YEAR_MONDAY)),
        span("Service", "used", (12, 18), (12, 28), because("11 days used")),
        Span(because("Service"), "paid", date(2026, 12, 29), date(2027, 12, 17), because("paid until 17 Dec 2027")),
        span("Notice", "posted", (12, 24), (12, 24), because("Posted")),
        span("Notice", "received", (12, 28), (12, 28), because("Received, last service day")),
        span("Refund", "pay", (12, 29), (1, 11), because("14 days to pay")),
        span("Refund", "deadline", (1, 11), (1, 11), because("due by {day}", day=date(2027, 1, 11))),
    ),
    holidays=((date(2026, 12, 25), because("Christmas")), (date(2027, 1, 1), because("New Year"))),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the example act asks."""

    subject: str = "B-1"
    who: str = ""
    received_at: datetime | None = None
    sent_on: date | None = None
    bookings: tuple[str, ...] = ()
    note: str = ""
    informed: bool | None = None


@dataclass
class ExampleAct:
    """The act; ``performed`` counts what was written, ``trouble`` is raised instead of writing, ``lacking``
    instead of finding."""

    NAME: str = "withdrawal"
    TITLE: Because = field(default_factory=lambda: because("Withdraw"))
    refused: bool = False
    trouble: Exception | None = None
    lacking: Refusal | None = None
    performed: list[Draft] = field(default_factory=list)

    def begin(self, overview: Overview, option: Option) -> Draft:
        return Draft()

    def steps(self, dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
        return (
            Step(
                "customer",
                because("Customer"),
                "form",
                (
                    Field(
                        "who",
                        "cards",
                        because("Who asks?"),
                        because("Ask, and record the answer."),
                        (
                            Choice("consumer", because("A consumer"), because("Privately.")),
                            Choice("trader", because("A trader"), because("For a business.")),
                        ),
                        clauses=("MC 15",),
                    ),
                ),
                (because("Consumer"),) if draft.who else (),
                None if draft.who else WrongInput("who", because("Say who asks.")),
                "who",
            ),
            Step(
                "notice",
                because("Notice"),
                "form",
                (
                    Field("received_at", "moment", because("Received on")),
                    Field("sent_on", "date", because("Posted on"), required=False),
                    Field("note", "text", because("Evidence"), required=False),
                    Field("informed", "yes_no", because("Informed of the right?"), required=False),
                    Field(
                        "bookings",
                        "checks",
                        because("Bookings"),
                        choices=(
                            Choice(
                                "B-1",
                                because("Package"),
                                facts=((because("Price paid"), because("{p}", p=Cents(12000))),),
                            ),
                            Choice("B-2", because("Recorder"), blocked=because("Already withdrawn.")),
                        ),
                        required=False,
                    ),
                ),
                (),
                self._notice_problem(draft, today),
                "received_at",
            ),
            Step("review", because("Review"), "review", summary=(because("Check, then record"),)),
        )

    def _notice_problem(self, draft: Draft, today: date) -> Refusal | None:
        if draft.received_at is None:
            return WrongInput("received_at", because("Say when it was received."))
        if draft.received_at.date() > today:
            return WrongInput("received_at", because("The day of receipt lies in the future."))
        return None

    def preview(self, dossier: Dossier, draft: Draft, today: date) -> Preview:
        if self.lacking is not None:
            raise self.lacking
        line = RefundLine(
            "B-1", "MINI Connected Package", "limited", date(2026, 12, 18), date(2027, 12, 17), Cents(12000), 11, 365,
            Cents(362), Cents(11638), Cents(2020), TODAY, False,
        )  # fmt: skip
        refusal = RefusalShown(because("The contract can no longer be withdrawn"), because("Too late."), ("MC 15",), ())
        return Preview(
            act=self.NAME,
            title=because("Withdraw"),
            determinations=(),
            refusal=refusal if self.refused else None,
            refund_lines=() if self.refused else (line,),
            refund_total=None if self.refused else Cents(11638),
            refund_vat=None if self.refused else Cents(2020),
            vat_percent=21,
            refund_due_by=date(2027, 1, 11),
            payment_means="Visa ···· 4242",
            last_service_day=TODAY,
            why=(WhyStep(because("In time"), because("Received on {day}.", day=TODAY), None, ("MC 15",)),),
            readings=(),
            approvals=(),
            stays_on=(because("Legal Emergency Call"),),
            better=(),
            timeline=TIMELINE,
            read_out=because("You get {amount} back.", amount=Cents(11638)),
            letters=("acknowledgement",),
            finish_label=because("Record"),
        )

    def perform(self, desk: Any, dossier_key: str, draft: Draft, seen: Preview, request_key: str) -> Done:
        if self.trouble:
            raise self.trouble
        self.performed.append(draft)
        return Done("C-2026-00001", "recorded", (("L-2026-00001", "acknowledgement"),))
