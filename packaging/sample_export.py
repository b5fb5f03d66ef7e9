"""Writes the customers of a database as the folder of CSV files that ``connected-desk import`` reads.

``python packaging/sample_export.py`` makes ``packaging/sample`` anew: 200 customers of the demonstration as they stood
on a fixed day. The files differ on purpose in what the import accepts: separator, byte-order mark, line ends, and the
ways to write dates, amounts, telephones and yes or no.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import Connection, select  # noqa: E402 (the checkout must be importable first)

from app.exchange.csv_columns import SHEETS, Sheet  # noqa: E402
from app.exchange.demo import fill  # noqa: E402
from app.records import tables  # noqa: E402
from app.records.store import Records  # noqa: E402
from app.terms.clause import Cents  # noqa: E402

SAMPLE = ROOT / "packaging" / "sample"
SAMPLE_CUSTOMERS = 200
SAMPLE_DAY = date(2026, 12, 28)


@dataclass(frozen=True, slots=True)
class Style:
    """How one file is written. ``days`` and ``moments`` are formats of ``strftime``."""

    separator: str = ";"
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    days: str = "%d/%m/%Y"
    moments: str = "%d/%m/%Y %H:%M"
    comma: bool = True
    thousands: str = ""
    yes: str = "ja"
    no: str = "nee"

    def cell(self, value: Any) -> str:
        """One value as this file writes it."""
        match value:
            case None:
                return ""
            case bool():
                return self.yes if value else self.no
            case datetime():
                return value.strftime(self.moments)
            case date():
                return value.strftime(self.days)
            case Cents():
                euros = f"{value // 100:,}".replace(",", self.thousands)
                return f"{euros}{',' if self.comma else '.'}{value % 100:02d}"
            case tuple():
                return " ".join(value)
            case _:
                return str(value)


ISO = Style(separator=",", line_end="\n", days="%Y-%m-%d", moments="%Y-%m-%dT%H:%M", comma=False, yes="1", no="0")
BELGIAN = Style(encoding="utf-8-sig")
STYLES = {
    "customers": BELGIAN,
    "vehicles": Style(days="%d-%m-%Y", moments="%d-%m-%Y %H:%M", yes="oui", no="non"),
    "contracts": Style(days="%d.%m.%Y", yes="ja", no="nein", encoding="utf-8-sig"),
    "bookings": Style(separator=",", yes="yes", no="no", thousands="."),
    "invoices": Style(thousands="."),
    "service_inclusive": Style(thousands=" "),
}


def write_folder(connection: Connection, folder: Path, styles: dict[str, Style]) -> None:
    """Write every file of an import that has rows; a file without a style of its own is written the ISO way."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        style = styles.get(sheet.name, ISO)
        rows = _ROWS.get(sheet.name, _plain_rows)(connection, sheet)
        first = next(rows, None)
        if first is None:
            continue
        with (folder / sheet.file).open("w", encoding=style.encoding, newline="") as file:
            writer = csv.writer(file, delimiter=style.separator, lineterminator=style.line_end)
            writer.writerow(first)
            writer.writerow([style.cell(value) for value in first.values()])
            writer.writerows([style.cell(value) for value in row.values()] for row in rows)


def _plain_rows(connection: Connection, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Rows of one table, with the numbers of the rows they refer to in place of keys."""
    rows = sheet.table.__table__
    columns, source = [], rows
    for reference in sheet.references:
        if reference.by_number:
            columns.append(rows.c[reference.field].label(reference.name))
            continue
        parent_sheet = next(one for one in SHEETS if one.name == reference.sheet)
        parent = parent_sheet.table.__table__
        source = source.outerjoin(parent, rows.c[reference.field] == parent.c.id)
        columns.append(parent.c[parent_sheet.key[0]].label(reference.name))
    columns.extend(rows.c[column.fills].label(column.name) for column in sheet.columns)
    order = rows.c.id if "id" in rows.c else rows.c.customer_id
    for row in connection.execution_options(yield_per=5_000).execute(
        select(*columns).select_from(source).order_by(order)
    ):
        yield dict(row._mapping)


def _customer_rows(connection: Connection, sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Customers with their first address, telephones and e-mail addresses."""
    address, phone, email = (
        one.__table__ for one in (tables.CustomerAddress, tables.CustomerPhone, tables.CustomerEmail)
    )
    table = sheet.table.__table__
    source = table.outerjoin(address, (address.c.customer_id == table.c.id) & (address.c.position == 0))
    columns = [table.c[one.fills].label(one.name) for one in sheet.columns[:10]]
    columns += [address.c["number" if name == "house_number" else name].label(name) for name in _ADDRESS]
    columns.append(address.c.country.label("address_country"))
    for name, place in (("phone", 0), ("phone_2", 1), ("phone_3", 2)):
        columns.append(_part(phone, phone.c.number, table, place).label(name))
    for name, place in (("email", 0), ("email_2", 1)):
        columns.append(_part(email, email.c.address, table, place).label(name))
    for number, row in enumerate(connection.execute(select(*columns).select_from(source).order_by(table.c.id))):
        found = dict(row._mapping)
        found["phone"] = _as_people_write(found["phone"], number)
        yield found


def _address_rows(connection: Connection, sheet: Sheet) -> Iterator[dict[str, Any]]:
    for row in _plain_rows(connection, sheet):
        if row["position"] > 0:
            yield {**row, "position": row["position"] + 1}


def _part(part: Any, value: Any, customer: Any, place: int) -> Any:
    found = select(value).where(part.c.customer_id == customer.c.id, part.c.position == place)
    return found.correlate(customer).scalar_subquery()


def _as_people_write(phone: str | None, number: int) -> str | None:
    """A Belgian mobile number in one of the ways it is written; the import makes the same of all."""
    if phone is None or not phone.startswith("+324"):
        return phone
    rest = phone[3:]
    ways = (
        phone,
        f"0{rest[:3]}/{rest[3:5]} {rest[5:7]} {rest[7:]}",
        f"0032 {rest[:3]} {rest[3:]}",
        f"+32 (0){rest[:3]} {rest[3:5]} {rest[5:7]} {rest[7:]}",
        f"0{rest[:3]} {rest[3:]}",
    )
    return ways[number % len(ways)]


_ADDRESS = ("street", "house_number", "box", "postcode", "town")
_ROWS: dict[str, Callable[[Connection, Sheet], Iterator[dict[str, Any]]]] = {
    "customers": _customer_rows,
    "addresses": _address_rows,
}


def write_sample(folder: Path) -> None:
    """Make the sample in ``folder``."""
    with tempfile.TemporaryDirectory() as scratch, Records(f"sqlite:///{scratch}/sample.db") as records:
        records.prepare()
        fill(records, SAMPLE_CUSTOMERS, SAMPLE_DAY)
        with records.reading() as session:
            write_folder(session.connection(), folder, STYLES)


if __name__ == "__main__":
    write_sample(SAMPLE)
