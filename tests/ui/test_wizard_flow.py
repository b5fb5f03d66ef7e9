"""The way through a wizard, without a window."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.acts.rows import Done
from tests.ui.wizard_examples import DOSSIER, TODAY, Draft, ExampleAct
from ui.wizard.flow import Flow

RECEIVED = datetime.combine(TODAY, time(14, 2))


def begun(draft: Draft | None = None, position: int = 0) -> Flow:
    return Flow(ExampleAct(), DOSSIER, draft or Draft(), TODAY, position)


def test_an_empty_field_holds_the_step_and_shows_only_when_asked_to_go_on() -> None:
    flow = begun()
    assert flow.shown_problem is None
    assert not flow.next()
    shown = flow.shown_problem
    assert shown is not None
    assert shown.field == "who"
    assert flow.position == 0


def test_a_wrong_entry_shows_at_once() -> None:
    flow = begun(Draft(who="consumer"))
    assert flow.next()
    assert flow.shown_problem is None
    flow.set("received_at", RECEIVED + timedelta(days=1))
    assert flow.shown_problem is not None
    flow.set("received_at", RECEIVED)
    assert flow.shown_problem is None


def test_back_keeps_what_was_entered() -> None:
    flow = begun()
    flow.set("who", "consumer")
    assert flow.next()
    flow.set("received_at", RECEIVED)
    flow.set("sent_on", date(2026, 12, 24))
    assert flow.back()
    assert flow.back() is False
    assert flow.draft == Draft(who="consumer", received_at=RECEIVED, sent_on=date(2026, 12, 24))
    assert flow.next()
    assert flow.step.name == "notice"


def test_setting_the_same_value_is_no_change() -> None:
    flow = begun()
    assert flow.set("who", "consumer")
    assert not flow.set("who", "consumer")


def test_only_reached_steps_open() -> None:
    flow = begun(Draft(who="consumer"))
    assert not flow.go(2)
    assert flow.go(1)
    flow.set("received_at", RECEIVED)
    assert flow.go(2)
    assert flow.step.kind == "review"
    assert not flow.go(3), "the letter exists only once the act is recorded"
    assert not flow.next()


def test_a_step_made_incomplete_from_a_later_one_is_the_next_one() -> None:
    flow = begun(Draft(who="consumer", received_at=RECEIVED), position=2)
    flow.set("who", "")
    assert flow.step.name == "review"
    assert flow.next()
    assert flow.step.name == "customer"
    assert flow.shown_problem is not None


def test_a_restored_draft_opens_at_its_step_but_never_past_a_gap() -> None:
    assert begun(Draft(who="consumer", received_at=RECEIVED), position=2).step.name == "review"
    assert begun(Draft(who="consumer"), position=2).step.name == "notice"
    assert begun(Draft(who="consumer", received_at=RECEIVED), position=9).step.name == "review"


def test_once_recorded_only_the_result_is_left() -> None:
    flow = begun(Draft(who="consumer", received_at=RECEIVED), position=2)
    assert flow.complete
    flow.finish(Done("C-2026-00001", "recorded", ()))
    assert flow.step.kind == "letter"
    assert not flow.back()
    assert not flow.go(0)
    assert not flow.set("who", "trader")
    assert flow.draft.who == "consumer"


def test_a_changed_dossier_keeps_draft_and_step() -> None:
    flow = begun(Draft(who="consumer", received_at=RECEIVED), position=1)
    flow.reread(DOSSIER)
    assert flow.step.name == "notice"
    assert flow.draft.received_at == RECEIVED
