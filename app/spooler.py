"""The print service (CUPS) as the desk needs it: its printers, and a job that prints only when it is let go.

A job is handed over on hold. It prints once :func:`release` says so, when the desk has written its number down: no job
can be on paper of which the desk does not know.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from app.libcups import JOB, OPERATION, Refused, Value, ask, several, user
from app.problems import Problem
from app.terms.clause import because

JobState = Literal["pending", "held", "processing", "stopped", "canceled", "aborted", "completed"]

_STATES: dict[int, JobState] = {
    3: "pending",
    4: "held",
    5: "processing",
    6: "stopped",
    7: "canceled",
    8: "aborted",
    9: "completed",
}
ENDED = ("canceled", "aborted", "completed")
_STOPPED_PRINTER = 5
_NOTHING = ("none", "paused", "cups-waiting-for-job-completed")
"""Reasons that say nothing about paper: a printer that is stopped is called so by its state."""

_CREATE, _SEND, _CANCEL, _JOB, _JOBS, _PRINTER, _HOLD, _RELEASE = 0x05, 0x06, 0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D
_PRINTERS = 0x4002

_ABOUT_PRINTER = (
    "printer-name",
    "printer-info",
    "printer-state",
    "printer-state-message",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "media-source-supported",
    "sides-supported",
)
_ABOUT_JOB = (
    "job-id",
    "job-name",
    "job-state",
    "job-printer-uri",
    "job-printer-state-message",
    "job-impressions-completed",
    "time-at-processing",
)


@dataclass(frozen=True, slots=True)
class Printer:
    """A queue of the print service. ``said`` is what is the matter with it, in the service's words, or empty."""

    name: str
    title: str
    trays: tuple[str, ...]
    two_sided: bool
    takes_jobs: bool
    stopped: bool
    said: str


@dataclass(frozen=True, slots=True)
class Spooled:
    """A job as the print service reports it. ``pages`` are those printed, as far as the printer tells.

    ``began``: the printer has had some of it. ``interrupted``: it had begun and waits again, because its printer was
    stopped or failed: it would begin anew at its first page. ``said`` is what is the matter, in the service's words.
    """

    number: int
    title: str
    state: JobState
    pages: int
    began: bool
    interrupted: bool
    said: str


class NotTaken(Problem):
    """The print service answered, and did not take a job."""

    def __init__(self, printer: str, said: str) -> None:
        super().__init__(
            because("The printer “{printer}” did not take the letters: {said}", printer=printer, said=said)
        )
        self.said = said


def printers() -> tuple[Printer, ...]:
    """Every printer, in the order of their names. Raises ``Problem`` without a print service."""
    try:
        found = ask(_PRINTERS, "/", (), _ABOUT_PRINTER)
    except Refused as refused:
        if refused.missing:  # the service runs, and nobody has set up a printer
            return ()
        raise _said_no(refused) from refused
    return tuple(sorted((_printer(one) for one in found), key=lambda one: one.name))


def hand_over(printer: str, title: str, document: bytes, *, tray: str = "", sides: str = "") -> int:
    """Give a PDF to the print service under ``title``, on hold; its number there.

    Raises :class:`NotTaken` when the service says no, and ``Problem`` when there is none.
    """
    about = [
        Value(OPERATION, "uri", "printer-uri", _uri(printer)),
        Value(OPERATION, "name", "requesting-user-name", user()),
        Value(OPERATION, "name", "job-name", title),
        Value(JOB, "keyword", "job-hold-until", "indefinite"),
    ]
    if tray:
        about.append(Value(JOB, "keyword", "media", f"A4,{tray}"))
    if sides:
        about.append(Value(JOB, "keyword", "sides", sides))
    resource = f"/printers/{printer}"
    try:
        (made,) = ask(_CREATE, resource, about)
        number = int(made["job-id"])
        ask(
            _SEND,
            resource,
            (
                Value(OPERATION, "uri", "printer-uri", _uri(printer)),
                Value(OPERATION, "integer", "job-id", number),
                Value(OPERATION, "name", "requesting-user-name", user()),
                Value(OPERATION, "mime", "document-format", "application/pdf"),
                Value(OPERATION, "boolean", "last-document", True),
            ),
            document=document,
        )
    except Refused as refused:
        raise NotTaken(printer, refused.said) from refused
    return number


def titled(printer: str, title: str) -> tuple[int, ...]:
    """The numbers of this person's jobs that are on hold, wait or print under ``title``."""
    about = (
        Value(OPERATION, "uri", "printer-uri", _uri(printer)),
        Value(OPERATION, "name", "requesting-user-name", user()),
        Value(OPERATION, "keyword", "which-jobs", "not-completed"),
    )
    try:
        found = ask(_JOBS, "/", about, ("job-id", "job-name"))
    except Refused as refused:
        if refused.missing:
            return ()
        raise _said_no(refused) from refused
    return tuple(sorted(one["job-id"] for one in found if one.get("job-name") == title))


def look(number: int) -> Spooled | None:
    """The job as it is now; ``None`` when the print service does not know it (any more)."""
    try:
        (found,) = ask(_JOB, "/", _about(number), _ABOUT_JOB)
        printer = _printer_of(str(found["job-printer-uri"]))
    except Refused as refused:
        if refused.missing:
            return None
        raise _said_no(refused) from refused
    state = _STATES[found["job-state"]]
    began = type(found.get("time-at-processing")) is int
    if state == "aborted":
        said = str(found.get("job-printer-state-message") or "")
    else:
        said = printer.said if printer and state not in ENDED else ""
    return Spooled(
        number=number,
        title=str(found["job-name"]),
        state=state,
        pages=int(found.get("job-impressions-completed") or 0),
        began=began,
        interrupted=began and state in ("pending", "held", "stopped"),
        said=said,
    )


def release(number: int) -> None:
    """Let a job that is on hold print. One that is not on hold stays as it is."""
    _tell(_RELEASE, number)


def hold(number: int) -> None:
    """Keep a job from printing. One that prints stops, and is interrupted then; one that has ended stays as it is."""
    _tell(_HOLD, number)


def cancel(number: int) -> None:
    """End a job; one that has ended stays as it is."""
    _tell(_CANCEL, number)


def _tell(operation: int, number: int) -> None:
    # Refused where it has moved on by itself, or is gone: whoever tells looks at its state next.
    with suppress(Refused):
        ask(operation, "/jobs", _about(number))


def _about(number: int) -> tuple[Value, ...]:
    return (
        Value(OPERATION, "uri", "job-uri", f"ipp://localhost/jobs/{number}"),
        Value(OPERATION, "name", "requesting-user-name", user()),
    )


def _uri(printer: str) -> str:
    return f"ipp://localhost/printers/{printer}"


def _printer_of(uri: str) -> Printer | None:
    name = uri.rpartition("/")[2]
    try:
        about = (Value(OPERATION, "uri", "printer-uri", _uri(name)),)
        (found,) = ask(_PRINTER, f"/printers/{name}", about, _ABOUT_PRINTER)
    except Refused as refused:
        if refused.missing:
            return None
        raise
    return _printer(found)


def _printer(found: dict[str, Any]) -> Printer:
    reasons = [reason for reason in several(found, "printer-state-reasons") if reason not in _NOTHING]
    stopped = found.get("printer-state") == _STOPPED_PRINTER
    message = str(found.get("printer-state-message") or "")
    trays = tuple(tray for tray in several(found, "media-source-supported") if tray)
    return Printer(
        name=str(found["printer-name"]),
        title=str(found.get("printer-info") or found["printer-name"]),
        trays=trays,
        two_sided=any(one != "one-sided" for one in several(found, "sides-supported")),
        takes_jobs=bool(found.get("printer-is-accepting-jobs")),
        stopped=stopped,
        said=", ".join(reasons) or (message if stopped else ""),
    )


def _said_no(refused: Refused) -> Problem:
    return Problem(because("The print service says: {said}", said=refused.said))
