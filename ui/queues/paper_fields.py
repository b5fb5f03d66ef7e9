"""Fields for where something is printed: the printer, one side or both, and the tray."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.terms.clause import Because, because
from ui.parts.fields import ChoiceField
from ui.settings import PaperChoice
from ui.speech import Text

if TYPE_CHECKING:
    from app.acts.printing import Printer

ONE_SIDED, TWO_SIDED = "one-sided", "two-sided-long-edge"
_USUAL: tuple[object, Text, str] = ("", because("The printer’s own choice"), "")
_SIDES: tuple[tuple[object, Text, str], ...] = (
    (ONE_SIDED, because("One side"), ""),
    (TWO_SIDED, because("Both sides, each letter on its own sheets"), ""),
)


def printer_field(printers: Iterable[Printer], remembered: str) -> ChoiceField:
    """The printers there are; the one used last, or the first."""
    found = tuple(printers)
    field = ChoiceField(because("Printer"), [(one.name, one.title or one.name, "printer") for one in found])
    names = [one.name for one in found]
    field.set_value(remembered if remembered in names else names[0] if names else None)
    return field


def sides_field(choice: PaperChoice) -> ChoiceField:
    """One side or both."""
    field = ChoiceField(because("Sides"), _SIDES)
    field.set_value(choice.sides if choice.sides in (ONE_SIDED, TWO_SIDED) else ONE_SIDED)
    return field


def tray_field(name: Because, trays: Iterable[str], chosen: str) -> ChoiceField:
    """The trays of a printer, or its own choice."""
    field = ChoiceField(name)
    offer_trays(field, trays, chosen)
    return field


def offer_trays(field: ChoiceField, trays: Iterable[str], chosen: str) -> None:
    """Offer other trays, and propose one of them."""
    offered = (_USUAL, *((tray, tray, "") for tray in trays if tray))
    field.offer(offered)
    field.set_value(chosen if chosen in [one[0] for one in offered] else "")


def offer_sides(field: ChoiceField, printer: Printer | None) -> None:
    """Offer both sides only where the printer can."""
    both = printer is None or printer.two_sided
    field.offer(_SIDES if both else _SIDES[:1])
    if field.value() is None:
        field.set_value(ONE_SIDED)


def trouble_of(printer: Printer | None) -> Because | None:
    """Why the printer chosen will not print at once."""
    if printer is None:
        return because("No printer is set up on this computer.")
    if not printer.takes_jobs:
        return because("The printer “{printer}” takes no jobs at the moment.", printer=printer.name)
    if printer.stopped:
        return because("The printer “{printer}” is stopped: the letters wait until somebody starts it again.",
                       printer=printer.name)  # fmt: skip
    return None
