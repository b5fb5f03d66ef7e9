"""Every branch of the rules is run by the tests of the rules."""

from __future__ import annotations

import pytest

from tests import beside


@pytest.mark.beside("coverage")
def test_every_branch_of_the_rules_is_run() -> None:
    told = beside.end("coverage")
    assert told.code == 0, told.words
