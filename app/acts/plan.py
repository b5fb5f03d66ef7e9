"""What an act will write: the case, what ends, the letters. Made from the preview, carried out by ``recording``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from app.acts.rows import Receipt
from app.letters.matter import PLAIN, DealerLine, Particulars, RefundLine
from app.records.consequence_rows import SuspensionCause
from app.records.rows import Dossier
from app.terms.clause import Because, Cents, Determination

EndKind = Literal["contract", "booking", "service_inclusive"]


@dataclass(frozen=True, slots=True)
class End:
    """Something that ends with the case, on its last service day. ``row_id`` is the id of its row.

    ``sooner``: it may have an end already, and ends before that with what it belongs to.
    """

    kind: EndKind
    row_id: int
    ended_as: str
    ends_on: date
    sooner: bool = False


@dataclass(frozen=True, slots=True)
class Suspend:
    """A contract or booking (``number``) that rests from a day on, until it is lifted."""

    kind: Literal["contract", "booking"]
    number: str
    cause: SuspensionCause
    from_on: date


@dataclass(frozen=True, slots=True)
class Lift:
    """A suspension that ends: ``until_on`` is its last day."""

    suspension_id: int
    until_on: date


@dataclass(frozen=True, slots=True)
class Object:
    """An objection to an announced edition of the terms (MC 13.2). ``contract_id`` is the id of the contract's row."""

    contract_id: int
    edition: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Activate:
    """A Service Inclusive package that becomes active; its term starts where that is known. ``odometer`` in km."""

    package_id: int
    active_on: date
    term_start: date | None
    odometer: int | None


@dataclass(frozen=True, slots=True)
class Extend:
    """A Service Inclusive package that gets more months and kilometres."""

    package_id: int
    months: int
    km: int


@dataclass(frozen=True, slots=True)
class Undo:
    """A case that does not go ahead: all it did is taken back."""

    case_number: str


@dataclass(frozen=True, slots=True)
class SwitchSim:
    """A job for a dealer: the SIM is switched ``off | on``.

    ``dealer`` is the dealer's number, empty where none is known; ``functions`` are those that stay on (MC 1.6 b).
    """

    switch: Literal["off", "on"]
    dealer: str
    ordered_on: date
    functions: tuple[str, ...]


Effect = Suspend | Lift | Object | Activate | Extend | Undo | SwitchSim
"""What an act does besides ending something, in the transaction that records its case."""


@dataclass(frozen=True, slots=True)
class ServiceEnd:
    """A service in a letter: its last day, ``None`` for one without an end; whether it outlives the act."""

    name: Because
    last_service_day: date | None
    survives: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """What the customer can do instead, for a letter that refuses."""

    possibility: Because
    possible_until: date | None
    last_service_day: date | None
    refund: Cents | None
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter of the act, before it is put into the customer's language. ``names`` are the services it concerns.

    ``facts`` are what the rule of ``determination`` was given; ``particulars`` what only some letters tell.
    """

    kind: str
    subject: str
    names: tuple[Because, ...] = ()
    concluded_on: date | None = None
    determination: Determination | None = None
    refund_lines: tuple[RefundLine, ...] = ()
    refund_total: Cents | None = None
    refund_vat: Cents | None = None
    refund_due_by: date | None = None
    payment_means: str = ""
    services: tuple[ServiceEnd, ...] = ()
    legal_functions: tuple[str, ...] = ()
    activated: tuple[Because, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    dealer: DealerLine | None = None
    terminates_too: bool = False
    statement: str = ""
    awaits_approval: bool = False
    facts: Any = None
    particulars: Particulars = PLAIN


@dataclass(frozen=True, slots=True)
class Refund:
    """Money a case gives back for one thing: ``amount`` is ``None`` while a supervisor has to set it.

    ``first_day`` and ``last_day`` are the days it stands for where the same thing may be paid back again for others.
    """

    number: str
    amount: Cents | None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one act writes. ``subjects`` are (kind, number), the first is the one lists show.

    ``refunds`` are booked once each. ``due_on`` is the last day of what the case promises, ``due_what`` a stable word
    for it, as ``reply``. ``corrects`` is the number of a case this one takes the place of; it is then recorded as that
    case's ``act``, with what was ``entered`` for it. ``held``: nothing ends and no letter leaves before a supervisor
    has approved the case; until then only the case and its amounts stand.
    """

    receipt: Receipt
    evidence: str
    subjects: tuple[tuple[str, str], ...]
    state: str
    ends: tuple[End, ...]
    sheets: tuple[Sheet, ...]
    last_service_day: date | None
    refund: Cents | None
    refund_due_by: date | None
    refund_means: str = ""
    effects: tuple[Effect, ...] = ()
    refunds: tuple[Refund, ...] = ()
    due_on: date | None = None
    due_what: str = ""
    corrects: str = ""
    act: str = ""
    entered: Mapping[str, Any] | None = None
    held: bool = False

    @property
    def orders_job(self) -> bool:
        """Whether a dealer has something to do."""
        return any(isinstance(effect, SwitchSim) for effect in self.effects)

    @property
    def recorded_as(self) -> str:
        """The state of the case it becomes: what is decided is carried out while money or a dealer's job is left."""
        left = self.state == "done" and (bool(self.refunds) or self.orders_job)
        return "being_carried_out" if left else self.state


def refunds_of(lines: Iterable[RefundLine], days: tuple[date, date] | None = None) -> tuple[Refund, ...]:
    """What the lines of a refund book, but those that come to nothing; ``days`` are those they stand for."""
    first_day, last_day = days or (None, None)
    return tuple(Refund(line.number, line.refund, first_day, last_day) for line in lines if line.refund != 0)


def legal_functions(dossier: Dossier) -> tuple[str, ...]:
    """The words of the functions that stay by law on this vehicle."""
    return dossier.vehicle.type_approval_functions if dossier.vehicle else ()
