"""The same import and the same demonstration in a PostgreSQL database as in an SQLite file."""

from __future__ import annotations

from datetime import date

from app.exchange.csv_import import import_folder
from app.exchange.demo import fill
from app.paths import ROOT
from app.records.store import Records
from tests.exchange.rows_of import all_rows

SAMPLE = ROOT / "packaging" / "sample"
CUSTOMERS = 60


def test_the_sample_is_taken_in_and_changes_nothing_a_second_time(server_database: str, empty: Records) -> None:
    with Records(server_database) as records:
        report = import_folder(records, SAMPLE)
        assert report.problems == ()
        assert import_folder(empty, SAMPLE).counts == report.counts
        rows = all_rows(records)
        assert rows == all_rows(empty)
        assert len(rows["customers"]) == 200
        assert not import_folder(records, SAMPLE).changed
        assert all_rows(records) == rows


def test_a_dry_run_leaves_nothing(server_database: str) -> None:
    with Records(server_database) as records:
        before = all_rows(records)
        assert import_folder(records, SAMPLE, dry_run=True).problems == ()
        assert all_rows(records) == before


def test_the_demonstration_is_that_of_a_file(server_database: str, empty: Records, today: date) -> None:
    fill(empty, CUSTOMERS, today)
    with Records(server_database) as records:
        assert fill(records, CUSTOMERS, today) == CUSTOMERS
        assert all_rows(records) == all_rows(empty)
