"""Whom a customer can call now: the lines with their numbers, open or closed, and when that changes (MC 10.1, SI 9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from app.acts import governing
from app.acts.addresses import spaced_phone
from app.acts.panel_rows import Fact, PanelCard
from app.records.rows import Dossier
from app.terms.calendar import DAYS_A_WEEK, public_holidays
from app.terms.clause import Because, because
from app.terms.edition import Document, Hotline, edition_for
from app.terms.facts_services import HotlineFacts

_LINES: tuple[tuple[Document, Because], ...] = (("MC", because("MINI Connected")), ("SI", because("Service Inclusive")))


def hotline_card(dossier: Dossier, now: datetime) -> PanelCard:
    """Both lines, because the hours of the two differ (rulebook G63); the one for the contract stands first."""
    country = dossier.customer.country
    facts: list[Fact] = []
    clauses: list[str] = []
    state, headline = "ready", because("Closed")
    for name, title in _LINES:
        found = governing.ask("hotline", HotlineFacts(name, country, now), dossier, None, now.date())
        line = edition_for(now.date(), name).hotlines[name, country]
        is_open = bool(found.value("open"))
        said = _hours(line, now, is_open)
        mark = "done" if is_open else "off"
        if name == "MC":
            state, headline = mark, said
        number = because("{phone} · {hours}", phone=spaced_phone(str(found.value("number"))), hours=said)
        facts.append(Fact(title, number, mark))
        facts.append(Fact(because("E-mail"), because("{address}", address=str(found.value("email")))))
        clauses += found.clauses
    lines: list[Because] = []
    if now.date() in public_holidays(country, now.year):
        lines.append(because("Today is a public holiday; the terms do not say whether the lines are open then."))
    return PanelCard(
        "hotline", because("Contact centre"), state, headline, tuple(facts), tuple(lines), tuple(dict.fromkeys(clauses))
    )


def _hours(line: Hotline, now: datetime, is_open: bool) -> Because:
    """Until when the line is open, or when it opens next."""
    if is_open:
        return because("Open now, closes at {hour}", hour=_closing(line, now))
    day, opens = _next_opening(line, now)
    if day == now.date():
        return because("Closed now, opens today at {hour}", hour=opens)
    return because("Closed now, opens {day} at {hour}", day=day, hour=opens)


def _closing(line: Hotline, now: datetime) -> time:
    today = [hours for hours in line.hours if now.isoweekday() in hours.days]
    return next(hours.closes for hours in today if hours.opens <= now.time() < hours.closes)


def _next_opening(line: Hotline, now: datetime) -> tuple[date, time]:
    for ahead in range(DAYS_A_WEEK + 1):
        day = now.date() + timedelta(ahead)
        opens = sorted(hours.opens for hours in line.hours if day.isoweekday() in hours.days)
        later = [one for one in opens if ahead or one > now.time()]
        if later:
            return day, later[0]
    raise LookupError("a line without hours")
