"""How to reach the contact centre (MC 10.1, SI 9) and which court and law apply (MC 14, SI 10)."""

from __future__ import annotations

from app.terms.clause import Determination, Finding, because
from app.terms.edition import Edition
from app.terms.facts_services import ForumFacts, HotlineFacts
from app.terms.readings import DEFAULT, Choice


def hotline(facts: HotlineFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Is a line open at a minute (MC 10.1, SI 9)? Not any more at the closing minute; holidays are silent."""
    line = edition.hotlines[facts.line, facts.country]
    weekday, minute = facts.at.isoweekday(), facts.at.time()
    is_open = any(weekday in hours.days and hours.opens <= minute < hours.closes for hours in line.hours)
    text = because("The line is open at that time.") if is_open else because("The line is closed at that time.")
    return Determination(
        "hotline",
        edition.id,
        (
            Finding("open", is_open, (line.clause,), text),
            Finding("number", line.number, (line.clause,)),
            Finding("email", line.email, (line.clause,)),
        ),
    )


def forum(facts: ForumFacts, edition: Edition, chosen: Choice = DEFAULT) -> Determination:
    """Court and law (MC 14). For a consumer abroad the clause meets Brussels I bis: a supervisor answers (G70)."""
    if facts.customer_type == "trader":
        court = because("Only the courts of Brussels decide disputes with a business customer.")
        law = because("Belgian law applies, without the UN sales convention.")
        return Determination(
            "forum",
            edition.id,
            (
                Finding("exclusive_court", "brussels", ("MC 14.1",), court),
                Finding("law", "belgian_without_cisg", ("MC 14.3",), law),
                Finding("supervisor", False, ("MC 14.1",)),
            ),
        )
    abroad = facts.country != "BE"
    court = because("A consumer can rely on the court the law gives; no court is named in a letter.")
    law = because("Belgian law applies, and the consumer keeps the mandatory protection of the country of residence.")
    if abroad:
        supervisor = because(
            "The terms name a Belgian court and the law protects a consumer abroad: a supervisor answers."
        )
    else:
        supervisor = because("The consumer lives in Belgium.")
    return Determination(
        "forum",
        edition.id,
        (
            Finding("exclusive_court", None, ("MC 14.2",), court),
            Finding("law", "belgian_keeping_consumer_protection_of_residence", ("MC 14.3",), law),
            Finding("supervisor", abroad, ("MC 14.2",), supervisor),
        ),
    )
