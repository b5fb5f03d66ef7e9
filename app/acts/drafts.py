"""Wizards begun and not finished: kept per person as JSON, restored after a crash, forgotten when recorded."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.acts import ACTS, act, subjects
from app.acts.rows import Overview
from app.acts.subjects import Subject
from app.records import drafts as stored
from app.records.dossier import read_dossier
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Because, Refusal, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft to go on with: where it belongs, how far it was, what and whom it concerns (``name`` and ``plate``)."""

    key: DossierKey
    act: str
    draft: Any
    position: int
    saved_at: datetime
    subject: Because
    name: str
    plate: str


def to_json(draft: Any) -> dict[str, Any]:
    """A draft of any act in types JSON knows."""
    return {field.name: _plain(getattr(draft, field.name)) for field in fields(draft)}


def from_json(kind: type[Draft], content: Mapping[str, Any]) -> Draft:
    """The draft behind :func:`to_json`. Fields that no longer exist are left out, new ones get their default."""
    hints = get_type_hints(kind)
    known = {name: _typed(hints[name], content[name]) for name in hints if name in content}
    return kind(**known)


def save(desk: Desk, key: DossierKey, name: str, draft: Any, position: int = 0) -> datetime:
    """Keep the draft of act ``name`` on a dossier; the moment it was kept."""
    at = desk.now()
    with desk.records.writing() as session:
        content = {"position": position, "draft": to_json(draft)}
        stored.save_draft(session, desk.person.name, _name(key, name, draft), content, at=at)
    return at


def drop(desk: Desk, key: DossierKey, name: str, draft: Any) -> None:
    """Forget the draft kept of the same act and subject as ``draft``, because the agent threw it away."""
    with desk.records.writing() as session:
        forget(session, desk.person.name, key, name, draft)


def forget(session: Session, person: str, key: DossierKey, name: str, draft: Any) -> None:
    """Forget a draft inside the transaction that records the act."""
    stored.drop_draft(session, person, _name(key, name, draft))


def subject_of(draft: Any) -> Subject:
    """What a draft was begun with; it stays the same while the agent chooses more or other things."""
    corrected = getattr(draft, "corrected", "")
    if corrected:
        return Subject("case", corrected)
    return Subject(getattr(draft, "subject_kind", "sim"), getattr(draft, "subject", ""))


def kept_of(desk: Desk, key: DossierKey, name: str, draft: Any) -> OpenDraft | None:
    """The draft kept of the same act, dossier and subject as ``draft``; ``None`` when there is none."""
    wanted = subject_of(draft)
    same = (one for one in open_drafts(desk) if one.key == key and one.act == name)
    return next((one for one in same if subject_of(one.draft) == wanted), None)


def fresh(overview: Overview, name: str, draft: Any) -> Any:
    """The draft to begin anew with instead of ``draft``; ``None`` when its option is not there any more."""
    module = act(name)
    for option in overview.options:
        if option.act == name and option.state != "blocked":
            begun = module.begin(overview, option)
            if subject_of(begun) == subject_of(draft):
                return begun
    return None


def open_drafts(desk: Desk) -> tuple[OpenDraft, ...]:
    """What this person has begun and not finished, the last one at the end; what has vanished is skipped."""
    found = []
    with desk.records.reading() as session:
        for row in stored.load_drafts(session, desk.person.name):
            name, _, rest = row.key.partition(" ")
            customer_id, _, rest = rest.partition(" ")
            if name not in ACTS or not customer_id.isdigit():
                continue
            vin = rest.partition(" ")[0]
            key = DossierKey(int(customer_id), vin)
            dossier = read_dossier(session, *key)
            if dossier is None:
                continue
            draft = from_json(act(name).Draft, row.content["draft"])
            subject = _subject_name(dossier, draft)
            if subject is None or row.key != _name(key, name, draft):
                continue
            plate = dossier.vehicle.plate if dossier.vehicle else ""
            position = int(row.content.get("position", 0))
            found.append(OpenDraft(key, name, draft, position, row.saved_at, subject, dossier.customer.name, plate))
    return tuple(found)


def _name(key: DossierKey, name: str, draft: Any) -> str:
    kind, number = subject_of(draft)
    return f"{name} {key.customer_id} {key.vin} {kind} {number}"


_NAMED = {
    "sim": because("the SIM"),
    "sale": because("the sale of the vehicle"),
    "vehicle": because("the vehicle"),
    "data": because("the data"),
    "terms": because("the new terms"),
    "complaint": because("the complaint"),
    "case": because("the case"),
}
"""What a draft concerns where that is no row with a name of its own."""


def _subject_name(dossier: Dossier, draft: Any) -> Because | None:
    subject = subject_of(draft)
    if subject.kind in _NAMED:
        return _NAMED[subject.kind]
    try:
        return subjects.name(dossier, subject)
    except Refusal:
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _typed(kind: Any, value: Any) -> Any:
    """``value`` as the type a field declares: JSON knows neither dates nor tuples."""
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return next(_typed(one, value) for one in get_args(kind) if one is not types.NoneType)
    if origin is tuple:
        return tuple(_typed(get_args(kind)[0], one) for one in value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if kind is date:
        return date.fromisoformat(value)
    return value
