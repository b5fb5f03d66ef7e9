"""The services of a car on one page: what is booked, what runs, what could be had, and what stays without the SIM."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.letters.blocks import Block, Cell, Column, Table
from app.letters.composed import Composed
from app.letters.wording import Prose, Wording
from app.terms.clause import Because


@dataclass(frozen=True, slots=True)
class BookedLine:
    """A booked service: its name in the letter's language, its state, and until when it runs."""

    name: str
    state: Because
    until: Because | None


@dataclass(frozen=True, slots=True)
class ServicesOverview:
    """The services of one car on a day, by what the customer wants to know. Names are in the letter's language.

    ``stays`` are those that work on with the SIM off.
    """

    day: date
    booked: tuple[BookedLine, ...]
    on: tuple[str, ...]
    resting: tuple[str, ...]
    ending: tuple[str, ...]
    off: tuple[str, ...]
    available: tuple[str, ...]
    unavailable: tuple[str, ...]
    stays: tuple[str, ...]


def overview(wording: Wording) -> Composed:
    """The overview in ``matter.facts``, a :class:`ServicesOverview`."""
    seen: ServicesOverview = wording.matter.facts
    first = wording.prose().say(wording.text("These are the digital services of your car on {day}.", day=seen.day))
    blocks: list[Block] = [first.paragraph()]
    if seen.booked:
        first.say(wording.text("You booked these:"))
        blocks = [first.paragraph(), _booked(wording, seen.booked)]
    groups = (
        (wording.word("services", "On"), seen.on),
        (wording.word("services", "Ending"), seen.ending),
        (wording.text("Resting at the moment"), seen.resting),
        (wording.text("Off until switched on"), seen.off),
        (wording.text("Can be booked"), seen.available),
        (wording.text("Not possible with this car as it is"), seen.unavailable),
    )
    rows = tuple((Cell(state, strong=True), Cell(wording.language.listed(names))) for state, names in groups if names)
    if rows:
        columns = (Column(wording.text("State"), 0.3), Column(wording.text("Services"), 0.7))
        blocks.append(Table(columns, rows))
    stays = _without_sim(wording, seen.stays)
    if not stays.empty:
        blocks.append(stays.paragraph())
    return _subject(wording), tuple(blocks)


def _subject(wording: Wording) -> str:
    matter = wording.matter
    if matter.plate:
        return wording.text("The services of your {model}, {plate}", model=matter.vehicle_model, plate=matter.plate)
    return wording.text("The services of your {model}", model=matter.vehicle_model)


def _booked(wording: Wording, lines: tuple[BookedLine, ...]) -> Table:
    say = wording.language.say
    columns = (
        Column(wording.text("Service"), 0.36),
        Column(wording.text("State"), 0.24),
        Column(wording.text("Runs until"), 0.4),
    )
    rows = tuple(
        (Cell(line.name, strong=True), Cell(say(line.state)), Cell(say(line.until) if line.until is not None else ""))
        for line in lines
    )
    return Table(columns, rows)


def _without_sim(wording: Wording, stays: tuple[str, ...]) -> Prose:
    prose = wording.prose()
    if stays:
        services = wording.language.listed(stays)
        prose.say(wording.text("With the SIM card off, this keeps working: {services}.", services=services), "MC 1.6")
        prose.say(wording.text("Everything else that needs the SIM card stops."), "MC 1.6")
    return prose
