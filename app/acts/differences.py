"""How one answer differs from another, in a sentence an agent can read out: "One day later: €0.33 less"."""

from __future__ import annotations

from app.acts.rows import DayAnswer
from app.terms.clause import Because, Cents, because, because_count


def days_apart(days: int) -> Because:
    """How far a day lies from the day in hand, as the beginning of a sentence."""
    if days < 0:
        return because_count("One day earlier", "{count} days earlier", -days)
    return because_count("One day later", "{count} days later", days)


def difference(case: Because, answer: DayAnswer, compared: DayAnswer) -> Because:
    """What ``answer`` gives that ``compared`` does not; ``case`` says what is other, as "One day later"."""
    return because("{case}: {changes}.", case=case, changes=tuple(_changes(answer, compared)) or (_SAME,))


_SAME = because("the same answer")


def _changes(answer: DayAnswer, compared: DayAnswer) -> list[Because]:
    changes = []
    if answer.state != compared.state:
        changes.append(_state(answer, compared))
    elif answer.state in ("blocked", "gone"):
        return [because("not possible either")]
    if answer.possible:
        changes += _days_and_money(answer, compared)
    return changes


def _state(answer: DayAnswer, compared: DayAnswer) -> Because:
    match answer.state:
        case "blocked" | "gone":
            return because("no longer possible") if compared.received_on < answer.received_on else _NOT_POSSIBLE
        case "approval":
            return because("possible with the approval of a supervisor")
        case "needs_answer":
            return because("a fact is missing")
    return because("no approval needed") if compared.state == "approval" else because("possible")


_NOT_POSSIBLE = because("not possible")


def _days_and_money(answer: DayAnswer, compared: DayAnswer) -> list[Because]:
    changes = []
    if answer.last_service_day is not None and answer.last_service_day != compared.last_service_day:
        changes.append(because("last service day {day}", day=answer.last_service_day))
    money = _money(answer, compared)
    if money is not None:
        changes.append(money)
    if answer.refund and answer.refund_due_by is not None and answer.refund_due_by != compared.refund_due_by:
        changes.append(because("paid back by {day}", day=answer.refund_due_by))
    return changes


def _money(answer: DayAnswer, compared: DayAnswer) -> Because | None:
    if answer.refund is None:
        return None if compared.refund is None else because("a supervisor decides on the amount")
    if compared.refund is None:
        return because("{amount} back", amount=answer.refund)
    more = answer.refund - compared.refund
    if more == 0:
        return None
    return because("{amount} more", amount=Cents(more)) if more > 0 else because("{amount} less", amount=Cents(-more))
