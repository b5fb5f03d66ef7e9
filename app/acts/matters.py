"""A planned letter in the customer's language: what the paper room is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.acts import wording
from app.acts.addresses import address_lines
from app.acts.plan import Sheet
from app.acts.rows import Receipt
from app.acts.why import names_of
from app.language import Language, language
from app.letters.matter import Instead, Matter, Recipient, RefundLine, ServiceLine
from app.records.rows import Customer, Dossier
from app.terms.clause import Because


@dataclass(frozen=True, slots=True)
class Issue:
    """Under which numbers, on which day and by whom a letter is issued."""

    letter_number: str
    case_number: str
    written_on: date
    agent: str


def matter_of(sheet: Sheet, dossier: Dossier, receipt: Receipt | None, issue: Issue, vat_percent: int) -> Matter:
    """The letter ``sheet`` for the customer of the dossier. ``receipt`` is ``None`` for a form nobody sent yet."""
    customer, vehicle, contract = dossier.customer, dossier.vehicle, dossier.contract
    spoken = language(customer.language, customer.country)
    return Matter(
        kind=sheet.kind,
        language=customer.language,
        country=customer.country,
        recipient=recipient(customer),
        letter_number=issue.letter_number,
        case_number=issue.case_number,
        written_on=issue.written_on,
        agent=issue.agent,
        vehicle_model=vehicle.model if vehicle else "",
        plate=vehicle.plate if vehicle else "",
        vin=vehicle.vin if vehicle else "",
        contract_number=contract.number if contract else "",
        subject=sheet.subject,
        subject_name=spoken.listed([spoken.say(name) for name in sheet.names]),
        concluded_on=sheet.concluded_on,
        sent_on=receipt.sent_on if receipt else None,
        received_at=receipt.received_at if receipt else None,
        receipt_means=receipt.channel if receipt else "letter",
        determination=sheet.determination,
        refund_lines=tuple(_named(line, spoken) for line in sheet.refund_lines),
        refund_total=sheet.refund_total,
        refund_vat=sheet.refund_vat,
        vat_percent=vat_percent,
        refund_due_by=sheet.refund_due_by,
        payment_means=sheet.payment_means,
        services=tuple(
            ServiceLine(spoken.say(service.name), service.last_service_day, service.survives)
            for service in sheet.services
        ),
        legal_functions=tuple(spoken.say(wording.function_in_sentence(word)) for word in sheet.legal_functions),
        activated_functions=tuple(spoken.say(name) for name in sheet.activated),
        alternatives=tuple(
            Instead(one.possibility, one.possible_until, one.last_service_day, one.refund, one.clauses)
            for one in sheet.alternatives
        ),
        dealer=sheet.dealer,
        iccid=vehicle.sim.iccid if vehicle and vehicle.sim else "",
        terminates_too=sheet.terminates_too,
        customer_statement=sheet.statement,
        awaits_approval=sheet.awaits_approval,
        clauses=sheet.determination.clauses if sheet.determination else (),
        facts=sheet.facts,
        particulars=sheet.particulars,
        names=tuple((number, spoken.say(name)) for number, name in names_of(dossier).items()),
    )


def recipient(customer: Customer) -> Recipient:
    """Name and address for the window of the envelope."""
    address = customer.addresses[0] if customer.addresses else None
    return Recipient(
        title=customer.title,
        given_name=customer.given_name,
        family_name=customer.family_name,
        company_name=customer.company_name,
        address_lines=address_lines(address, customer.language) if address else (),
        country=address.country if address else customer.country,
        consumer=customer.kind == "consumer",
    )


def _named(line: RefundLine, spoken: Language) -> RefundLine:
    return replace(line, service=spoken.say(Because(line.service)))
