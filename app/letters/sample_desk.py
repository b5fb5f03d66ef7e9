"""Samples of letters on the SIM card, Service Inclusive, requests, the provider's own acts and cases undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from app.letters.matter import CaseLine, Change, DealerLine, InvoiceLine, Matter, Particulars, ServiceLine
from app.letters.sample_endings import ruled, terminated, withdrawn
from app.letters.sample_people import RECEIVED, WORDS
from app.terms.calendar import Country
from app.terms.clause import Because, Cents, because
from app.terms.edition import newest_edition
from app.terms.facts import (
    BreachFacts,
    ExpiredMeansFacts,
    PaymentDefaultFacts,
    ProviderService,
    ProviderTerminationFacts,
    SimFacts,
)
from app.terms.facts_services import (
    ActivationFacts,
    DataRequestFacts,
    EntitlementFacts,
    ExtensionFacts,
    PackageTermFacts,
)
from app.terms.rules import determine

_TODAY = RECEIVED.date()
_DEALER = DealerLine("Garage Leieboord", "Gent", "+32 9 555 01 20")
_REGISTERED = date(2024, 10, 1)
_PACKAGE = "Service Inclusive"


def switched_off(base: Matter) -> Matter:
    """The card goes off after the handover; the contract goes on."""
    facts = SimFacts(
        RECEIVED, ("eu_ecall", "map_data_for_speed_assist"), datetime(2026, 3, 2, 10), activated_features=("recorder",)
    )
    return ruled(
        base,
        "sim_deactivation",
        facts,
        subject="sim",
        subject_name="",
        sent_on=None,
        activated_functions=("Anti-Theft Recorder",),
        dealer=_DEALER,
        iccid="8932020000000012345",
    )


def switched_on(base: Matter) -> Matter:
    """The card goes on again; one service ended while it was off."""
    back = (ServiceLine(base.subject_name, date(2027, 12, 17), True), ServiceLine("Drive Recorder", None, False))
    return replace(
        base,
        subject="sim",
        subject_name="",
        sent_on=None,
        services=back,
        dealer=_DEALER,
        iccid="8932020000000012345",
        particulars=Particulars(variant="switch_on"),
    )


def card_off(base: Matter) -> Matter:
    """The card is off since this afternoon; the contract goes on."""
    done_at = datetime(2026, 12, 28, 15, 40)
    return replace(switched_off(base), particulars=Particulars(variant="switch_off", done_at=done_at))


def package_active(base: Matter) -> Matter:
    """A package paid for today, with its term."""
    facts = ActivationFacts("service_inclusive", _TODAY)
    return _with_term(ruled(base, "si_activation", facts), 36, 40_000)


def package_extended(base: Matter) -> Matter:
    """A package extended by a year after its end."""
    country: Country = "LU" if base.country == "LU" else "BE"
    facts = ExtensionFacts("service_inclusive", date(2026, 9, 30), _TODAY, country)
    return _with_term(ruled(base, "si_extension", facts), 36, 60_000)


def _with_term(one: Matter, months: int, km: int) -> Matter:
    term = PackageTermFacts("service_inclusive", months, km, first_registration_on=_REGISTERED)
    found = determine("si_term", term, newest_edition("SI"))
    return replace(one, subject="service_inclusive", subject_name=_PACKAGE, particulars=Particulars(further=(found,)))


def work_asked(base: Matter) -> Matter:
    """Brake fluid, which the car shows as due."""
    facts = EntitlementFacts("BEV", "brake_fluid", _TODAY, 31_240, 40_000, _REGISTERED, date(2027, 9, 30), True)
    return ruled(base, "si_entitlement", facts, subject="service_inclusive", subject_name=_PACKAGE)


def asked_for_data(base: Matter) -> Matter:
    """A request for one's own personal data."""
    facts = DataRequestFacts("customer", "personal", _TODAY)
    return ruled(base, "data_request", facts, subject="contract", subject_name="")


def complained(base: Matter) -> Matter:
    """A complaint about a service of ours."""
    return replace(
        base,
        subject="contract",
        subject_name="",
        customer_statement=WORDS[base.language].complaint,
        particulars=Particulars(variant="service", act_by=date(2027, 1, 25)),
    )


def ended_by_us(base: Matter) -> Matter:
    """The contract ended by the provider after five years; one service runs on."""
    facts = ProviderTerminationFacts(
        "framework",
        date(2021, 3, 10),
        date(2027, 1, 4),
        (ProviderService("b1", "free"), ProviderService("b2", "limited", term_end=date(2027, 12, 17))),
    )
    one = ruled(base, "provider_terminates", facts, subject="contract", subject_name="")
    assert one.determination
    ends = [part.value("last_service_day") for part in one.determination.value("services")]
    names = ("Remote Services", base.subject_name)
    services = tuple(ServiceLine(name, end, False) for name, end in zip(names, ends, strict=True))
    return replace(one, services=services)


def means_expiring(base: Matter) -> Matter:
    """A card that expires before the next payment."""
    facts = ExpiredMeansFacts(date(2027, 1, 31), date(2027, 2, 5), payment_failed=False, warned_on=_TODAY)
    return ruled(base, "expired_payment_means", facts)


def unpaid(base: Matter) -> Matter:
    """An invoice not paid in thirty days."""
    country: Country = "LU" if base.country == "LU" else "BE"
    facts = PaymentDefaultFacts(country, date(2026, 11, 20), _TODAY)
    one = ruled(base, "payment_default", facts)
    assert one.determination
    invoice = InvoiceLine("F-2026-118204", facts.invoice_date, Cents(1990), one.determination.value("last_day_to_pay"))
    return replace(one, particulars=Particulars(invoices=(invoice,)))


def paid_again(base: Matter) -> Matter:
    """The invoice is paid."""
    country: Country = "LU" if base.country == "LU" else "BE"
    return ruled(base, "payment_default", PaymentDefaultFacts(country, date(2026, 11, 20), _TODAY, _TODAY))


def warned(base: Matter) -> Matter:
    """A use against the terms that goes on."""
    particulars = Particulars(explanation=WORDS[base.language].explanation, act_by=date(2027, 1, 11))
    return ruled(base, "breach", BreachFacts(1, continuing=True), particulars=particulars)


_EARLIER = CaseLine("C-2026-01655", date(2026, 12, 14), because("Termination"))


def gone_back_on(base: Matter) -> Matter:
    """A notice the customer takes back before the contract ends."""
    return replace(
        base,
        subject="contract",
        subject_name="",
        services=terminated(base).services,
        particulars=Particulars(other_case=_EARLIER),
    )


def corrected(base: Matter) -> Matter:
    """The day of receipt was entered wrongly, so the contract ends on another day."""
    one = terminated(base)
    assert one.determination
    now = one.determination.value("notice_end")
    changes = (
        _change(because("Received on"), date(2026, 12, 30), _TODAY),
        _change(because("Last day"), date(2027, 1, 30), now),
    )
    return replace(one, particulars=Particulars(other_case=_EARLIER, changes=changes))


def _change(label: Because, before: date, now: date) -> Change:
    return Change(label, Because("{day}", (("day", before),)), Because("{day}", (("day", now),)))


def stated(base: Matter) -> Matter:
    """The refund of a withdrawal, once it is released."""
    case = CaseLine("C-2026-01655", date(2026, 12, 14), because("Withdrawal"))
    return replace(withdrawn(base), particulars=Particulars(other_case=case))
