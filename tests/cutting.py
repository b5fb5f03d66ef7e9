"""A wire between a desk and its server that breaks at a chosen moment."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

Moment = Callable[["Wire", bytes], str]
"""Told each message on its way to the server: ``pass``, ``lose`` it and cut, ``answer`` it and cut before the answer
arrives, or ``late``: cut, and let it arrive a moment later all the same."""


@dataclass
class Wire:
    """Counts the ``messages`` that went to the server once it is ``armed``; it breaks once, then it is ``broken``."""

    moment: Moment
    armed: bool = False
    messages: int = 0
    broken: bool = False
    port: int = 0

    def carry(self, desk: socket.socket, server: socket.socket) -> None:
        """Carry one connection until either side ends it, or it breaks."""
        answers = threading.Thread(target=_pour, args=(server, desk), daemon=True)
        answers.start()
        with suppress(OSError):
            while message := desk.recv(1 << 20):
                self.messages += self.armed
                what = self.moment(self, message) if self.armed and not self.broken else "pass"
                if what != "pass":
                    self.broken = True
                    self._cut(what, message, desk, server)
                    break
                server.sendall(message)
        for end in (server, desk):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        answers.join()

    def _cut(self, what: str, message: bytes, desk: socket.socket, server: socket.socket) -> None:
        desk.shutdown(socket.SHUT_RDWR)
        if what == "late":
            threading.Event().wait(0.3)
        if what in ("answer", "late"):
            server.sendall(message)
            server.shutdown(socket.SHUT_WR)
            with suppress(OSError):  # the other thread takes the answers as well: who is first does not matter
                while server.recv(1 << 16):
                    pass


def _pour(server: socket.socket, desk: socket.socket) -> None:
    with suppress(OSError):
        while answer := server.recv(1 << 20):
            with suppress(OSError):
                desk.sendall(answer)


@contextmanager
def wire(folder: Path, moment: Moment) -> Iterator[Wire]:
    """A wire to the server that listens in ``folder``; desks take it at ``127.0.0.1`` and its port."""
    made = Wire(moment)
    listener = socket.create_server(("127.0.0.1", 0))
    made.port = int(listener.getsockname()[1])
    carrying: list[threading.Thread] = []

    def meet(desk: socket.socket) -> None:
        with desk, socket.socket(socket.AF_UNIX) as server:
            server.connect(str(folder / ".s.PGSQL.5432"))
            made.carry(desk, server)

    def listen() -> None:
        with suppress(OSError):
            while True:
                desk, _ = listener.accept()
                carrying.append(threading.Thread(target=meet, args=(desk,), daemon=True))
                carrying[-1].start()

    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    try:
        yield made
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in (listening, *carrying):
            thread.join()
