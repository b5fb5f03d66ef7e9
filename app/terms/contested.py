"""The contested points of the terms, in the order of the rulebook: where reasonable people read a clause differently.

The points that change no date, amount or right of any rule stand in ``resources/terms/points_without_effect.toml``.
"""

from __future__ import annotations

from app.terms.contested_endings import ENDINGS
from app.terms.contested_point import ContestedPoint, Reading
from app.terms.contested_services import SERVICES
from app.terms.contested_withdrawal import WITHDRAWAL

__all__ = ["CONTESTED", "ContestedPoint", "Reading"]

CONTESTED: tuple[ContestedPoint, ...] = (*ENDINGS, *WITHDRAWAL, *SERVICES)
