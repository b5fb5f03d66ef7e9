"""Every problem of a folder, each with file, line, column and reason; none hides another, none is reported twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.exchange.csv_columns import SHEETS
from app.exchange.csv_import import import_folder
from app.exchange.import_report import ImportProblem
from app.language import Language
from app.records.store import Records
from tests.exchange.folders import WHOLE, whole, write

CELLS = [
    ("dealers", "09 265 01 20", "9", "phone", "telephone"),
    ("customers", ";BE;nl;", ";NL;nl;", "country", "none of"),
    ("customers", "consumer", "robot", "kind", "none of"),
    ("customers", "De Smet;;", ";;", "family_name", "needs a family name"),
    ("customers", "Smet;;", "Smet;BE0413533864;", "vat_number", "VAT number"),
    ("customers", "0470 12 34 56", "12", "phone", "telephone"),
    ("customers", "elke@example.org", "elke", "email", "e-mail"),
    ("customers", "K1;consumer", ";consumer", "customer_number", "must not be empty"),
    ("addresses", ";2;", ";1;", "position", "position 2 or higher"),
    ("vehicles", "WMW31GD090TA40817", "WMW31GD090TAO0817", "vin", "VIN"),
    ("vehicles", ";10/12/2026", ";", "mileage_read_on", "day on which"),
    ("vehicles", "D-1;", "D-9;", "dealer_number", "neither in"),
    ("vehicles", "24/04/2025 10:30", "24/04/2025 25:30", "handover_at", "no such time"),
    ("sims", "active", "sleeping", "state", "none of"),
    ("links", "linked_on\nWMW31GD090TA40817", "linked_on\nWMW51GA060RA17735", "vin", "neither in"),
    ("contracts", "03/03/2025;;", "03/03/2025;terminated;", "ends_on", "last day"),
    ("contracts", "03/03/2025;;", "03/03/2025;;01/01/2026", "ended_as", "way it ended"),
    ("bookings", "drive_recorder", "drive_recoder", "service", "catalogue knows no"),
    ("bookings", "18/12/2026;17/12/2027", "18/12/2026;17/12/2025", "period_end", "lies before"),
    ("bookings", ";;05/09/2026", ";;", "first_due_on", "needs this date"),
    ("bookings", ";ja;12", ";ja;", "renewal_months", "number of months"),
    ("bookings", "monthly;6,00", "basic;6,00", "price", "no price"),
    ("service_inclusive", ";36;", ";0;", "months", "one or more"),
    ("service_inclusive", "mini-belux-2025-09", "mini-2015", "edition", "No edition"),
    ("service_inclusive", ";nee;", ";ja;", "informed_later_on", "informed at the conclusion"),
    ("invoices", "BK1;;F1", ";;F1", "booking_number", "either a booking"),
    ("invoices", "BK1;;F1", "BK9;;F1", "booking_number", "neither in"),
    ("payments", "visa", "cheque", "means", "none of"),
    ("payments", "18/12/2026", "31/02/2026", "paid_on", "no such day"),
]


def problems(records: Records, folder: Path) -> tuple[ImportProblem, ...]:
    return import_folder(records, folder, dry_run=True).problems


@pytest.mark.parametrize(("file", "before", "after", "column", "says"), CELLS)
def test_a_wrong_cell(
    empty: Records, tmp_path: Path, file: str, before: str, after: str, column: str, says: str
) -> None:
    found = problems(empty, whole(tmp_path / "in", **{file: (before, after)}))
    assert [(one.file, one.column) for one in found if one.file == f"{file}.csv"] == [(f"{file}.csv", column)]
    (problem,) = (one for one in found if one.file == f"{file}.csv")
    assert says in problem.because.message
    assert problem.line == (3 if "drive_rec" in before or before in (";;05/09/2026", "monthly;6,00") else 2)


def test_rows_that_hang_on_a_faulty_one_are_not_reported_as_well(empty: Records, tmp_path: Path) -> None:
    found = problems(empty, whole(tmp_path / "in", customers=(";BE;nl;", ";BE;it;")))
    assert [(one.file, one.line, one.column) for one in found] == [("customers.csv", 2, "language")]


def test_nothing_hangs_on_a_file_that_cannot_be_read(empty: Records, tmp_path: Path) -> None:
    folder = whole(tmp_path / "in")
    (folder / "customers.csv").write_bytes(WHOLE["customers"].replace("Elke", "Chloé").encode("latin-1"))
    found = problems(empty, folder)
    assert [(one.file, one.line) for one in found] == [("customers.csv", 2)]
    assert "Latin-1" in found[0].because.message


def test_what_stands_before_an_unreadable_line_is_reported_too(empty: Records, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", customers="customer_number;kind;country;language\nK1;robot;BE;nl\nK2;\0;BE;nl\n")
    assert [(one.line, one.column) for one in problems(empty, folder)] == [(2, "kind"), (3, "")]


def test_every_problem_of_a_row_and_of_all_rows(empty: Records, tmp_path: Path) -> None:
    rows = (
        "\nK1;robot;NL;it;x;elke\nK2;consumer;BE;nl;12;b@example.org\nK3;consumer;BE;nl;0470123456;c@example.org;more"
    )
    folder = write(tmp_path / "in", customers="customer_number;kind;country;language;phone;email" + rows)
    assert [(one.line, one.column) for one in problems(empty, folder)] == [
        (2, "kind"),
        (2, "country"),
        (2, "language"),
        (2, "email"),
        (2, "phone"),
        (3, "family_name"),
        (3, "phone"),
        (4, ""),
    ]


def test_rows_that_occur_twice(empty: Records, tmp_path: Path) -> None:
    files = {name: content + "\n" + content.splitlines()[-1] for name, content in WHOLE.items()}
    found = problems(empty, write(tmp_path / "in", **files))
    doubled = [one for one in found if "already" in one.because.message and one.column != "iccid"]
    assert [one.file for one in doubled] == [sheet.file for sheet in SHEETS]
    assert {dict(one.because.values)["line"] for one in doubled} <= {2, 3}


def test_headers(empty: Records, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "in",
        customers="Customer-Number;KIND;Country;LANGUAGE;Family Name;loyalty points\nK1;consumer;BE;nl;Maes;7",
        vehicles="vin;vin;powertrain\n",
    )
    report = import_folder(empty, folder)
    assert [(one.file, one.line, one.column) for one in report.problems] == [
        ("vehicles.csv", 1, "vin"),
        ("vehicles.csv", 1, "model"),
    ]
    assert [(one.file, one.column) for one in report.remarks] == [("customers.csv", "loyalty points")]


def test_a_folder_in_place_of_a_file(empty: Records, tmp_path: Path) -> None:
    folder = whole(tmp_path / "in")
    (folder / "customers.csv").unlink()
    (folder / "customers.csv").mkdir()
    found = problems(empty, folder)
    assert [(one.file, one.line) for one in found] == [("customers.csv", 0)]


def test_a_problem_in_words(empty: Records, tmp_path: Path) -> None:
    folder = whole(tmp_path / "in", payments=("visa", "cheque"), links=("24/04/2025", "gisteren"))
    english = Language("en")
    said = [english.say(one.sentence()) for one in problems(empty, folder)]
    assert said[0] == "links.csv, line 2, column linked_on: “gisteren” is not a date. Write 31/12/2026 or 2026-12-31."
    assert said[1].startswith("payments.csv, line 2, column means: “cheque” is none of visa, mastercard,")
    (folder / "payments.csv").write_bytes(b"")
    (folder / "links.csv").write_bytes(b"vin;mini_id;linked_on\n1;2\n")
    assert [english.say(one.sentence()) for one in problems(empty, folder)] == [
        "links.csv, line 2: This line has 2 fields, the header has 3.",
        "payments.csv: This file is empty: not even a header is in it.",
    ]
    report = import_folder(empty, whole(tmp_path / "good"), dry_run=True)
    assert english.say(report.counts[7].sentence()) == "bookings.csv: 2 rows, 2 new, 0 changed, 0 as before"


def test_a_separator_at_the_end_of_each_line_is_no_column(empty: Records, tmp_path: Path) -> None:
    lines = WHOLE["customers"].splitlines()
    report = import_folder(empty, write(tmp_path / "in", customers="\n".join(f"{line};" for line in lines)))
    assert report.problems == report.remarks == ()
