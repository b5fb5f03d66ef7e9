"""A recorded case as one page shows it: what was entered, what the rules found then, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.acts import ACTS, act, drafts, subjects, undoing
from app.acts.case_readings import read_otherwise
from app.acts.rows import Option, Overview, WhyStep
from app.acts.step import Field
from app.acts.subjects import Subject
from app.acts.why import names_of, why_of_all
from app.records.cases import read_determinations
from app.records.consequence_rows import CaseMoveRow, Refund, Suspension
from app.records.histories import read_moves
from app.records.rows import CaseRow, Dossier, JournalEntry, LetterRow
from app.terms.clause import Because, Refusal, because

if TYPE_CHECKING:
    from app.start import Desk

Said = tuple[Because, Because]
"""A label and its value."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case with everything recorded under its number.

    ``subjects`` name what it concerns. ``entered`` is what the agent entered, in the order of the pages; ``why`` what
    the rules of ``edition`` found then; ``otherwise`` which readings other than the usual were chosen, and why.
    ``undo`` are the acts that cancel or correct it, those not possible with their reason; ``settled`` says why there is
    none. ``moves`` is the way of the case, from its recording to the state it is in.
    """

    case: CaseRow
    subjects: tuple[Because, ...]
    entered: tuple[Said, ...]
    edition: str
    why: tuple[WhyStep, ...]
    otherwise: tuple[Because, ...]
    letters: tuple[LetterRow, ...]
    refunds: tuple[Refund, ...]
    suspensions: tuple[Suspension, ...]
    journal: tuple[JournalEntry, ...]
    undo: tuple[Option, ...]
    settled: Because | None = None
    moves: tuple[CaseMoveRow, ...] = ()


def case_record(desk: Desk, overview: Overview, number: str) -> CaseRecord:
    """The case with this number in the dossier of ``overview``. Raises ``Refusal`` where it is not there."""
    dossier = overview.dossier
    case = next((one for one in dossier.cases if one.number == number), None)
    if case is None:
        raise Refusal(because("There is no case {number}.", number=number))
    with desk.records.reading() as session:
        kept = read_determinations(session, number)
        moves = read_moves(session, number)
    # Who decided the case by other readings had the rules asked once more: what holds are the last answers.
    stored = tuple(one.determination for one in kept if one.readings == kept[-1].readings)
    letters = tuple(one for one in dossier.letters if one.case_number == number)
    papers = {number, *(one.number for one in letters)}
    undo = tuple(one for one in overview.other_acts if one.subject_kind == "case" and one.subject == number)
    return CaseRecord(
        case=case,
        subjects=tuple(_names(overview, case)),
        entered=_entered(dossier, case),
        edition=stored[0].edition if stored else "",
        why=why_of_all(stored, names_of(dossier)) if stored else (),
        otherwise=read_otherwise(desk, number),
        letters=letters,
        refunds=tuple(one for one in dossier.refunds if one.case_number == number),
        suspensions=tuple(one for one in dossier.suspensions if number in (one.by_case, one.lifted_by_case)),
        journal=tuple(one for one in dossier.journal if one.on in papers),
        undo=undo,
        settled=None if undo else _settled(dossier, number),
        moves=moves,
    )


def _names(overview: Overview, case: CaseRow) -> Iterator[Because]:
    dossier = overview.dossier
    offered = {one.subject: one.subject_name for one in overview.options if one.act == case.act}
    known = {**offered, **names_of(dossier)}
    for number in case.subjects or (case.subject,):
        contract = dossier.contract is not None and dossier.contract.number == number
        named = subjects.name(dossier, Subject("contract", number)) if contract else known.get(number)
        yield named if named is not None else _as_it_is(number)


def _settled(dossier: Dossier, number: str) -> Because:
    """Why nothing of the case can be taken back."""
    try:
        undoing.case_called(dossier, number)
    except Refusal as refusal:
        return refusal.because
    return because("Case {case} did nothing that could be taken back.", case=number)


def _entered(dossier: Dossier, case: CaseRow) -> tuple[Said, ...]:
    """What was asked and answered, on the dossier as it was; nothing where the pages cannot be made any more."""
    if case.act not in ACTS or not case.entered:
        return ()
    module, before = act(case.act), undoing.without(dossier, case.number, case.state)
    try:
        draft = drafts.from_json(module.Draft, case.entered)
        pages = module.steps(before, draft, case.recorded_at.date())
    except Refusal:
        return ()
    found = ((one.label, _answer(one, getattr(draft, one.name, None))) for page in pages for one in page.fields)
    return tuple((label, value) for label, value in found if value is not None)


def _answer(field: Field, value: Any) -> Because | None:
    """A value of a draft in words; ``None`` for what was left empty or is only there to read."""
    if field.kind == "show" or value in (None, "", ()):
        return None
    labels: dict[str, Because] = {one.value: one.label for one in field.choices}
    if isinstance(value, bool):
        return because("Yes") if value else because("No")
    if isinstance(value, tuple):
        # What was not offered was not answered either: a draft may carry more than its page asks.
        chosen = tuple(labels[one] for one in value if one in labels)
        return Because("{all}", (("all", chosen),)) if chosen else None
    if isinstance(value, date | datetime):
        return Because("{day}", (("day", value),))
    text = str(value)
    return labels[text] if text in labels else _as_it_is(text)


def _as_it_is(text: str) -> Because:
    return Because("{text}", (("text", text),))
