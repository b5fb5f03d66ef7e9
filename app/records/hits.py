"""Turns what the search found into hits: what a list shows, and which part of it is marked."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from app.records.marking import matched_part
from app.records.places import place_words
from app.records.rows import Hit
from app.records.telephones import written

_DOT = " · "


def full_name(row: Row[Any]) -> str:
    """``De Smet, Elke`` or the company; empty where a vehicle has no holder."""
    return row.company_name or (f"{row.family_name}, {row.given_name}" if row.family_name is not None else "")


def customer_hit(
    person: Row[Any],
    vehicles: list[Row[Any]],
    *,
    score: float,
    note: str,
    needle: str = "",
    by: str = "",
    numbered: str = "",
) -> Hit:
    """A person. ``needle`` is folded and marked in the name; ``by`` is a telephone or address that led here.

    ``numbered`` is folded too: the customer number, or its beginning, that led here.
    """
    name = full_name(person)
    first = vehicles[0] if vehicles else None
    phone = by if by.startswith("+") else person.phone
    contact = f"{person.family_name}, {person.given_name}".strip(", ") if person.company_name else ""
    facts = (
        person.number if numbered else "",
        person.town,
        contact,
        written(phone) if phone else "",
        first.plate if first else "",
        by if "@" in by else "",
    )
    detail = _DOT.join(fact for fact in facts if fact)
    matched = matched_part(person.number, numbered) or ("" if by else matched_part(name, needle))
    if not matched and not by and any(form.startswith(needle) for form in place_words(person.town or "")):
        matched = person.town
    return Hit(
        kind="customer",
        number=person.number,
        label=name,
        detail=detail,
        vin=first.vin if first else "",
        plate=first.plate if first else "",
        customer=name,
        customer_id=person.id,
        matched=matched or matched_part(detail, needle),
        note=note,
        score=score,
        town=person.town or "",
        vehicles=person.vehicles,
    )


def vehicle_hit(row: Row[Any], *, score: float, needle: str, by: str = "", by_holder: bool = False) -> Hit:
    """A vehicle. ``by`` is the MINI ID that led here; ``by_holder`` that it came along with its holder."""
    name = full_name(row)
    label = _DOT.join(fact for fact in (row.model, row.plate) if fact)
    detail = _DOT.join(fact for fact in (row.vin, by, name) if fact)
    return Hit(
        kind="vehicle",
        number=row.vin,
        label=label or row.vin,
        detail=detail,
        vin=row.vin,
        plate=row.plate,
        customer=name,
        customer_id=row.customer_id or 0,
        matched=_marked(needle, name) if by_holder else _marked(needle, row.plate, row.vin, by),
        note="",
        score=score,
        about=row.model,
        state=row.state or "",
    )


def contract_hit(row: Row[Any], *, score: float, needle: str) -> Hit:
    """A contract or a Service Inclusive package."""
    name = full_name(row)
    return Hit(
        kind="contract",
        number=row.number,
        label=row.number,
        detail=_DOT.join(fact for fact in (name, row.model, row.plate) if fact),
        vin=row.vin,
        plate=row.plate,
        customer=name,
        customer_id=row.id,
        matched=matched_part(row.number, needle),
        note="",
        score=score,
        state=row.ended_as,
    )


def case_hit(row: Row[Any], *, score: float, needle: str) -> Hit:
    """A case."""
    name = full_name(row)
    return Hit(
        kind="case",
        number=row.number,
        label=row.number,
        detail=name,
        vin=row.vin or "",
        plate=row.plate or "",
        customer=name,
        customer_id=row.id,
        matched=_marked(needle, row.number, name),
        note="",
        score=score,
        about=row.about,
        state=row.state,
        on=row.at.date(),
        last_service_day=row.last_service_day,
    )


def letter_hit(row: Row[Any], *, score: float, needle: str) -> Hit:
    """A letter."""
    name = full_name(row)
    return Hit(
        kind="letter",
        number=row.number,
        label=row.number,
        detail=name,
        vin=row.vin or "",
        plate=row.plate or "",
        customer=name,
        customer_id=row.id,
        matched=_marked(needle, row.number, name),
        note="",
        score=score,
        about=row.about,
        state=row.state,
        on=row.at.date(),
        language=row.language,
        pages=row.pages,
    )


def _marked(needle: str, *texts: str) -> str:
    """The part of the first text that holds the needle."""
    return next((part for text in texts if text and (part := matched_part(text, needle))), "")
