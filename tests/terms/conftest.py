"""What the tests of the rules share: one edition, and examples drawn the same way on every run."""

from __future__ import annotations

import pytest
from hypothesis import settings

from app.terms.edition import Edition, edition_called

settings.register_profile("rules", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("rules")


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The edition of September 2025."""
    return edition_called("mini-belux-2025-09")
