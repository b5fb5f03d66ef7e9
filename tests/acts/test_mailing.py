"""Letters by e-mail: the message itself, a real mail server on this machine, and what is said when it fails."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from sqlalchemy import select, update

from app.acts import letter_queue, mailing, printing
from app.acts.mailing import MailServer
from app.config import Person
from app.language import LANGUAGES
from app.letters.mail import Mail, message
from app.mail_server import deliver
from app.problems import Problem
from app.records import tables
from app.records.queue_rows import QueueQuestion
from app.start import Desk
from app.terms.clause import Refusal, WrongInput
from tests.acts.examples import NOW
from tests.acts.printing_office import desk_with, dispatched, states, supervisor_on
from tests.mail_service import LOGIN, PASSWORD, Mailbox, certificate, receiving
from tests.records.waiting_letters import pdf


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[tuple[Desk, tuple[str, ...]]]:
    """A supervisor's desk with three letters."""
    desk, numbers = desk_with(tmp_path, 3)
    yield desk, numbers
    desk.close()


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mail server's certificate."""
    return certificate(tmp_path_factory.mktemp("mail"))


class Kept(KeyringBackend):
    """A keyring of this test's own."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.held.pop((service, username), None)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Kept:
    """What this computer keeps."""
    own = Kept()
    monkeypatch.setattr(keyring, "get_password", own.get_password)
    monkeypatch.setattr(keyring, "set_password", own.set_password)
    monkeypatch.setattr(keyring, "delete_password", own.delete_password)
    return own


def here(port: int = 25, **changes: object) -> MailServer:
    """A mail server of this machine, without encryption or login unless said otherwise."""
    given = {"host": "localhost", "port": port, "security": "none", "sender": "desk@example.com", **changes}
    return MailServer(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_message_in_each_language_with_the_letter_and_nobody_s_name(code: str) -> None:
    made = message(
        Mail("L-2026-00001", pdf("L-2026-00001", 1), code, "BE", "elke@example.org", NOW, "desk@example.com", "p1")
    )
    read = message_from_bytes(bytes(made), policy=policy.default)
    assert (read["To"], read["Message-ID"]) == ("elke@example.org", "<L-2026-00001.p1@example.com>")
    assert read["Date"] == "Mon, 28 Dec 2026 14:02:00 +0100"
    assert "L-2026-00001" in read["Subject"]
    (attached,) = read.iter_attachments()  # type: ignore[attr-defined]
    assert (attached.get_filename(), attached.get_content_type()) == ("L-2026-00001.pdf", "application/pdf")
    assert attached.get_content() == pdf("L-2026-00001", 1)
    body = read.get_body().get_content()  # type: ignore[attr-defined]
    assert ("L-2026-00001" in body, "Elke" in body) == (True, False)


@pytest.mark.parametrize(
    "typed",
    [
        "elke@example.org\nBcc: others@example.org",
        "elke@example.org\r\n\r\nhello",
        "elke@example.org, others@example.org",
        "all: elke@example.org;",
        "Elke <elke@example.org>",
        "elke@",
        "elke",
        "",
        "elke@example.org\x00",
        "@example.org",
    ],
)
def test_no_address_brings_another_receiver_or_header(typed: str) -> None:
    with pytest.raises(WrongInput):
        message(Mail("L-2026-00001", b"x", "en", "BE", typed, NOW, "desk@example.com"))
    with pytest.raises(WrongInput):
        message(Mail("L-2026-00001", b"x", "en", "BE", "elke@example.org", NOW, typed or "\n"))


def test_a_letter_goes_to_its_customer_once_for_each_press(waiting: tuple[Desk, tuple[str, ...]], ring: Kept) -> None:
    desk, numbers = waiting
    mailbox = Mailbox()
    with receiving(mailbox) as port:
        mailing.change_mail_server(desk, here(port))
        assert mailing.receiver(desk, numbers[0]) == "joris@example.org"
        assert mailing.send(desk, numbers[0], "press-1") == "joris@example.org"
        assert mailing.send(desk, numbers[0], "press-1") == "joris@example.org"
        assert mailbox.receivers == [["joris@example.org"]]
        mailing.send(desk, numbers[0], "press-2")
    assert [one["Message-ID"] for one in mailbox.got] == [
        "<L-2026-00001.press-1@example.com>",
        "<L-2026-00001.press-2@example.com>",
    ]
    assert dispatched(desk, "mailed") == {numbers[0]: 2}
    # It has left: the day's printing leaves it out, and paper follows only where somebody chooses just this letter.
    assert states(desk)[numbers[0]] == "mailed"
    assert letter_queue.page(desk, QueueQuestion()).counts["mailed"] == 1
    assert letter_queue.numbers(desk, QueueQuestion(state="mailed")) == (numbers[0],)
    assert numbers[0] in letter_queue.numbers(desk, QueueQuestion())
    with pytest.raises(Refusal, match="by e-mail"):
        printing.begin(desk, numbers, "front-desk")
    printing.begin(desk, numbers[:1], "front-desk")
    assert states(desk)[numbers[0]] == "printing"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_encrypted_with_a_login(
    waiting: tuple[Desk, tuple[str, ...]],
    ring: Kept,
    certified: Path,
    monkeypatch: pytest.MonkeyPatch,
    security: str,
) -> None:
    desk, numbers = waiting
    mailbox = Mailbox()
    with receiving(mailbox, certified=certified, at_once=security == "tls") as port:
        server = here(port, security=security, login=LOGIN)
        mailing.change_mail_server(desk, server, PASSWORD)
        with pytest.raises(Problem, match="does not trust the certificate"):
            mailing.send(desk, numbers[0], "p")
        monkeypatch.setenv("SSL_CERT_FILE", str(certified))
        with pytest.raises(Problem, match="does not take this login and password"):
            mailing.send(desk, numbers[0], "p", "wrong")
        mailing.send(desk, numbers[0], "p")
    assert mailbox.encrypted == [True]
    # The password is in the keyring and nowhere else.
    assert list(ring.held.values()) == [PASSWORD]
    assert mailing.mail_server(desk) == server
    with desk.records.reading() as session:
        assert PASSWORD not in str([row.value for row in session.scalars(select(tables.OrganisationSetting))])


def test_what_the_server_refuses_is_not_mailed(waiting: tuple[Desk, tuple[str, ...]], ring: Kept) -> None:
    desk, numbers = waiting
    mailbox = Mailbox()
    with pytest.raises(Refusal, match="No mail server is set"):
        mailing.send(desk, numbers[0], "p")
    with receiving(mailbox) as port:
        mailing.change_mail_server(desk, here(port))
        mailbox.refuses_receiver = "550 unknown here"
        with pytest.raises(Problem, match="does not take mail for this address") as raised:
            mailing.send(desk, numbers[0], "p")
        assert raised.value.because.values == (("said", "unknown here"),)
        mailbox.refuses_receiver, mailbox.refuses_message = "", "552 too large"
        with pytest.raises(Problem, match="did not take the letter"):
            mailing.send(desk, numbers[0], "p")
        mailbox.refuses_message = ""
        mailing.change_mail_server(desk, here(port, security="starttls"))
        with pytest.raises(Problem, match="cannot do what this needs"):
            mailing.send(desk, numbers[0], "p")
    mailing.change_mail_server(desk, here(port))
    with pytest.raises(Problem, match="does not answer"):
        mailing.send(desk, numbers[0], "p")
    assert (mailbox.got, dispatched(desk, "mailed")) == ([], {})


def test_a_letter_held_back_is_not_mailed(waiting: tuple[Desk, tuple[str, ...]], ring: Kept) -> None:
    desk, numbers = waiting
    mailbox = Mailbox()
    letter_queue.hold(desk, numbers[:1])
    with receiving(mailbox) as port:
        mailing.change_mail_server(desk, here(port))
        for act in (mailing.receiver, mailing.mail_file, lambda *given: mailing.send(*given, "p")):
            with pytest.raises(Refusal, match="held back: release it first"):
                act(desk, numbers[0])
        assert (mailbox.got, states(desk)[numbers[0]], dispatched(desk, "mail_file")) == ([], "held", {})
        letter_queue.release(desk, numbers[:1])
        mailing.send(desk, numbers[0], "p")
    assert len(mailbox.got) == 1


def test_two_presses_at_once_send_one(waiting: tuple[Desk, tuple[str, ...]], ring: Kept) -> None:
    desk, numbers = waiting
    mailbox, entered, goes_on = Mailbox(), threading.Event(), threading.Event()

    def wait(*_: object) -> None:
        entered.set()
        goes_on.wait(30)

    with pytest.MonkeyPatch.context() as patched, receiving(mailbox) as port:
        mailing.change_mail_server(desk, here(port))
        real = mailing.deliver
        patched.setattr(mailing, "deliver", lambda *given: (wait(), real(*given)))
        first = threading.Thread(target=mailing.send, args=(desk, numbers[0], "p1"))
        first.start()
        assert entered.wait(30)
        # Another desk knows only what the database says.
        other = supervisor_on(desk.url)
        with pytest.raises(Refusal, match="is being sent"):
            mailing.send(other, numbers[0], "p2")
        with pytest.raises(Refusal, match="is being sent"):
            mailing.settle(other, numbers[0], sent=False)
        with pytest.raises(Refusal, match="is being sent"):
            printing.begin(other, numbers[:1], "front-desk")
        other.close()
        goes_on.set()
        first.join()
    assert len(mailbox.got) == 1


@pytest.mark.parametrize("sent", [True, False])
def test_after_a_crash_nothing_is_sent_again_before_a_person_decides(
    waiting: tuple[Desk, tuple[str, ...]], ring: Kept, sent: bool
) -> None:
    desk, numbers = waiting
    mailbox = Mailbox()
    number = numbers[0]

    def crash(*given: object) -> None:
        deliver(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with receiving(mailbox) as port:
        mailing.change_mail_server(desk, here(port))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(mailing, "deliver", crash)
            with pytest.raises(KeyboardInterrupt):
                mailing.send(desk, number, "p1")
        (row,) = letter_queue.rows_of(desk, (number,))
        assert (row.state, row.mail_open, row.mailed_at) == ("ready", NOW, None)
        desk._clock = lambda: NOW + timedelta(hours=1)
        for press in ("p1", "p2"):
            with pytest.raises(Refusal, match="not known whether"):
                mailing.send(desk, number, press)
        with pytest.raises(Refusal, match="not known whether"):
            printing.begin(desk, numbers, "front-desk")
        assert len(mailbox.got) == 1
        mailing.settle(desk, number, sent=sent)
        (row,) = letter_queue.rows_of(desk, (number,))
        assert (row.state, row.mail_open) == ("mailed" if sent else "ready", None)
        assert dispatched(desk, "mailed") == ({number: 1} if sent else {})
        mailing.settle(desk, number, sent=not sent)  # somebody has said so already
        assert dispatched(desk, "mailed") == ({number: 1} if sent else {})
        mailing.send(desk, number, "p3")
    assert len(mailbox.got) == 2


def test_an_answer_that_is_lost_leaves_it_open_and_a_bad_farewell_does_not(
    waiting: tuple[Desk, tuple[str, ...]], ring: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, numbers = waiting
    mailbox = Mailbox()

    def lost(*_: object) -> None:
        raise smtplib.SMTPServerDisconnected

    with receiving(mailbox) as port:
        mailing.change_mail_server(desk, here(port))
        monkeypatch.setattr(smtplib.SMTP, "quit", lost)
        mailing.send(desk, numbers[0], "p1")
        monkeypatch.setattr(smtplib.SMTP, "send_message", lost)
        with pytest.raises(Problem, match="not known whether"):
            mailing.send(desk, numbers[1], "p2")
    assert dispatched(desk, "mailed") == {numbers[0]: 1}
    assert [row.mail_open for row in letter_queue.rows_of(desk, numbers)] == [None, NOW, None]


def test_who_has_no_address_gets_none_and_a_dealer_s_order_goes_to_no_customer(
    waiting: tuple[Desk, tuple[str, ...]],
) -> None:
    desk, numbers = waiting
    with desk.records.writing() as session:
        session.execute(
            update(tables.CustomerEmail)
            .where(tables.CustomerEmail.address == "joris@example.org")
            .values(address="joris@example.org,bram@example.org")
        )
        session.execute(update(tables.Letter).where(tables.Letter.number == numbers[1]).values(kind="sim_work_order"))
        third = select(tables.Letter.customer_id).where(tables.Letter.number == numbers[2]).scalar_subquery()
        session.execute(tables.CustomerEmail.__table__.delete().where(tables.CustomerEmail.customer_id == third))  # type: ignore[attr-defined]
    for number, said in zip(numbers, ("is no e-mail address", "goes to the dealer", "No e-mail address"), strict=True):
        with pytest.raises(Refusal, match=said):
            mailing.mail_file(desk, number)
    assert dispatched(desk, "mail_file") == {}


def test_a_file_to_send_oneself(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, numbers = waiting
    read = message_from_bytes(mailing.mail_file(desk, numbers[1]), policy=policy.default)
    assert (read["To"], read["From"].addresses[0].addr_spec) == ("bram@example.org", "connected.info@mini.be")
    assert dispatched(desk, "mail_file") == {numbers[1]: 1}


def test_a_server_that_cannot_be_one(waiting: tuple[Desk, tuple[str, ...]]) -> None:
    desk, _ = waiting
    for changes, said in (
        ({"host": ""}, "name of the mail server"),
        ({"host": "mail example"}, "name of the mail server"),
        ({"port": 0}, "A port is"),
        ({"port": 65_536}, "A port is"),
        ({"security": "ssl"}, "how the connection is encrypted"),
        ({"host": "mail.example.com"}, "needs an encrypted connection"),
    ):
        with pytest.raises(WrongInput, match=said):
            mailing.change_mail_server(desk, here(**changes))
    desk.person = Person("Anna Willems")
    with pytest.raises(Refusal, match="Only a supervisor"):
        mailing.change_mail_server(desk, here())
    assert mailing.mail_server(desk) is None
