"""Open contracts and packages are read many at a time, without the person behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from app.records import open_contracts, rows
from app.records.dossier import read_dossier
from app.records.open_contracts import count_open, open_dossiers
from app.records.store import Records
from tests.records.examples import VIN, add_elke

ENDS = date(2027, 1, 10)


@pytest.fixture
def elke(records: Records) -> rows.Dossier:
    with records.writing() as session:
        add_elke(session)
    with records.reading() as session:
        found = read_dossier(session, 1, VIN)
    assert found is not None
    return found


def read(records: Records, terms: open_contracts.Terms, on: date) -> list[rows.Dossier]:
    with records.reading() as session:
        found = list(open_dossiers(session, terms, on))
        assert count_open(session, terms, on) == len(found)
    return found


def test_a_contract_is_read_as_its_dossier_holds_it(records: Records, elke: rows.Dossier) -> None:
    (found,) = read(records, "MC", ENDS)
    assert found.contract == elke.contract
    assert (found.customer.kind, found.customer.country) == (elke.customer.kind, elke.customer.country)
    vehicle = elke.vehicle
    assert vehicle is not None
    assert found.vehicle is not None
    for name in ("id", "new_vehicle", "handover_at", "type_approval_functions"):
        assert getattr(found.vehicle, name) == getattr(vehicle, name)
    assert found.vehicle.sim == replace(vehicle.sim, iccid="", history=())
    assert found.service_inclusive == ()


def test_nothing_names_a_person(records: Records, elke: rows.Dossier) -> None:
    told = repr(read(records, "MC", ENDS))
    for name in (elke.customer.family_name, elke.customer.number, elke.customer.phones[0], VIN, "@"):
        assert name not in told


def test_what_has_ended_is_left_out(records: Records, elke: rows.Dossier) -> None:
    assert read(records, "MC", date(2027, 1, 11)) == []
    assert read(records, "SI", date(2026, 12, 29)) == []


def test_a_package_stands_by_itself(records: Records, elke: rows.Dossier) -> None:
    (found,) = read(records, "SI", date(2026, 12, 28))
    assert found.service_inclusive == elke.service_inclusive
    assert found.contract is None


def test_many_are_read_with_few_queries(records: Records, elke: rows.Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_contracts, "_AT_ONCE", 1)
    asked: list[str] = []
    event.listen(records.engine, "before_cursor_execute", lambda *call: asked.append(call[2].split()[0]))
    with records.reading() as session:
        assert len(list(open_dossiers(session, "MC", ENDS))) == 1
    assert asked.count("SELECT") == 7, "contracts, bookings, announcements, SIMs, vehicles, customers, and no more"
