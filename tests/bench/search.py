"""Speed and recall of the search, against a bare indexed query for a VIN in the same run.

Run: ``python tests/bench/search.py [customers] [file]`` (default 1000000, in a temporary folder; a file that exists
already is used as it is). Per kind of question: p50 and p95 of the whole answer (groups, details, marks, vehicles,
cases and letters; each the quickest of three), p50 of the look-up in the index alone with its ratio to the bare query,
and how many of the customers asked for were found (parts of names are looked for only where few names begin so).
Targets: p95 of the answer at most 10 ms at 1,000,000 customers, look-up at most 5 × the bare query, parts of words and
typing errors at most 20 ×; recall 1.00, with a typing error 0.99.
"""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.orm import Session

from app.records import full_text, lookups, names, question, tables
from app.records.folding import fold
from app.records.search import search
from app.records.search_index import rebuild_index
from app.records.store import Records

ASKED = 150
SYLLABLES = re.findall(
    r"\w+",
    "an ans ber ck cla col de des dub dup er es goos hae her hoff jac jans kre lam lau lem let ma mar mee mer mit mul "
    "ner obs ois on ont pee rent ry sch sens sim smet ten ters thi tin van ver wag web wil wou é ë ß ø",
)
GIVEN = re.findall(r"\w+", "an el jo ma ri ke li es be no ra lu cé zo é na sa to mi ka")
SLOWEST = 10
"""Milliseconds an answer may take, at p95."""

MODELS = ("31GD0", "21GD0", "11GK0", "51GA0", "61GA0", "41GB0", "13GC0", "23GC0", "53GJ0", "91WJ0", "XM710", "XU910")
PARTICLES = ("De ", "Van ", "Van den ", "D'", "Le ")
DAY = date(2026, 1, 1)


class Target(NamedTuple):
    """A customer that will be asked for."""

    customer_id: int
    family: str
    given: str
    vin: str
    plate: str
    phone: str
    email: str
    mini_id: str
    contract: str


class Kind(NamedTuple):
    """A kind of question: how it is typed, how it is looked up, the highest ratio to the bare query."""

    name: str
    typed: Callable[[Target], str]
    looked_up: Callable[[Connection, question.Question], object]
    ratio: int
    recall: float


def _drawn_names(draw: Random) -> tuple[list[str], list[float], list[str], list[float]]:
    """Family and given names with weights as in a population: a few very frequent, a long tail."""
    families = sorted({"".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))).capitalize() for _ in range(120_000)})
    families = [draw.choice(PARTICLES) + one if draw.random() < 0.15 else one for one in families]
    givens = sorted({"".join(draw.choices(GIVEN, k=draw.randint(2, 4))).capitalize() for _ in range(6_000)})
    draw.shuffle(families)
    draw.shuffle(givens)

    def weights(number: int) -> list[float]:
        return list(itertools.accumulate(1 / (place + 10) for place in range(number)))

    return families, weights(len(families)), givens, weights(len(givens))


def _chunks(customers: int, size: int = 20_000) -> Iterator[range]:
    return (range(first, min(first + size, customers + 1)) for first in range(1, customers + 1, size))


def make(path: Path, customers: int) -> None:
    """A database of ``customers`` with 1.2 vehicles each: what the search reads, and nothing else."""
    draw = Random(20261228)
    families, family_weights, givens, given_weights = _drawn_names(draw)
    with Records(f"sqlite:///{path}") as records:
        records.prepare()
        start = time.perf_counter()
        with records.writing() as session:
            connection = session.connection()
            for ids in _chunks(customers):
                named = zip(
                    ids,
                    draw.choices(families, cum_weights=family_weights, k=len(ids)),
                    draw.choices(givens, cum_weights=given_weights, k=len(ids)),
                    strict=True,
                )
                _add(connection, draw, customers, list(named))
            rows = time.perf_counter() - start
            rebuild_index(connection)
        print(f"made in {rows:.0f} s, indexed in {time.perf_counter() - start - rows:.0f} s, ", end="")
    print(f"{path.stat().st_size / 1e6:.0f} MB")


def _add(connection: Connection, draw: Random, customers: int, named: list[tuple[int, str, str]]) -> None:
    def vehicle(number: int, holder: int) -> dict[str, Any]:
        rest, serial = divmod(number * 1_000_003 % 2_500_000, 100_000)  # each car its own last seven, in no order
        vin = f"WMW{draw.choice(MODELS)}{draw.randrange(10)}0{'NPRST'[rest // 5]}{'ABC23'[rest % 5]}{serial:05}"
        letters = "".join(draw.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=3))
        plate = f"{draw.randint(1, 2)}-{letters}-{draw.randrange(1000):03}"
        return {"id": number, "vin": vin, "customer_id": holder, "plate": plate, "model": "MINI Cooper SE"}

    people = [
        {"id": n, "number": f"K{n:08}", "kind": "consumer", "country": "BE", "language": "nl", "family_name": family}
        | {"given_name": given}
        for n, family, given in named
    ]
    vehicles = [vehicle(n, n) for n, _, _ in named] + [vehicle(customers + n, n) for n, _, _ in named if n % 5 == 0]
    held = [(one["id"], one["customer_id"]) for one in vehicles]
    towns = ("Gent", "Aalst", "Liège", "Namur", "Eupen", "Luxembourg")
    rows: dict[type[tables.Base], list[dict[str, Any]]] = {
        tables.Customer: people,
        tables.CustomerAddress: [{"customer_id": n, "town": draw.choice(towns)} for n, _, _ in named],
        tables.CustomerPhone: [{"customer_id": n, "number": f"+324{draw.randrange(10**8):08}"} for n, _, _ in named],
        tables.CustomerEmail: [{"customer_id": n, "address": f"person{n}@example.org"} for n, _, _ in named],
        tables.Vehicle: vehicles,
        tables.MiniIdLink: [{"vehicle_id": n, "mini_id": f"mini{n}@example.net", "linked_on": DAY} for n, _ in held],
        tables.Contract: [
            {"number": f"MC-{n:09}", "customer_id": holder, "vehicle_id": n, "concluded_on": DAY, "edition": "e"}
            for n, holder in held
        ],
    }
    for table, added in rows.items():
        connection.execute(insert(table), added)


def targets(session: Session, customers: int) -> list[Target]:
    """Customers to ask for, the same ones each time."""
    customer, vehicle, phone = tables.Customer, tables.Vehicle, tables.CustomerPhone
    ids = Random(7).sample(range(1, customers + 1), ASKED)
    found = session.execute(
        select(customer.id, customer.family_name, customer.given_name, vehicle.vin, vehicle.plate, phone.number)
        .join(vehicle, vehicle.id == customer.id)
        .join(phone, phone.customer_id == customer.id)
        .where(customer.id.in_(ids))
    )
    return [
        Target(*one, f"person{one[0]}@example.org", f"mini{one[0]}@example.net", f"MC-{one[0]:09}") for one in found
    ]


def _by_vehicle(connection: Connection, asked: question.Question) -> object:
    return lookups.vehicles_by_key(connection, asked.key, vin=asked.may_be_vin, mini_id="")


def _by_part(connection: Connection, asked: question.Question) -> object:
    return full_text.vehicles_with(connection, full_text.VIN, asked.key, lookups.MOST)


def _by_phone(connection: Connection, asked: question.Question) -> object:
    return lookups.phones(connection, asked.phone_starts, asked.phone_end)


def _by_email(connection: Connection, asked: question.Question) -> object:
    return lookups.emails(connection, asked.email)


def _by_mini_id(connection: Connection, asked: question.Question) -> object:
    return lookups.mini_ids(connection, asked.email)


def _by_contract(connection: Connection, asked: question.Question) -> object:
    return lookups.contracts(connection, asked.number)


def _by_words(connection: Connection, asked: question.Question) -> object:
    ways = question.splits(asked.words, particles_join=True)
    needed = [tuple((f"{word}*",) for word in way) for way in ways]
    return full_text.people(connection, full_text.NAMES, needed, names.CANDIDATES)


def _by_guess(connection: Connection, asked: question.Question) -> object:
    return names.find_names(connection, asked)


def _wrong(word: str, place: int) -> str:
    """One typing error: which one depends on ``place``."""
    at = place % max(len(word) - 1, 1)
    return (
        word[:at] + word[at + 1 :],
        word[:at] + "q" + word[at:],
        word[:at] + "q" + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    )[place % 4]


KINDS = (
    Kind("VIN", lambda one: one.vin, _by_vehicle, 5, 1.0),
    Kind("last seven", lambda one: one.vin[-7:], _by_vehicle, 5, 1.0),
    Kind("part of a VIN", lambda one: one.vin[4:12], _by_part, 20, 1.0),
    Kind("plate", lambda one: one.plate.replace("-", " ").lower(), _by_vehicle, 5, 1.0),
    Kind("plate, beginning", lambda one: one.plate[:7], _by_vehicle, 5, 1.0),
    Kind("telephone", lambda one: f"0{one.phone[3:6]}/{one.phone[6:]}", _by_phone, 5, 1.0),
    Kind("telephone, end", lambda one: one.phone[-7:], _by_phone, 5, 1.0),
    Kind("e-mail", lambda one: one.email, _by_email, 5, 1.0),
    Kind("MINI ID", lambda one: one.mini_id, _by_mini_id, 5, 1.0),
    Kind("contract", lambda one: one.contract, _by_contract, 5, 1.0),
    Kind("given + family", lambda one: f"{one.given} {one.family}", _by_words, 5, 1.0),
    Kind("given + beginning", lambda one: f"{one.given} {one.family[:-1]}", _by_words, 5, 1.0),
    Kind("family, beginning", lambda one: one.family[:4], _by_words, 5, 1.0),
    Kind("part of a name", lambda one: one.family[1:], _by_guess, 20, 0.0),
    Kind("typing error", lambda one: f"{one.given} {_wrong(fold(one.family), one.customer_id)}", _by_guess, 20, 0.99),
)


def spread(taken: list[float]) -> tuple[float, float]:
    """p50 and p95 in milliseconds."""
    taken = sorted(taken)
    return taken[len(taken) // 2] * 1e3, taken[int(len(taken) * 0.95)] * 1e3


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The quickest of three times, and the result: what else runs on the machine is not the search's."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def recalled(session: Session, kind: Kind, asked_for: list[Target]) -> float:
    """The share of customers among the hits, of those whose question does not fit more than can be listed."""
    found = shown = 0
    for one in asked_for:
        result = search(session, kind.typed(one), 500)
        hit = any(hit.customer_id == one.customer_id for hit in result.hits)
        found += hit
        shown += hit or not any(group.more or group.total > len(group.hits) for group in result.groups)
    return found / shown if shown else 1.0


def answered(session: Session, text: str) -> float:
    """The time of a whole answer."""
    return timed(lambda: search(session, text))[0]


def looked_up(connection: Connection, kind: Kind, one: Target) -> float:
    """The time of the look-up alone."""
    asked = question.read(kind.typed(one))
    return timed(lambda: kind.looked_up(connection, asked))[0]


def measure(session: Session, asked_for: list[Target]) -> bool:
    """Print the table; whether every target is met."""
    columns = (tables.Vehicle.id, tables.Vehicle.vin, tables.Vehicle.plate)
    query = select(*columns).where(tables.Vehicle.vin == bindparam("vin"))
    bare, _ = spread([timed(lambda one=one: session.execute(query, {"vin": one.vin}).all())[0] for one in asked_for])
    print(f"bare indexed query for a VIN: p50 {bare:.3f} ms")
    print(f"{'':18} answer p50    p95  <=  look-up x bare  <=  recall    >=")
    met = True
    for kind in KINDS:
        p50, p95 = spread([answered(session, kind.typed(one)) for one in asked_for])
        look_up, _ = spread([looked_up(session.connection(), kind, one) for one in asked_for])
        recall = recalled(session, kind, asked_for)
        ok = p95 <= SLOWEST and look_up <= kind.ratio * bare and recall >= kind.recall
        met = met and ok
        print(
            f"{kind.name:18} {p50:10.2f} {p95:6.2f} {SLOWEST:3} {look_up:8.3f} {look_up / bare:6.1f} {kind.ratio:3} "
            f"{recall:7.3f} {kind.recall:5.2f}{'' if ok else '  MISSED'}"
        )
    return met


def main() -> int:
    """Make what is missing, measure, print."""
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "search.db"
        if not path.exists():
            make(path, customers)
        with Records(f"sqlite:///{path}") as records, records.reading() as session:
            return 0 if measure(session, targets(session, customers)) else 1


if __name__ == "__main__":
    sys.exit(main())
