"""Contested points: where reasonable people read a clause differently, and what the other reading would give.

A rule takes the readings chosen against the default as a set of ids (``{"G34 B"}``); the empty set is the default of
every point. :func:`alternatives` runs a rule once more per other reading and keeps what differs: equal readings stay
silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from app.terms.calendar import Country, Holidays, MonthRule
from app.terms.clause import Alternative, Because, Determination, Finding, Part, Refusal, because

Choice = frozenset[str]
DEFAULT: Choice = frozenset()


class Reading(NamedTuple):
    """One way to read a contested point: its id (``G34 B``) and what it holds, in one sentence."""

    id: str
    holds: Because


class ContestedPoint(NamedTuple):
    """A contested point: id (``G34``), clauses, the default and the other readings, who may choose another."""

    id: str
    clauses: tuple[str, ...]
    default: Reading
    others: tuple[Reading, ...]
    supervisor_chooses: bool


def _point(
    point_id: str,
    clauses: tuple[str, ...],
    default: tuple[str, Because],
    *others: tuple[str, Because],
    supervisor: bool,
) -> ContestedPoint:
    return ContestedPoint(
        point_id,
        clauses,
        Reading(f"{point_id} {default[0]}", default[1]),
        tuple(Reading(f"{point_id} {letter}", holds) for letter, holds in others),
        supervisor,
    )


CONTESTED: tuple[ContestedPoint, ...] = (
    _point(
        "G02",
        ("MC 8.1", "MC 8.4", "DA2 1.2"),
        ("A", because("The five years must be over before the provider terminates.")),
        ("B", because("The five years must be over when the termination takes effect.")),
        ("C", because("The provider may terminate on the fifth anniversary itself.")),
        supervisor=True,
    ),
    _point(
        "G04",
        ("MC 8.1", "DA2 1.2"),
        ("A", because("Services with an end date run on until then when the customer terminates the contract.")),
        ("B", because("Services with an end date end together with the contract.")),
        supervisor=True,
    ),
    _point(
        "G07",
        ("MC 15", "WER VI.51"),
        ("A", because("A price paid once without end date has no total to compare with: all of it is paid back.")),
        ("B", because("A price paid once without end date is spread over five years.")),
        supervisor=True,
    ),
    _point(
        "G11",
        ("MC 8.5 a",),
        ("B", because("A termination received on a due date takes effect on the next one.")),
        ("A", because("A termination received on a due date takes effect on that day.")),
        supervisor=False,
    ),
    _point(
        "G13",
        ("MC 8.1", "MC 8.5 a"),
        ("A", because("A monthly service ends with the contract, without money back.")),
        ("C", because("A monthly service ends before its next due date.")),
        supervisor=True,
    ),
    _point(
        "G15",
        ("MC 8.1", "MC 8.4", "DA2 1.2"),
        ("A", because("A month ends on the same date of the next month, by Regulation 1182/71.")),
        ("B", because("A month runs from the next day to the eve of the same date, by the Belgian rule.")),
        supervisor=True,
    ),
    _point(
        "G16",
        ("MC 8.3",),
        (
            "A",
            because("A consumer may oppose the renewal as long as a whole month is left, others until the same date."),
        ),
        ("B", because("Everybody may oppose the renewal as long as a whole month is left before the term ends.")),
        ("C", because("The renewal must be opposed by the same date of the month before the term ends.")),
        supervisor=False,
    ),
    _point(
        "G17",
        ("MC 8.3", "WER VI.91"),
        ("B", because("In a renewed term a consumer leaves on the day the termination is received.")),
        ("C", because("In a renewed term a consumer leaves after one month, the notice period of other services.")),
        (
            "D",
            because("In a renewed term a consumer leaves after two months, the longest notice period the law allows."),
        ),
        supervisor=True,
    ),
    _point(
        "G19",
        ("MC 8.6",),
        ("A", because("The six weeks are counted from the sale or from the receipt, whichever is later.")),
        ("B", because("The six weeks are counted from the receipt, even before the sale.")),
        supervisor=False,
    ),
    _point(
        "G22",
        ("MC 8.5 b",),
        ("A", because("The warning must come four weeks before the means of payment expires.")),
        ("B", because("The warning must come four weeks before the payment that failed.")),
        supervisor=True,
    ),
    _point(
        "G27",
        ("MC 1.6 b", "MC 8.1"),
        ("B", because("A request to switch the SIM off only suspends the services.")),
        ("A", because("A request to switch the SIM off also terminates the contract.")),
        supervisor=False,
    ),
    _point(
        "G30",
        ("MC 1.6 a",),
        ("A", because("Before the handover means earlier than the minute of the handover.")),
        ("B", because("The whole day of the handover still counts as before it.")),
        supervisor=False,
    ),
    _point(
        "G31",
        ("MC 15", "WER VI.52"),
        ("A", because("The bookings fall together with the contract that is withdrawn.")),
        ("B", because("Each booking needs a withdrawal of its own.")),
        supervisor=True,
    ),
    _point(
        "G34",
        ("MC 15",),
        ("A", because("Use is counted through the day the withdrawal is received.")),
        ("B", because("Use is counted through the day the withdrawal is sent.")),
        supervisor=False,
    ),
    _point(
        "G35",
        ("MC 15", "WER VI.48", "Dir. 2011/83 art. 10"),
        ("B", because("The twelve months run from the end of the first period as moved to a working day.")),
        ("A", because("The twelve months run from the end of the first period before it is moved.")),
        ("C", because("Information given after more than twelve months still starts fourteen new days.")),
        ("D", because("Information given after the conclusion is enough to charge for use.")),
        supervisor=False,
    ),
    _point(
        "G40",
        ("Reg. 1182/71 art. 2",),
        ("A", because("The public holidays of the customer's country move a deadline.")),
        ("B", because("The public holidays of Belgium, where the provider is, move a deadline.")),
        ("C", because("The public holidays of either country move a deadline.")),
        supervisor=False,
    ),
    _point(
        "G41",
        ("MC 15", "Dir. 2011/83 art. 13"),
        ("A", because("The day by which the provider pays back is not moved.")),
        ("B", because("The day by which the provider pays back moves to the next working day.")),
        supervisor=False,
    ),
    _point(
        "G45",
        ("MC 13.2",),
        ("B", because("Six whole weeks lie between the announcement and the first day of the new terms.")),
        ("A", because("The announcement may come on the same weekday six weeks before.")),
        supervisor=False,
    ),
    _point(
        "G46",
        ("MC 13.3", "Dir. 2019/770 art. 19"),
        ("B", because("A consumer's thirty days run from the information or from the change, whichever is later.")),
        ("A", because("The thirty days run from the information for everybody.")),
        supervisor=False,
    ),
    _point(
        "G49",
        ("MC 8.2", "SI 3"),
        ("A", because("The first day of a term counts: one year from 1 October ends on 30 September.")),
        ("B", because("The first day of a term does not count: one year from 1 October ends on 1 October.")),
        supervisor=False,
    ),
    _point(
        "G53",
        ("SI 3",),
        ("B", because("The package follows the service history: before or after the first service done.")),
        ("A", because("The package follows the need: a vehicle older than two years needs its first service.")),
        supervisor=True,
    ),
    _point(
        "G54",
        ("SI 3",),
        ("A", because("The second anniversary of the first registration is still inside the two years.")),
        ("B", because("The two years end on the day before the second anniversary.")),
        supervisor=False,
    ),
    _point(
        "G55",
        ("SI 3",),
        ("B", because("The fifteen months run from the day after the end, which counts.")),
        ("A", because("The fifteen months run from the last day, which does not count.")),
        supervisor=True,
    ),
    _point(
        "G58",
        ("SI 4",),
        ("A", because("The package stays with the vehicle when it is sold.")),
        ("B", because("The package lapses when the vehicle is sold.")),
        supervisor=True,
    ),
)

READINGS: dict[str, Reading] = {
    reading.id: reading for point in CONTESTED for reading in (point.default, *point.others)
}
POINTS: dict[str, ContestedPoint] = {point.id: point for point in CONTESTED}


def choice_of(ids: Iterable[str]) -> Choice:
    """The readings chosen against the default, from ids such as ``G34 B``; the id of a default changes nothing.

    Raises ``Refusal`` for an id no reading has and for two readings of one point.
    """
    asked = tuple(dict.fromkeys(ids))
    for one in asked:
        if one not in READINGS:
            raise Refusal(because("No reading of the terms is called {name}.", name=one))
    points = [point_of(one) for one in asked]
    for point in points:
        if points.count(point) > 1:
            raise Refusal(because("Two readings are chosen for {name}: one is possible.", name=point.id))
    return frozenset(one for one, point in zip(asked, points, strict=True) if one != point.default.id)


def point_of(reading_id: str) -> ContestedPoint:
    """The contested point a reading belongs to. Raises ``KeyError`` for an id no reading has."""
    return POINTS[reading_id.partition(" ")[0]]


def reading_in_force(point: ContestedPoint, chosen: Choice) -> Reading:
    """The reading of a point that holds under ``chosen``."""
    return next((reading for reading in point.others if reading.id in chosen), point.default)


def holidays_for(country: Country, chosen: Choice) -> Holidays:
    """Whose public holidays move a customer's deadline (G40)."""
    if "G40 B" in chosen:
        return "BE"
    return "either" if "G40 C" in chosen else country


def month_rule(chosen: Choice) -> MonthRule:
    """How the months of a contractual notice are counted (G15)."""
    return "quantième→veille" if "G15 B" in chosen else "regulation 1182/71"


def _by_place(findings: tuple[Finding, ...], place: tuple[str, ...] = ()) -> dict[tuple[str, ...], Finding]:
    placed: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        placed[(*place, finding.name)] = finding
        if isinstance(finding.value, tuple):
            for number, part in enumerate(finding.value):
                if isinstance(part, Part):
                    placed.update(_by_place(part.findings, (*place, finding.name, str(number))))
    return placed


def _keys(value: Any) -> tuple[str, ...] | None:
    """The keys of the parts of a value, ``None`` for a value without parts."""
    if isinstance(value, tuple) and value and isinstance(value[0], Part):
        return tuple(part.key for part in value)
    return None


def _differs(mine: Any, other: Any) -> bool:
    """Parts carry their own alternatives: as a whole they differ only when another reading has other parts."""
    if _keys(mine) is not None or _keys(other) is not None:
        return _keys(mine) != _keys(other)
    return bool(mine != other)


def _marked(
    findings: tuple[Finding, ...], others: list[tuple[Reading, dict[tuple[str, ...], Finding]]], place: tuple[str, ...]
) -> tuple[Finding, ...]:
    marked = []
    for finding in findings:
        here = (*place, finding.name)
        value = finding.value
        if _keys(value) is not None:
            value = tuple(
                Part(part.key, _marked(part.findings, others, (*here, str(number))))
                for number, part in enumerate(value)
            )
        # A finding the other reading does not make needs no word: whether the act is allowed already says it.
        found = tuple(
            Alternative(reading.id, other[here].value, reading.holds)
            for reading, other in others
            if here in other and _differs(finding.value, other[here].value)
        )
        marked.append(finding._replace(value=value, alternatives=found))
    return tuple(marked)


def alternatives(
    answer: Callable[[Choice], Determination], points: tuple[str, ...], chosen: Choice = DEFAULT
) -> Determination:
    """The determination under ``chosen`` with the other readings of ``points`` attached where they give something else.

    ``answer`` runs the rule under a set of readings. A reading under which the rule refuses is left out.
    """
    determination = answer(chosen)
    others = []
    for point_id in points:
        point = POINTS[point_id]
        readings = (point.default, *point.others)
        current = reading_in_force(point, chosen)
        for reading in readings:
            if reading.id == current.id:
                continue
            instead = (chosen - {current.id}) | ({reading.id} if reading.id != point.default.id else set())
            try:
                others.append((reading, _by_place(answer(instead).findings)))
            except Refusal:
                continue
    return determination._replace(findings=_marked(determination.findings, others, ()))
