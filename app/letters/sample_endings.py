"""Samples of letters on what ends, pays back or goes on: each made from what the rule itself determines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.letters.matter import Instead, Matter, RefundLine, ServiceLine
from app.letters.sample_people import RECEIVED, WRITTEN
from app.terms.calendar import Country
from app.terms.clause import Cents, because
from app.terms.edition import newest_edition
from app.terms.facts import (
    CustomerType,
    FrameworkTerminationFacts,
    NonRenewalFacts,
    OutageFacts,
    Pricing,
    RunningService,
    ServiceTerminationFacts,
    TermsChangeFacts,
    VehicleSaleFacts,
    WithdrawalFacts,
)
from app.terms.money import vat_inside
from app.terms.rules import determine

_TODAY = RECEIVED.date()
_CONCLUDED = date(2026, 12, 18)
_TERM = Pricing("limited", Cents(12000), _CONCLUDED, date(2027, 12, 17))
_ONCE = Pricing("one_off_indefinite", Cents(14900), _CONCLUDED)


def ruled(base: Matter, rule: str, facts: Any, **changes: Any) -> Matter:
    """``base`` resting on what ``rule`` finds for ``facts``."""
    edition = newest_edition("SI" if rule.startswith("si_") else "MC")
    found = determine(rule, facts, edition)
    return replace(base, determination=found, facts=facts, clauses=found.clauses, **changes)


def _customer(base: Matter) -> CustomerType:
    return "consumer" if base.recipient.consumer else "trader"


def form(base: Matter) -> Matter:
    """A form nobody has sent yet."""
    return replace(withdrawn(base), received_at=None, sent_on=None, refund_lines=())


def withdrawn(base: Matter) -> Matter:
    """Two services withdrawn in time, one of them used for 11 of its 365 days."""
    country: Country = "LU" if base.country == "LU" else "BE"
    lines = []
    for number, name, pricing in (("B-1", base.subject_name, _TERM), ("B-2", "Anti-Theft Recorder", _ONCE)):
        facts = WithdrawalFacts(
            "booking", "consumer", country, _CONCLUDED, _TODAY, pricing,
            start_requested=pricing is _TERM, service_started_on=_CONCLUDED, sent_on=base.sent_on,
        )  # fmt: skip
        one = ruled(base, "withdrawal", facts)
        lines.append((one, line_of(one, number, name, pricing)))
    refund_lines = tuple(line for _, line in lines)
    first, second = lines[0][0], lines[1][0].determination
    assert first.determination
    assert second
    explained = replace(
        first,
        determination=first.determination._replace(about="B-1"),
        names=tuple((line.number, line.service) for line in refund_lines),
        particulars=replace(first.particulars, further=(second._replace(about="B-2"),)),
    )
    return paid_back(explained, refund_lines, first.determination.value("refund_due_by"))


def line_of(one: Matter, number: str, name: str, pricing: Pricing) -> RefundLine:
    """The line of the refund table a determination gives."""
    found = one.determination
    assert found
    return RefundLine(
        number, name, pricing.kind, pricing.period_start, pricing.period_end, pricing.price,
        found.value("consumed_days"), found.value("total_days"), found.value("deduction"), found.value("refund"),
        None, found.value("last_service_day"), False,
    )  # fmt: skip


def paid_back(one: Matter, lines: tuple[RefundLine, ...], due_by: date | None = None) -> Matter:
    """The matter with a refund, its sum and the VAT in it."""
    total = Cents(sum(line.refund or 0 for line in lines))
    vat = vat_inside(total, "LU" if one.country == "LU" else "BE", WRITTEN).vat
    kept = (ServiceLine("Drive Recorder", None, True),)
    return replace(
        one, refund_lines=lines, refund_total=total, refund_vat=vat, refund_due_by=due_by, services=one.services or kept
    )


def withdrawal_refused(base: Matter) -> Matter:
    """A withdrawal two months after the conclusion, with two ways that are left."""
    concluded = date(2026, 10, 18)
    country: Country = "LU" if base.country == "LU" else "BE"
    facts = WithdrawalFacts("booking", "consumer", country, concluded, _TODAY, _TERM, sent_on=base.sent_on)
    alternatives = (
        Instead(
            because("You end the MINI Connected contract."),
            date(2027, 1, 4), date(2027, 2, 4), Cents(0), ("MC 8.1",),
        ),
        Instead(
            because("You let the service run to the end of its term. It then ends by itself."),
            None, date(2027, 10, 17), None, ("MC 8.3",),
        ),
    )  # fmt: skip
    return ruled(base, "withdrawal", facts, concluded_on=concluded, alternatives=alternatives)


def refused(base: Matter) -> Matter:
    """A fixed term that cannot be ended early, and what is possible instead."""
    facts = ServiceTerminationFacts(
        "consumer", "limited", _TODAY, term_end=_TERM.period_end, price=_TERM.price, period_start=_TERM.period_start
    )
    return ruled(
        base,
        "customer_terminates_service",
        facts,
        subject="service",
        alternatives=withdrawal_refused(base).alternatives[:1],
    )


def terminated(base: Matter) -> Matter:
    """The contract ended with a month's notice; one service with a fixed term outlives it."""
    facts = FrameworkTerminationFacts(
        _TODAY, (RunningService("b1", "one_off_indefinite"), RunningService("b2", "limited", date(2027, 12, 17)))
    )
    one = ruled(
        base, "customer_terminates_framework", facts, subject="contract", subject_name="", refund_total=Cents(0)
    )
    assert one.determination
    parts = one.determination.value("services")
    names = ("Drive Recorder", base.subject_name)
    services = tuple(
        ServiceLine(name, part.value("last_service_day"), bool(part.value("survives")))
        for name, part in zip(names, parts, strict=True)
    )
    called = tuple(zip((part.key for part in parts), names, strict=True))
    return replace(one, services=services, names=called)


def not_renewed(base: Matter) -> Matter:
    """A term that would have been renewed."""
    return ruled(base, "non_renewal", NonRenewalFacts(_customer(base), True, 12, date(2027, 2, 17), base.sent_on))


def passed_on(base: Matter) -> Matter:
    """The car was sold a week ago; one service has a fixed term."""
    return ruled(base, "vehicle_sale", VehicleSaleFacts(date(2026, 12, 21), _TODAY, date(2027, 12, 17)), subject="sale")


def objected(base: Matter) -> Matter:
    """An objection in time to new terms."""
    facts = TermsChangeFacts(date(2026, 12, 14), date(2027, 2, 1), objection_received_on=_TODAY)
    return ruled(base, "terms_change", facts, subject="contract", subject_name="")


def without_service(base: Matter) -> Matter:
    """Six days without service, across the end of a paid month."""
    pricing = Pricing("monthly", Cents(990), first_due_on=date(2026, 6, 5))
    facts = OutageFacts(True, date(2026, 12, 2), date(2026, 12, 7), pricing)
    one = ruled(base, "outage", facts)
    assert one.determination
    found = one.determination
    line = RefundLine(
        "B-1", base.subject_name, "monthly", None, None, pricing.price, found.value("outage_days"), None,
        None, found.value("refund"), None, None, False,
    )  # fmt: skip
    return paid_back(one, (line,))
