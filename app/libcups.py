"""Asks the print service of this machine (CUPS) through its own library: the one Qt prints through, too.

Questions and answers are those of the Internet Printing Protocol (RFC 8011); the library knows where the service is,
encrypts, and signs in as the person at work. It keeps its settings by thread, so each question sets them again.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from app.problems import Problem
from app.terms.clause import because

PATIENCE = 5_000
"""Milliseconds until a silent service counts as away."""

_LIBRARIES = ("libcups.so.2", "libcups.2.dylib")

OPERATION, JOB, PRINTER = 0x01, 0x02, 0x04
_INTEGER, _BOOLEAN, _ENUM = 0x21, 0x22, 0x23
_TEXTS = {"name": 0x42, "keyword": 0x44, "uri": 0x45, "mime": 0x49}
_READABLE = range(0x30, 0x4B)
_FINE = 0x00FF
_CONTINUE = 100
_NOT_FOUND = 0x0406

_POINTERS = (
    "httpConnect2",
    "ippNewRequest",
    "ippAddString",
    "ippAddInteger",
    "ippAddBoolean",
    "ippAddStrings",
    "ippFirstAttribute",
    "ippNextAttribute",
    "cupsDoRequest",
    "cupsGetResponse",
)
_WORDS = ("cupsServer", "cupsUser", "cupsLastErrorString", "ippGetName", "ippGetString")
_NO_PASSWORD = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p
)(lambda *_: None)
"""Never asks on a terminal."""


class Value(NamedTuple):
    """An attribute of a question: ``kind`` is ``name | keyword | uri | mime | integer | boolean``."""

    group: int
    kind: str
    name: str
    value: Any


class Refused(Exception):
    """The print service said no. ``missing``: to something it does not know (any more)."""

    def __init__(self, said: str, *, missing: bool = False) -> None:
        super().__init__(said)
        self.said = said
        self.missing = missing


Found = dict[str, Any]
"""The attributes of one thing: single values as they are, several as a tuple."""


@cache
def _library() -> Any:
    for name in _LIBRARIES:
        try:
            found = ctypes.CDLL(name)
        except OSError:
            continue
        for function in _POINTERS:
            getattr(found, function).restype = ctypes.c_void_p
        for function in _WORDS:
            getattr(found, function).restype = ctypes.c_char_p
        return found
    raise Problem(because("This machine has no print service (CUPS): save the letters as files, or install it."))


def user() -> str:
    """Under which name this person is known to the print service."""
    return (_library().cupsUser() or b"").decode(errors="replace")


@contextmanager
def _connected() -> Iterator[tuple[Any, ctypes.c_void_p]]:
    library = _library()
    asked = os.environ.get("CUPS_SERVER", "")
    library.cupsSetServer(asked.encode() if asked else None)
    library.cupsSetPasswordCB2(_NO_PASSWORD, None)
    http = library.httpConnect2(
        library.cupsServer(), library.ippPort(), None, 0, library.cupsEncryption(), 1, PATIENCE, None
    )
    if not http:
        raise Problem(because("The print service of this machine does not answer."))
    connection = ctypes.c_void_p(http)
    try:
        yield library, connection
    finally:
        library.httpClose(connection)


def ask(
    operation: int, resource: str, values: Iterable[Value], wanted: Iterable[str] = (), document: bytes | None = None
) -> list[Found]:
    """Carry out an operation and read what it answers, one mapping for each job or printer.

    Raises :class:`Refused` when the service says no, and ``Problem`` when there is none.
    """
    with _connected() as (library, http):
        request = _request(library, operation, values, tuple(wanted))
        path = resource.encode()
        if document is None:
            # This call takes the request over, and frees it.
            answer = ctypes.c_void_p(library.cupsDoRequest(http, request, path))
        else:
            answer = _sent(library, http, request, path, document)
        try:
            status = library.cupsLastError()
            if not answer.value or status > _FINE:
                raise Refused(_said(library), missing=status == _NOT_FOUND)
            return list(_things(library, answer))
        finally:
            library.ippDelete(answer)


def _sent(library: Any, http: ctypes.c_void_p, request: ctypes.c_void_p, path: bytes, document: bytes) -> Any:
    try:
        status = library.cupsSendRequest(http, request, path, ctypes.c_size_t(0))
        if status == _CONTINUE:
            library.cupsWriteRequestData(http, document, ctypes.c_size_t(len(document)))
        return ctypes.c_void_p(library.cupsGetResponse(http, path))
    finally:
        library.ippDelete(request)


def _said(library: Any) -> str:
    return (library.cupsLastErrorString() or b"?").decode(errors="replace").strip()


def _request(library: Any, operation: int, values: Iterable[Value], wanted: tuple[str, ...]) -> ctypes.c_void_p:
    request = ctypes.c_void_p(library.ippNewRequest(operation))
    for group, kind, name, value in values:
        if kind == "integer":
            library.ippAddInteger(request, group, _INTEGER, name.encode(), value)
        elif kind == "boolean":
            library.ippAddBoolean(request, group, name.encode(), ctypes.c_char(int(value)))
        else:
            library.ippAddString(request, group, _TEXTS[kind], name.encode(), None, str(value).encode())
    if wanted:
        names = (ctypes.c_char_p * len(wanted))(*(name.encode() for name in wanted))
        asked = b"requested-attributes"
        library.ippAddStrings(request, OPERATION, _TEXTS["keyword"], asked, len(wanted), None, names)
    return request


def _things(library: Any, answer: ctypes.c_void_p) -> Iterator[Found]:
    """The groups of the answer; an attribute without a name parts one thing from the next."""
    found: Found = {}
    attribute = library.ippFirstAttribute(answer)
    while attribute:
        at = ctypes.c_void_p(attribute)
        name = library.ippGetName(at)
        if name is None or library.ippGetGroupTag(at) == OPERATION:
            if found:
                yield found
                found = {}
        else:
            found[name.decode()] = _read(library, at)
        attribute = library.ippNextAttribute(answer)
    if found:
        yield found


def _read(library: Any, attribute: ctypes.c_void_p) -> Any:
    tag = library.ippGetValueTag(attribute) & 0x7F
    several = tuple(_one(library, attribute, tag, at) for at in range(library.ippGetCount(attribute)))
    return several[0] if len(several) == 1 else several


def _one(library: Any, attribute: ctypes.c_void_p, tag: int, at: int) -> Any:
    if tag in (_INTEGER, _ENUM):
        return library.ippGetInteger(attribute, at)
    if tag == _BOOLEAN:
        return bool(ctypes.c_char(library.ippGetBoolean(attribute, at) & 0xFF).value != b"\0")
    if tag in _READABLE:
        return (library.ippGetString(attribute, at, None) or b"").decode(errors="replace")
    return None


def several(found: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    """All values of an attribute, none where it is missing."""
    value = found.get(name, ())
    return value if isinstance(value, tuple) else (value,)
