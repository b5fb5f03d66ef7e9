"""What letters say in the cases that differ from their samples: each outcome of the rules behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.letters.matter import Particulars, RefundLine, ServiceLine
from app.letters.samples import matter
from app.terms.clause import Cents
from app.terms.facts import (
    BreachFacts,
    ChangedService,
    ExpiredMeansFacts,
    ExtraordinaryFacts,
    FrameworkChangeFacts,
    NonRenewalFacts,
    OutageFacts,
    PaymentDefaultFacts,
    Pricing,
    ProviderRecurringFacts,
    ProviderTerminationFacts,
    ServiceChangeFacts,
    TermsChangeFacts,
    VehicleSaleFacts,
)
from app.terms.facts_services import ActivationFacts, DataRequestFacts, EntitlementFacts
from tests.letters.outcomes import RECEIVED, YEAR, about, sanctions, says

# Endings -------------------------------------------------------------------------------------------------------------


def _line(refund: int) -> RefundLine:
    return RefundLine("B-1", "Package", "limited", date(2026, 12, 18), date(2027, 12, 17), Cents(12000), 11, 365,
                      Cents(12000 - refund), Cents(refund), None, RECEIVED, False)  # fmt: skip


def test_a_contract_ended_because_of_a_change_is_paid_back_pro_rata() -> None:
    service = ChangedService("b", "limited", Cents(12000), date(2026, 12, 18), date(2027, 12, 17))
    facts = FrameworkChangeFacts("BE", True, date(2026, 12, 14), RECEIVED, services=(service,))
    one = about("termination_confirmation", "framework_change", facts, subject="contract", subject_name="")
    assert one.determination
    refund = one.determination.value("refund")
    text = says(replace(one, refund_lines=(_line(refund),), refund_total=refund))
    for words in (
        "Your MINI Connected contract ends on 28 December 2026",
        "the change we told you about on Monday 14 December 2026",
        "You sent it on Thursday 24 December 2026",
        "you could send your message until and including Monday 25 January 2027",
        "You get back what you paid for the time after the last day.",
        "SIM card of your car switched off",
        "€116.38",
        "clause 13.1",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("country", "law"),
    [
        ("BE", "former Civil Code, art. 1701/17, 1701/13, 1701/15"),
        ("LU", "Consumer Code, art. L. 212-26, L. 212-23, L. 212-25"),
    ],
)
def test_a_changed_service_is_ended_by_the_law_of_the_country(country: Any, law: str) -> None:
    facts = ServiceChangeFacts(country, "consumer", True, False, date(2026, 12, 14), RECEIVED, YEAR)
    one = about("termination_confirmation", "service_change", facts, subject="service", country=country)
    assert one.determination
    refund, due = one.determination.value("refund"), one.determination.value("refund_due_by")
    text = says(replace(one, refund_lines=(_line(refund),), refund_total=refund, refund_due_by=due))
    assert "MINI Connected Package ends on 28 December 2026" in text
    assert "by Monday 11 January 2027 at the latest" in text
    assert law in text


def test_a_serious_reason_waits_for_approval() -> None:
    facts = ExtraordinaryFacts(True, RECEIVED, date(2026, 12, 18), date(2027, 12, 17), Cents(12000))
    one = about("termination_confirmation", "extraordinary_by_customer", facts, subject="service", awaits_approval=True)
    text = says(one)
    assert "You do so for a serious reason." in text
    assert "still checking the amount" in text
    assert "no refund" not in text


def test_a_term_the_provider_does_not_renew() -> None:
    facts = NonRenewalFacts("consumer", True, 12, date(2027, 3, 31), RECEIVED, "provider")
    text = says(about("non_renewal_confirmation", "non_renewal", facts))
    assert "We do not renew the service" in text
    assert "Wednesday 31 March 2027" in text
    assert "You were in time" not in text


def test_a_term_without_renewal_ends_by_itself() -> None:
    facts = NonRenewalFacts("consumer", False, 12, date(2027, 3, 31), RECEIVED)
    text = says(about("non_renewal_confirmation", "non_renewal", facts))
    assert "does not renew itself" in text
    assert "31 March 2027" in text


def test_duties_without_a_service_to_end() -> None:
    one = replace(matter("passing_on_duties", "en"), determination=None, facts=None, subject_name="")
    text = says(one)
    assert "Unlink the car" in text
    assert "six weeks" not in text


def test_duties_of_a_sale_that_was_are_due_at_once() -> None:
    sold = VehicleSaleFacts(date(2026, 12, 20), RECEIVED, date(2027, 12, 17))
    text = says(about("passing_on_duties", "vehicle_sale", sold))
    assert "Please do this at once" in text
    assert "before the new owner" not in text
    coming = VehicleSaleFacts(date(2027, 1, 4), RECEIVED, date(2027, 12, 17))
    assert "before the new owner" in says(about("passing_on_duties", "vehicle_sale", coming))


def test_somebody_who_wants_the_contract_to_pass_on_hears_that_it_is_looked_at() -> None:
    sold = VehicleSaleFacts(date(2026, 12, 20), RECEIVED, date(2027, 12, 17))
    assert "You want it to" in says(about("passing_on_duties", "vehicle_sale", sold, awaits_approval=True))
    assert "You want it to" not in says(about("passing_on_duties", "vehicle_sale", sold))


def test_with_nothing_that_stays_every_service_stops() -> None:
    text = says(replace(matter("sim_confirmation", "en"), legal_functions=(), activated_functions=()))
    assert "All services stop as soon as the card is off" in text
    assert "All other services" not in text


def test_an_objection_to_terms_announced_too_late_needs_no_day() -> None:
    facts = TermsChangeFacts(date(2026, 12, 20), date(2026, 12, 27), objection_received_on=RECEIVED)
    text = says(about("objection_confirmation", "terms_change", facts, subject="contract"))
    assert "You were in time" not in text
    assert "do not apply to you" in text


# Money ---------------------------------------------------------------------------------------------------------------


def test_a_day_without_service_and_an_amount_still_open() -> None:
    facts = OutageFacts(True, RECEIVED, RECEIVED, Pricing("one_off_indefinite", Cents(14900)))
    line = replace(_line(0), refund=None, deduction=None, consumed_days=1, total_days=None)
    one = about("outage_compensation", "outage", facts, refund_lines=(line,), awaits_approval=True)
    text = says(one)
    assert "did not work on Monday 28 December 2026" in text
    assert "1 day" in text
    assert "being checked" in text
    assert "You get back" not in text


def test_a_service_that_worked_badly_is_not_called_out_of_service() -> None:
    facts = OutageFacts(True, date(2026, 12, 19), date(2026, 12, 20), YEAR)
    line = replace(_line(0), refund=None, deduction=None, consumed_days=2, total_days=365)
    badly = Particulars(variant="degraded")
    one = about("outage_compensation", "outage", facts, refund_lines=(line,), awaits_approval=True, particulars=badly)
    text = says(one)
    assert "worked badly from Saturday 19 December 2026 until and including Sunday 20 December 2026" in text
    assert "did not work" not in text
    assert "share of the price" not in text
    assert "2 of 365 days" not in text
    one_day = OutageFacts(True, RECEIVED, RECEIVED, YEAR)
    text = says(about("outage_compensation", "outage", one_day, refund_total=Cents(300), particulars=badly))
    assert "worked badly on Monday 28 December 2026" in text
    assert "you get €3.00 back" in text
    bare = replace(matter("outage_compensation", "en"), determination=None, facts=None, particulars=badly)
    assert "worked badly." in says(bare)


def test_days_before_the_paid_period_pay_nothing_back() -> None:
    facts = OutageFacts(True, date(2026, 12, 1), date(2026, 12, 2), YEAR)
    line = replace(_line(0), deduction=None, consumed_days=0)
    text = says(about("outage_compensation", "outage", facts, refund_lines=(line,), refund_total=Cents(0)))
    assert "none of these days lies in a period you paid for" in text
    assert "Days without service: there is no refund" in text
    assert "share of the price" not in text


def test_a_long_list_of_services_is_not_read_out() -> None:
    one = matter("sim_reactivation_confirmation", "en")
    many = tuple(ServiceLine(f"Service {number}", None, survives=True) for number in range(9))
    text = says(replace(one, services=many))
    assert "your services work again" in text
    assert "Service 3" not in text


def test_a_statement_before_the_release_promises_nothing() -> None:
    text = says(replace(matter("refund_statement", "en"), awaits_approval=True))
    assert "265" not in text
    assert "Your refund" in text


# Service Inclusive, data, complaints ---------------------------------------------------------------------------------


def test_a_second_package_waits_for_the_first() -> None:
    facts = ActivationFacts("service_inclusive_used", RECEIVED, date(2027, 3, 14))
    one = about("service_inclusive_activation", "si_activation", facts, subject="service_inclusive", subject_name="SI")
    text = says(one)
    assert "Your earlier package runs until and including Sunday 14 March 2027." in text
    assert "SI is active from 15 March 2027" in text
    assert "first service that the package covers" in text


@pytest.mark.parametrize(
    "change", [{"work": "engine_oil"}, {"cbs_indicates": False}, {"odometer": 50_000}, {"misuse": True}]
)
def test_a_work_that_is_not_covered_shows_the_condition(change: dict[str, Any]) -> None:
    facts = EntitlementFacts(
        "BEV", "brake_fluid", RECEIVED, 31_240, 40_000, date(2024, 10, 1), date(2027, 9, 30), cbs_indicates=True
    )._replace(**change)
    text = says(about("service_inclusive_entitlement", "si_entitlement", facts, subject="service_inclusive"))
    assert ("does not cover it yet" if "cbs_indicates" in change else "does not cover this work") in text
    assert (
        text.split("prescribed")[0].split("Condition")[1].count(" no") + text.split("prescribed")[1].count(" no ") >= 1
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (DataRequestFacts("customer", "product"), "data of your car in MINI CarData"),
        (DataRequestFacts("third_party", holder_agrees=True), "only with your consent"),
        (
            DataRequestFacts("third_party", holder_agrees=True, consent_personal_data=True),
            "You agreed that personal data",
        ),
        (DataRequestFacts("customer", "personal"), "Your request for your personal data"),
    ],
)
def test_each_request_for_data_is_led_to_its_place(facts: DataRequestFacts, words: str) -> None:
    assert words in says(about("data_request_acknowledgement", "data_request", facts))


@pytest.mark.parametrize(
    ("variant", "words"),
    [
        ("external_content", "Your contract is with that provider."),
        ("external_store", "appstore-dsa@list.bmw.com and dsa.belux@bmw.be"),
        ("service", "You get a separate letter with our answer."),
    ],
)
def test_each_complaint_is_led_to_who_decides(variant: str, words: str) -> None:
    one = replace(matter("complaint_answer", "en"), particulars=Particulars(variant=variant))
    assert words in says(one)


@pytest.mark.parametrize(
    ("country", "words"), [("BE", "Consumer Mediation Service"), ("LU", "National Consumer Ombudsman")]
)
def test_consumers_are_told_of_the_service_of_their_country(country: str, words: str) -> None:
    one = replace(matter("complaint_answer", "en"), country=country)
    assert words in says(one)
    business = replace(one, recipient=replace(one.recipient, consumer=False, company_name="Garage"))
    assert words not in says(business)


# The provider's own letters ------------------------------------------------------------------------------------------


NOTICES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    (
        "provider_terminates",
        ProviderTerminationFacts("service", date(2021, 3, 10), date(2027, 1, 4)),
        ("We end MINI Connected Package on 4 February 2027", "Wednesday 11 March 2026", "still checking the amount"),
    ),
    (
        "provider_terminates_recurring",
        ProviderRecurringFacts(date(2026, 6, 5), date(2027, 1, 4)),
        ("Monday 4 January 2027", "The next payment is not taken any more."),
    ),
    (
        "expired_payment_means",
        ExpiredMeansFacts(date(2027, 1, 31), date(2027, 2, 5), True, RECEIVED, terminated_on=date(2027, 2, 8)),
        ("expired on Sunday 31 January 2027", "Friday 5 February 2027", "Monday 28 December 2026", "8 February 2027"),
    ),
    ("breach", BreachFacts(3), ("against the terms", "clause 8.10", "still checking the amount")),
    (
        "sanctions",
        sanctions(),
        ("because of sanctions", "31 December 2026", "An authority has to approve the refund first", "clause 8.8"),
    ),
)


@pytest.mark.parametrize(("rule", "facts", "wanted"), NOTICES)
def test_a_notice_by_the_provider_gives_its_reason(rule: str, facts: Any, wanted: tuple[str, ...]) -> None:
    text = says(about("notice_of_termination", rule, facts, subject="service"))
    assert [words for words in wanted if words not in text] == []
    assert "Your message of" not in text


def test_a_service_whose_end_is_open_gets_a_letter_of_its_own() -> None:
    one = matter("notice_of_termination", "en")
    text = says(replace(one, services=(*one.services, ServiceLine("Monthly service", None, False))))
    assert "Monthly service You get a separate letter." in text


@pytest.mark.parametrize(
    ("rule", "facts", "suspended", "lifted"),
    [
        (
            "payment_default",
            PaymentDefaultFacts("BE", date(2026, 11, 20), RECEIVED),
            "As soon as everything is paid",
            "We received your payment.",
        ),
        ("sanctions", sanctions(), "As soon as the law allows it", "The law allows us to supply you again."),
        (
            "breach",
            BreachFacts(1, continuing=True),
            "The suspension lasts as long",
            "The reason for the suspension is gone.",
        ),
    ],
)
def test_a_suspension_and_its_end_name_the_cause(rule: str, facts: Any, suspended: str, lifted: str) -> None:
    for name in ("", "Package"):
        assert suspended in says(about("suspension_notice", rule, facts, subject_name=name))
        text = says(about("suspension_lifted", rule, facts, subject_name=name))
        assert lifted in text
        assert (name or "Your services") in text


def test_a_warning_without_a_day_still_says_what_to_do() -> None:
    text = says(about("breach_warning", "breach", BreachFacts(1)))
    assert "Please stop it." in text


def test_a_notice_in_the_desk_s_own_words_quotes_them() -> None:
    own = Particulars(explanation="Three cars were read out.")
    assert "Three cars were read out." in says(
        about("notice_of_termination", "breach", BreachFacts(3), particulars=own)
    )


def test_cases_undone_without_their_number() -> None:
    for kind, words in (("cancellation_confirmation", "everything goes on"), ("correction", "A correction")):
        assert words in says(replace(matter(kind, "en"), particulars=Particulars(), services=()))


def test_a_correction_with_money_shows_the_table() -> None:
    one = replace(matter("correction", "en"), refund_lines=(_line(11638),), refund_total=Cents(11638))
    assert "€116.38" in says(one)
