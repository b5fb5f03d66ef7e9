"""From a matter to finished paragraphs in the recipient's language: where the parts of a letter come together."""

from __future__ import annotations

from collections.abc import Callable

from app.letters import (
    changes,
    complaint,
    data_request,
    outage,
    overview,
    passing_on,
    payment_means,
    provider,
    receipt,
    refusal,
    refused,
    renewal,
    service_inclusive,
    sim,
    sim_again,
    sim_done,
    sim_order,
    statement,
    suspension,
    termination,
    undone,
    withdrawal,
)
from app.letters.address import address_block, salutation
from app.letters.annex import annex
from app.letters.blocks import Closing, Content, Foot, Paragraph, Run
from app.letters.composed import Composed
from app.letters.letterhead import Letterhead, current
from app.letters.matter import Matter
from app.letters.wording import Wording, plain

_BODIES: dict[str, Callable[[Wording], Composed]] = {
    "withdrawal_form": withdrawal.form,
    "acknowledgement": receipt.acknowledgement,
    "withdrawal_confirmation": withdrawal.confirmation,
    "withdrawal_refusal": refusal.withdrawal_refusal,
    "refusal": refused.refusal,
    "termination_confirmation": termination.confirmation,
    "non_renewal_confirmation": renewal.non_renewal,
    "passing_on_duties": passing_on.passing_on,
    "objection_confirmation": changes.objection,
    "sim_confirmation": sim.confirmation,
    "sim_reactivation_confirmation": sim_again.reactivation,
    "sim_work_order": sim_order.work_order,
    "sim_receipt": sim_done.receipt,
    "sim_done": sim_done.letter,
    "outage_compensation": outage.compensation,
    "refund_statement": statement.refund_statement,
    "service_inclusive_activation": service_inclusive.activation,
    "service_inclusive_extension": service_inclusive.extension,
    "service_inclusive_entitlement": service_inclusive.entitlement,
    "data_request_acknowledgement": data_request.acknowledgement,
    "complaint_answer": complaint.complaint,
    "notice_of_termination": provider.notice,
    "payment_means_warning": payment_means.warning,
    "suspension_notice": suspension.notice,
    "suspension_lifted": suspension.lifted,
    "breach_warning": suspension.breach_warning,
    "cancellation_confirmation": undone.cancellation,
    "correction": undone.correction,
    "service_overview": overview.overview,
}
"""What each kind of letter says: subject and body. A new act adds its line here and its blocks in a file of its own."""

LETTER_KINDS = tuple(_BODIES)

_WITHOUT_GREETING = frozenset(("withdrawal_form", "sim_work_order", "sim_receipt", "service_overview"))
"""Sheets to fill in or to look at: nobody is greeted and nobody signs for the provider."""
_UNASKED = frozenset(
    (
        "sim_work_order",
        "sim_receipt",
        "sim_done",
        "notice_of_termination",
        "payment_means_warning",
        "suspension_notice",
        "suspension_lifted",
        "breach_warning",
        "refund_statement",
        "correction",
    )
)
"""Letters that answer no message of the customer."""


def compose(matter: Matter, letterhead: Letterhead | None = None) -> Content:
    """The content of the letter ``matter.kind``. An unknown kind is a ``ValueError``."""
    if matter.kind not in _BODIES:
        raise ValueError(f"no such kind of letter: {matter.kind}")
    head = letterhead or current()
    wording = Wording(matter, head)
    subject, body = _BODIES[matter.kind](wording)
    if matter.kind not in _WITHOUT_GREETING:
        body = (Paragraph((Run(salutation(matter)),)), *body, _closing(wording, head))
    return Content(
        language=matter.language,
        title=plain(subject),
        sender=head.sender(wording),
        address=_address(matter),
        references=_references(wording),
        subject=plain(subject),
        blocks=body,
        foot=_foot(wording, head),
        running=_running(wording, subject),
        page_label=wording.text("Page {page} of {pages}", page="{page}", pages="{pages}"),
        qr_text=matter.case_number,
        qr_description=wording.text("QR code with the case number {case}", case=matter.case_number),
        written_on=matter.written_on,
        annex=annex(wording),
    )


def _address(matter: Matter) -> tuple[str, ...]:
    """The customer's, on the work order the dealer's, on what a dealer hands over none."""
    if matter.kind == "sim_receipt":
        return ()
    if matter.kind == "sim_work_order" and matter.dealer:
        return tuple(line for line in (matter.dealer.name, matter.dealer.town) if line)
    return address_block(matter.recipient, matter.language)


def _running(wording: Wording, subject: str) -> str:
    """What stands beside the page number.

    A sheet printed before there is a case names the contract instead, one that is no letter the case alone.
    """
    matter = wording.matter
    if not matter.case_number:
        return matter.contract_number or plain(subject)
    if not matter.letter_number:
        return wording.text("Case {number}", number=matter.case_number)
    return wording.text("Letter {letter}, case {case}", letter=matter.letter_number, case=matter.case_number)


def _references(wording: Wording) -> tuple[tuple[str, str], ...]:
    """The row above the subject: our reference, your message of, vehicle, date."""
    matter = wording.matter
    message_of = matter.sent_on or (matter.received_at.date() if matter.received_at else None)
    plain_day = wording.language.date_plain
    answers = matter.kind not in _UNASKED and wording.fact("by") != "third_party"
    found = (
        (wording.text("Our reference"), matter.case_number or matter.contract_number),
        (wording.text("Your message of"), plain_day(message_of) if message_of and answers else ""),
        (wording.text("Vehicle"), matter.plate or matter.vin or matter.vehicle_model),
        (wording.text("Date"), plain_day(matter.written_on)),
    )
    return tuple((label, value) for label, value in found if value)


def _closing(wording: Wording, head: Letterhead) -> Closing:
    return Closing(wording.text("Kind regards"), wording.matter.agent, head.office[wording.language.code])


def _foot(wording: Wording, head: Letterhead) -> Foot:
    matter = wording.matter
    contact = head.contact(matter.country, matter.subject)
    lines = wording.sources.lines()
    if wording.sources.cites_terms:
        edition = matter.determination.edition if matter.determination else ""
        lines = (wording.sources.heading(edition), *lines)
    return Foot(
        questions=wording.text("Any questions? We are glad to help."),
        contact=(contact.phone, contact.email, contact.hours[wording.language.code]),
        grounds=wording.text("Where it stands") if lines else "",
        sources=lines,
    )
