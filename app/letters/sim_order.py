"""The SIM card: the work order for the dealer."""

from __future__ import annotations

from app.letters.address import full_name
from app.letters.blocks import Block, Bullets, Entry, Fields, Paragraph
from app.letters.composed import Composed
from app.letters.wording import Wording, split


def work_order(wording: Wording) -> Composed:
    """The job for the dealer: which car, which card, what to do, what must stay, and lines to fill in by hand."""
    on = wording.matter.particulars.variant == "switch_on"
    matter, act_by = wording.matter, wording.matter.particulars.act_by
    text = wording.text
    known = (
        Entry(text("Contract in the name of"), matter.recipient.company_name or full_name(matter.recipient)),
        Entry(text("Vehicle"), ", ".join(part for part in (matter.vehicle_model, matter.plate) if part)),
        Entry(text("Vehicle identification number (VIN)"), matter.vin, code=True),
        Entry(text("SIM card number (ICCID)"), matter.iccid, code=True),
        Entry(
            text("Requested on") + wording.sources.mark(("MC 1.6",)),
            wording.language.moment(matter.received_at) if matter.received_at else "",
        ),
        Entry(text("To be done by"), wording.language.date_long(act_by) if act_by else ""),
        Entry(text("Must stay active"), "" if on else _must_stay(wording)),
    )
    steps = [
        text("Compare the VIN on this sheet with the VIN in the car."),
        *(_switch_on(wording) if on else _switch_off(wording)),
        text("Fill in the lines below, sign, and report the job as done."),
    ]
    partly, off = wording.word("letter", "partly off"), wording.word("letter", "off")
    reached = (wording.word("letter", "on"),) if on else (partly, off)
    done = (
        Entry(text("State of the card"), choices=(*reached, text("not possible"))),
        Entry(text("Done on (date and hour)")),
        Entry(text("Reason, if not possible")),
        Entry(wording.word("letter", "Name")),
        Entry(text("Signature and stamp"), tall=True),
    )
    blocks: tuple[Block, ...] = (
        wording.prose().say(_asked(wording, on=on), "MC 1.6").paragraph(),
        Fields(tuple(entry for entry in known if entry.value)),
        Paragraph(split(text("What to do")), heading=True),
        Bullets(tuple(split(step) for step in steps), numbered=True),
        Paragraph(split(text("What was done")), heading=True),
        Fields(done),
    )
    subject = text("Work order: switch on the SIM card") if on else text("Work order: switch off the SIM card")
    return subject, blocks


def _asked(wording: Wording, *, on: bool) -> str:
    if on:
        return wording.text("The customer asked for this SIM card to be switched on again.")
    return wording.text("The customer asked for this SIM card to be switched off.")


def _switch_off(wording: Wording) -> list[str]:
    return [
        wording.text("Switch off the SIM card. **Leave on what must stay active.**"),
        wording.text("Check that the emergency call still works."),
    ]


def _switch_on(wording: Wording) -> list[str]:
    return [
        wording.text("Switch on the SIM card."),
        wording.text("Check that the car is online and that the emergency call works."),
    ]


def _must_stay(wording: Wording) -> str:
    matter = wording.matter
    legal = wording.language.listed(matter.legal_functions)
    if not matter.activated_functions:
        return legal
    activated = wording.listed(matter.activated_functions)
    return wording.text(
        "{legal}; activated functions without their online part: {activated}", legal=legal, activated=activated
    )
