"""Walks an act as an agent does: the option, the draft, the pages, the preview, the record."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.acts import act
from app.acts.overview import overview_of
from app.acts.plan import Plan
from app.acts.rows import Done, Option, Preview, Receipt
from app.language import language
from app.records.rows import Dossier
from app.start import Desk
from app.terms.clause import Because
from tests.acts.examples import BY_PHONE, TODAY
from tests.acts.stored import key_of


def option_of(
    dossier: Dossier, name: str, subject: str = "", receipt: Receipt = BY_PHONE, role: str = "agent"
) -> Option | None:
    """The option of this act, on this subject where there are several; ``None`` where it is not offered."""
    options = overview_of(dossier, receipt, TODAY, role).options
    return next((one for one in options if one.act == name and subject in ("", one.subject)), None)


def begun(
    dossier: Dossier, name: str, subject: str = "", receipt: Receipt = BY_PHONE, role: str = "agent", **changes: Any
) -> Any:
    """The draft a click on the option starts with, with these fields entered."""
    overview = overview_of(dossier, receipt, TODAY, role)
    option = option_of(dossier, name, subject, receipt, role)
    assert option is not None
    return replace(act(name).begin(overview, option), **changes)


def previewed(dossier: Dossier, name: str, draft: Any) -> Preview:
    """What the draft would do; review, record and letters of it say the same."""
    module = act(name)
    seen: Preview = module.preview(dossier, draft, TODAY)
    planned: Plan = module.plan(dossier, draft, seen)
    assert tuple(sheet.kind for sheet in planned.sheets) == seen.letters
    if seen.refusal is None:
        assert (planned.refund, planned.refund_due_by) == (seen.refund_total, seen.refund_due_by)
    else:
        assert (planned.state, planned.ends, planned.effects, planned.refunds) == ("refused", (), (), ())
    assert planned.last_service_day == seen.last_service_day
    assert len(seen.determinations) == len(seen.facts)
    for sheet in planned.sheets:
        assert sheet.determination is None or sheet.determination in seen.determinations
    return seen


def performed(desk: Desk, dossier: Dossier, name: str, draft: Any) -> Done:
    """Recorded as it was previewed."""
    done: Done = act(name).perform(desk, key_of(dossier), draft, previewed(dossier, name, draft))
    return done


def missing(dossier: Dossier, name: str, draft: Any) -> list[str]:
    """The fields at which the pages hold the agent back."""
    return [step.problem_field for step in act(name).steps(dossier, draft, TODAY) if step.problem is not None]


def words(sentence: Because | None) -> str:
    """A sentence in English, with plain spaces."""
    assert sentence is not None
    return language("en").say(sentence).replace("\u00a0", " ")
