"""PDFium, which reads PDF files and answers one thread at a time: whoever opens a document here has it alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2

_ALONE = threading.RLock()


@contextmanager
def alone() -> Iterator[None]:
    """Hold PDFium for something else than one document; as short as :func:`opened`."""
    with _ALONE:
        yield


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document in ``content``, closed at the end. Raises ``pypdfium2.PdfiumError`` when the bytes are none.

    Keep it short: the window waits for its pictures as long as somebody else reads.
    """
    with _ALONE, closing(pypdfium2.PdfDocument(content)) as document:
        yield document
