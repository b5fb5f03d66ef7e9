"""Samples of every letter in every language, with invented people: to look at, to try on envelopes, to test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from app.letters import sample_desk, sample_endings, sample_overview
from app.letters.content import LETTER_KINDS
from app.letters.letter import write
from app.letters.matter import Matter, Recipient
from app.letters.sample_people import base, person
from app.translations import LANGUAGES

_SAMPLES: dict[str, Callable[[Matter], Matter]] = {
    "withdrawal_form": sample_endings.form,
    "acknowledgement": sample_endings.withdrawn,
    "withdrawal_confirmation": sample_endings.withdrawn,
    "withdrawal_refusal": sample_endings.withdrawal_refused,
    "refusal": sample_endings.refused,
    "termination_confirmation": sample_endings.terminated,
    "non_renewal_confirmation": sample_endings.not_renewed,
    "passing_on_duties": sample_endings.passed_on,
    "objection_confirmation": sample_endings.objected,
    "sim_confirmation": sample_desk.switched_off,
    "sim_reactivation_confirmation": sample_desk.switched_on,
    "sim_work_order": sample_desk.switched_off,
    "sim_receipt": sample_desk.card_off,
    "sim_done": sample_desk.card_off,
    "outage_compensation": sample_endings.without_service,
    "refund_statement": sample_desk.stated,
    "service_inclusive_activation": sample_desk.package_active,
    "service_inclusive_extension": sample_desk.package_extended,
    "service_inclusive_entitlement": sample_desk.work_asked,
    "data_request_acknowledgement": sample_desk.asked_for_data,
    "complaint_answer": sample_desk.complained,
    "notice_of_termination": sample_desk.ended_by_us,
    "payment_means_warning": sample_desk.means_expiring,
    "suspension_notice": sample_desk.unpaid,
    "suspension_lifted": sample_desk.paid_again,
    "breach_warning": sample_desk.warned,
    "cancellation_confirmation": sample_desk.gone_back_on,
    "correction": sample_desk.corrected,
    "service_overview": sample_overview.services_shown,
}


def matter(kind: str, language: str, recipient: Recipient | None = None) -> Matter:
    """The invented matter of one kind and language, for the customer of that language or another ``recipient``."""
    return _SAMPLES[kind](base(kind, language, recipient or person(language)))


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
