"""Signing in: asked on a shared database and where people were added, and never of a desk of one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.config import Person
from app.problems import Unanswered
from app.records.people import By, add_person
from app.start import Desk
from app.terms.clause import Refusal, because
from tests.postgresql import Server
from tests.records.shared import PASSWORD, add, address_of, psql, set_up
from ui import application
from ui.patience import Patience
from ui.settings import Settings
from ui.sign_in import SignIn, SigningInAgain
from ui.stage import Stage
from ui.theme.theme import Theme
from ui.worker import Worker

WAIT = 10_000
NOW = datetime(2026, 12, 28, 14, 2)


class Ring(KeyringBackend):
    """A keyring in memory; ``locked`` refuses what is put in."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked
        self.kept[username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop(username, None) is None:
            raise PasswordDeleteError


@pytest.fixture(autouse=True)
def ring() -> Iterator[Ring]:
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    """A database of one's own in which two people sign in."""
    desk.open()
    with desk.records.writing() as session:
        for login, role in (("els", "administrator"), ("anna", "agent")):
            name = f"{login.title()} Claes"
            by = By("Els Claes", NOW)
            add_person(session, login, name=name, role=role, dealer_number="", password=PASSWORD, by=by)
    return desk


def asked(qtbot: QtBot, stage: Stage) -> SignIn:
    """The sign-in of a desk, ready to be typed in."""
    made = application._asked(stage)
    assert made is not None
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.button.isEnabled, timeout=WAIT)
    return made


def answer(qtbot: QtBot, window: SignIn, login: str, password: str) -> None:
    window.login.setText(login)
    window.password.setText(password)
    with qtbot.waitSignal(window.signed_in, timeout=WAIT):
        window.button.click()


def refusal(qtbot: QtBot, window: SignIn, login: str, password: str) -> str:
    window.login.setText(login)
    window.password.setText(password)
    window.button.click()
    qtbot.waitUntil(lambda: window.button.isEnabled() and window.problem.isVisible(), timeout=WAIT)
    return window.problem.text()


def test_a_desk_of_one_person_is_never_asked(stage: Stage) -> None:
    assert application._asked(stage) is None
    stage.desk.open()
    assert application._asked(stage) is None
    stage.desk.url = "sqlite:////nowhere/desk.db"
    assert application._asked(stage) is None


def test_who_signs_in_is_at_work(qtbot: QtBot, peopled: Desk, stage: Stage, ring: Ring) -> None:
    window = asked(qtbot, stage)
    assert refusal(qtbot, window, "", "") == "Enter the login and the password."
    assert refusal(qtbot, window, "anna", "not this one") == "The login or the password is wrong."
    answer(qtbot, window, "anna", PASSWORD)
    assert peopled.person == Person("Anna Claes", "agent")
    assert not window.password.text()
    assert not ring.kept


def test_five_wrong_passwords_lock(qtbot: QtBot, peopled: Desk, stage: Stage) -> None:
    window = asked(qtbot, stage)
    said = [refusal(qtbot, window, "anna", "not this one") for _ in range(5)]
    assert said[:4] == ["The login or the password is wrong."] * 4
    assert "14:03" in said[4]
    assert refusal(qtbot, window, "anna", PASSWORD) == said[4]
    assert peopled.person.name == "Anna Willems"


def test_the_keyring_is_filled_only_for_those_who_want_it(
    qtbot: QtBot, peopled: Desk, stage: Stage, ring: Ring
) -> None:
    window = asked(qtbot, stage)
    assert not window.keep.isChecked()
    window.keep.setChecked(True)
    ring.locked = True
    assert "keyring" in refusal(qtbot, window, "anna", PASSWORD)
    ring.locked = False
    answer(qtbot, window, "anna", PASSWORD)
    assert len(ring.kept) == 1
    again = asked(qtbot, stage)
    assert (again.login.text(), again.password.text(), again.keep.isChecked()) == ("anna", PASSWORD, True)
    again.keep.setChecked(False)
    answer(qtbot, again, "anna", PASSWORD)
    assert not ring.kept


def test_without_a_keyring_nothing_is_offered(qtbot: QtBot, peopled: Desk, stage: Stage) -> None:
    keyring.set_keyring(fail.Keyring())
    window = asked(qtbot, stage)
    assert not window.keep.isVisible()
    answer(qtbot, window, "anna", PASSWORD)


@pytest.fixture
def shared(server: Server) -> Iterator[str]:
    owner = set_up(server)
    add(owner, "mia", "supervisor")
    yield owner
    psql(owner, "DROP OWNED BY mia; DROP ROLE mia")


def staged(url: str, light: Theme, worker: Worker) -> Stage:
    return Stage(Desk(url, Person("Somebody"), "en", lambda: NOW), light, worker, Settings())


def test_on_a_server_everybody_signs_in_as_their_own_role(
    qtbot: QtBot, shared: str, light: Theme, worker: Worker
) -> None:
    stage = staged(shared.replace("desk@", ""), light, worker)
    window = asked(qtbot, stage)
    assert "does not let you in" in refusal(qtbot, window, "mia", "not this one")
    assert "does not let you in" in refusal(qtbot, window, "nobody", PASSWORD)
    psql(shared, "ALTER ROLE mia VALID UNTIL '2020-01-01'")
    assert "does not let you in" in refusal(qtbot, window, "mia", PASSWORD)
    assert window.hint.isVisible()
    psql(shared, "ALTER ROLE mia VALID UNTIL 'infinity'")
    psql(shared, "REVOKE desk_supervisor FROM mia")
    assert "not to the desk" in refusal(qtbot, window, "mia", PASSWORD)
    assert not window.hint.isVisible()
    psql(shared, f"GRANT CONNECT ON DATABASE {database(shared)} TO mia")
    assert "not to the desk" in refusal(qtbot, window, "mia", PASSWORD)
    psql(shared, "GRANT desk_supervisor TO mia")
    window.keep.setChecked(True)
    answer(qtbot, window, "mia", PASSWORD)
    assert stage.desk.person == Person("Mia Claes", "supervisor")
    stage.desk.close()
    again = staged(shared.replace("desk@", ""), light, worker)
    assert asked(qtbot, again).login.text() == "mia"


def test_the_login_of_the_address_is_filled_in(qtbot: QtBot, shared: str, light: Theme, worker: Worker) -> None:
    window = asked(qtbot, staged(shared.replace("desk@", "mia@"), light, worker))
    assert (window.login.text(), window.password.text()) == ("mia", "")


def test_a_role_the_server_lets_in_by_itself_is_not_asked(
    qtbot: QtBot, shared: str, light: Theme, worker: Worker
) -> None:
    stage = staged(shared, light, worker)
    window = application._asked(stage)
    assert window is not None
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.signed_in, timeout=WAIT):
        window.show()
    assert stage.desk.person.role == "administrator"
    stage.desk.close()


def test_a_password_that_expires_during_work_is_asked_for_and_nothing_is_lost(
    qtbot: QtBot, shared: str, light: Theme, worker: Worker
) -> None:
    stage = staged(address_of(shared, "mia"), light, worker)
    stage.desk.open()
    again, patience = SigningInAgain(stage, worker), Patience(worker)
    written, waited = list[str](), list[str]()

    def refused(refusal: Refusal) -> None:
        assert isinstance(refusal, Unanswered)
        waited.append(stage.say(refusal.because))
        patience.again(write)

    def write() -> None:
        worker.run(lambda: writer(stage.desk), written.append, refused)

    psql(shared, "ALTER ROLE mia VALID UNTIL '2020-01-01'")
    hang_up = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE usename = 'mia'"
    psql(shared, hang_up)
    write()
    qtbot.waitUntil(lambda: again.asking is not None and again.asking.hint.isVisible(), timeout=WAIT)
    window = again.asking
    assert window is not None
    assert (window.login.text(), window.login.isEnabled(), window.isModal()) == ("mia", False, True)
    assert "does not let you in" in refusal(qtbot, window, "mia", PASSWORD)
    psql(shared, "ALTER ROLE mia VALID UNTIL 'infinity'")
    answer(qtbot, window, "mia", PASSWORD)
    qtbot.waitUntil(lambda: bool(written), timeout=WAIT)
    assert written == ["mia"]
    assert "does not let you in" in waited[0]
    qtbot.waitUntil(lambda: again.asking is None, timeout=WAIT)
    stage.desk.close()


def writer(desk: Desk) -> str:
    """Something the desk writes; who the server says wrote it."""
    with desk.records.writing() as session:
        return str(session.execute(text("SELECT session_user")).scalar_one())


def test_a_server_that_cannot_be_reached(qtbot: QtBot, light: Theme, worker: Worker) -> None:
    stage = staged("postgresql+psycopg:///desk?host=%2Fnowhere", light, worker)
    window = asked(qtbot, stage)
    said = refusal(qtbot, window, "mia", PASSWORD)
    unanswered = because("The database server does not answer: check the address and that the server runs.")
    assert said == stage.say(unanswered)


def database(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]
