"""The withdrawal on paper: the model form to sign, and the confirmation with the refund."""

from __future__ import annotations

from app.letters.address import full_name
from app.letters.blocks import Block, Entry, Fields, Paragraph, Run
from app.letters.composed import Composed
from app.letters.going_on import erase, stays
from app.letters.receipt import opening, wish
from app.letters.refund import NAMED, explained, is_final, paid_back, table
from app.letters.wording import Wording


def basis(wording: Wording) -> str:
    """The article that grants the withdrawal."""
    return "SI 11" if wording.matter.subject == "service_inclusive" else "MC 15"


def form(wording: Wording) -> Composed:
    """The statutory model form (Directive 2011/83/EU, Annex I B), filled in as far as the record goes, to be signed."""
    matter, letterhead = wording.matter, wording.letterhead
    text = wording.text
    intro = wording.prose()
    intro.say(text("Fill in and return this form only if you wish to withdraw from the contract."))
    intro.say(
        text("You may also tell us in another way, for instance by e-mail. You need not give a reason."), basis(wording)
    )
    deadline = wording.found("deadline")
    if deadline:
        clauses = wording.clauses("deadline", basis(wording))
        intro.say(text("You can send your message **until and including {day}**.", day=deadline), *clauses)
    contact = letterhead.contact(matter.country, matter.subject)
    recipient = ", ".join((letterhead.company, letterhead.department, *letterhead.address, contact.withdrawal_email))
    name = matter.recipient.company_name or full_name(matter.recipient)
    service = matter.subject_name or text("MINI Connected contract")
    known = [part for part in (matter.contract_number, matter.vehicle_model, matter.plate, matter.vin) if part]
    concluded = wording.language.date_plain(matter.concluded_on) if matter.concluded_on else ""
    entries = [
        Entry(wording.word("letter", "To"), recipient),
        Entry(
            text("Statement"),
            text(
                "I/We (*) hereby give notice that I/we (*) withdraw from my/our (*) contract "
                "for the provision of the following service:"
            ),
        ),
        Entry(text("Service"), service),
        Entry(text("Ordered on (*) / received on (*)"), concluded),
        Entry(text("Name of consumer(s)"), name),
        Entry(text("Address of consumer(s)"), ", ".join(matter.recipient.address_lines)),
        Entry(text("Contract and vehicle (optional)"), ", ".join(known)),
        Entry(text("Signature of consumer(s), on paper only"), tall=True),
        Entry(text("Date")),
    ]
    note = Paragraph((Run(text("(*) Delete as appropriate.")),), note=True)
    return text("Model withdrawal form"), (intro.paragraph(), Fields(tuple(entries)), note)


def confirmation(wording: Wording) -> Composed:
    """Confirms a withdrawal in time: what ended when, what comes back, what goes on."""
    matter = wording.matter
    article = basis(wording)
    if is_final(wording) and matter.refund_total:
        subject = wording.text("Confirmation of your withdrawal: you get {amount} back", amount=matter.refund_total)
    else:
        subject = wording.text("Confirmation of your withdrawal")
    first = opening(wording, article)
    count = len(matter.refund_lines)
    if matter.subject != "contract" and count > 1:
        first.say(
            wording.count("You withdraw from {count} service.", "You withdraw from {count} services.", count), article
        )
    else:
        first.say(wish(wording), article)
    last = wording.found("last_service_day")
    ends = wording.clauses("last_service_day", article)
    if last:
        first.say(wording.text("The last day of service was {day}.", day=last), *ends)
    deadline = wording.found("deadline")
    if deadline:
        until = wording.clauses("deadline", article)
        first.say(wording.text("You were in time: you could withdraw until and including {day}.", day=deadline), *until)
    if matter.subject == "contract" and matter.refund_lines:
        first.say(_falls_with_it(wording), article)
    blocks: list[Block] = [first.paragraph()]
    if matter.refund_lines:
        why = explained(wording, article)
        blocks += [] if why.empty else [why.paragraph()]
        blocks.append(table(wording, article))
    blocks.append(paid_back(wording, article).paragraph())
    if matter.subject != "service_inclusive":
        blocks.append(stays(wording).say(erase(wording)).paragraph())
    return subject, tuple(blocks)


def _falls_with_it(wording: Wording) -> str:
    """The bookings that end with the contract."""
    lines = wording.matter.refund_lines
    if len(lines) > NAMED:
        return wording.text("With the contract, all services in the table ended too.")
    names = wording.listed(line.service for line in lines)
    return wording.text("With the contract, this ended too: {services}.", services=names)
