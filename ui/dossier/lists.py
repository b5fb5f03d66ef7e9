"""The lists of a dossier as columns: cases and letters, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.acts.nouns import ACTS
from app.acts.rows import LateRefund, Overview
from app.language import Language
from app.records.rows import CaseRow, LetterRow, Note
from app.terms.clause import Cents, because
from ui.dossier.naming import CASE_MARKS, CASE_STATES, LETTER_KINDS, LETTER_MARKS, LETTER_STATES, named
from ui.speech import Text, said
from ui.tables.columns import BY_TEXT, Cell, Column


@dataclass(frozen=True, slots=True)
class Paper:
    """A case or a letter in one list; ``about`` names what it concerns, ``late`` says what its late refund costs."""

    row: CaseRow | LetterRow
    about: Text
    late: LateRefund | None = None

    @property
    def made_at(self) -> datetime:
        """When the case was recorded or the letter made."""
        return self.row.recorded_at if isinstance(self.row, CaseRow) else self.row.created_at


def papers_of(overview: Overview) -> tuple[Paper, ...]:
    """The cases and letters of a dossier, the newest first."""
    names: dict[str, Text] = {service.booking_number: service.name for service in overview.services}
    names |= {option.subject: option.subject_name for option in overview.options}
    late = {one.case_number: one for one in overview.late_refunds}
    cases = [Paper(row, names.get(row.subject, row.subject), late.get(row.number)) for row in overview.dossier.cases]
    letters = [Paper(row, row.case_number) for row in overview.dossier.letters]
    return tuple(sorted((*cases, *letters), key=lambda paper: paper.made_at, reverse=True))


# Cases and letters ------------------------------------------------------------------------------------------------


def _number(paper: Paper, language: Language) -> Cell:
    return Cell(paper.row.number, "name", icon="folder" if isinstance(paper.row, CaseRow) else "mail")


def _what(paper: Paper, language: Language) -> Cell:
    row = paper.row
    words = named(ACTS, row.act) if isinstance(row, CaseRow) else named(LETTER_KINDS, row.kind)
    return Cell(language.say(words), small=said(paper.about, language))


def _case_state(paper: Paper, language: Language) -> Cell:
    row = paper.row
    if isinstance(row, CaseRow):
        return Cell(language.say(named(CASE_STATES, row.state)), mark=CASE_MARKS.get(row.state, "ready"))
    return Cell(language.say(named(LETTER_STATES, row.state)), mark=LETTER_MARKS.get(row.state, "ready"))


def _made(paper: Paper, language: Language) -> Cell:
    return Cell(language.date(paper.made_at.date()), whole=True)


def _last_day_of(paper: Paper) -> date | None:
    return paper.row.last_service_day if isinstance(paper.row, CaseRow) else None


def _refund_of(paper: Paper) -> Cents | None:
    return paper.row.refund if isinstance(paper.row, CaseRow) else None


def _last_day(paper: Paper, language: Language) -> Cell:
    day = _last_day_of(paper)
    return Cell(language.date(day) if day else "", whole=True)


def _refund(paper: Paper, language: Language) -> Cell:
    refund, late = _refund_of(paper), paper.late
    amount = language.money(refund) if refund is not None else ""
    if late is None:
        return Cell(amount, "strong" if refund else "body")
    open_yet = because("interest open")
    interest = because("interest {amount}", amount=late.interest) if late.interest is not None else open_yet
    told = f"{amount}. {language.say(late.sentence)}"
    return Cell(amount, "strong", below=language.say(interest), spoken=told)


def _by(paper: Paper, language: Language) -> Cell:
    if isinstance(paper.row, CaseRow):
        return Cell(paper.row.agent, tone="text2")
    return Cell(language.count("{count} page", "{count} pages", paper.row.pages), tone="text2")


CASES = (
    Column("number", because("Number"), _number, BY_TEXT),
    Column("what", because("What"), _what, BY_TEXT, stretch=True, least=140),
    Column("state", because("State"), _case_state, BY_TEXT, most=110),
    Column("made", because("Recorded on"), _made, lambda paper: paper.made_at, most=90),
    Column("last_day", because("Last service day"), _last_day, _last_day_of, most=90),
    Column("refund", because("Refund"), _refund, _refund_of, right=True),
    Column("by", because("By"), _by, BY_TEXT, most=80),
)


# Notes ------------------------------------------------------------------------------------------------------------


def _when(note: Note, language: Language) -> Cell:
    return Cell(language.moment(note.at), tone="text2")


def _writer(note: Note, language: Language) -> Cell:
    return Cell(note.by, "name")


def _text(note: Note, language: Language) -> Cell:
    return Cell(" ".join(note.text.split()))


NOTES = (
    Column("at", because("When"), _when, lambda row: row.at),
    Column("by", because("By"), _writer, BY_TEXT),
    Column("text", because("Note"), _text, BY_TEXT, stretch=True, least=240),
)
