"""What if: the answer of one act for every day on which the message may come in, in the other country, sent otherwise.

Nothing is computed here: each day is asked of the list of options, or of the preview of the draft in hand, as if the
message had come in on it. Pure; the windows ask once and then only look up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from app.acts.differences import days_apart, difference
from app.acts.notice import takes_time
from app.acts.options import Asked, option_for
from app.acts.rows import DayAnswer, DayRun, DayStrip, Option, Overview, Preview, Receipt, Turn, WhatIf
from app.acts.subjects import Subject, concluded_on
from app.acts.timeline import named_holidays
from app.records.rows import Dossier
from app.terms.calendar import Country
from app.terms.clause import Because, Refusal, WrongInput, because

BEFORE, AFTER, MOST = 14, 60, 400
"""How many days the strip reaches before and after the day in hand, and how many to take in the end of a period."""
_AIR = 5
_CONCLUDED = ("contract", "booking", "service_inclusive")
_DAY = timedelta(1)

Answered = Callable[[Dossier, Receipt], DayAnswer]


Previewed = Callable[[Dossier, Any, date], Preview]
"""The ``preview`` of an act."""


def of_option(overview: Overview, option: Option) -> WhatIf:
    """The option on the days around the receipt of ``overview``."""
    asked = Asked(option.act, option.subject_kind, option.subject)

    def answer(dossier: Dossier, receipt: Receipt) -> DayAnswer:
        return _of_option(option_for(dossier, receipt, asked), receipt.received_at.date())

    begun = _concluded_on(overview.dossier, option.subject_kind, option.subject)
    return _what_if(option.title, overview.dossier, overview.receipt, overview.today, begun, answer)


def of_draft(title: Because, preview: Previewed, dossier: Dossier, draft: Any, today: date) -> WhatIf:
    """The draft of a wizard, by the ``preview`` of its act, on the days around its own receipt.

    Raises ``WrongInput`` while that day is missing.
    """
    if draft.received_at is None:
        raise WrongInput("received_at", because("Enter the day and the hour at which the message came in."))

    def answer(dossier: Dossier, receipt: Receipt) -> DayAnswer:
        other = replace(draft, received_at=receipt.received_at, channel=receipt.channel, sent_on=receipt.sent_on)
        try:
            return _of_preview(preview(dossier, other, today), receipt.received_at.date())
        except WrongInput as missing:
            return DayAnswer(receipt.received_at.date(), "needs_answer", reason=missing.because)

    sent_on = draft.sent_on if takes_time(draft.channel) else None
    begun = _concluded_on(dossier, getattr(draft, "subject_kind", ""), getattr(draft, "subject", ""))
    return _what_if(title, dossier, Receipt(draft.received_at, draft.channel, sent_on), today, begun, answer)


def _concluded_on(dossier: Dossier, kind: str, number: str) -> date:
    """Before this day nobody could withdraw from the subject or end it."""
    return concluded_on(dossier, Subject(kind, number)) if kind in _CONCLUDED else date.min


def _what_if(title: Because, dossier: Dossier, receipt: Receipt, today: date, begun: date, answer: Answered) -> WhatIf:
    in_hand = receipt.received_at.date()
    now = _answered(answer, dossier, receipt)
    days = _reach(in_hand, begun, now.possible_until)
    plain = [_answered(answer, dossier, received(receipt, day)) for day in days]
    compared = tuple(
        one if day == in_hand else replace(one, difference=difference(days_apart((day - in_hand).days), one, now))
        for day, one in zip(days, plain, strict=True)
    )
    strip = DayStrip(because("This message"), compared, _runs(compared))
    others = tuple(
        _other(name, case, strip, [_answered(answer, varied, received(sent, day)) for day in days])
        for name, case, varied, sent in _variants(dossier, receipt)
    )
    return WhatIf(
        title=title,
        today=today,
        in_hand=in_hand,
        strip=strip,
        others=others,
        turn=_turn(strip, in_hand),
        note=_note(receipt, strip),
        holidays=tuple(named_holidays(dossier.customer.country, days[0], days[-1])),
    )


def received(receipt: Receipt, day: date) -> Receipt:
    """The same message, received on another day: at noon, and sent that day at the latest."""
    if day == receipt.received_at.date():
        return receipt
    sent_on = min(receipt.sent_on, day) if receipt.sent_on is not None else None
    return replace(receipt, received_at=datetime.combine(day, time(12)), sent_on=sent_on)


def _variants(dossier: Dossier, receipt: Receipt) -> Iterable[tuple[Because, Because, Dossier, Receipt]]:
    """What else may be otherwise: a short name, the beginning of a sentence, the dossier and the message."""
    other: Country = "LU" if dossier.customer.country == "BE" else "BE"
    there = replace(dossier, customer=replace(dossier.customer, country=other))
    if other == "LU":
        yield because("In Luxembourg"), because("In Luxembourg instead"), there, receipt
    else:
        yield because("In Belgium"), because("In Belgium instead"), there, receipt
    if takes_time(receipt.channel):
        told = replace(receipt, channel="phone", sent_on=None)
        yield because("By phone"), because("By phone instead"), dossier, told
    else:
        day = receipt.received_at.date()
        posted = replace(receipt, channel="letter", sent_on=day)
        yield because("By letter"), because("By letter instead, posted by {day}", day=day), dossier, posted


def _other(name: Because, case: Because, strip: DayStrip, answers: list[DayAnswer]) -> DayStrip:
    compared = tuple(
        replace(one, difference=difference(case, one, usual)) for one, usual in zip(answers, strip.answers, strict=True)
    )
    return DayStrip(name, compared, _runs(compared))


# One day -------------------------------------------------------------------------------------------------------------


def _answered(answer: Answered, dossier: Dossier, receipt: Receipt) -> DayAnswer:
    try:
        return answer(dossier, receipt)
    except Refusal as refusal:
        return DayAnswer(receipt.received_at.date(), "blocked", reason=refusal.because)


def _of_option(option: Option | None, day: date) -> DayAnswer:
    if option is None:
        return DayAnswer(day, "gone", reason=because("Nothing is left to end on that day."))
    return DayAnswer(
        received_on=day,
        state=option.state,
        possible_until=option.possible_until,
        last_service_day=option.last_service_day,
        last_service_day_text=option.last_service_day_text,
        refund=option.refund,
        refund_due_by=option.refund_due_by,
        reason=option.reason,
    )


def _of_preview(preview: Preview, day: date) -> DayAnswer:
    if preview.refusal is not None:
        return DayAnswer(day, "blocked", reason=preview.refusal.because)
    deadlines = [one.value("deadline") for one in preview.determinations if one.value("deadline") is not None]
    return DayAnswer(
        received_on=day,
        state="approval" if preview.approvals else "allowed",
        possible_until=min(deadlines, default=None),
        last_service_day=preview.last_service_day,
        refund=preview.refund_total,
        refund_due_by=preview.refund_due_by,
    )


# Many days -----------------------------------------------------------------------------------------------------------


def _reach(in_hand: date, begun: date, possible_until: date | None) -> list[date]:
    """The days of the strip: none before there was anything to end, and with the end of a period not too far away."""
    before, after = min(BEFORE, max(0, (in_hand - begun).days)), AFTER
    if possible_until is not None and (possible_until - in_hand).days + _AIR <= MOST:
        after = max(after, (possible_until - in_hand).days + _AIR)
    after = min(after, (date.max - in_hand).days)
    return [in_hand + timedelta(offset) for offset in range(-before, after + 1)]


def _runs(answers: tuple[DayAnswer, ...]) -> tuple[DayRun, ...]:
    runs: list[list[DayAnswer]] = [[answers[0]]]
    for before, after in pairwise(answers):
        if _goes_on(before, after):
            runs[-1].append(after)
        else:
            runs.append([after])
    return tuple(DayRun(run[0].received_on, run[-1].received_on, run[0].state, _run_text(run)) for run in runs)


def _goes_on(before: DayAnswer, after: DayAnswer) -> bool:
    """Whether a day gives the answer of the day before: the last service day stands still or goes along."""
    if before.state != after.state or (before.refund is None) != (after.refund is None):
        return False
    if before.last_service_day is None or after.last_service_day is None or not before.possible:
        return True
    return timedelta(0) <= after.last_service_day - before.last_service_day <= _DAY


def _run_text(run: list[DayAnswer]) -> Because:
    match run[0].state:
        case "blocked" | "gone":
            return because("not possible")
        case "needs_answer":
            return because("needs an answer")
    ends = {one.last_service_day for one in run}
    last = run[0].last_service_day
    if len(ends) == 1 and len(run) > 1 and last is not None:
        return because("last day {day}", day=last)
    return because("needs approval") if run[0].state == "approval" else because("possible")


def _turn(strip: DayStrip, in_hand: date) -> Turn | None:
    """The last safe day: after it the act is no longer possible, or its effect leaps. The next one, else the latest."""
    leaps = [(before, after) for before, after in pairwise(strip.runs) if before.state in ("allowed", "approval")]
    closing = [before for before, after in leaps if after.state in ("blocked", "gone")]
    for found, words in ((closing, _last_safe), ([before for before, _ in leaps], _last_same)):
        coming = [run for run in found if run.last >= in_hand]
        run = coming[0] if coming else found[-1] if found else None
        if run is not None:
            return Turn(run.last, words(run.last))
    return None


def _last_safe(day: date) -> Because:
    return because("last safe day: {day}", day=day)


def _last_same(day: date) -> Because:
    return because("last day for this answer: {day}", day=day)


def _note(receipt: Receipt, strip: DayStrip) -> Because | None:
    """A withdrawal sent in time stays in time, whenever it comes in."""
    sent, until = receipt.sent_on, strip.on(receipt.received_at.date()).possible_until
    if sent is None or until is None or sent > until:
        return None
    return because(
        "It was sent on {sent}, in time for {until}: the day on which it comes in changes the money and the days, not "
        "the right.",
        sent=sent,
        until=until,
    )
