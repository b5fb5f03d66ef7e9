"""What an agent is told when the dossier is not the one on the screen any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.acts import withdrawal
from app.acts.comparing import Overtaken, what_changed
from app.acts.overview import overview_of
from app.acts.rows import Preview, RefusalShown
from app.language import language
from app.records.journal import journal
from app.records.tables import Booking
from app.terms.clause import Cents, because
from tests.acts import examples
from tests.acts.examples import BY_LETTER, NOW, TODAY
from tests.acts.stored import key_of, read_back, stored


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


def test_what_a_colleague_changed_is_shown_beside_what_was_seen(tmp_path: Path) -> None:
    """Elke's package turns out to be concluded a day earlier: what went in and what comes out of it."""
    desk, _ = stored(tmp_path, examples.dossier())
    dossier = read_back(desk, examples.dossier())
    overview = overview_of(dossier, BY_LETTER, TODAY)
    draft = withdrawal.begin(overview, overview.options[0])
    seen = withdrawal.preview(dossier, draft, TODAY)
    with desk.records.writing() as session:
        row = session.scalars(select(Booking).where(Booking.number == overview.options[0].subject)).one()
        row.concluded_on -= timedelta(1)
        row.period_start -= timedelta(1)
        customer = dossier.customer
        journal(session, customer.id, None, at=NOW, by="Tom Claes", what="contact_changed", on=customer.number)
    with pytest.raises(Overtaken) as refused:
        withdrawal.perform(desk, key_of(dossier), draft, seen)
    told = refused.value
    english = language("en")
    lines = {
        english.say(one.label): tuple(english.say(value).replace("\u00a0", " ") for value in (one.seen, one.now))
        for one in told.changes
    }
    assert lines["Concluded on"] == ("Fri 18 Dec 2026", "Thu 17 Dec 2026")
    assert any("€" in before and before != now for before, now in lines.values())
    assert (told.by, told.at) == ("Tom Claes", NOW)
    desk.close()
