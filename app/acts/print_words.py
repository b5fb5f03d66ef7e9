"""What became of a printed letter, in words: from the print service's reasons and the desk's own."""

from __future__ import annotations

from app.terms.clause import Because, because

DAMAGED = "desk-damaged"
"""The kept bytes no longer fit their checksum."""
UNFINISHED = "desk-unfinished"
"""The job ended while this letter was printing."""
UNKNOWN = "desk-unknown"
"""The print service cannot say what was printed."""
NOT_BEGUN = "desk-not-begun"
"""The job ended before this letter's first page."""
CONTINUED = "desk-continued"
"""The letter went on in another job."""
STOPPED = "desk-stopped"
"""Somebody stopped the job."""

_REASONS: dict[str, Because] = {
    DAMAGED: because("The letter is damaged and was not printed."),
    UNFINISHED: because("Printing stopped in this letter: take its pages out of the tray."),
    UNKNOWN: because("The printer does not say whether it printed this letter: look in its tray first."),
    NOT_BEGUN: because("Not begun"),
    CONTINUED: because("Printed in another job"),
    STOPPED: because("Stopped"),
    "media-jam": because("Paper jam"),
    "media-empty": because("No paper"),
    "media-needed": because("No paper"),
    "toner-empty": because("No toner"),
    "marker-supply-empty": because("No toner"),
    "cover-open": because("A cover is open"),
    "door-open": because("A cover is open"),
    "interlock-open": because("A cover is open"),
    "output-area-full": because("The output tray is full"),
    "offline": because("The printer is off or not connected"),
    "connecting-to-device": because("The printer is off or not connected"),
}
_DEGREES = ("-error", "-warning", "-report")


def said_words(said: str) -> Because | None:
    """The sentence for what is kept as ``said``; words the desk does not know stand as the print service wrote them."""
    if not said:
        return None
    for reason in said.split(", "):
        bare = next((reason.removesuffix(degree) for degree in _DEGREES if reason.endswith(degree)), reason)
        if bare in _REASONS:
            return _REASONS[bare]
    # As a value and not as a message: no catalogue knows it, and it may hold braces.
    return because("{words}", words=said)
