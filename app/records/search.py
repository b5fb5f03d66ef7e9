"""The search: one line of text, and everything it can mean, in the order of how well it fits.

A question is looked up under each of its possible readings (``app.records.question``); every look-up is a small one in
an index. Groups come out with the best hit first: an exact identifier always before a name.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Connection, Row
from sqlalchemy.orm import Session

from app.records import full_text, hits, lookups, question
from app.records.folding import fold_email
from app.records.names import find_names
from app.records.question import Question
from app.records.rows import Hit
from app.records.search_rows import HitGroup, SearchResult

EXACT = 1000.0
BEGINNING = 900.0
PART = 500.0
LETTERS = 20.0
"""A plate or VIN that begins with a few letters: they are more likely a name."""

_SHORTEST_PLATE = 3  # letters only: one or two are always meant as a name

_Group = Literal["people", "vehicles", "contracts", "papers"]


class _Found:
    """What one search has found so far, by group."""

    def __init__(self) -> None:
        self.hits: dict[_Group, dict[tuple[str, str], Hit]] = {
            "people": {},
            "vehicles": {},
            "contracts": {},
            "papers": {},
        }
        self.totals: dict[_Group, int] = {}
        self.more: set[_Group] = set()
        self.readings: dict[str, float] = {}

    def add(self, group: _Group, hit: Hit, reading: str) -> None:
        known = self.hits[group].get((hit.kind, hit.number))
        if known is None or known.score < hit.score:
            self.hits[group][hit.kind, hit.number] = hit
        if hit.score > self.readings.get(reading, 0.0):
            self.readings[reading] = hit.score

    def is_exact(self) -> bool:
        """Whether an identifier was met in full: then nothing needs guessing."""
        return any(score >= EXACT for score in self.readings.values())

    def result(self, asked: Question, limit: int) -> SearchResult:
        groups = []
        for name, found in self.hits.items():
            if found:
                best = sorted(found.values(), key=lambda hit: -hit.score)
                total = max(self.totals.get(name, 0), len(best))
                more = name in self.more or (name not in self.totals and len(best) >= lookups.MOST)
                groups.append(HitGroup(name, tuple(best[:limit]), total, more))
        groups.sort(key=lambda group: -group.hits[0].score)
        reading = max(self.readings, key=lambda one: self.readings[one], default=_expected(asked))
        return SearchResult(asked.text, reading, tuple(groups))


def search(session: Session, query: str, limit: int = 20) -> SearchResult:
    """Everything ``query`` can mean, up to ``limit`` hits of each group. Any text is a query; none is an error."""
    asked = question.read(query)
    connection = session.connection()
    found = _Found()
    if asked.email:
        _by_email(connection, asked, found)
    if asked.phone_end:
        _by_phone(connection, asked, found, limit)
    if asked.running_numbers:
        _by_running_number(connection, asked, found)
    if asked.has_digit and not asked.is_address:
        _by_number(connection, asked, found)
    if not asked.is_address and (asked.has_digit or (len(asked.words) == 1 and len(asked.key) >= _SHORTEST_PLATE)):
        _by_vehicle(connection, asked, found, limit)
    if asked.is_name and not (asked.has_digit and found.is_exact()):
        _by_name(connection, asked, found, limit)
    return found.result(asked, limit)


def _by_email(connection: Connection, asked: Question, found: _Found) -> None:
    addresses = {row.customer_id: row.address for row in lookups.emails(connection, asked.email)}
    _add_people(connection, asked, found, addresses, "email")
    linked = {row.vehicle_id: row.mini_id for row in lookups.mini_ids(connection, asked.email)}
    if linked:
        for row in lookups.vehicles_by_id(connection, linked):
            by = linked[row.id]
            score = EXACT if by.lower() == asked.email else BEGINNING
            found.add("vehicles", hits.vehicle_hit(row, score=score, needle=_folded(asked), by=by), "email")


def _by_phone(connection: Connection, asked: Question, found: _Found, limit: int) -> None:
    numbers: dict[int, str] = {}
    for row in lookups.phones(connection, asked.phone_starts, asked.phone_end):
        numbers.setdefault(row.customer_id, row.number)
    ids = sorted(numbers)
    found.totals["people"] = len(ids)
    if len(ids) >= lookups.MOST:
        found.more.add("people")
    _add_people(connection, asked, found, {one: numbers[one] for one in ids[:limit]}, "phone")


def _add_people(connection: Connection, asked: Question, found: _Found, by: dict[int, str], reading: str) -> None:
    """Customers found by what stands in ``by`` (id → telephone or address)."""
    if not by:
        return
    people = lookups.people(connection, by)
    vehicles = _by_holder(lookups.vehicles_of(connection, by))
    for customer_id, person in sorted(people.items(), key=lambda one: hits.full_name(one[1])):
        way = by[customer_id]
        exact = way in asked.phone_starts if reading == "phone" else way.lower() == asked.email
        if reading == "phone" and not exact:
            exact = len(asked.phone_end) >= 8 and way[:0:-1].startswith(asked.phone_end)
        hit = hits.customer_hit(
            person,
            vehicles.get(customer_id, []),
            score=EXACT if exact else BEGINNING if reading == "email" or len(asked.phone_end) >= 6 else PART - 100,
            note="",
            needle=_phone_needle(asked, way) if reading == "phone" else _folded(asked),
            by=way,
        )
        found.add("people", hit, reading)


def _by_running_number(connection: Connection, asked: Question, found: _Found) -> None:
    for number in asked.running_numbers:
        needle = number.replace("-", "").lower()
        if number.startswith("C"):
            for row in lookups.cases(connection, number):
                found.add("papers", hits.case_hit(row, score=_fit(row.number, number), needle=needle), "number")
        else:
            for row in lookups.letters(connection, number):
                found.add("papers", hits.letter_hit(row, score=_fit(row.number, number), needle=needle), "number")


def _by_number(connection: Connection, asked: Question, found: _Found) -> None:
    """Contract, booking, package and customer numbers, in the CRM's own spelling."""
    needle = _folded(asked)
    for row in (*lookups.contracts(connection, asked.number), *lookups.packages(connection, asked.number)):
        found.add("contracts", hits.contract_hit(row, score=_fit(row.number, asked.number), needle=needle), "number")
    ids = lookups.customers_numbered(connection, asked.number)
    if ids:
        vehicles = _by_holder(lookups.vehicles_of(connection, ids))
        for customer_id, person in lookups.people(connection, ids).items():
            score = _fit(person.number, asked.number)
            hit = hits.customer_hit(person, vehicles.get(customer_id, []), score=score, note="", numbered=needle)
            found.add("people", hit, "number")


def _by_vehicle(connection: Connection, asked: Question, found: _Found, limit: int) -> None:
    vin = asked.may_be_vin and (asked.has_digit or len(asked.key) > 3)
    mini_id = fold_email(asked.text) if asked.has_digit else ""
    rows = lookups.vehicles_by_key(connection, asked.key, vin=vin, mini_id=mini_id)
    linked: dict[int, str] = {}
    if not all(_has_key(row, asked.key) for row in rows):
        linked = {row.vehicle_id: row.mini_id for row in lookups.mini_ids(connection, mini_id)}
    for row in rows:
        if not _has_key(row, asked.key):
            by = linked[row.id]
            score = EXACT if fold_email(by) == mini_id else BEGINNING
            found.add("vehicles", hits.vehicle_hit(row, score=score, needle=_folded(asked), by=by), "number")
            continue
        exact = asked.key in (row.plate_key, row.vin) or (asked.is_tail and row.vin.endswith(asked.key))
        reading = "plate" if row.plate_key.startswith(asked.key) else "vin"
        beginning = BEGINNING if asked.has_digit else LETTERS
        hit = hits.vehicle_hit(row, score=EXACT if exact else beginning, needle=asked.key.lower())
        found.add("vehicles", hit, reading)
    if asked.has_digit and asked.may_be_vin and len(rows) < limit and not found.is_exact():
        _by_part(connection, asked, found, limit)


def _by_part(connection: Connection, asked: Question, found: _Found, limit: int) -> None:
    """Vehicles with the key anywhere in their plate, then in their VIN."""
    plates = full_text.vehicles_with(connection, full_text.PLATE, asked.key, lookups.MOST)
    vins = full_text.vehicles_with(connection, full_text.VIN, asked.key, lookups.MOST)
    ids = list(dict.fromkeys((*plates, *vins)))
    if not ids:
        return
    found.totals["vehicles"] = len(ids)
    if max(len(plates), len(vins)) >= lookups.MOST:
        found.more.add("vehicles")
    for row in lookups.vehicles_by_id(connection, ids[:limit]):
        in_plate = asked.key in row.plate_key
        hit = hits.vehicle_hit(row, score=PART + in_plate, needle=asked.key.lower())
        found.add("vehicles", hit, "plate" if in_plate else "vin")


def _by_name(connection: Connection, asked: Question, found: _Found, limit: int) -> None:
    named = find_names(connection, asked)
    shown = named.people[:limit]
    if not shown:
        return
    found.totals["people"] = named.total + len(found.hits["people"])
    if named.more:
        found.more.add("people")
    ids = [one.customer_id for one in shown]
    people = lookups.people(connection, ids)
    vehicles = _by_holder(lookups.vehicles_of(connection, ids))
    literal: dict[int, tuple[float, str]] = {}
    for one in shown:
        hit = hits.customer_hit(
            people[one.customer_id],
            vehicles.get(one.customer_id, []),
            score=one.score,
            note=one.note,
            needle=one.needle,
        )
        found.add("people", hit, "name")
        if not one.note and one.score > 60:
            literal[one.customer_id] = one.score, one.needle
    if literal:
        _add_belongings(connection, found, literal, vehicles)


def _add_belongings(
    connection: Connection, found: _Found, literal: dict[int, tuple[float, str]], vehicles: dict[int, list[Row[Any]]]
) -> None:
    """Vehicles, cases and letters of the people who were found literally."""
    for customer_id, (score, needle) in literal.items():
        for row in vehicles.get(customer_id, []):
            found.add("vehicles", hits.vehicle_hit(row, score=score - 1, needle=needle, by_holder=True), "name")
    for row in lookups.cases_of(connection, literal):
        score, needle = literal[row.id]
        found.add("papers", hits.case_hit(row, score=score - 2, needle=needle), "name")
    for row in lookups.letters_of(connection, literal):
        score, needle = literal[row.id]
        found.add("papers", hits.letter_hit(row, score=score - 2, needle=needle), "name")


def _has_key(row: Row[Any], key: str) -> bool:
    """Whether plate, VIN or last seven begin so; else it was the MINI ID that did."""
    return bool(row.plate_key.startswith(key) or row.vin.startswith(key) or row.vin[10:].startswith(key))


def _by_holder(rows: lookups.Rows) -> dict[int, list[Row[Any]]]:
    holders: dict[int, list[Row[Any]]] = {}
    for row in rows:
        holders.setdefault(row.customer_id, []).append(row)
    return holders


def _fit(number: str, asked: str) -> float:
    return EXACT if number == asked else BEGINNING


def _folded(asked: Question) -> str:
    return "".join(asked.words)


def _phone_needle(asked: Question, number: str) -> str:
    """The digits to mark: as dialled from abroad when the number begins so, else its end."""
    start = next((one for one in asked.phone_starts if number.startswith(one)), "")
    return start[1:] or asked.phone_end[::-1]


def _expected(asked: Question) -> str:
    """What a question without an answer was taken for."""
    if not asked.text:
        return ""
    if asked.is_address:
        return "email"
    if asked.running_numbers:
        return "number"
    if asked.phone_end and len(asked.phone_end) > 6:
        return "phone"
    if asked.has_digit:
        return "vin" if len(asked.key) > 9 else "plate"
    return "name"
