"""The acts: one file per thing an agent can do. The only callers of records and letters."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

FIRST = ("withdrawal", "termination", "sim_deactivation")
"""The acts that take several files; their options stand in ``options``, the best for the customer first."""

ACTS = (
    *FIRST,
    "prevent_renewal",
    "sim_reactivation",
    "terms_objection",
    "change_termination",
    "outage_compensation",
    "passing_on",
    "data_request",
    "complaint",
    "goodwill",
    "inclusive_activation",
    "inclusive_extension",
    "inclusive_entitlement",
    "provider_termination",
    "expired_means",
    "payment_default",
    "sanctions",
    "breach",
    "cancel_case",
    "correct_case",
)
"""Every act, in the order in which lists show what is always possible. Adding one: see ``README.md``."""

AGENT, SUPERVISOR, ADMINISTRATOR = "agent", "supervisor", "administrator"


def act(name: str) -> ModuleType:
    """The module of an act: ``NAME``, ``TITLE``, ``Draft``, ``begin``, ``steps``, ``preview``, ``plan``, ``perform``.

    An act of one file also has ``ROLE``, ``SECTION`` and ``options``. Imported when it is first needed: a window stands
    before the rules are read. An unknown name is a ``ValueError``.
    """
    if name not in ACTS:
        raise ValueError(f"no such act: {name}")
    return import_module(f"{__name__}.{name}")


def role_of(name: str) -> str:
    """Who may perform the act ``name``: ``agent`` (everybody at a desk) or ``supervisor``."""
    return getattr(act(name), "ROLE", AGENT)


def supervisor_acts() -> tuple[str, ...]:
    """The acts only a supervisor may perform; a server's database is told to refuse them from others."""
    return tuple(name for name in ACTS if role_of(name) == SUPERVISOR)
