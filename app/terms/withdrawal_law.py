"""The consumer law beside MC 15 and SI 11, and the findings that say where it comes before the terms.

Mandatory law cannot be given up by contract: where it gives a consumer more than the clause, it governs.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.terms.calendar import RESOURCES, Country
from app.terms.clause import Because, Finding, because
from app.terms.facts import Pricing, WithdrawalFacts
from app.terms.pricing import PRICELESS

ONLINE_FUNCTION = "online_function"
_ACKNOWLEDGED = "Dir. 2011/83 art. 11a"


class ConsumerLaw(NamedTuple):
    """The articles of a country's consumer law beside the clause."""

    period: str
    extension: str
    refund: str
    charge: str
    free: str
    ancillary: str


LAW: dict[Country, ConsumerLaw] = {
    "BE": ConsumerLaw("WER VI.47 §1", "WER VI.48", "WER VI.50 §1", "WER VI.51 §3", "WER VI.51 §4", "WER VI.52 §2"),
    "LU": ConsumerLaw(
        "LU L.222-9 (1)", "LU L.222-9 (3)", "LU L.222-10 (1)", "LU L.222-10 (6)", "LU L.222-10 (7)", "LU L.222-9 (6)"
    ),
}


def period_governed(clause: str, law: ConsumerLaw) -> Finding:
    """The customer was not told of the right in time: the law's longer period."""
    text = because(
        "The terms give the same period to everybody. The law gives a consumer who was not told of the right in time "
        "more, and no contract can take that away: the law governs."
    )
    return Finding("period_governed_by", law.extension, (clause, law.extension), text)


def use_governed(
    pricing: Pricing,
    started_on: date | None,
    until: date,
    clause: str,
    law: ConsumerLaw,
    *,
    informed: bool,
    requested: bool,
) -> tuple[Finding, ...]:
    """A service that was used by ``until`` and costs nothing all the same: not told of the right, or not asked for.

    Nothing where the clause gives the same: nothing was paid, nothing was used, or use is charged.
    """
    used = started_on is not None and started_on <= until
    if (informed and requested) or not used or pricing.kind in PRICELESS or not pricing.price:
        return ()
    if informed:
        text = because(
            "The terms charge a fair share once a service has started. By law a consumer who did not expressly ask for "
            "the start owes nothing for it, and no contract can change that: the law governs."
        )
    else:
        text = because(
            "The terms charge a fair share once a service has started. By law a consumer who was not told of the right "
            "of withdrawal owes nothing for it, and no contract can change that: the law governs."
        )
    return (Finding("use_governed_by", law.free, (clause, law.free), text),)


def late_refund_governed(facts: WithdrawalFacts, pay_by: date, clause: str, law: ConsumerLaw) -> tuple[Finding, ...]:
    """Luxembourg's legal interest on a refund that comes late; the terms name none."""
    if facts.country != "LU":
        return ()
    return (Finding("late_refund_governed_by", law.refund, (clause, law.refund), interest_of_law(pay_by)),)


def interest_of_law(pay_by: date) -> Because:
    """That legal interest runs on what is not paid back in time (L.222-10 (1)), whatever its rate."""
    return because(
        "The terms name no interest. By the law of Luxembourg legal interest runs by itself on what is not paid back "
        "by {refund_due_by}: the law governs.",
        refund_due_by=pay_by,
    )


def acknowledgement_governed(facts: WithdrawalFacts, clause: str) -> tuple[Finding, ...]:
    """What comes through the online withdrawal function is acknowledged, with content, date and time (art. 11a)."""
    if facts.channel != ONLINE_FUNCTION or facts.received_on < _withdrawal_function_from():
        return ()
    text = because(
        "The terms ask for no answer. By law a withdrawal through the online function is acknowledged at once on a "
        "durable medium, with its content, date and time: the law governs. It confirms the receipt, not the right."
    )
    return (Finding("acknowledgement_governed_by", _ACKNOWLEDGED, (clause, _ACKNOWLEDGED), text),)


@lru_cache(maxsize=1)
def _withdrawal_function_from() -> date:
    text = (RESOURCES / "terms" / "dated_law.toml").read_text(encoding="utf-8")
    day: date = tomllib.loads(text)["withdrawal_function"]["from"]
    return day
