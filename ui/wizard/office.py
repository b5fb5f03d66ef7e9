"""What a wizard asks of the rooms behind the window. Every errand runs on the database thread."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from app.acts.rows import Done, Overview, Preview, Receipt
from app.terms.clause import Refusal, because
from ui.wizard.flow import Act
from ui.wizard.reasoning import Rights

if TYPE_CHECKING:
    from app.records.dossier import DossierKey
    from app.start import Desk


class Office(Protocol):
    """The wizard's errands. Each may raise a :class:`~app.terms.clause.Refusal`."""

    def act(self, name: str) -> Act:
        """The act called ``name``; no errand, it answers at once."""

    def rights(self) -> Rights:
        """Who may choose how contested points are read; no errand, it answers at once."""

    def overview(self, key: DossierKey, receipt: Receipt) -> Overview:
        """The dossier as it is now, evaluated for ``receipt``."""

    def keep(self, key: DossierKey, act: str, draft: Any, position: int) -> datetime:
        """Save the draft; the moment it was saved."""

    def forget(self, key: DossierKey, act: str, draft: Any) -> None:
        """Drop the draft kept of the same subject."""

    def perform(self, key: DossierKey, act: str, draft: Any, seen: Preview, request_key: str) -> Done:
        """Write the case with its letters, all or nothing; once, however often it is asked with the same key."""

    def letter(self, number: str) -> bytes:
        """The bytes of an issued letter."""

    def letter_preview(self, key: DossierKey, act: str, draft: Any, kind: str) -> bytes:
        """A letter as it would be issued; nothing is written."""


class DeskOffice:
    """The errands of a real desk. The acts are imported with the first of them, after the window stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def act(self, name: str) -> Act:
        """See :class:`Office`."""
        from app import acts

        return cast("Act", acts.act(name))

    def rights(self) -> Rights:
        """See :class:`Office`."""
        return Rights(self._desk.readings, self._desk.person.role == "supervisor")

    def overview(self, key: DossierKey, receipt: Receipt) -> Overview:
        """See :class:`Office`."""
        from app.acts.overview import overview

        found = overview(self._desk, key, receipt)
        if found is None:
            raise Refusal(because("This dossier does not exist any more."))
        return found

    def keep(self, key: DossierKey, act: str, draft: Any, position: int) -> datetime:
        """See :class:`Office`."""
        from app.acts import drafts

        return drafts.save(self._desk, key, act, draft, position)

    def forget(self, key: DossierKey, act: str, draft: Any) -> None:
        """See :class:`Office`."""
        from app.acts import drafts

        drafts.drop(self._desk, key, act, draft)

    def perform(self, key: DossierKey, act: str, draft: Any, seen: Preview, request_key: str) -> Done:
        """See :class:`Office`."""
        return self.act(act).perform(self._desk, key, draft, seen, request_key)

    def letter(self, number: str) -> bytes:
        """See :class:`Office`."""
        from app.acts import reading_letters

        return reading_letters.letter_bytes(self._desk, number)

    def letter_preview(self, key: DossierKey, act: str, draft: Any, kind: str) -> bytes:
        """See :class:`Office`."""
        from app.acts import reading_letters

        return reading_letters.letter_preview(self._desk, key, act, draft, kind)
