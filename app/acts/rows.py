"""What windows and the command line get from the acts: frozen rows, ready to show, nothing to compute.

Texts are :class:`~app.terms.clause.Because`: put into words by ``Language.say`` where they are shown, so that a change
of language needs no new query.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from app.letters.matter import RefundLine
from app.records.rows import Dossier
from app.terms.clause import Alternative, Because, Cents, Determination

OptionState = Literal["allowed", "approval", "needs_answer", "blocked"]
ServiceState = Literal["active", "always_on", "available", "missing", "suspended", "ends_on", "ended", "expired", "off"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """How and when the customer's message came in. ``received_at`` is local time; ``sent_on`` is ``None`` = same day.

    ``channel`` is ``letter | email | phone | portal | app | counter | online_function``. ``readings`` are the readings
    of contested points it is judged by, those chosen against the default.
    """

    received_at: datetime
    channel: str
    sent_on: date | None = None
    readings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One step of the reasoning: title, sentence, result in bold, the clauses it rests on.

    ``inputs`` are the facts that went in (label, value); ``arithmetic`` is what was counted, on one line, where the
    sentence does not spell it out.
    """

    title: Because
    sentence: Because
    result: Because | None
    clauses: tuple[str, ...]
    inputs: tuple[tuple[Because, Because], ...] = ()
    arithmetic: Because | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A contested point as the agent sees it: the question and what each reading gives, the one in force first.

    ``choices`` are the ids of the readings in the same order, ``default`` that of the usual one with its ``reason``.
    With ``supervisor_chooses`` a supervisor may choose for one case; otherwise only the organisation does, for all.
    """

    id: str
    question: Because
    readings: tuple[Because, ...]
    results: tuple[Because, ...]
    choices: tuple[str, ...] = ()
    default: str = ""
    supervisor_chooses: bool = False
    reason: Because | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One line of *Options today*: an act on a subject, evaluated for one day and channel of receipt.

    ``act`` names the module in ``app.acts`` that performs it (``withdrawal``, ``termination``, ``sim_deactivation``),
    ``subject_kind`` is ``contract | booking | service_inclusive | sim | sale`` or the act's own word, ``subject`` the
    number it concerns. What is always possible stands in the ``group`` ``other``, out of the way, by ``section``:
    ``customer`` (somebody asks), ``service_inclusive``, ``supervisor``.
    ``possible_until`` is ``None`` for *any time*. ``missing`` names the facts to ask for. ``note`` is the small print
    after the clause (approval; at a dealer, eCall stays). ``role`` is who may perform it, where the act itself does not
    say so: ``agent`` (everybody) or ``supervisor``.
    """

    act: str
    subject_kind: str
    subject: str
    subject_name: Because
    title: Because
    state: OptionState
    possible_until: date | None = None
    ended_on: date | None = None
    last_service_day: date | None = None
    last_service_day_text: Because | None = None
    refund: Cents | None = None
    refund_due_by: date | None = None
    clauses: tuple[str, ...] = ()
    note: Because | None = None
    reason: Because | None = None
    missing: tuple[str, ...] = ()
    missing_text: Because | None = None
    why: tuple[WhyStep, ...] = ()
    readings: tuple[Reading, ...] = ()
    read_out: Because | None = None
    determination: Determination | None = None
    group: Literal["today", "other"] = "today"
    section: str = ""
    role: str = "agent"

    @property
    def allowed(self) -> bool:
        """Whether the act can be started and will have the effect shown."""
        return self.state in ("allowed", "approval")


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """One service of the catalogue on this vehicle. Texts are short, for a table cell."""

    key: str
    name: Because
    parent: str
    state: ServiceState
    state_text: Because
    price: Cents | None
    runs_until: Because | None
    when_sim_off: Because
    may_switch: Because
    data_kept: Because
    booking_number: str


@dataclass(frozen=True, slots=True)
class Span:
    """A bar, point or flag of the timeline; a point has ``start == end``.

    ``kind`` is ``booked | window | moved | used | paid | notice | pay | posted | received | deadline | ends |
    sim_off``.
    """

    row: Because
    kind: str
    start: date
    end: date | None
    text: Because | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the timeline picture shows; ``holidays`` are (day, name) of the customer's country within its range."""

    today: date
    spans: tuple[Span, ...]
    holidays: tuple[tuple[date, Because], ...]


@dataclass(frozen=True, slots=True)
class LateRefund:
    """The refund of a case that was or is paid too late and bears interest by law.

    ``since`` is the first late day; ``interest`` is that up to today or the payment, ``None`` while a rate is missing.
    ``sentence`` says it in words, ``determination`` why.
    """

    case_number: str
    since: date
    interest: Cents | None
    sentence: Because
    determination: Determination


@dataclass(frozen=True, slots=True)
class Overview:
    """A dossier with everything the customer can do, for one receipt: what is possible today first, then the others."""

    dossier: Dossier
    today: date
    receipt: Receipt
    options: tuple[Option, ...]
    services: tuple[ServiceStatus, ...]
    timeline: Timeline
    late_refunds: tuple[LateRefund, ...] = ()

    @property
    def options_today(self) -> tuple[Option, ...]:
        """The options of the list *Options today*."""
        return tuple(one for one in self.options if one.group == "today")

    @property
    def other_acts(self) -> tuple[Option, ...]:
        """What is always possible, or only for a supervisor."""
        return tuple(one for one in self.options if one.group == "other")


@dataclass(frozen=True, slots=True)
class RefusalShown:
    """A refusal in the page: what, why, its clauses, and what the customer can do instead.

    ``decides_on`` is the day it turns on, to stand out among those of the sentence.
    """

    title: Because
    because: Because
    clauses: tuple[str, ...]
    instead: tuple[Option, ...]
    decides_on: date | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would do: the same object the agent confirms, the letter prints and the booking stores.

    ``refund_lines`` name their service in English, the message id of its name: show it through ``Language.text``.
    ``facts`` are what each of the ``determinations`` was given, stored with it. ``effects`` say in sentences what an
    act does that pays nothing back.
    """

    act: str
    title: Because
    determinations: tuple[Determination, ...]
    refusal: RefusalShown | None
    refund_lines: tuple[RefundLine, ...]
    refund_total: Cents | None
    refund_vat: Cents | None
    vat_percent: int
    refund_due_by: date | None
    payment_means: str
    last_service_day: date | None
    why: tuple[WhyStep, ...]
    readings: tuple[Reading, ...]
    approvals: tuple[Because, ...]
    stays_on: tuple[Because, ...]
    better: tuple[Option, ...]
    timeline: Timeline
    read_out: Because | None
    letters: tuple[str, ...]
    finish_label: Because
    alternatives: tuple[Alternative, ...] = ()
    facts: tuple[Any, ...] = ()
    effects: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """What an act gives if the message comes in on ``received_on``.

    ``state`` is ``gone`` on a day on which nothing of the kind is on the list any more. ``difference`` says what is
    other than in the answer it is compared with, ``None`` for that answer itself.
    """

    received_on: date
    state: OptionState | Literal["gone"]
    possible_until: date | None = None
    last_service_day: date | None = None
    last_service_day_text: Because | None = None
    refund: Cents | None = None
    refund_due_by: date | None = None
    reason: Because | None = None
    difference: Because | None = None

    @property
    def possible(self) -> bool:
        """Whether the act would have an effect, perhaps after an approval."""
        return self.state in ("allowed", "approval")


@dataclass(frozen=True, slots=True)
class DayRun:
    """Neighbouring days with the same answer: the same state, and a last service day that makes no leap."""

    first: date
    last: date
    state: OptionState | Literal["gone"]
    text: Because


@dataclass(frozen=True, slots=True)
class DayStrip:
    """One answer for each day of receipt, without a gap, and the same as runs; ``name`` says what is varied."""

    name: Because
    answers: tuple[DayAnswer, ...]
    runs: tuple[DayRun, ...]

    def on(self, day: date) -> DayAnswer:
        """The answer for a day of the strip. Raises ``IndexError`` for any other."""
        offset = (day - self.answers[0].received_on).days
        if offset < 0:
            raise IndexError(offset)
        return self.answers[offset]


@dataclass(frozen=True, slots=True)
class Turn:
    """A day of receipt after which the answer is another one: the last safe day."""

    day: date
    text: Because


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answers of one act over the days on which the message may come in.

    ``in_hand`` is the day the agent works with. The answers of ``strip`` are compared with that day, those of
    ``others`` (another country, another way of sending) with the same day of ``strip``. ``note`` explains why the day
    of receipt matters less than it seems.
    """

    title: Because
    today: date
    in_hand: date
    strip: DayStrip
    others: tuple[DayStrip, ...]
    turn: Turn | None
    note: Because | None
    holidays: tuple[tuple[date, Because], ...]

    @property
    def first(self) -> date:
        """The first day of the strips."""
        return self.strip.answers[0].received_on

    @property
    def last(self) -> date:
        """The last day of the strips."""
        return self.strip.answers[-1].received_on


@dataclass(frozen=True, slots=True)
class Done:
    """What an act has written: the case and its letters (numbers), ready to show and print."""

    case_number: str
    state: str
    letters: tuple[tuple[str, str], ...]
    """(letter number, kind)"""
