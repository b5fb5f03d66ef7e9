"""That a message arrived: the sentence each confirmation begins with, and the acknowledgement of receipt."""

from __future__ import annotations

from datetime import date, datetime

from app.letters.blocks import Block, Entry, Fields
from app.letters.wording import Prose, Wording


def is_withdrawal(wording: Wording) -> bool:
    """Whether the customer withdrew; otherwise the message ends something for the future."""
    if wording.rule:
        return wording.rule in ("withdrawal", "telephone_contract")
    return wording.matter.subject in ("contract", "booking", "service_inclusive")


def arrived(wording: Wording, when: date | datetime) -> str:
    """One sentence: by which channel the message came, and when."""
    match wording.matter.receipt_means:
        case "email":
            return wording.text("We received your e-mail on {when}.", when=when)
        case "phone":
            return wording.text("You called us on {when}.", when=when)
        case "portal":
            return wording.text("We received your message through the Portal on {when}.", when=when)
        case "app":
            return wording.text("We received your message through the MINI App on {when}.", when=when)
        case "counter":
            return wording.text("You gave us your message in person on {when}.", when=when)
        case "online_function":
            return wording.text("You used the online withdrawal function on {when}.", when=when)
        case _:
            return wording.text("We received your letter on {when}.", when=when)


def received_on(wording: Wording) -> date | None:
    """The day of receipt."""
    matter = wording.matter
    return matter.received_at.date() if matter.received_at else None


def opening(wording: Wording, *clauses: str) -> Prose:
    """A paragraph that begins with the receipt, where the matter knows its day."""
    prose = wording.prose()
    day = received_on(wording)
    if day:
        prose.say(arrived(wording, day), *clauses)
    return prose


def sent(wording: Wording, prose: Prose, *clauses: str) -> None:
    """Add the day of dispatch, where it was another than that of the receipt and counts."""
    day = wording.matter.sent_on
    if day and day != received_on(wording):
        prose.say(wording.text("You sent it on {day}.", day=day), *clauses)


def wish(wording: Wording) -> str:
    """What the customer asked, in one sentence."""
    matter = wording.matter
    name = wording.quoted(matter.subject_name)
    if is_withdrawal(wording):
        if matter.subject == "contract":
            return wording.text("You withdraw from your MINI Connected contract.")
        names = [line.service for line in matter.refund_lines]
        if len(names) > 1:
            return wording.text("You withdraw from these services: {services}.", services=wording.listed(names))
        return wording.text("You withdraw from the service {service}.", service=name)
    if matter.subject == "contract":
        return wording.text("You end your MINI Connected contract.")
    if matter.subject == "sale":
        return wording.text("You sold or passed on your car and end the service {service}.", service=name)
    return wording.text("You end the service {service}.", service=name)


def acknowledgement(wording: Wording) -> tuple[str, tuple[Block, ...]]:
    """The acknowledgement of receipt: content, date and time of the message, on paper."""
    matter = wording.matter
    withdrawn = is_withdrawal(wording)
    clauses = ("MC 15",) if withdrawn and matter.subject != "service_inclusive" else ()
    if withdrawn and matter.subject == "service_inclusive":
        clauses = ("SI 11",)
    subject = (
        wording.text("Acknowledgement of receipt: your withdrawal")
        if withdrawn
        else wording.text("Acknowledgement of receipt: your notice")
    )
    first = wording.prose()
    if matter.received_at:
        first.say(arrived(wording, matter.received_at), *clauses)
    sent(wording, first, *clauses)
    first.say(wording.text("This letter confirms its content and the moment it reached us."))
    blocks: list[Block] = [first.paragraph(), Fields(_content(wording, *clauses))]
    blocks.append(_next(wording, withdrawn, clauses).paragraph())
    return subject, tuple(blocks)


def _content(wording: Wording, *clauses: str) -> tuple[Entry, ...]:
    matter = wording.matter
    statement = matter.customer_statement.strip()
    mark = wording.sources.mark(clauses)
    entries = [Entry(wording.text("Content of your message"), wish(wording))]
    if statement:
        entries.append(Entry(wording.text("In your own words"), wording.quoted(statement)))
    if matter.received_at:
        entries.append(Entry(wording.text("Received on") + mark, wording.language.moment(matter.received_at)))
    if matter.contract_number:
        entries.append(Entry(wording.text("Contract number"), matter.contract_number))
    if matter.concluded_on:
        entries.append(
            Entry(wording.text("Contract concluded on") + mark, wording.language.date_long(matter.concluded_on))
        )
    return tuple(entries)


def _next(wording: Wording, withdrawn: bool, clauses: tuple[str, ...]) -> Prose:
    """What happens now. A refund that still has to be approved is announced by its deadline, never by an amount."""
    matter = wording.matter
    prose = wording.prose()
    if matter.awaits_approval:
        prose.say(wording.text("We are now checking the amount of the refund."))
        prose.say(wording.text("You get a second letter with the result."))
        if matter.refund_due_by:
            due = wording.clauses("refund_due_by", *clauses)
            prose.say(
                wording.text("This does not change the last day for the refund: **{day}**.", day=matter.refund_due_by),
                *due,
            )
    elif withdrawn:
        prose.say(
            wording.text(
                "You get a second letter. It says what the withdrawal means for your services and for the money."
            )
        )
    else:
        prose.say(wording.text("You get a second letter. It gives the last day of each service."))
    return prose
