"""How an option stands in the cells of a table, wherever options are listed."""

from __future__ import annotations

from datetime import date

from app.acts.rows import Option
from app.language import Language
from app.terms.clause import because, cited
from ui.tables.columns import Cell

_STATE_WORDS = {
    "allowed": because("possible"),
    "approval": because("needs approval"),
    "needs_answer": because("needs an answer"),
    "blocked": because("blocked"),
}


def title_cell(option: Option, language: Language) -> Cell:
    """What the option does, with its state, clause and small print."""
    clause = language.say(cited(option.clauses[0])) if option.clauses else ""
    note = language.say(option.note) if option.note else ""
    small = " · ".join(part for part in (clause, note) if part)
    word = language.say(_STATE_WORDS[option.state])
    title = language.say(option.title)
    blocked = option.state == "blocked"
    style, tone = ("body", "text2") if blocked else ("strong", "text")
    spoken = f"{title}, {word}, {small}".rstrip(", ")
    return Cell(title, style, tone, mark=option.state, small=small, linked=clause, spoken=spoken)


def until_cell(option: Option, language: Language, today: date | None) -> Cell:
    """Until when it is possible; for what is not, since when."""
    if option.state == "blocked" and option.ended_on is not None:
        coming = today is not None and option.ended_on >= today
        ends = because("Ends {day}", day=option.ended_on) if coming else because("Ended {day}", day=option.ended_on)
        return Cell(language.say(ends), "name", "bad", span=3)
    if option.state == "blocked":
        return Cell(language.say(because("Not possible")), "name", "bad", span=3)
    if option.missing_text is not None:
        return Cell(language.say(option.missing_text), "name", "accent")
    if option.possible_until is None:
        return Cell(language.say(because("Any time")))
    return Cell(language.date(option.possible_until), whole=True)


def last_day_cell(option: Option, language: Language) -> Cell:
    """The last service day, or what is known of it."""
    if option.last_service_day_text is not None:
        return Cell(language.say(option.last_service_day_text))
    return Cell(language.date(option.last_service_day) if option.last_service_day else "", whole=True)


def refund_cell(option: Option, language: Language) -> Cell:
    """What goes back."""
    if option.refund is None:
        return Cell("")
    return Cell(language.money(option.refund), "strong" if option.refund else "body", whole=True)


def refund_by_cell(option: Option, language: Language) -> Cell:
    """By when it is paid back."""
    return Cell(language.date(option.refund_due_by) if option.refund_due_by else "", whole=True)


def start_cell(option: Option, language: Language) -> Cell:
    """The button of the row."""
    if option.state == "blocked":
        return Cell(button=language.say(because("Why?")), link=True, spoken=language.say(because("Why it is blocked")))
    word = because("Answer") if option.state == "needs_answer" else because("Start")
    return Cell(button=language.say(word), spoken=f"{language.say(word)}: {language.say(option.title)}")
