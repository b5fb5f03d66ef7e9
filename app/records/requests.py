"""Which case a request has recorded: whoever lost the connection meanwhile asks again and gets the same one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import tables


@dataclass(frozen=True, slots=True)
class Request:
    """One wish to record something. ``key`` is random, the same at each attempt, empty where nobody asks again.

    ``draft`` is the SHA-256 of what was entered.
    """

    key: str = ""
    draft: str = ""


NOT_ASKED = Request()
"""What records a case without anybody who could ask again."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The case a request has recorded, with its letters as (number, kind); ``draft`` is that of the request."""

    number: str
    state: str
    draft: str
    letters: tuple[tuple[str, str], ...]


def request_of(key: str, act: str, entered: Mapping[str, Any]) -> Request:
    """The request with this key to record ``act`` with what was entered."""
    said = json.dumps([act, entered], ensure_ascii=False, sort_keys=True)
    return Request(key, sha256(said.encode()).hexdigest())


def answered(session: Session, request: Request) -> Answered | None:
    """What the request has recorded already; ``None`` when nothing."""
    if not request.key:
        return None
    case, letter = tables.Case, tables.Letter
    found = session.execute(
        select(case.id, case.number, case.state, case.request_draft).where(case.request_key == request.key)
    ).one_or_none()
    if found is None:
        return None
    letters = session.execute(select(letter.number, letter.kind).where(letter.case_id == found.id).order_by(letter.id))
    return Answered(
        found.number, found.state, found.request_draft or "", tuple((one.number, one.kind) for one in letters)
    )
