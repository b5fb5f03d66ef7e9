"""The options of a dossier as JSON for scripts: dates and money as in the case book, in the order the window shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.acts.rows import Option, Overview
from app.language import Language
from app.terms.clause import Cents


def options_json(overview: Overview, language: Language) -> dict[str, Any]:
    """``{"vin", "received_on", "options": […]}``; reasons are sentences in ``language``."""
    vehicle = overview.dossier.vehicle
    return {
        "vin": vehicle.vin if vehicle else "",
        "received_on": overview.receipt.received_at.date().isoformat(),
        "options": [_option(option, language) for option in overview.options],
    }


def _option(option: Option, language: Language) -> dict[str, Any]:
    return {
        "act": option.act,
        "group": option.group,
        "subject": option.subject,
        "subject_kind": option.subject_kind,
        "title": language.say(option.title),
        "allowed": option.allowed,
        "needs_approval": option.state == "approval",
        "possible_until": _day(option.possible_until),
        "last_service_day": _day(option.last_service_day),
        "refund": money(option.refund) if option.allowed and option.refund is not None else None,
        "refund_due_by": _day(option.refund_due_by),
        "clauses": list(option.clauses),
        "reason": None if option.reason is None else language.say(option.reason),
        "missing": list(option.missing),
    }


def money(cents: Cents) -> str:
    """An amount as the case book writes it: ``"116.38"``."""
    return f"{cents // 100}.{cents % 100:02}"


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
