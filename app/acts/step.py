"""A wizard as data: steps with fields. The windows know how to draw a field; an act knows which ones it needs.

An act is a module with the same names::

    NAME                                    "withdrawal"
    Draft                                   frozen dataclass; every field has a default; JSON-safe via draft_to_json
    begin(overview, option) -> Draft        the draft a click on an option starts with
    steps(dossier, draft, today) -> tuple[Step, ...]       pure; called at every change; the last step is the review
    preview(dossier, draft, today) -> Preview              pure; the one function behind review, letter and booking
    plan(dossier, draft, seen) -> Plan                     pure; what recording the previewed draft writes
    perform(desk, dossier_key, draft, seen, request_key) -> Done      reads the facts again, previews again, compares,
                                                           writes; with a key used before: what was written then

``app.acts.kit`` makes them from what is an act's own.

``field.name`` is an attribute of the Draft: the window calls ``dataclasses.replace(draft, **{field.name: value})``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.terms.clause import Because, Refusal

FieldKind = Literal["date", "moment", "choice", "cards", "checks", "dealer", "text", "yes_no", "show"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose. ``detail`` is a sentence, ``facts`` are (label, value) pairs shown small below it.

    ``state`` draws the mark of an option before the label (``allowed``, ``approval``, ``blocked``), empty for none; a
    choice with a ``blocked`` reason cannot be chosen and says why.
    """

    value: str
    label: Because
    detail: Because | None = None
    facts: tuple[tuple[Because, Because], ...] = ()
    state: str = ""
    blocked: Because | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to ask.

    Kinds and the type of the value in the Draft: ``date`` date | None; ``moment`` datetime | None; ``choice`` (combo
    box) and ``cards`` (large radio cards, keys 1, 2 …) str; ``checks`` tuple[str, ...]; ``dealer`` str (a table to
    choose from, ``columns`` as heads and ``Choice.facts`` as cells); ``text`` str, ``lines`` of them; ``yes_no``
    bool | None (``None`` = not answered); ``show`` nothing (a list of marked lines to read, from ``choices``).
    """

    name: str
    kind: FieldKind
    label: Because
    hint: Because | None = None
    choices: tuple[Choice, ...] = ()
    columns: tuple[Because, ...] = ()
    clauses: tuple[str, ...] = ()
    required: bool = True
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One page. ``summary`` lines stand under the title in the step rail once the page is filled in.

    ``problem`` is what keeps the agent from going on (a field that is missing or contradicts another), ``None`` when
    complete.
    ``kind``: ``form`` draws the fields, ``review`` the preview, ``letter`` the result.
    """

    name: str
    title: Because
    kind: Literal["form", "review", "letter"]
    fields: tuple[Field, ...] = ()
    summary: tuple[Because, ...] = ()
    problem: Refusal | None = None
    problem_field: str = ""
