"""Objecting to announced new terms: until the day before they start, once, and with a letter."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from app.acts import terms_objection
from app.acts.rows import Receipt
from app.records.announcements import NewAnnouncement, announce
from app.records.rows import Dossier
from app.start import Desk
from app.terms import edition as editions_of
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, missing, option_of, performed, words
from tests.acts.examples import TODAY
from tests.acts.stored import contract_of, letter_text, read_back, stored
from tests.terms.fictional import NAME as EDITION
from tests.terms.fictional import fictional_edition

NAME = "terms_objection"
EFFECTIVE = date(2027, 3, 1)


@pytest.fixture(autouse=True)
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fictional edition as if it were installed."""
    known = MappingProxyType({**editions_of.editions(), EDITION: fictional_edition(tmp_path)})
    monkeypatch.setattr(editions_of, "editions", lambda: known)


def announced(folder: Path, **changes: Any) -> tuple[Desk, Dossier]:
    desk, dossier = stored(folder, examples.dossier())
    what = NewAnnouncement(EDITION, EFFECTIVE, **changes)
    with desk.records.writing() as session:
        announce(session, what, [(contract_of(dossier).id, date(2026, 12, 21))], by="A", at=examples.NOW)
    return desk, read_back(desk, dossier)


def test_nothing_announced_nothing_to_object_to() -> None:
    assert option_of(examples.dossier(), NAME) is None


def test_an_objection_in_time_keeps_the_terms(tmp_path: Path) -> None:
    desk, dossier = announced(tmp_path)
    option = option_of(dossier, NAME)
    assert option is not None
    assert (option.group, option.state, option.possible_until) == ("today", "allowed", date(2027, 2, 28))
    draft = begun(dossier, NAME)
    assert missing(dossier, NAME, draft) == []
    done = performed(desk, dossier, NAME, draft)
    assert (done.state, [kind for _, kind in done.letters]) == ("done", ["objection_confirmation"])
    assert "1 maart 2027" in letter_text(desk, done.letters[0][0])
    after = read_back(desk, dossier)
    kept = contract_of(after).announcements[0]
    assert (kept.objection_received_on, kept.objection_case) == (TODAY, done.case_number)
    again = option_of(after, NAME)
    assert again is not None
    assert done.case_number in words(again.reason)
    with pytest.raises(Refusal, match="objected"):
        terms_objection.preview(after, draft, TODAY)
    desk.close()


def test_on_the_first_day_of_the_new_terms_it_is_too_late(tmp_path: Path) -> None:
    desk, dossier = announced(tmp_path)
    late = Receipt(datetime(2027, 3, 1, 9, 0), "phone")
    assert option_of(dossier, NAME, receipt=late) is None
    draft = begun(dossier, NAME, received_at=late.received_at)
    refused = terms_objection.preview(dossier, draft, EFFECTIVE)
    assert refused.refusal is not None
    assert refused.letters == ("refusal",)
    desk.close()


def test_terms_that_do_not_bind_anyway_are_objected_to_whenever(tmp_path: Path) -> None:
    desk, dossier = announced(tmp_path, essential=True)
    draft = begun(dossier, NAME, received_at=datetime(2027, 3, 2, 9, 0))
    seen = terms_objection.preview(dossier, draft, date(2027, 3, 2))
    assert seen.refusal is None
    assert "express consent" in words(seen.effects[0])
    desk.close()


def test_an_edition_nobody_announced_is_refused() -> None:
    dossier = examples.dossier()
    draft = terms_objection.Draft(subject_kind="terms", subject="other", received_at=examples.NOW)
    with pytest.raises(Refusal, match="not announced"):
        terms_objection.preview(dossier, draft, TODAY)
