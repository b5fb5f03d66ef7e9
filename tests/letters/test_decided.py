"""Letters of a supervisor's decision: an amount set by hand tells no arithmetic, goodwill says what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.letters.matter import Particulars, RefundLine
from app.letters.samples import matter
from app.terms.clause import Cents
from app.terms.facts import VehicleSaleFacts
from tests.letters.outcomes import RECEIVED, about, says
from tests.letters.test_annex import confirming, pages_of

PAID = RefundLine("MC-1", "MINI Connected contract", "contract", None, None, None, None, None, None, Cents(2500),
                  Cents(434), None, False)  # fmt: skip


def test_goodwill_is_called_goodwill_and_shows_no_table() -> None:
    one = matter("refund_statement", "en")
    told = replace(one.particulars, variant="goodwill")
    text = says(replace(one, particulars=told, refund_lines=(PAID,), refund_total=Cents(2500), refund_vat=Cents(434)))
    assert "Our terms give no right to it: we do this out of goodwill." in text
    assert "You get €25.00 back." in text
    assert "The table" not in text
    assert "goodwill" not in says(one)
    assert "The table shows" in says(one)


def test_an_amount_set_by_hand_is_not_worked_out_in_the_letter() -> None:
    usual = confirming("en")
    by_hand = replace(usual, particulars=replace(usual.particulars, by_hand=True))
    assert "We have looked at your case and set the amount ourselves." in says(by_hand)
    assert "set the amount ourselves" not in says(usual)
    assert (len(pages_of(usual)), len(pages_of(by_hand))) == (2, 1)  # without the page "How we worked this out"


def test_whoever_may_take_the_contract_over_is_told_how() -> None:
    sold = VehicleSaleFacts(date(2026, 12, 20), RECEIVED, date(2027, 12, 17))
    text = says(about("passing_on_duties", "vehicle_sale", sold, particulars=Particulars(variant="agreed")))
    assert "You want it to, and we agree" in text
    assert "we look at it" not in text
