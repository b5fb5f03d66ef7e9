"""The services of a vehicle on one page for the customer: shown and printed on request, recorded nowhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import subjects
from app.acts.matters import Issue, matter_of
from app.acts.panel_rows import ServicePanel
from app.acts.plan import Sheet
from app.acts.rows import ServiceState
from app.acts.service_panel import panel_of
from app.language import Language, language
from app.letters.overview import BookedLine, ServicesOverview
from app.records.dossier import read_dossier
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Refusal, because
from app.terms.money import vat_percent

if TYPE_CHECKING:
    from app.start import Desk

KIND = "service_overview"
_OVER: tuple[ServiceState, ...] = ("ended", "expired")


def service_overview(desk: Desk, key: DossierKey) -> bytes:
    """The one-page overview as a PDF. Raises ``Refusal`` for a dossier that is gone or has no vehicle."""
    with desk.records.reading() as session:
        dossier = read_dossier(session, *key)
    if dossier is None:
        raise Refusal(because("This dossier does not exist any more."))
    if dossier.vehicle is None:
        raise Refusal(because("This customer has no vehicle whose services could be shown."))
    from app.letters.letter import write  # the paper room is loaded with the first letter

    today = desk.today()
    sheet = Sheet(kind=KIND, subject="service", facts=services_of(dossier, today))
    percent = vat_percent(dossier.customer.country, today)
    return write(matter_of(sheet, dossier, None, Issue("", "", today, desk.person.name), percent)).pdf


def services_of(dossier: Dossier, today: date) -> ServicesOverview:
    """What the overview tells, in the customer's language."""
    panel = panel_of(dossier, today)
    spoken = language(dossier.customer.language, dossier.customer.country).on_paper
    numbers = {row.number for row in subjects.bookings(dossier) if subjects.paid(row)}
    paid = {node.key for node in panel.nodes if node.status.booking_number in numbers}
    booked = tuple(
        BookedLine(spoken.say(node.status.name), node.status.state_text, node.status.runs_until)
        for node in panel.nodes
        if node.key in paid and node.status.state not in _OVER
    )

    def named(*states: ServiceState) -> tuple[str, ...]:
        """The listed services in a state, without those booked and parts of one that is named: they fit one page."""
        found = [
            node.status for node in panel.nodes if node.status.state in states and node.key not in paid and node.listed
        ]
        keys = {*paid, *(one.key for one in found)}
        return tuple(spoken.say(one.name) for one in found if one.parent not in keys)

    return ServicesOverview(
        day=today,
        booked=booked,
        on=named("active", "always_on"),
        resting=named("suspended"),
        ending=named("ends_on"),
        off=named("off"),
        available=named("available"),
        unavailable=named("missing"),
        stays=_staying(panel, spoken),
    )


def _staying(panel: ServicePanel, spoken: Language) -> tuple[str, ...]:
    line = next((one for one in panel.effects if one.name == "sim_off"), None)
    if line is None:
        return ()
    return tuple(spoken.say(node.status.name) for node in panel.nodes if line.fate(node.key) == "stays")
