"""The sample of 200 customers under ``packaging``, and the documentation of the files."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

from app.exchange.csv_columns import SHEETS
from app.exchange.csv_import import import_folder
from app.paths import ROOT
from app.records.store import Records
from tests.exchange.rows_of import all_rows

SAMPLE = ROOT / "packaging" / "sample"
DOCUMENT = (ROOT / "packaging" / "IMPORT.md").read_text(encoding="utf-8")


def test_the_sample_imports_cleanly_and_twice(empty: Records) -> None:
    report = import_folder(empty, SAMPLE)
    assert report.problems == ()
    counts = {count.file: count.new for count in report.counts}
    assert counts["customers.csv"] == 200
    assert set(counts) == {sheet.file for sheet in SHEETS}
    before = all_rows(empty)
    assert not import_folder(empty, SAMPLE).changed
    assert all_rows(empty) == before


def test_the_sample_shows_what_the_import_accepts() -> None:
    files = {file.stem: file.read_bytes() for file in SAMPLE.glob("*.csv")}
    assert any(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    assert any(not content.startswith(b"\xef\xbb\xbf") for content in files.values())
    assert {";" if b";" in content.splitlines()[0] else "," for content in files.values()} == {";", ","}
    text = "\n".join(content.decode("utf-8-sig") for content in files.values())
    for date_form in (r"\d\d/\d\d/\d{4}", r"\d\d-\d\d-\d{4}", r"\d\d\.\d\d\.\d{4}", r"\d{4}-\d\d-\d\d"):
        assert re.search(rf"[;,]{date_form}[;,]", text)
    assert re.search(r";1 399,00;|;2 199,00;", text)
    assert re.search(r";0\d{3}/\d\d \d\d \d\d;", text)


def test_the_sample_holds_the_demonstration_of_its_day(empty: Records, tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "packaging" / "sample_export.py"))
    script["write_sample"](tmp_path / "sample")
    for made in sorted((tmp_path / "sample").iterdir()):
        assert made.read_bytes() == (SAMPLE / made.name).read_bytes(), made.name
    import_folder(empty, SAMPLE)
    with Records(f"sqlite:///{tmp_path / 'demo.db'}") as demo:
        script["fill"](demo.prepare(), script["SAMPLE_CUSTOMERS"], script["SAMPLE_DAY"])
        for table in (
            "customer_addresses",
            "customer_phones",
            "customer_emails",
            "vehicles",
            "mini_id_links",
            "payments",
        ):
            assert all_rows(empty)[table] == all_rows(demo)[table], table


def test_every_column_is_documented_and_marked_when_it_is_required() -> None:
    for sheet in SHEETS:
        section = DOCUMENT.split(f"## {sheet.file}\n")[1].split("\n## ")[0]
        found = re.findall(r"^\| (\*\*)?(\w+)(?:\*\*)? \|", section, re.MULTILINE)
        columns = {name: bool(bold) for bold, name in found if name != "column"}
        assert list(columns) == list(sheet.column_names()), sheet.file
        assert {name for name, bold in columns.items() if bold} == sheet.required_names(), sheet.file
