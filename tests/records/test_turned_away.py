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

import pytest

from app import cli
from tests.postgresql import Server

NOT_LET_IN = "The database server does not let you in: check the login, the password and the address.\n"
OTHER = "The database server shows another certificate than expected: no password and no data was sent.\n"
OPEN = "The database server offers no encrypted connection, and the address asks for one.\n"
SILENT = "The database server does not answer: check the address and that the server runs.\n"


def told(url: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["db", "status", "--lang", "en", "--db", url]) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("login", "change"),
    [
        ("desk_known:wrong", "LOGIN"),
        ("desk_known", "LOGIN"),
        ("desk_known:right", "LOGIN VALID UNTIL '2020-01-01'"),
        ("desk_known:right", "NOLOGIN"),
        ("desk_unknown:right", ""),
    ],
    ids=["wrong password", "no password", "expired", "locked", "unknown"],
)
def test_a_login_the_server_refuses(
    server: Server, login: str, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with server._connected("postgres") as connection:
        connection.execute("DROP ROLE IF EXISTS desk_known")
        connection.execute(f"CREATE ROLE desk_known PASSWORD 'right' {change}")
    url = f"postgresql+psycopg://{login}@/postgres?host={server.folder}"
    said = told(url, capsys)
    with server._connected("postgres") as connection:
        connection.execute("DROP ROLE desk_known")
    assert said == NOT_LET_IN
    assert not {"desk_known", "right", "wrong"} & set(said.split())


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
