"""What a refusal says for each rule that can say no: reason, day, clause, and what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.letters.content import compose
from app.letters.matter import Particulars
from app.letters.samples import matter
from app.terms.clause import Cents, because
from app.terms.facts import (
    ExtraordinaryFacts,
    FrameworkChangeFacts,
    NonRenewalFacts,
    OutageFacts,
    ServiceChangeFacts,
    ServiceTerminationFacts,
    TermsChangeFacts,
    TransferFacts,
    VehicleSaleFacts,
)
from app.terms.facts_services import DataRequestFacts, ExtensionFacts
from tests.letters.outcomes import RECEIVED, YEAR, about, sanctions, says

REFUSED: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    (
        "customer_terminates_service",
        ServiceTerminationFacts("consumer", "limited", RECEIVED, term_end=date(2027, 12, 17)),
        ("You would like to end the service", "before the end of the term", "Friday 17 December 2027", "clause 8.2"),
    ),
    (
        "vehicle_sale",
        VehicleSaleFacts(date(2026, 12, 20), RECEIVED, date(2026, 12, 10)),
        ("because of the sale", "already ended on Thursday 10 December 2026", "clause 8.6"),
    ),
    (
        "non_renewal",
        NonRenewalFacts("consumer", True, 12, date(2026, 12, 31), RECEIVED),
        ("renewed once more", "Monday 30 November 2026", "Friday 31 December 2027", "at any time", "clause 8.3"),
    ),
    (
        "non_renewal",
        NonRenewalFacts("trader", True, 12, date(2026, 12, 31), RECEIVED),
        ("renewed once more", "Monday 30 November 2026", "Friday 31 December 2027"),
    ),
    (
        "outage",
        OutageFacts(False, date(2026, 12, 1), date(2026, 12, 3), YEAR),
        ("did not cause this one", "The law may give you other rights", "we look into your request", "clause 4.5"),
    ),
    (
        "framework_change",
        FrameworkChangeFacts("BE", False, date(2026, 12, 1), RECEIVED),
        ("because of a change", "Tuesday 1 December 2026", "far-reaching", "clause 13.1"),
    ),
    (
        "framework_change",
        FrameworkChangeFacts("BE", True, date(2026, 11, 2), RECEIVED),
        (
            "came too late",
            "your contract because of this change until and including Monday 14 December 2026",
            "You sent your message on Thursday 24 December 2026",
        ),
    ),
    (
        "service_change",
        ServiceChangeFacts("BE", "consumer", True, False, date(2026, 11, 2), RECEIVED, YEAR),
        (
            "You would like to end the service",
            "the service because of this change until and including Wednesday 2 December 2026",
            "clause 13.3",
        ),
    ),
    (
        "terms_change",
        TermsChangeFacts(date(2026, 11, 2), date(2026, 12, 28), objection_received_on=RECEIVED),
        ("You object to the new terms", "apply to you from Monday 28 December 2026", "Sunday 27 December 2026"),
    ),
    (
        "si_extension",
        ExtensionFacts("service_inclusive_used", date(2026, 9, 30), RECEIVED),
        ("You would like to extend", "used cars cannot be extended", "Service Inclusive terms, clause 3"),
    ),
    (
        "si_extension",
        ExtensionFacts("service_inclusive", date(2025, 9, 1), RECEIVED),
        ("You could do so until and including Tuesday 1 December 2026",),
    ),
    (
        "data_request",
        DataRequestFacts("third_party"),
        (
            "On Monday 28 December 2026, somebody else asked us",
            "Data of your car for somebody else",
            "only if you agree",
        ),
    ),
    (
        "extraordinary_by_customer",
        ExtraordinaryFacts(False, RECEIVED, date(2026, 12, 18), date(2027, 12, 17), Cents(12000)),
        ("without notice", "only for a serious reason", "clause 8.10"),
    ),
    ("transfer_contract", TransferFacts(False), ("only if we agree", "clause 7.1")),
)


@pytest.mark.parametrize(("rule", "facts", "wanted"), REFUSED)
def test_a_refusal_gives_the_reason_with_its_day_and_clause(rule: str, facts: Any, wanted: tuple[str, ...]) -> None:
    text = says(about("refusal", rule, facts))
    assert [words for words in wanted if words not in text] == []
    assert "not possible" in text or rule in ("outage", "data_request")
    others = ("We received your", "Your message of")
    assert [words for words in others if words in text] == [] or rule != "data_request"
    assert "go on unchanged" in text


def test_a_company_is_not_told_of_rights_of_consumers() -> None:
    facts = NonRenewalFacts("trader", True, 12, date(2026, 12, 31), RECEIVED)
    assert "at any time" not in says(about("refusal", "non_renewal", facts))
    outage = OutageFacts(False, date(2026, 12, 1), date(2026, 12, 3), YEAR, "trader")
    text = says(about("refusal", "outage", outage))
    assert "other rights" not in text
    assert "not possible" in text


def test_a_consumer_is_never_told_a_plain_no_about_an_outage() -> None:
    outage = OutageFacts(False, date(2026, 12, 1), date(2026, 12, 3), YEAR)
    assert "not possible" not in says(about("refusal", "outage", outage))
    badly = Particulars(variant="degraded")
    text = says(about("refusal", "outage", outage, particulars=badly))
    assert "worked badly" in text
    assert "did not work" not in text


@pytest.mark.parametrize(("rule", "offered"), [("outage", False), ("framework_change", True)])
def test_only_who_wants_an_end_is_offered_another_end(rule: str, offered: bool) -> None:
    facts = {
        "outage": OutageFacts(False, date(2026, 12, 1), date(2026, 12, 3), YEAR),
        "framework_change": FrameworkChangeFacts("BE", False, date(2026, 12, 1), RECEIVED),
    }
    one = about("refusal", rule, facts[rule], alternatives=matter("refusal", "en").alternatives)
    assert ("You end the MINI Connected contract." in says(one)) == offered


def test_a_refusal_can_bring_its_own_words() -> None:
    own = Particulars(wish=because("You want to keep the old car."), reason=because("You sold it."))
    one = replace(matter("refusal", "en"), determination=None, facts=None, particulars=own, clauses=("MC 8.6",))
    text = says(one)
    assert "You want to keep the old car." in text
    assert "You sold it." in text
    assert "clause 8.6" in text


def test_a_refusal_without_words_takes_those_of_the_rule() -> None:
    text = says(about("refusal", "sanctions", sanctions(barred=False)))
    assert "nothing is terminated" in text
    bare = replace(matter("refusal", "en"), determination=None, facts=None, alternatives=())
    assert "This is not possible." in says(bare)


def test_a_withdrawal_is_refused_in_the_same_words_under_both_kinds() -> None:
    one = matter("withdrawal_refusal", "en")
    assert compose(replace(one, kind="refusal")).blocks == compose(one).blocks
