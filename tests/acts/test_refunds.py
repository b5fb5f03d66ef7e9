"""Sums that add up to the cent, and the way the money goes back."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.acts import payments, refunds, withdrawal
from app.terms.clause import Cents
from tests.acts import examples


@given(st.integers(0, 10**7), st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_shares_add_up_and_none_is_off_by_a_cent(whole: int, weights: list[int]) -> None:
    shares = refunds.shared_out(whole, weights)
    total = sum(weights)
    if total == 0:
        assert set(shares) == {0}
        return
    assert sum(shares) == whole
    assert all(abs(share * total - whole * weight) < total for share, weight in zip(shares, weights, strict=True))


def test_vat_is_split_once_from_the_total() -> None:
    dossier = examples.dossier(customer=examples.customer(country="LU"))
    rows = [examples.booking(f"B-{number}", "drive_recorder", price=Cents(333)) for number in range(1, 4)]
    lines = refunds.everything_paid(dossier, rows, date(2026, 12, 28))
    assert refunds.percent(dossier, date(2026, 12, 28)) == 17
    assert refunds.total(lines) == 999
    assert refunds.vat_total(lines) == 145  # 999 × 17 / 117 = 145.15; three times 333 would give 144
    assert sorted(line.vat or 0 for line in lines) == [48, 48, 49]


def test_the_means_of_payment_on_record_and_another_one() -> None:
    dossier = examples.dossier(
        payments=(
            examples.payment("B-10001", 12000, means_label="PayPal", paid_on=None),
            examples.payment("B-10001", 12000),
            examples.payment("B-10002", 14900, means_label="Bancontact"),
        )
    )
    labels = payments.means_of(dossier, ("B-10001", "B-10002"))
    assert labels == ("Visa ···· 4242", "Bancontact")
    assert payments.means_of(dossier, ("B-10003",)) == ()
    other = withdrawal.Draft(means="other", other_means="BE68539007547034")
    assert payments.printed(other, labels) == "BE68 5390 0754 7034"
    assert dict(payments.shown(other, labels).values) == {"digits": "7034"}
    assert payments.printed(withdrawal.Draft(), ()) == ""
