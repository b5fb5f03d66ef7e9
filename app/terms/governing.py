"""Which edition governs a contract on a day: the one of its conclusion, and later ones that came to bind (MC 13.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from app.terms.checks import in_order
from app.terms.clause import Determination, Finding, Part, WrongInput, because
from app.terms.edition import Document, Edition, edition_for
from app.terms.facts import TermsChangeFacts
from app.terms.readings import DEFAULT, Choice
from app.terms.rules import determine


class Announcement(NamedTuple):
    """A later edition that was announced to the customer (MC 13.2). ``effective_on`` is the first day it shall hold."""

    edition: Edition
    announced_on: date
    effective_on: date
    essential: bool = False
    consequences_stated: bool = True
    objection_received_on: date | None = None


class GoverningFacts(NamedTuple):
    """Facts of :func:`governing`: the day asked for and what was announced to this customer, in any order.

    ``terms`` says which document the contract was made under: the MINI Connected or the Service Inclusive terms.
    ``edition`` is the one in force at the conclusion where that is on record. Of a booking ``contract_concluded_on`` is
    the day of its contract: what was announced since then concerns the booking too, unless it held when it was made.
    """

    concluded_on: date
    on: date
    announcements: tuple[Announcement, ...] = ()
    terms: Document = "MC"
    edition: Edition | None = None
    contract_concluded_on: date | None = None


class Governing(NamedTuple):
    """The edition that governs, and why: finding ``edition``, and a part of ``announcements`` for each of them."""

    edition: Edition
    determination: Determination


def governing(facts: GoverningFacts, chosen: Choice = DEFAULT) -> Governing:
    """The edition that governs a contract on the day ``facts.on`` (MC 13.2, SI 1).

    Each announcement is judged by the terms that govern when its edition shall begin. Raises ``WrongInput`` for one
    made before the contract, one of another document, and one that shall begin before its edition exists.
    """
    in_order(facts.concluded_on, facts.on, "concluded_on", "on")
    for number, one in enumerate(facts.announcements):
        _check(facts, one, f"announcements[{number}]")
    edition = facts.edition or edition_for(facts.concluded_on, facts.terms)
    text = because(
        "Concluded on {concluded_on}: the terms of that day govern the contract.", concluded_on=facts.concluded_on
    )
    clauses: tuple[str, ...] = ("SI 1",) if facts.terms == "SI" else ("MC 13.2",)
    parts = []
    for one in sorted(_since(facts), key=lambda each: each.effective_on):
        judged = _judged(facts, one, edition, chosen)
        parts.append(Part(one.edition.id, judged))
        if judged[0].value and one.effective_on <= facts.on:
            edition, clauses = one.edition, ("MC 13.2",)
            text = because(
                "The newer terms were announced in time and not objected to: they govern from {effective_on}.",
                effective_on=one.effective_on,
            )
    found = (Finding("edition", edition.id, clauses, text), Finding("announcements", tuple(parts), clauses))
    return Governing(edition, Determination("governing", edition.id, found))


def _since(facts: GoverningFacts) -> Iterator[Announcement]:
    """What was announced and did not hold yet when the booking was made."""
    for one in facts.announcements:
        if facts.contract_concluded_on is None or one.effective_on > facts.concluded_on:
            yield one


def _check(facts: GoverningFacts, one: Announcement, place: str) -> None:
    made_on = facts.contract_concluded_on or facts.concluded_on
    in_order(made_on, one.announced_on, "concluded_on", f"{place}.announced_on")
    in_order(one.edition.in_force_from, one.effective_on, f"{place}.edition", f"{place}.effective_on")
    if one.edition.terms != facts.terms:
        raise WrongInput(
            f"{place}.edition",
            because("The announced edition {name} is of other terms than the contract.", name=one.edition.id),
        )


def _judged(facts: GoverningFacts, one: Announcement, governs: Edition, chosen: Choice) -> tuple[Finding, ...]:
    if facts.terms == "SI":
        text = because("A package that was bought keeps its terms: they know no change by announcement.")
        return (Finding("change_binds_customer", False, ("SI 1",), text),)
    # An objection that comes in after the day asked for is not known on it.
    objected = one.objection_received_on
    known = objected if objected is not None and objected <= facts.on else None
    change = TermsChangeFacts(one.announced_on, one.effective_on, one.essential, one.consequences_stated, known)
    found = determine("terms_change", change, governs, chosen).findings
    return tuple(sorted(found, key=lambda each: each.name != "change_binds_customer"))
