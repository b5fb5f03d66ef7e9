"""The acts: one file per thing an agent can do. The only callers of records and letters."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

ACTS = ("withdrawal", "termination", "sim_deactivation")


def act(name: str) -> ModuleType:
    """The module of an act: ``NAME``, ``TITLE``, ``Draft``, ``begin``, ``steps``, ``preview``, ``perform``.

    Imported when it is first needed: a window stands before the rules are read. An unknown name is a ``ValueError``.
    """
    if name not in ACTS:
        raise ValueError(f"no such act: {name}")
    return import_module(f"{__name__}.{name}")
