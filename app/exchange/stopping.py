"""Long work that tells how far it is and can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.terms.clause import Refusal, because

Progress = Callable[[int, int], None]
"""Told how much is done, of how much in all."""


class Cancelled(Refusal):
    """The person stopped it, before anything was kept."""

    def __init__(self) -> None:
        super().__init__(because("Stopped. Nothing was written."))


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl+C is a way to stop: it becomes :class:`Cancelled`, after the transaction inside was taken back."""
    try:
        yield
    except KeyboardInterrupt:
        raise Cancelled from None
