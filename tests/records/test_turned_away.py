"""A server that does not let a desk in, or is not the one expected: one clear sentence, and no secret in it."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import SimpleQueue

import psycopg
import pytest

from app import cli
from app.problems import Unanswered, problem_of
from app.records.store import Records
from tests.postgresql import Server

NOT_LET_IN = "The database server does not let you in: check the login, the password and the address.\n"
OTHER = "The database server shows another certificate than expected: no password and no data was sent.\n"
OPEN = "The database server offers no encrypted connection, and the address asks for one.\n"
LOCKED = "This login is locked: ask an administrator.\n"
FULL = "All connections of the database server are in use: its administrator raises max_connections.\n"
NO_DATABASE = "The server has no such database: an administrator makes it with “connected-desk db create”.\n"
SILENT = "The database server does not answer: check the address and that the server runs.\n"


def told(url: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["db", "status", "--lang", "en", "--db", url]) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("login", "change", "sentence"),
    [
        ("desk_known:wrong", "LOGIN", NOT_LET_IN),
        ("desk_known", "LOGIN", NOT_LET_IN),
        ("desk_known:right", "LOGIN VALID UNTIL '2020-01-01'", NOT_LET_IN),
        ("desk_known:right", "NOLOGIN", LOCKED),
        ("desk_unknown:right", "", NOT_LET_IN),
        ("desk_known:right", "LOGIN CONNECTION LIMIT 0", FULL),
    ],
    ids=["wrong password", "no password", "expired", "locked", "unknown", "no room"],
)
def test_a_login_the_server_refuses(
    server: Server, login: str, change: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with server._connected("postgres") as connection:
        connection.execute("DROP ROLE IF EXISTS desk_known")
        connection.execute(f"CREATE ROLE desk_known PASSWORD 'right' {change}")
    url = f"postgresql+psycopg://{login}@/postgres?host={server.folder}"
    said = told(url, capsys)
    with server._connected("postgres") as connection:
        connection.execute("DROP ROLE desk_known")
    assert said == sentence
    assert not {"desk_known", "right", "wrong"} & set(said.split())


def test_a_database_that_is_not_there(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(f"postgresql+psycopg://desk@/gone?host={server.folder}", capsys) == NO_DATABASE


def test_every_connection_in_use(server: Server) -> None:
    """The desk takes it for a server that is away for a moment: it keeps the draft and asks again."""
    with server._connected("postgres") as connection:
        connection.execute("DROP ROLE IF EXISTS desk_known")
        connection.execute("CREATE ROLE desk_known LOGIN PASSWORD 'right'")
    url = f"postgresql+psycopg://desk_known:right@/postgres?host={server.folder}"
    login = {"user": "desk_known", "password": "right", "dbname": "postgres"}
    with Records(url) as records:
        with ExitStack() as others:
            with suppress(psycopg.OperationalError):
                while True:
                    others.enter_context(psycopg.connect(host=str(server.folder), **login))
            with pytest.raises(Unanswered, match="All connections"), records.reading() as session:
                session.connection()
        with records.reading() as session:
            assert session.connection() is not None
    with server._connected("postgres") as connection:
        connection.execute("DROP ROLE desk_known")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("le rôle « els » n'est pas autorisé à se connecter", "is locked"),
        ("Rolle »els« hat keine Berechtigung zum Einloggen", "is locked"),
        ("la base de données « desk » n'existe pas", "no such database"),
        ("Datenbank »desk« existiert nicht", "no such database"),
        ("le rôle « els » n'existe pas", "does not let you in"),
        ("désolé, trop de clients sont déjà connectés", "are in use"),
        ("tut mir leid, schon zu viele Verbindungen", "are in use"),
        ("authentification par mot de passe échouée pour l'utilisateur « els »", "does not let you in"),
        ("Passwort-Authentifizierung für Benutzer »els« fehlgeschlagen", "does not let you in"),
        ('no pg_hba.conf entry for host "10.0.0.9", user "els", database "desk"', "from this computer"),
        ("the database system is shutting down", "does not answer"),
        ("terminating connection due to administrator command", "does not answer"),
    ],
)
def test_what_a_server_says_in_its_own_language(words: str, part: str) -> None:
    problem = problem_of(psycopg.OperationalError(f"connection failed: FATAL:  {words}"))
    assert problem is not None
    assert part in problem.because.message


@pytest.fixture
def listening() -> Iterator[Callable[[Callable[[socket.socket], None]], int]]:
    """Starts a server that meets each caller with what it is given; its port."""
    with ExitStack() as open_until_the_end:

        def start(meet: Callable[[socket.socket], None]) -> int:
            listener = open_until_the_end.enter_context(socket.create_server(("127.0.0.1", 0)))

            def serve() -> None:
                with suppress(OSError):
                    while True:
                        caller, _ = listener.accept()
                        with caller, suppress(OSError):
                            caller.recv(8)  # “may we speak TLS?”
                            meet(caller)

            thread = threading.Thread(target=serve, daemon=True)
            open_until_the_end.callback(thread.join)
            open_until_the_end.callback(lambda: listener.shutdown(socket.SHUT_RDWR))
            thread.start()
            return int(listener.getsockname()[1])

        yield start


def test_a_server_without_encryption(
    listening: Callable[[Callable[[socket.socket], None]], int], capsys: pytest.CaptureFixture[str]
) -> None:
    sent: SimpleQueue[bytes] = SimpleQueue()

    def no(caller: socket.socket) -> None:
        caller.sendall(b"N")
        # Whoever goes without closing properly has sent nothing either.
        heard = b""
        with suppress(ConnectionResetError):
            heard = caller.recv(1000)
        sent.put(heard)

    port = listening(no)
    said = told(f"postgresql+psycopg://desk:secret@127.0.0.1:{port}/desk?sslmode=require", capsys)
    assert said == OPEN
    assert sent.get(timeout=30) == b""


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_server_with_another_certificate(
    host: str,
    listening: Callable[[Callable[[socket.socket], None]], int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own, expected = certificate(tmp_path, "own"), certificate(tmp_path, "expected")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own, own.with_suffix(".key"))
    heard: list[bytes] = []

    def meet(caller: socket.socket) -> None:
        caller.sendall(b"S")
        with context.wrap_socket(caller, server_side=True) as encrypted:
            heard.append(encrypted.recv(1000))

    port = listening(meet)
    root = expected if host == "localhost" else own  # a stranger's, or the right one for another name
    settings = f"hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={root}"
    assert told(f"postgresql+psycopg://desk:secret@{host}:{port}/desk?{settings}", capsys) == OTHER
    assert b"secret" not in b"".join(heard)
    assert b"desk" not in b"".join(heard)


def test_nobody_there(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"postgresql+psycopg://desk:secret@127.0.0.1:{unused.getsockname()[1]}/desk"
        assert told(url, capsys) == SILENT


def certificate(folder: Path, name: str) -> Path:
    """A certificate for ``localhost`` that vouches for itself; its key lies beside it."""
    path = folder / f"{name}.crt"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost"]
    where = ["-keyout", str(path.with_suffix(".key")), "-out", str(path)]
    subprocess.run(["openssl", "req", "-x509", "-days", "2", *kind, *where], check=True, capture_output=True)
    return path
