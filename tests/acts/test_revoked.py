"""A role that is taken away while its person is at work: one sentence, nothing half written, and the draft stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.acts import drafts
from app.acts.sim_deactivation import perform
from app.config import Person
from app.problems import Problem
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun, previewed
from tests.acts.examples import NOW
from tests.acts.stored import key_of, read_back, store
from tests.postgresql import Server
from tests.records.shared import add, psql, set_up

ACT = "sim_deactivation"


@pytest.fixture
def owner(server: Server) -> Iterator[Desk]:
    made = Desk(set_up(server), Person("Marc Lambert"), "en", lambda: NOW).open()
    yield made
    psql(made.url, "DROP OWNED BY els; DROP ROLE els")
    made.close()


def test_nothing_is_recorded_and_the_draft_stays(owner: Desk) -> None:
    els = Desk(add(owner.url, "els", "agent"), Person("Somebody"), "en", lambda: NOW).open()
    store(owner, examples.dossier())
    dossier = read_back(els, examples.dossier())
    draft = begun(dossier, ACT, terminate="no")
    seen = previewed(dossier, ACT, draft)
    drafts.save(els, key_of(dossier), ACT, draft)
    psql(owner.url, "REVOKE desk_agent FROM els")
    with pytest.raises(Problem, match="Your rights in the database"):
        perform(els, key_of(dossier), draft, seen)
    assert psql(owner.url, "SELECT (SELECT count(*) FROM cases), (SELECT count(*) FROM letters)") == [(0, 0)]
    assert psql(owner.url, "SELECT person FROM drafts") == [("Els Claes",)]
    psql(owner.url, "GRANT desk_agent TO els")
    assert perform(els, key_of(dossier), draft, seen).letters
    els.close()
