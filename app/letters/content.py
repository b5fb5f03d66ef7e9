"""From a matter to finished paragraphs in the recipient's language: where the parts of a letter come together."""

from __future__ import annotations

from app.letters import refusal, sim, termination, withdrawal
from app.letters.address import address_block, salutation
from app.letters.blocks import Block, Closing, Content, Foot, Paragraph, Run
from app.letters.letterhead import Letterhead, current
from app.letters.matter import Matter
from app.letters.receipt import acknowledgement
from app.letters.wording import Wording, plain

_WITHOUT_GREETING = ("withdrawal_form", "sim_work_order")
"""Sheets to fill in: nobody is greeted and nobody signs for the provider."""


def compose(matter: Matter, letterhead: Letterhead | None = None) -> Content:
    """The content of the letter ``matter.kind``. An unknown kind is a ``ValueError``."""
    head = letterhead or current()
    wording = Wording(matter)
    subject, body = _body(wording, head)
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
    )


def _body(wording: Wording, head: Letterhead) -> tuple[str, tuple[Block, ...]]:
    match wording.matter.kind:
        case "withdrawal_form":
            return withdrawal.form(wording, head)
        case "acknowledgement":
            return acknowledgement(wording)
        case "withdrawal_confirmation":
            return withdrawal.confirmation(wording)
        case "withdrawal_refusal":
            return refusal.refusal(wording)
        case "termination_confirmation":
            return termination.confirmation(wording)
        case "sim_confirmation":
            return sim.confirmation(wording)
        case "sim_work_order":
            return sim.work_order(wording)
        case kind:
            raise ValueError(f"no such kind of letter: {kind}")


def _address(matter: Matter) -> tuple[str, ...]:
    """The customer's, and on the work order the dealer's."""
    if matter.kind == "sim_work_order" and matter.dealer:
        return tuple(line for line in (matter.dealer.name, matter.dealer.town) if line)
    return address_block(matter.recipient, matter.language)


def _running(wording: Wording, subject: str) -> str:
    """What stands beside the page number. A form printed before there is a case has no numbers to name."""
    matter = wording.matter
    if not matter.case_number:
        return plain(subject)
    return wording.text("Letter {letter}, case {case}", letter=matter.letter_number, case=matter.case_number)


def _references(wording: Wording) -> tuple[tuple[str, str], ...]:
    """The row above the subject: our reference, your message of, vehicle, date."""
    matter = wording.matter
    message_of = matter.sent_on or (matter.received_at.date() if matter.received_at else None)
    plain_day = wording.language.date_plain
    to_dealer = matter.kind == "sim_work_order"
    found = (
        (wording.text("Our reference"), matter.case_number or matter.contract_number),
        (wording.text("Your message of"), plain_day(message_of) if message_of and not to_dealer else ""),
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
