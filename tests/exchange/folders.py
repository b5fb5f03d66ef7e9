"""Small import folders for the tests: one customer with everything, to be changed cell by cell."""

from __future__ import annotations

from pathlib import Path

WHOLE = {
    "dealers": "dealer_number;name;phone\nD-1;Garage Voorbeeld;09 265 01 20",
    "customers": (
        "customer_number;kind;country;language;given_name;family_name;vat_number;street;house_number;postcode;town;phone;email"
        "\nK1;consumer;BE;nl;Elke;De Smet;;Coupure Links;118;9000;Gent;0470 12 34 56;elke@example.org"
    ),
    "addresses": "customer_number;position;street;house_number;town\nK1;2;Zeedijk;7;Oostende",
    "vehicles": (
        "customer_number;dealer_number;vin;plate;model;powertrain;option_codes;handover_at;mileage_km;mileage_read_on"
        "\nK1;D-1;WMW31GD090TA40817;1-ABC-234;MINI Cooper SE;BEV;SA6AE SA6AP;24/04/2025 10:30;21.340;10/12/2026"
    ),
    "sims": "vin;iccid;state;since\nWMW31GD090TA40817;8949990000000000002;active;24/04/2025",
    "links": "vin;mini_id;linked_on\nWMW31GD090TA40817;elke@example.org;24/04/2025",
    "contracts": (
        "customer_number;vin;contract_number;concluded_on;ended_as;ends_on\nK1;WMW31GD090TA40817;CT1;03/03/2025;;"
    ),
    "bookings": (
        "contract_number;booking_number;service;kind;price;concluded_on;period_start;period_end;first_due_on;auto_renewal;renewal_months"
        "\nCT1;BK1;mini_connected_package;limited;120,00;18/12/2026;18/12/2026;17/12/2027;;ja;12"
        "\nCT1;BK2;drive_recorder;monthly;6,00;05/09/2026;;;05/09/2026;;"
    ),
    "service_inclusive": (
        "customer_number;vin;package_number;package;concluded_on;price;months;km;edition;informed_at_conclusion;informed_later_on"
        "\nK1;WMW31GD090TA40817;SI1;service_inclusive;24/04/2025;999,00;36;45.000;mini-belux-2025-09;nee;01/05/2025"
    ),
    "invoices": (
        "booking_number;package_number;invoice_number;invoiced_on;amount;vat_percent"
        "\nBK1;;F1;18/12/2026;120,00;21\n;SI1;F2;24/04/2025;999,00;21"
    ),
    "payments": "invoice_number;payment_number;paid_on;amount;means\nF1;P1;18/12/2026;120,00;visa",
}
"""File name → content, every file of an import."""


def write(folder: Path, **files: str) -> Path:
    """Write files into a new folder, line ends as given, UTF-8."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content.encode())
    return folder


def whole(folder: Path, **changes: tuple[str, str]) -> Path:
    """The folder :data:`WHOLE`; ``changes`` replace one text in a file by another."""
    files = dict(WHOLE)
    for name, (before, after) in changes.items():
        assert before in files[name]
        files[name] = files[name].replace(before, after)
    return write(folder, **files)
