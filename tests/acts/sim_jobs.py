"""A recorded SIM job and the desks around it: an agent's, a supervisor's and two dealers', on one database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

from app.acts.rows import Done
from app.config import Person
from app.records.rows import Dossier
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun, performed
from tests.acts.stored import AGENT, desk_on, read_back

LATER = datetime(2026, 12, 28, 16, 30)
ICCID = "8932000000000040817"
OTHER = "8949990000000000051"
"""Another SIM's number, with a check digit that fits."""


class Desks(NamedTuple):
    """One database, four people; the case that ordered a job at the first dealer."""

    agent: Desk
    supervisor: Desk
    dealer: Desk
    other_dealer: Desk
    dossier: Dossier
    done: Done

    @property
    def number(self) -> str:
        return self.done.case_number

    def close(self) -> None:
        for desk in (self.agent, self.supervisor, self.dealer, self.other_dealer):
            desk.close()


def ordered(folder: Path, act: str = "sim_deactivation") -> tuple[Dossier, Done]:
    """A database in ``folder`` where the SIM of the example dossier is to be switched off, or on where it is off."""
    sim = examples.sim() if act == "sim_deactivation" else examples.sim(state="partial", since=examples.TODAY)
    stored = examples.dossier(vehicle=examples.vehicle(sim=sim))
    agent = desk_on(folder, stored)
    dossier = read_back(agent, stored)
    draft = begun(dossier, act, **({"terminate": "no"} if act == "sim_deactivation" else {}))
    done = performed(agent, dossier, act, draft)
    agent.close()
    return dossier, done


def desks_on(folder: Path, template: Path, dossier: Dossier, done: Done) -> Desks:
    """Desks on a copy of the database in ``template``."""
    copyfile(template / "desk.db", folder / "desk.db")
    url = f"sqlite:///{folder / 'desk.db'}"
    people = (
        Person(AGENT),
        Person("Karin Maes", "supervisor"),
        Person("Luc Peeters", "dealer", "D-001"),
        Person("Piet Claes", "dealer", "D-002"),
    )
    desks = [Desk(url, person, "en", lambda: LATER) for person in people]
    return Desks(*desks, dossier, done)
