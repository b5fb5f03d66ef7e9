"""Letters in English on any outcome of a rule, and the text they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.letters.content import compose
from app.letters.matter import PLAIN, Matter
from app.letters.sample_endings import ruled
from app.letters.samples import matter
from app.terms.clause import Cents
from app.terms.facts import (
    Pricing,
    SanctionsFacts,
)
from tests.letters.matters import words_of

RECEIVED = date(2026, 12, 28)
YEAR = Pricing("limited", Cents(12000), date(2026, 12, 18), date(2027, 12, 17))


def says(one: Matter) -> str:
    """Every text of the letter, without its annex."""
    return " ".join(words_of(replace(compose(one), annex=())))


def about(kind: str, rule: str, facts: Any, **changes: Any) -> Matter:
    """A letter of a kind in English on what ``rule`` finds for ``facts``."""
    one = matter("acknowledgement", "en")
    plain = replace(
        one,
        kind=kind,
        refund_lines=(),
        refund_total=None,
        refund_vat=None,
        refund_due_by=None,
        services=(),
        particulars=PLAIN,
    )
    return replace(ruled(plain, rule, facts), **changes)


def sanctions(*, barred: bool = True) -> SanctionsFacts:
    """A customer on a list, whom the provider may no longer serve or still may."""
    return SanctionsFacts(True, barred, True, date(2026, 12, 31), date(2026, 12, 18), date(2027, 12, 17), Cents(12000))
