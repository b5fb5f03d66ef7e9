"""What an agent is told when the dossier is not the one on the screen any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.acts import withdrawal
from app.acts.comparing import what_changed
from app.acts.overview import overview_of
from app.acts.rows import Preview, RefusalShown
from app.language import language
from app.terms.clause import Cents, because
from tests.acts import examples
from tests.acts.examples import BY_LETTER, TODAY


@pytest.fixture
def seen() -> Preview:
    overview = overview_of(examples.dossier(), BY_LETTER, TODAY)
    draft = withdrawal.begin(overview, overview.options[0])
    return withdrawal.preview(overview.dossier, draft, TODAY)


def said(seen: Preview, again: Preview) -> str:
    different = what_changed(seen, again)
    assert different is not None
    return language("en").say(different).replace("\u00a0", " ")


def test_the_same_decision_with_another_picture_is_no_change(seen: Preview) -> None:
    later = replace(seen, timeline=replace(seen.timeline, today=TODAY + timedelta(1)), better=())
    assert what_changed(seen, later) is None


def test_each_difference_has_its_sentence(seen: Preview) -> None:
    refused = replace(seen, refusal=RefusalShown(because("No."), because("Too late."), (), ()))
    assert "no longer possible: Too late." in said(seen, refused)
    assert "has become possible" in said(refused, seen)
    assert "the refund is €1.00, and you saw €116.38" in said(seen, replace(seen, refund_total=Cents(100)))
    assert "with it the refund" in said(seen, replace(seen, refund_total=None))
    assert "Tue 29 Dec 2026, and you saw Mon 28 Dec 2026" in said(
        seen, replace(seen, last_service_day=date(2026, 12, 29))
    )
    assert "Check the page again" in said(seen, replace(seen, payment_means="PayPal"))
