"""The pages that every act begins with: who asks, and how and when the message came in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from app.acts import wording
from app.acts.chosen_readings import Chosen, in_force
from app.acts.rows import Receipt
from app.acts.step import Choice, Field, Step
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, WrongInput, because


class Noticed(Chosen, Protocol):
    """The part of a draft that says how the message came in."""

    @property
    def channel(self) -> str: ...
    @property
    def received_at(self) -> datetime | None: ...
    @property
    def sent_on(self) -> date | None: ...
    @property
    def evidence(self) -> str: ...


def receipt_of(draft: Noticed) -> Receipt:
    """How the message came in. Raises :class:`WrongInput` while the moment of receipt is missing."""
    if draft.received_at is None:
        raise WrongInput("received_at", because("Enter the day and the hour at which the message came in."))
    sent_on = draft.sent_on if takes_time(draft.channel) else None
    return Receipt(draft.received_at, draft.channel, sent_on, in_force(draft))


def takes_time(channel: str) -> bool:
    """Whether a message of this channel is sent on one day and may arrive on another."""
    return channel in ("letter", "email")


def step(draft: Noticed, today: date, title: Because | None = None) -> Step:
    """The page *Notice*: channel, sent, received, and what proves it."""
    fields = [
        Field(
            "channel",
            "choice",
            because("How did the message come in?"),
            choices=tuple(Choice(word, label) for word, label in wording.CHANNELS.items()),
        ),
        Field(
            "received_at",
            "moment",
            because("Received on"),
            hint=because("The day and the hour at which the message reached us; they stand in the letter."),
        ),
    ]
    if takes_time(draft.channel):
        fields.insert(
            1,
            Field(
                "sent_on",
                "date",
                because("Posted on") if draft.channel == "letter" else because("Sent on"),
                hint=because("Empty: not known, the day of receipt counts."),
                required=False,
            ),
        )
    fields.append(
        Field(
            "evidence",
            "choice",
            because("What proves it?"),
            choices=tuple(Choice(word, wording.EVIDENCE[word]) for word in wording.evidence_for(draft.channel)),
        )
    )
    fields.append(
        Field(
            "statement",
            "text",
            because("What does the customer say?"),
            hint=because("Optional, in the customer's own words. No reason is needed."),
            required=False,
            lines=2,
        )
    )
    problem, where = _problem(draft, today)
    return Step(
        name="notice",
        # translators: the message the customer sent, a withdrawal as well as a termination
        title=title or because("Notice"),
        kind="form",
        fields=tuple(fields),
        summary=_summary(draft) if problem is None else (),
        problem=problem,
        problem_field=where,
    )


def evidence_of(draft: Noticed) -> str:
    """What proves the message: what was chosen, or what is usual where the choice does not fit the channel."""
    fitting = wording.evidence_for(draft.channel)
    return draft.evidence if draft.evidence in fitting else fitting[0]


def customer_lines(dossier: Dossier, customer_type: str) -> tuple[Because, ...]:
    """The summary under *Customer*: the name and the kind of customer."""
    return (
        Because("{name}", (("name", dossier.customer.name),)),
        because("Trader") if customer_type == "trader" else because("Consumer"),
    )


def check(draft: Noticed, today: date) -> None:
    """Raise what is wrong with the days of the message: missing, in the future, or received before it was sent."""
    problem, _ = _problem(draft, today)
    if problem is not None:
        raise problem


def _problem(draft: Noticed, today: date) -> tuple[Refusal | None, str]:
    try:
        receipt = receipt_of(draft)
    except WrongInput as missing:
        return missing, missing.field
    received = receipt.received_at.date()
    if received > today:
        return _wrong("received_at", because("{day} lies in the future: enter when the message came in.", day=received))
    if receipt.sent_on is not None and receipt.sent_on > received:
        return _wrong(
            "sent_on",
            because(
                "A message cannot be sent on {sent} and received before that, on {received}.",
                sent=receipt.sent_on,
                received=received,
            ),
        )
    return None, ""


def _wrong(field: str, sentence: Because) -> tuple[Refusal, str]:
    return WrongInput(field, sentence), field


def _summary(draft: Noticed) -> tuple[Because, ...]:
    receipt = receipt_of(draft)
    received = receipt.received_at.date()
    channel = wording.channel(receipt.channel)
    if receipt.sent_on is None:
        return (channel, because("Received {day}", day=received))
    return (
        because("{channel}, sent {day}", channel=channel, day=receipt.sent_on),
        because("Received {day}", day=received),
    )
