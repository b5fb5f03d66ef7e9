"""Files with fewer columns: what a file has no column for stays as the database holds it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.exchange.csv_import import import_folder
from app.records.dossier import find_dossier
from app.records.rows import Customer
from app.records.store import Records
from tests.exchange.folders import write
from tests.exchange.rows_of import all_rows

KEYS = "customer_number;kind;country;language;family_name"
ELKE = "K1;consumer;BE;nl;De Smet"
FULL = f"{KEYS};street;house_number;box;postcode;town;address_country;phone;phone_2;email;email_2"
WHOLE = (
    f"{FULL}\n{ELKE};Coupure Links;118;b 2;9000;Gent;LU;0470 12 34 56;09 265 01 20;elke@example.org;work@example.org"
)
VEHICLE = "customer_number;vin;model;powertrain\nK1;WMW31GD090TA40817;MINI Cooper SE;BEV"


def run(records: Records, folder: Path, columns: str, cells: str) -> Customer:
    """The customer after two runs of a file with some more columns; the second one must change nothing."""
    write(folder, customers=f"{KEYS};{columns}\n{ELKE};{cells}", vehicles=VEHICLE)
    assert import_folder(records, folder).problems == ()
    before = all_rows(records)
    assert not import_folder(records, folder).changed
    assert all_rows(records) == before
    with records.reading() as session:
        found = find_dossier(session, vin="WMW31GD090TA40817")
    assert found is not None
    return found.customer


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [("postcode", "9000", "postcode"), ("town", "Gent", "town"), ("address_country", "LU", "country")],
)
def test_any_column_of_an_address_makes_one(empty: Records, tmp_path: Path, column: str, cell: str, field: str) -> None:
    (address,) = run(empty, tmp_path / "in", column, cell).addresses
    assert getattr(address, field) == cell
    if column != "address_country":
        assert address.country == "BE"


def test_a_street_alone_leaves_the_rest_of_the_address(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, write(tmp_path / "whole", customers=WHOLE))
    (address,) = run(empty, tmp_path / "in", "street", "Zeedijk").addresses
    told = (address.street, address.number, address.box, address.postcode, address.town, address.country)
    assert told == ("Zeedijk", "118", "b 2", "9000", "Gent", "LU")


def test_an_empty_cell_empties_its_own_column_only(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, write(tmp_path / "whole", customers=WHOLE))
    customer = run(empty, tmp_path / "in", "box;phone;email_2", ";;")
    (address,) = customer.addresses
    assert (address.box, address.number) == ("", "118")
    assert customer.phones == ("+3292650120",)
    assert customer.emails == ("elke@example.org",)


def test_a_telephone_or_e_mail_column_leaves_the_others(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, write(tmp_path / "whole", customers=WHOLE))
    customer = run(empty, tmp_path / "in", "phone;email_2", "0475 55 01 92;new@example.org")
    assert customer.phones == ("+32475550192", "+3292650120")
    assert customer.emails == ("elke@example.org", "new@example.org")


def test_a_list_that_is_given_as_a_whole_has_no_gaps(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, write(tmp_path / "whole", customers=WHOLE))
    customer = run(empty, tmp_path / "in", "phone;phone_2;phone_3", ";0475 55 01 92;")
    assert customer.phones == ("+32475550192",)
    places = [row[1] for row in all_rows(empty)["customer_phones"]]
    assert places == [0]


def test_how_a_booking_was_made_is_taken_in(empty: Records, tmp_path: Path) -> None:
    contract = "customer_number;vin;contract_number;concluded_on;made_by\nK1;WMW31GD090TA40817;C1;1/12/2026;"
    head = (
        "contract_number;booking_number;service;kind;concluded_on;first_due_on;made_by;offer_confirmed_on;accepted_on"
    )
    booking = "C1;B1;drive_recorder;monthly;1/12/2026;1/12/2026"
    files = {"customers": f"{KEYS}\n{ELKE}", "vehicles": VEHICLE, "contracts": contract}
    wrong = write(tmp_path / "wrong", bookings=f"{head}\n{booking};Telefoon;30/11/2026;", **files)
    (problem,) = import_folder(empty, wrong).problems
    assert (problem.file, problem.column) == ("bookings.csv", "offer_confirmed_on")
    right = write(tmp_path / "right", bookings=f"{head}\n{booking};Telefoon;2/12/2026;4/12/2026", **files)
    assert import_folder(empty, right).problems == ()
    with empty.reading() as session:
        found = find_dossier(session, vin="WMW31GD090TA40817")
    assert found is not None
    assert found.contract is not None
    assert found.contract.made_by is None
    (booked,) = found.contract.bookings
    assert (booked.made_by, booked.offer_confirmed_on, booked.accepted_on) == (
        "telephone",
        date(2026, 12, 2),
        date(2026, 12, 4),
    )
