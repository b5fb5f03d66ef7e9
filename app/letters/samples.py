"""Samples of every letter in every language, with invented people: to look at, to try on envelopes, to test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from app.letters.content import LETTER_KINDS
from app.letters.letter import write
from app.letters.matter import DealerLine, Instead, Matter, Recipient, RefundLine, ServiceLine
from app.terms.clause import Cents, Determination, Finding, because

LANGUAGES = ("nl", "fr", "de", "en")

_PEOPLE = {
    "nl": Recipient("ms", "Elke", "De Smet", "", ("Coupure Links 118", "9000 Gent"), "BE", True),
    "fr": Recipient("ms", "Chloé", "Lambert", "", ("12, rue de la Gare", "L-9051 Ettelbruck"), "LU", True),
    "de": Recipient("mr", "Tom", "Schmit", "", ("Klosterstraße 29 bus 4", "4700 Eupen"), "BE", True),
    "en": Recipient("neutral", "Kim", "Maes", "", ("Bondgenotenlaan 7 box 12", "3000 Leuven"), "BE", True),
}
_NAMES = {
    "nl": (
        "MINI Connected-pakket",
        "wettelijke noodoproep (eCall)",
        "kaartgegevens",
        "Visa-kaart met eindcijfers 4242",
    ),
    "fr": (
        "Pack MINI Connected",
        "appel d'urgence légal (eCall)",
        "données cartographiques",
        "carte Visa se terminant par 4242",
    ),
    "de": ("MINI Connected-Paket", "gesetzlicher Notruf (eCall)", "Kartendaten", "Visa-Karte mit den Endziffern 4242"),
    "en": ("MINI Connected Package", "legal emergency call (eCall)", "map data", "the Visa card ending in 4242"),
}
"""Package, two functions that stay by law, means of payment."""

_RECEIVED = datetime(2026, 12, 28, 9, 14)
_WRITTEN = date(2026, 12, 28)


def matter(kind: str, language: str) -> Matter:
    """The invented matter of one kind and language."""
    base = _base(kind, language)
    match kind:
        case "withdrawal_form":
            return replace(base, received_at=None, sent_on=None, refund_lines=())
        case "acknowledgement":
            return replace(base, refund_lines=base.refund_lines)
        case "withdrawal_refusal":
            return _refused(base)
        case "termination_confirmation":
            return _terminated(base)
        case "sim_confirmation" | "sim_work_order":
            return _sim(base)
    return base


def every() -> Iterator[Matter]:
    """One matter of each kind in each language."""
    for kind in LETTER_KINDS:
        for language in LANGUAGES:
            yield matter(kind, language)


def write_samples(folder: Path) -> list[Path]:
    """Write every kind × language to ``folder`` as ``KIND.LANG.pdf``; the folder is made. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for one in every():
        path = folder / f"{one.kind}.{one.language}.pdf"
        path.write_bytes(write(one).pdf)
        written.append(path)
    return written


def _base(kind: str, language: str) -> Matter:
    """The case of the pictures: two services withdrawn in time, one used for 11 of its 365 days."""
    package, ecall, maps, card = _NAMES[language]
    lines = (
        RefundLine(
            "B-1", package, "limited", date(2026, 12, 18), date(2027, 12, 17), Cents(12000), 11, 365,
            Cents(362), Cents(11638), Cents(2020), _WRITTEN, False,
        ),
        RefundLine(
            "B-2", "Anti-Theft Recorder", "one_off_indefinite", date(2026, 12, 18), None, Cents(14900), None, None,
            Cents(0), Cents(14900), Cents(2586), _WRITTEN, False,
        ),
    )  # fmt: skip
    country = _PEOPLE[language].country
    findings = (
        Finding("allowed", True, ("MC 15",)),
        Finding("period_end_unrolled", date(2027, 1, 1), ("MC 15", "WER VI.47")),
        Finding("deadline", date(2027, 1, 4), ("MC 15", "1182/71 art. 3")),
        Finding("last_service_day", _WRITTEN, ("MC 15",)),
        Finding("refund_due_by", date(2027, 1, 11), ("MC 15",)),
        Finding("refund", Cents(26538), ("MC 15",)),
    )
    return Matter(
        kind=kind,
        language=language,
        country=country,
        recipient=_PEOPLE[language],
        letter_number="L-2026-03391",
        case_number="C-2026-01842",
        written_on=_WRITTEN,
        agent="Anna Willems",
        vehicle_model="MINI Cooper SE",
        plate="1-ABC-234" if country == "BE" else "AB 1234",
        vin="WMW11DJ0X02T12345",
        contract_number="K-2026-004711",
        subject="booking",
        subject_name=package,
        concluded_on=date(2026, 12, 18),
        sent_on=date(2026, 12, 24),
        received_at=_RECEIVED,
        receipt_means="letter",
        determination=Determination("withdrawal", "mini-belux-2025-09", findings),
        refund_lines=lines,
        refund_total=Cents(26538),
        refund_vat=Cents(4606) if country == "BE" else Cents(3856),
        vat_percent=21 if country == "BE" else 17,
        refund_due_by=date(2027, 1, 11),
        payment_means=card,
        services=(ServiceLine("Drive Recorder", None, True),),
        legal_functions=(ecall, maps),
    )


def _refused(base: Matter) -> Matter:
    findings = (
        Finding("allowed", False, ("MC 15",)),
        Finding("reason", "out_of_time", ("MC 15",)),
        Finding("period_end_unrolled", date(2026, 11, 1), ("MC 15", "WER VI.47")),
        Finding("deadline", date(2026, 11, 2), ("MC 15", "1182/71 art. 3")),
    )
    end = because("You end the MINI Connected contract.")
    part = because("You let the service run to the end of its term. It then ends by itself.")
    return replace(
        base,
        concluded_on=date(2026, 10, 18),
        determination=Determination("withdrawal", "mini-belux-2025-09", findings),
        refund_lines=(),
        refund_total=None,
        refund_vat=None,
        refund_due_by=None,
        alternatives=(
            Instead(end, date(2027, 1, 4), date(2027, 2, 4), Cents(0), ("MC 8.1",)),
            Instead(part, None, date(2027, 10, 17), None, ("MC 8.3",)),
        ),
    )


def _terminated(base: Matter) -> Matter:
    findings = (
        Finding("allowed", True, ("MC 8.1",)),
        Finding("notice_end", date(2027, 1, 28), ("MC 8.1", "1182/71 art. 3")),
        Finding("refund", Cents(0), ("MC 8.1",)),
    )
    return replace(
        base,
        subject="contract",
        subject_name="",
        determination=Determination("customer_terminates_framework", "mini-belux-2025-09", findings),
        refund_lines=(),
        refund_total=Cents(0),
        refund_vat=None,
        refund_due_by=None,
        services=(
            ServiceLine("Drive Recorder", date(2027, 1, 28), False),
            ServiceLine(base.subject_name, date(2027, 12, 17), True),
        ),
    )


def _sim(base: Matter) -> Matter:
    findings = (
        Finding("sim_scope", "partial", ("MC 1.6",)),
        Finding("treated_as", "suspension_only", ("MC 1.6", "MC 8.7")),
    )
    return replace(
        base,
        subject="sim",
        subject_name="",
        sent_on=None,
        determination=Determination("sim_deactivation", "mini-belux-2025-09", findings),
        refund_lines=(),
        refund_total=None,
        refund_vat=None,
        refund_due_by=None,
        activated_functions=("Anti-Theft Recorder",),
        dealer=DealerLine("Garage Leieboord", "Gent", "+32 9 555 01 20"),
        iccid="8932020000000012345",
    )
