"""A sample of the services of a car on one page."""

from __future__ import annotations

from dataclasses import replace

from app.letters.matter import Matter
from app.letters.overview import BookedLine, ServicesOverview
from app.letters.sample_people import RECEIVED
from app.terms.calendar import term_last_day
from app.terms.catalogue import load_catalogue
from app.terms.clause import Because, because

_TERM_MONTHS = 12


def services_shown(base: Matter) -> Matter:
    """Two services are booked; of the others each group holds what such a car has."""
    today = RECEIVED.date()
    services = load_catalogue().services

    def named(*keys: str) -> tuple[str, ...]:
        return tuple(services[key].name[base.language] for key in keys)

    until = Because("{day}", (("day", term_last_day(today, _TERM_MONTHS)),))
    package, recorder = named("mini_connected_package", "drive_recorder")
    seen = ServicesOverview(
        day=today,
        booked=(
            BookedLine(package, because("Active"), until),
            BookedLine(recorder, because("Active"), because("Next due {day}", day=today)),
        ),
        on=named("call_services", "emergency_call_service", "mini_navigation", "traffic_camera_information"),
        resting=(),
        ending=(),
        off=named("interior_camera", "smart_maintenance", "anti_theft_notification", "vehicle_apps"),
        available=named("connected_parking", "remote_control"),
        unavailable=named("digital_key", "personal_esim"),
        stays=named("legal_emergency_call", "drive_recorder"),
    )
    return replace(
        base,
        subject="service",
        subject_name="",
        letter_number="",
        case_number="",
        sent_on=None,
        received_at=None,
        determination=None,
        refund_lines=(),
        refund_total=None,
        refund_vat=None,
        refund_due_by=None,
        payment_means="",
        services=(),
        facts=seen,
    )
