"""The services of a car on one page for the customer."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.acts.matters import Issue, matter_of
from app.acts.overview_letter import service_overview, services_of
from app.acts.plan import Sheet
from app.letters.letter import write
from app.records.rows import DossierKey
from app.terms.clause import Cents, Refusal
from tests.acts import examples
from tests.acts.examples import TODAY
from tests.acts.stored import key_of, stored


def test_what_is_booked_stands_in_the_table_and_nowhere_else() -> None:
    seen = services_of(examples.dossier(customer=examples.customer(language="en")), TODAY)
    booked = [line.name for line in seen.booked]
    assert booked == ["MINI Connected Package", "Drive Recorder", "Anti-Theft Recorder"]
    others = (*seen.on, *seen.off, *seen.available, *seen.unavailable, *seen.resting, *seen.ending)
    assert not set(booked) & set(others)
    assert len(others) == len(set(others))
    assert "AirConsole Games" in seen.on
    assert "Map Update" not in seen.on, "MINI Navigation, which it belongs to, is named"
    assert "Digital Key" in seen.unavailable
    assert set(seen.stays) == {"Drive Recorder", "Legal emergency call (eCall)"}


def test_a_service_of_the_contract_is_no_booking_of_the_customer() -> None:
    basic = examples.booking("B-1", "map_update", kind="basic", price=Cents(0), period_start=None, period_end=None)
    dossier = examples.dossier(contract=examples.contract(basic), customer=examples.customer(language="en"))
    assert services_of(dossier, TODAY).booked == ()


@pytest.mark.parametrize("code", ["nl", "fr", "de", "en"])
def test_it_fits_one_page_in_every_language(code: str) -> None:
    dossier = examples.dossier(customer=examples.customer(language=code))
    sheet = Sheet(kind="service_overview", subject="service", facts=services_of(dossier, TODAY))
    matter = matter_of(sheet, dossier, None, Issue("", "", TODAY, "Anna Willems"), 21)
    assert write(matter).pages == 1


def test_the_page_of_a_recorded_dossier(tmp_path: Path) -> None:
    desk, dossier = stored(tmp_path, examples.dossier())
    pages = PdfReader(io.BytesIO(service_overview(desk, key_of(dossier)))).pages
    text = pages[0].extract_text()
    assert len(pages) == 1
    assert "MINI Connected-pakket" in text
    assert "1-ABC-234" in text
    with pytest.raises(Refusal, match="does not exist"):
        service_overview(desk, DossierKey(999_999, ""))
    desk.close()
