"""Where mandatory law beats a clause, a finding cites both and says that the law governs, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.terms.clause import Cents, Determination, Finding, Part, WrongInput
from app.terms.edition import Edition
from app.terms.facts import (
    BookingFacts,
    NonRenewalFacts,
    OutageFacts,
    Pricing,
    ServiceChangeFacts,
    ServiceTerminationFacts,
    WithdrawalFacts,
)
from app.terms.interest import InterestRate, LateRefundFacts, late_refund, with_rate, without_open_rate
from app.terms.rules import determine
from app.terms.telephone import PaidPart, TelephoneFacts, UnboundFacts, telephone_contract, unbound

YEAR = Pricing("limited", Cents(12000), date(2026, 12, 1), date(2027, 11, 30))
BOOKED = WithdrawalFacts(
    "booking",
    "consumer",
    "BE",
    date(2026, 12, 1),
    date(2026, 12, 10),
    YEAR,
    start_requested=True,
    service_started_on=date(2026, 12, 1),
)


def governed(found: Determination, name: str, clause: str, law: str) -> Finding:
    """The finding that says what governs, with both citations and a reason that ends in who wins."""
    finding = found.finding(name)
    assert finding is not None, name
    assert finding.value == law
    assert {clause, law} <= set(finding.clauses)
    assert finding.because is not None
    assert "the law governs" in finding.because.message
    return finding


def names(found: Determination) -> set[str]:
    return {finding.name for finding in found.findings if finding.name.endswith("governed_by")}


def test_an_ordinary_withdrawal_needs_no_law_before_the_terms(edition: Edition) -> None:
    assert names(determine("withdrawal", BOOKED, edition)) == set()


@pytest.mark.parametrize(
    ("country", "extension", "free"),
    [("BE", "WER VI.48", "WER VI.51 §4"), ("LU", "LU L.222-9 (3)", "LU L.222-10 (7)")],
)
def test_not_informed(edition: Edition, country: Any, extension: str, free: str) -> None:
    facts = BOOKED._replace(country=country, informed_at_conclusion=False)
    found = determine("withdrawal", facts, edition)
    governed(found, "period_governed_by", "MC 15", extension)
    assert "not told" in governed(found, "use_governed_by", "MC 15", free).because.message
    late = determine("withdrawal", facts._replace(received_on=date(2029, 1, 1)), edition)
    governed(late, "period_governed_by", "MC 15", extension)
    assert "use_governed_by" not in names(late)
    told_later = determine("withdrawal", facts._replace(informed_later_on=date(2026, 12, 9)), edition)
    governed(told_later, "period_governed_by", "MC 15", extension)


def test_no_express_request(edition: Edition) -> None:
    found = determine("withdrawal", BOOKED._replace(start_requested=False), edition)
    assert "expressly ask" in governed(found, "use_governed_by", "MC 15", "WER VI.51 §4").because.message
    package = BOOKED._replace(
        contract="service_inclusive",
        start_requested=False,
        pricing=Pricing("service_inclusive", Cents(69000), works_performed=1),
    )
    governed(determine("withdrawal", package, edition), "use_governed_by", "SI 11", "WER VI.51 §4")


@pytest.mark.parametrize(
    "changed",
    [
        {"service_started_on": None},
        {"service_started_on": date(2026, 12, 11)},
        {"pricing": Pricing("free")},
        {"pricing": Pricing("limited", Cents(0), date(2026, 12, 1), date(2027, 11, 30))},
    ],
)
def test_where_the_clause_gives_the_same_nothing_is_said(edition: Edition, changed: dict[str, Any]) -> None:
    facts = BOOKED._replace(start_requested=False)._replace(**changed)
    assert names(determine("withdrawal", facts, edition)) == set()


def test_each_booking_of_a_contract_says_its_own(edition: Edition) -> None:
    bookings = (
        BookingFacts("asked", YEAR, True, date(2026, 12, 1)),
        BookingFacts("not", YEAR, False, date(2026, 12, 1)),
    )
    facts = BOOKED._replace(contract="framework", pricing=Pricing("free"), bookings=bookings)
    asked, unasked = determine("withdrawal", facts, edition).value("bookings")
    assert isinstance(unasked, Part)
    assert asked.value("use_governed_by") is None
    assert unasked.value("use_governed_by") == "WER VI.51 §4"


def test_a_refund_that_is_late_in_luxembourg(edition: Edition) -> None:
    found = determine("withdrawal", BOOKED._replace(country="LU"), edition)
    finding = governed(found, "late_refund_governed_by", "MC 15", "LU L.222-10 (1)")
    assert dict(finding.because.values)["refund_due_by"] == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("rates", "percent"),
    [
        ((), None),
        ((InterestRate(date(2026, 12, 26), Decimal("4.25")),), None),
        ((InterestRate(date(2026, 1, 1), Decimal("3.65")), InterestRate(date(2026, 12, 25), Decimal("4.25"))), "4.25"),
        ((InterestRate(date(2027, 1, 1), Decimal("4.25")), InterestRate(date(2026, 1, 1), Decimal("3.65"))), "3.65"),
    ],
)
def test_the_rate_of_the_first_late_day_is_told_or_said_to_be_open(
    edition: Edition, rates: tuple[InterestRate, ...], percent: str | None
) -> None:
    """Due by 24 December: the rate of the 25th."""
    found = with_rate(determine("withdrawal", BOOKED._replace(country="LU"), edition), rates)
    told = governed(found, "late_refund_governed_by", "MC 15", "LU L.222-10 (1)").because
    assert dict(told.values).get("percent") == (Decimal(percent) if percent else None)
    assert ("not entered" in told.message) == (percent is None)


def test_no_rate_is_told_where_no_interest_runs_by_itself(edition: Edition) -> None:
    found = determine("withdrawal", BOOKED, edition)
    assert with_rate(found, RATES) is found


def test_the_online_function_is_acknowledged(edition: Edition) -> None:
    online = BOOKED._replace(channel="online_function")
    finding = governed(
        determine("withdrawal", online, edition), "acknowledgement_governed_by", "MC 15", "Dir. 2011/83 art. 11a"
    )
    assert "content, date and time" in finding.because.message
    assert names(determine("withdrawal", BOOKED._replace(channel="email"), edition)) == set()
    day = date(2026, 6, 19)
    first = online._replace(concluded_on=day, sent_on=day, received_on=day)
    assert "acknowledgement_governed_by" in names(determine("withdrawal", first, edition))
    eve = date(2026, 6, 18)
    before = online._replace(concluded_on=eve, sent_on=eve, received_on=eve)
    assert names(determine("withdrawal", before, edition)) == set()


def test_the_exit_from_a_renewed_term(edition: Edition) -> None:
    facts = ServiceTerminationFacts(
        "consumer",
        "limited_renewed",
        date(2026, 12, 10),
        term_end=date(2027, 11, 30),
        price=Cents(12000),
        period_start=date(2026, 12, 1),
    )
    governed(determine("customer_terminates_service", facts, edition), "exit_governed_by", "MC 8.3", "WER VI.91")
    trader = determine("customer_terminates_service", facts._replace(customer_type="trader"), edition)
    assert names(trader) == set()
    renewal = NonRenewalFacts("consumer", True, 12, date(2026, 11, 30))
    leave = determine("non_renewal", renewal, edition).finding("consumer_may_leave_during_renewal")
    assert leave.clauses == ("MC 8.3", "WER VI.91")


def test_a_changed_service(edition: Edition) -> None:
    facts = ServiceChangeFacts(
        "BE",
        "consumer",
        True,
        False,
        date(2026, 12, 1),
        date(2026, 12, 10),
        YEAR,
        modification_on=date(2026, 12, 20),
    )
    found = determine("service_change", facts, edition)
    governed(found, "deadline_governed_by", "MC 13.3", "Dir. 2019/770 art. 19")
    governed(found, "refund_governed_by", "MC 13.3", "Dir. 2019/770 art. 16")
    assert found.finding("refund_due_by").clauses == ("MC 13.3", "Dir. 2019/770 art. 18")
    assert names(determine("service_change", facts._replace(customer_type="trader"), edition)) == set()
    free = facts._replace(modification_on=None, pricing=Pricing("free"))
    assert names(determine("service_change", free, edition)) == set()


def test_an_outage_that_nobody_caused(edition: Edition) -> None:
    facts = OutageFacts(False, date(2026, 12, 1), date(2026, 12, 3), YEAR, customer_type="consumer")
    governed(determine("outage", facts, edition), "remedy_governed_by", "MC 4.5", "Dir. 2019/770 art. 14")
    assert names(determine("outage", facts._replace(customer_type="trader"), edition)) == set()
    assert names(determine("outage", facts._replace(attributable_to_provider=True), edition)) == set()


def test_a_contract_made_on_the_telephone(edition: Edition) -> None:
    call = TelephoneFacts("LU", "consumer", date(2026, 12, 1))
    open_yet = telephone_contract(call, edition)
    governed(open_yet, "governed_by", "MC 1.5", "LU L.222-4 (6)")
    assert (open_yet.value("may_be_booked"), open_yet.value("bound_on")) == (False, None)
    half = telephone_contract(call._replace(written_on=date(2026, 12, 4)), edition)
    assert (half.value("may_be_booked"), half.value("bound_on")) == (False, None)
    whole = call._replace(confirmed_on=date(2026, 12, 2), written_on=date(2026, 12, 4))
    signed = telephone_contract(whole, edition)
    governed(signed, "governed_by", "MC 1.5", "LU L.222-4 (6)")
    assert (signed.value("may_be_booked"), signed.value("bound_on")) == (True, date(2026, 12, 4))
    for other in (call._replace(country="BE"), call._replace(customer_type="trader")):
        found = telephone_contract(other, edition)
        assert (found.value("may_be_booked"), found.value("governed_by")) == (True, "MC 1.5")
    for day in ("confirmed_on", "written_on"):
        with pytest.raises(WrongInput) as refused:
            telephone_contract(call._replace(**{day: date(2026, 11, 30)}), edition)
        assert refused.value.field == day


def test_what_does_not_bind_is_paid_back_whole(edition: Edition) -> None:
    call = TelephoneFacts("LU", "consumer", date(2026, 12, 1))
    found = unbound(UnboundFacts(call, date(2027, 3, 1), Cents(12_000)), edition)
    assert [found.value(name) for name in ("allowed", "deduction", "refund", "refund_due_by", "supervisor")] == [
        True,
        Cents(0),
        Cents(12_000),
        date(2027, 3, 15),
        True,
    ]
    governed(found, "telephone_governed_by", "MC 1.5", "LU L.222-4 (6)")
    parts = (PaidPart("B-1", Cents(12_000)), PaidPart("B-2", Cents(600)))
    whole = unbound(UnboundFacts(call, date(2027, 3, 1), Cents(0), parts, is_contract=True), edition)
    assert (whole.value("refund_total"), whole.value("framework_ends")) == (Cents(12_600), True)
    assert [part.value("refund") for part in whole.value("bookings")] == [Cents(12_000), Cents(600)]
    with pytest.raises(WrongInput):
        unbound(UnboundFacts(call, date(2026, 11, 30), Cents(0)), edition)


def test_an_open_rate_is_not_told_to_a_customer_and_the_law_is(edition: Edition) -> None:
    facts = WithdrawalFacts("booking", "consumer", "LU", date(2026, 12, 1), date(2026, 12, 10), Pricing("free"))
    found = determine("withdrawal", facts, edition)
    entered = with_rate(found, [InterestRate(date(2026, 1, 1), Decimal("3.65"))])
    assert without_open_rate(with_rate(found, [])) == found
    assert without_open_rate(entered) == entered
    other = late_refund(LATE, edition, RATES)
    assert without_open_rate(other) == other


LATE = LateRefundFacts("LU", date(2026, 12, 10), Cents(100_000), date(2027, 1, 31))
RATES = (InterestRate(date(2027, 1, 1), Decimal("4.25")), InterestRate(date(2026, 1, 1), Decimal("3.65")))


def test_interest_by_the_rate_of_each_day(edition: Edition) -> None:
    """Due by 24 December. 7 days at 3.65 % (70 cents) and 31 days at 4.25 % (361 cents) of 1,000 euros."""
    found = late_refund(LATE, edition, RATES)
    assert [found.value(name) for name in ("refund_due_by", "interest_runs", "interest_from", "interest_days")] == [
        date(2026, 12, 24),
        True,
        date(2026, 12, 25),
        38,
    ]
    governed_text = found.finding("interest_runs")
    assert governed_text.clauses == ("MC 15", "LU L.222-10 (1)")
    assert "the law governs" in governed_text.because.message
    lines = [(one.value("from"), one.value("through"), one.value("interest")) for one in found.value("periods")]
    assert lines == [
        (date(2026, 12, 25), date(2026, 12, 31), Cents(70)),
        (date(2027, 1, 1), date(2027, 1, 31), Cents(361)),
    ]
    assert (found.value("interest"), found.value("supervisor")) == (Cents(431), False)


def test_interest_stops_when_the_money_is_paid(edition: Edition) -> None:
    paid = late_refund(LATE._replace(paid_on=date(2026, 12, 31)), edition, RATES)
    assert (paid.value("interest_days"), paid.value("interest")) == (7, Cents(70))
    in_time = late_refund(LATE._replace(paid_on=date(2026, 12, 24)), edition, RATES)
    assert (in_time.value("interest_runs"), in_time.value("interest")) == (False, None)
    not_known_yet = late_refund(LATE._replace(as_of=date(2026, 12, 31), paid_on=date(2027, 2, 1)), edition, RATES)
    assert not_known_yet.value("interest_days") == 7


@pytest.mark.parametrize(("rates", "through"), [((), date(2027, 1, 31)), (RATES[:1], date(2026, 12, 31))])
def test_a_rate_that_is_not_entered_is_never_invented(
    edition: Edition, rates: tuple[InterestRate, ...], through: date
) -> None:
    found = late_refund(LATE, edition, rates)
    finding = found.finding("interest")
    assert (finding.value, found.value("supervisor")) == (None, True)
    assert "not entered" in finding.because.message
    assert dict(finding.because.values) == {"first_day": date(2026, 12, 25), "last_day": through}
    assert found.value("interest_days") == 38


def test_no_interest_runs_by_itself_in_belgium(edition: Edition) -> None:
    found = late_refund(LATE._replace(country="BE"), edition, RATES)
    assert (found.value("interest_runs"), found.value("refund_due_by")) == (False, date(2026, 12, 24))
    assert found.finding("refund_due_by").clauses == ("MC 15", "WER VI.50 §1")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"refund": Cents(-1)}, "refund"),
        ({"as_of": date(2026, 12, 9)}, "as_of"),
        ({"paid_on": date(2026, 1, 1)}, "paid_on"),
    ],
)
def test_a_late_refund_that_cannot_be(edition: Edition, changed: dict[str, Any], field: str) -> None:
    with pytest.raises(WrongInput) as refused:
        late_refund(LATE._replace(**changed), edition, RATES)
    assert refused.value.field == field
