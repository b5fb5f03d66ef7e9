"""Where the agent is in a wizard: the act, the draft, the step. No Qt, no database; the shell only shows it.

A flow never writes. It keeps what was entered in one frozen draft, asks the act for the steps at every change, and
knows which of them may be reached. Back only moves: an entry is lost by no way of moving.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol
from uuid import uuid4

from app.acts.rows import Done, Option, Overview, Preview
from app.acts.step import Step
from app.records.rows import Dossier
from app.terms.clause import Because, Refusal, because

_RESULT = Step("result", because("Letter"), "letter")
"""Every act ends with its letters, which no act has to ask for."""


class Act(Protocol):
    """What the wizard needs of a module of ``app.acts``; the draft's own type stays with the act."""

    @property
    def NAME(self) -> str: ...

    @property
    def TITLE(self) -> Because: ...

    def begin(self, overview: Overview, option: Option, /) -> Any: ...

    def steps(self, dossier: Dossier, draft: Any, today: date, /) -> tuple[Step, ...]: ...

    def preview(self, dossier: Dossier, draft: Any, today: date, /) -> Preview: ...

    def perform(self, desk: Any, key: Any, draft: Any, seen: Preview, request_key: str, /) -> Done: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem to show, and the field it stands at (empty: above the page)."""

    refusal: Refusal
    field: str


class Flow:
    """One walk through an act. ``today`` is the day the desk works on; a restored draft begins at its ``position``."""

    def __init__(self, act: Act, dossier: Dossier, draft: Any, today: date, position: int = 0) -> None:
        self.act = act
        self.dossier = dossier
        self.draft = draft
        self.today = today
        self.done: Done | None = None
        self.request_key = uuid4().hex
        """Goes with every attempt to record this walk, so that it is recorded once."""
        self._tried: set[str] = set()
        self._touched: set[str] = set()
        self.steps = self._asked()
        self.position = min(max(position, 0), self.furthest)
        self.visited = {step.name for step in self.steps[: self.position + 1]}
        """The names of the steps the agent has seen."""

    @property
    def step(self) -> Step:
        """The step in hand."""
        return self.steps[self.position]

    @property
    def furthest(self) -> int:
        """The last step that may be opened: nothing before it is missing, and the result only once it is recorded."""
        for index, step in enumerate(self.steps):
            if step.kind == "letter" and self.done is None:
                return index - 1
            if step.problem is not None:
                return index
        return len(self.steps) - 1

    @property
    def complete(self) -> bool:
        """Whether every form is filled in, so that the act can be previewed and recorded."""
        return all(step.problem is None for step in self.steps)

    @property
    def first(self) -> bool:
        """Whether there is no way back: the first step, or the result, which is written."""
        return self.position == 0 or self.done is not None

    def set(self, name: str, value: Any) -> bool:
        """Enter ``value`` for the field ``name``; say whether that changed the draft."""
        if self.done is not None or getattr(self.draft, name) == value:
            return False
        here = self.step.name
        self.draft = replace(self.draft, **{name: value})
        self._touched.add(name)
        self._recompute(here)
        return True

    @property
    def has_receipt(self) -> bool:
        """Whether the act is about a message whose day of receipt is entered."""
        return self.done is None and getattr(self.draft, "received_at", None) is not None

    def receive_on(self, day: date) -> bool:
        """Enter ``day`` as the day of receipt, and as the day of sending where that would be later."""
        received_at, sent_on = self.draft.received_at, getattr(self.draft, "sent_on", None)
        if sent_on is not None and sent_on > day:
            self.set("sent_on", day)
        return self.set("received_at", datetime.combine(day, received_at.time()))

    def next(self) -> bool:
        """Go one step on, if this one is complete; otherwise its problem shows from now on."""
        self._tried.add(self.step.name)
        if self.position == self.furthest:
            return False
        if self.position > self.furthest:  # an answer here made an earlier step incomplete: that one is next
            self.position = self.furthest
            self._tried.add(self.step.name)
            return True
        self.position += 1
        self.visited.add(self.step.name)
        return True

    def back(self) -> bool:
        """Go one step back; what was entered stays."""
        if self.first:
            return False
        self.position -= 1
        return True

    def go(self, index: int) -> bool:
        """Open the step at ``index``, if it may be opened."""
        if self.done is not None or not 0 <= index <= self.furthest or index == self.position:
            return False
        self.position = index
        self.visited.add(self.step.name)
        return True

    def reread(self, dossier: Dossier) -> None:
        """Go on with a dossier somebody changed meanwhile: same draft, same step as far as it may still be opened."""
        here = self.step.name
        self.dossier = dossier
        self._recompute(here)

    def finish(self, done: Done) -> None:
        """The act is written: only its result is left to see."""
        self.done = done
        self.position = len(self.steps) - 1
        self.visited = {step.name for step in self.steps}

    @property
    def shown_problem(self) -> Shown | None:
        """The step's problem once it is fair to show it: the agent tried to go on, or entered the field it is about.

        A field that is merely still empty is no mistake yet.
        """
        refusal, name = self.step.problem, self.step.problem_field
        if refusal is None:
            return None
        if self.step.name in self._tried or (name in self._touched and not self._empty(name)):
            return Shown(refusal, name)
        return None

    def chosen_value(self, values: Collection[str]) -> str:
        """Which of ``values`` is chosen on a card of the step in hand, empty for none."""
        cards = (getattr(self.draft, field.name) for field in self.step.fields if field.kind == "cards")
        return next((value for value in cards if value in values), "")

    @property
    def date_step(self) -> int:
        """The step that asks for the days of the message."""
        for index, step in enumerate(self.steps):
            if any(field.kind in ("moment", "date") for field in step.fields):
                return index
        return 0

    @property
    def about(self) -> str:
        """Whom and which vehicle the act concerns."""
        about = [self.dossier.customer.name]
        if self.dossier.vehicle is not None:
            about += [self.dossier.vehicle.plate, self.dossier.vehicle.model]
        return " · ".join(part for part in about if part)

    def may_record(self, preview: Preview) -> bool:
        """Whether there is something to write: a refused act is recorded only where the customer gets a letter."""
        return self.complete and (preview.refusal is None or bool(preview.letters))

    def preview(self) -> Preview:
        """What the draft would do. May raise a :class:`Refusal`."""
        return self.act.preview(self.dossier, self.draft, self.today)

    def _empty(self, name: str) -> bool:
        return getattr(self.draft, name, None) in (None, "", ())

    def _asked(self) -> tuple[Step, ...]:
        steps = self.act.steps(self.dossier, self.draft, self.today)
        return steps if steps[-1].kind == "letter" else (*steps, _RESULT)

    def _recompute(self, here: str) -> None:
        """Ask the act again; an answer may add or remove steps, so the step in hand is found again by its name."""
        self.steps = self._asked()
        names = [step.name for step in self.steps]
        self.position = names.index(here) if here in names else min(self.position, self.furthest)
