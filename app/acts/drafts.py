"""Wizards begun and not finished: kept per person as JSON, restored after a crash, forgotten when recorded."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.acts import ACTS, act
from app.records import drafts as stored
from app.records.dossier import read_dossier
from app.records.rows import DossierKey

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft to go on with: where it belongs, how far it was, and whom it concerns (``name`` and ``plate``)."""

    key: DossierKey
    act: str
    draft: Any
    position: int
    saved_at: datetime
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
        stored.save_draft(session, desk.person.name, _name(key, name), content, at=at)
    return at


def drop(desk: Desk, key: DossierKey, name: str) -> None:
    """Forget a draft, because the agent threw it away."""
    with desk.records.writing() as session:
        forget(session, desk.person.name, key, name)


def forget(session: Session, person: str, key: DossierKey, name: str) -> None:
    """Forget a draft inside the transaction that records the act."""
    stored.drop_draft(session, person, _name(key, name))


def open_drafts(desk: Desk) -> tuple[OpenDraft, ...]:
    """What this person has begun and not finished, the last one at the end; a vanished dossier is skipped."""
    found = []
    with desk.records.reading() as session:
        for row in stored.load_drafts(session, desk.person.name):
            name, _, rest = row.key.partition(" ")
            customer_id, _, vin = rest.partition(" ")
            if name not in ACTS or not customer_id.isdigit():
                continue
            key = DossierKey(int(customer_id), vin)
            dossier = read_dossier(session, *key)
            if dossier is None:
                continue
            draft = from_json(act(name).Draft, row.content["draft"])
            plate = dossier.vehicle.plate if dossier.vehicle else ""
            position = int(row.content.get("position", 0))
            found.append(OpenDraft(key, name, draft, position, row.saved_at, dossier.customer.name, plate))
    return tuple(found)


def _name(key: DossierKey, name: str) -> str:
    return f"{name} {key.customer_id} {key.vin}"


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
