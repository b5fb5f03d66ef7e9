"""How a letter stands in its queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.acts.print_words import said_words
from app.language import Language
from app.terms.clause import Because, because, because_word
from ui.dossier.naming import LANGUAGES, LETTER_KINDS, LETTER_MARKS, named
from ui.queues.queue_spec import Choice, State
from ui.tables.columns import Cell, Column

if TYPE_CHECKING:
    from datetime import date

    from app.acts.letter_queue import LetterQueueRow

STATES = {
    "ready": because_word("letter", "Ready"),
    "printing": because("Printing"),
    "printed": because("Printed"),
    "held": because_word("letter", "Held"),
    "failed": because_word("letter", "Failed"),
    "mailed": because("Sent by e-mail"),
}
CHIPS = (
    State("", because_word("queue", "All")),
    *(State(key, word, LETTER_MARKS[key]) for key, word in STATES.items()),
)
ALL_LANGUAGES = ("", because("All languages"))
ALL_KINDS = ("", because("All kinds"))
CHOICES = (
    Choice("language", because("Language"), (ALL_LANGUAGES,)),
    Choice("kind", because("Kind"), (ALL_KINDS,)),
)


def languages_offered(codes: tuple[str, ...]) -> tuple[tuple[str, Because], ...]:
    """The choice of a language, of those that occur."""
    return (ALL_LANGUAGES, *((code, LANGUAGES[code]) for code in codes))


def kinds_offered(kinds: tuple[str, ...]) -> tuple[tuple[str, Because], ...]:
    """The choice of a kind, of those that occur."""
    return (ALL_KINDS, *((kind, named(LETTER_KINDS, kind)) for kind in kinds))


def state_words(row: LetterQueueRow) -> Because:
    """The state in words; of one that failed, why."""
    if row.state == "failed":
        return said_words(row.said) or STATES["failed"]
    if row.state == "printed" and row.printed_at is not None:
        return because("Printed {hour}", hour=row.printed_at.time())
    return STATES[row.state]


UNDONE = {
    "cancelled": because("The case was cancelled"),
    "corrected": because("The case was corrected"),
}
"""Why a letter is held back that nobody held back by hand."""


def _state(row: LetterQueueRow, language: Language) -> Cell:
    failed = row.state == "failed"
    words = language.say(state_words(row))
    small = language.text("e-mailed") if row.mailed_at is not None and row.state != "mailed" else ""
    if row.mail_open is not None:
        small = language.text("e-mail not confirmed")
    if row.state == "held" and row.undone:
        small = language.say(UNDONE[row.undone])
    spoken = language.say(because("{state}: {why}", state=STATES["failed"], why=words)) if failed else ""
    return Cell(words, tone="bad" if failed else "text", mark=LETTER_MARKS[row.state], small=small, spoken=spoken)


_LEFT = ("printed", "mailed")


def send_by(today: date) -> Column:
    """The column of the day by which a letter has to leave; of one that is still here, ``today`` and what is late
    stand out."""

    def cell(row: LetterQueueRow, language: Language) -> Cell:
        if row.send_by is None:
            return Cell()
        if row.late:
            spoken = language.text("{day}, late", day=row.send_by)
            return Cell(language.date(row.send_by), "strong", "bad", whole=True, spoken=spoken)
        if row.send_by == today and row.state not in _LEFT:
            return Cell(language.text("Today"), "strong", "warn", whole=True)
        return Cell(language.date(row.send_by), whole=True)

    return Column("send_by", because("Send by"), cell, lambda row: row.send_by, day=lambda row: row.send_by)


def _recipient(row: LetterQueueRow, language: Language) -> Cell:
    return Cell(row.recipient, "name", small=row.town)


def _kind(row: LetterQueueRow, language: Language) -> Cell:
    return Cell(language.say(named(LETTER_KINDS, row.kind)))


def _language(row: LetterQueueRow, language: Language) -> Cell:
    return Cell(row.language, spoken=language.say(LANGUAGES[row.language]))


def _pages(row: LetterQueueRow, language: Language) -> Cell:
    return Cell(language.number(row.pages), whole=True)


def _number(row: LetterQueueRow, language: Language) -> Cell:
    return Cell(row.number, whole=True)


def columns(today: date) -> tuple[Column, ...]:
    """The columns of the queue; the database sorts by their keys."""
    return (
        Column("state", because("State"), _state, lambda row: row.state, most=190),
        send_by(today),
        Column("recipient", because("Recipient"), _recipient, lambda row: row.recipient, stretch=True, least=150),
        Column("kind", because("Kind"), _kind, lambda row: row.kind, most=230),
        Column("language", because("Lang."), _language, lambda row: row.language),
        Column("pages", because("Pages"), _pages, lambda row: row.pages, right=True),
        Column("number", because("Letter"), _number, lambda row: row.number),
    )
