"""A dealer on a server reports with a dealer's rights alone; a desk of agents hears of it and takes it in, once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from app.acts import sim_jobs_queue, sim_reassigning, sim_reporting
from app.acts.sim_taking_in import take_in
from app.acts.workload import workload
from app.config import Person
from app.records.queue_rows import QueueQuestion
from app.records.watching import Heard, watching
from app.start import Desk
from app.terms.clause import Refusal
from tests.acts import examples
from tests.acts.acting import begun, performed
from tests.acts.sim_jobs import ICCID, LATER, OTHER
from tests.acts.stored import jobs, key_of, read_back, store
from tests.postgresql import Server
from tests.records.shared import add, psql, set_up

EVERYTHING = QueueQuestion()
ROLES = {"els": "agent", "karim": "supervisor", "nora": "dealer", "piet": "dealer"}
AT = {"nora": "D-001", "piet": "D-002"}


@pytest.fixture(scope="module")
def desks(server: Server) -> Iterator[dict[str, Desk]]:
    """One desk for each person; the SIM of the example dossier is to be switched off at the first dealer."""
    url = set_up(server)
    owner = Desk(url, Person("Somebody"), "en", lambda: LATER).open()
    store(owner, examples.dossier())
    urls = {login: add(url, login, role, AT.get(login, "")) for login, role in ROLES.items()}
    made = {login: Desk(one, Person("Somebody"), "en", lambda: LATER).open() for login, one in urls.items()}
    yield {**made, "owner": owner}
    for desk in (*made.values(), owner):
        desk.close()
    for login in ROLES:
        psql(url, f"DROP OWNED BY {login}; DROP ROLE {login}")


def test_from_the_order_to_the_report_with_each_ones_own_rights(desks: dict[str, Desk]) -> None:
    els, nora, piet = desks["els"], desks["nora"], desks["piet"]
    dossier = read_back(els, examples.dossier())
    number = performed(els, dossier, "sim_deactivation", begun(dossier, "sim_deactivation", terminate="no")).case_number
    assert key_of(dossier).customer_id == 1

    # The first dealer sees the job and nothing else; the second not even that.
    page = sim_jobs_queue.page(nora, EVERYTHING)
    assert [(row.case_number, row.customer, row.iccid) for row in page.rows] == [(number, "", ICCID)]
    assert (workload(nora)["sim_jobs"], workload(piet)["sim_jobs"]) == ((1, 0), (0, 0))
    assert sim_jobs_queue.page(piet, EVERYTHING).matching == 0
    with pytest.raises(Refusal, match="no SIM job"):
        sim_reporting.report_done(piet, number, 1, LATER, ICCID)

    # Not possible: the report waits until a desk of agents takes it in, which hears of it.
    with watching(els.records) as wait:
        row = sim_reporting.report_not_possible(nora, number, 1, LATER, "The module is broken.")
        assert wait(20, []) & Heard.QUEUES
    assert (row.state, row.taken_in, row.done_by) == ("not_possible", False, "Nora Claes")
    assert take_in(nora) == ()
    assert take_in(els) == (number,)
    case = next(one for one in read_back(els, dossier).cases if one.number == number)
    assert (case.state, case.due_what) == ("open", "reassign")

    # Another dealer gets it; the one before sees it no more.
    version = sim_jobs_queue.job_called(els, number).version
    sim_reassigning.reassign(els, number, version, "D-002", "The first one cannot do it.")
    assert sim_jobs_queue.page(nora, EVERYTHING).matching == 0
    row = sim_jobs_queue.page(piet, EVERYTHING).rows[0]
    sim_reporting.report_done(piet, number, row.version, datetime(2026, 12, 28, 16, 10), OTHER, other_card=True)
    with pytest.raises(Refusal, match="already"):
        sim_reporting.report_done(piet, number, row.version, LATER, ICCID)

    # Two desks hear of it at the same moment: one of them takes it in.
    with ThreadPoolExecutor(2) as both:
        taken = [one for found in both.map(take_in, (els, desks["karim"])) for one in found]
    assert taken == [number]
    after = read_back(els, dossier)
    assert after.vehicle is not None
    assert after.vehicle.sim is not None
    assert after.vehicle.sim.state == "partial"
    assert next(one.state for one in after.cases if one.number == number) == "done"
    assert [one.kind for one in after.letters].count("sim_done") == 1
    assert [one.iccid_read for one in jobs(els)] == [OTHER]
    assert sim_jobs_queue.receipt(sim_jobs_queue.job_called(piet, number), "nl").startswith(b"%PDF")
