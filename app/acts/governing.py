"""Which terms govern what an act asks: those of the conclusion, and newer ones that came to bind (MC 13.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.records.change_rows import Announcement as AnnouncedRow
from app.records.rows import Booking, Contract, Dossier, ServiceInclusive
from app.terms.clause import Because, Determination, Finding, because
from app.terms.edition import Edition, edition_called, edition_for
from app.terms.governing import Announcement, Governing, GoverningFacts, governing
from app.terms.readings import DEFAULT, Choice
from app.terms.rules import determine

Row = Booking | Contract | ServiceInclusive


def edition_of(dossier: Dossier, row: Row, on: date, chosen: Choice = DEFAULT) -> Edition:
    """The edition that governs a contract, a booking or a package on a day."""
    judged = judged_on(dossier, row, on, chosen)
    return edition_called(row.edition) if judged is None else judged.edition


def of_contract(dossier: Dossier, on: date) -> Edition:
    """The edition that governs the contract on a day; without a contract the one in force that day."""
    return edition_for(on) if dossier.contract is None else edition_of(dossier, dossier.contract, on)


def ask(rule: str, facts: Any, dossier: Dossier, row: Row | None, on: date, chosen: Choice = DEFAULT) -> Determination:
    """What the terms that govern ``row`` on the day ``on`` say, by the chosen readings.

    With what the other readings would give where that differs and, where newer terms were announced, with the finding
    ``governing_edition``. Without a ``row`` the terms of that day are asked.
    """
    if row is None:
        return _determined(rule, facts, edition_for(on), chosen)
    about = "" if isinstance(row, Contract) else row.number
    judged = judged_on(dossier, row, on, chosen)
    if judged is None:
        return _determined(rule, facts, edition_called(row.edition), chosen)._replace(about=about)
    found = _determined(rule, facts, judged.edition, chosen)._replace(about=about)
    newest = max(one.effective_on for one in told_by(dossier, row, on))
    return found._replace(findings=(*found.findings, _finding(judged.determination, newest if newest > on else None)))


def judged_on(dossier: Dossier, row: Row, on: date, chosen: Choice = DEFAULT) -> Governing | None:
    """How the announcements for the contract are judged on a day; ``None`` where nothing was announced to it."""
    told = told_by(dossier, row, on)
    if not told or dossier.contract is None:
        return None
    facts = GoverningFacts(
        concluded_on=row.concluded_on,
        on=on,
        announcements=tuple(map(_announcement, told)),
        edition=edition_called(row.edition),
        contract_concluded_on=dossier.contract.concluded_on,
    )
    return governing(facts, chosen)


def _determined(rule: str, facts: Any, edition: Edition, chosen: Choice) -> Determination:
    """With the other readings of what was found; what only they find is not kept with a case."""
    return determine(rule, facts, edition, chosen, readings=True)._replace(otherwise=())


def told_by(dossier: Dossier, row: Row, on: date) -> tuple[AnnouncedRow, ...]:
    """What reached the customer by a day, after the contract was made, and did not hold yet at the booking.

    A Service Inclusive package has terms of its own, which no announcement of the contract's changes (SI 1).
    """
    contract = dossier.contract
    if contract is None or isinstance(row, ServiceInclusive):
        return ()
    return tuple(
        one
        for one in contract.announcements
        if contract.concluded_on <= one.announced_on <= on and one.effective_on > row.concluded_on <= on
    )


def _announcement(row: AnnouncedRow) -> Announcement:
    return Announcement(
        edition=edition_called(row.edition),
        announced_on=row.announced_on,
        effective_on=row.effective_on,
        essential=row.essential,
        consequences_stated=row.consequences_stated,
        objection_received_on=row.objection_received_on,
    )


def _finding(found: Determination, still_to_come: date | None) -> Finding:
    """Which edition governs, and why; of the announcement that comes last, why it does not, or not yet."""
    governs, last = found.findings[0], found.value("announcements")[-1].findings[0]
    text, clauses = governs.because, governs.clauses
    more = last.because if not last.value else None
    if last.value and still_to_come is not None:
        more = because("Newer terms were announced; they hold from {effective_on} on.", effective_on=still_to_come)
    if more is not None:
        text = Because("{governs} {announced}", (("governs", text), ("announced", more)))
        clauses = tuple(dict.fromkeys((*clauses, *last.clauses)))
    return Finding("governing_edition", governs.value, clauses, text)
