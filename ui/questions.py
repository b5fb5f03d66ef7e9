"""What the window asks the rooms behind it. Every question runs on the database thread; rooms are imported with it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from app.acts.rows import Option, Overview, Preview, Receipt, RefusalShown, WhatIf
from app.records.rows import Hit, HitPreview
from app.records.search_rows import SearchResult
from app.terms.clause import Because, Refusal, because

if TYPE_CHECKING:
    from app.acts.case_record import CaseRecord
    from app.acts.contact_data import Contact
    from app.acts.drafts import OpenDraft
    from app.records.dossier import DossierKey
    from app.start import Desk


class Answer(NamedTuple):
    """What a search for ``text`` found and how long the database took."""

    text: str
    result: SearchResult
    milliseconds: int


class Glance(NamedTuple):
    """A dossier at a glance: a few lines and the best of what is possible today."""

    preview: HitPreview | None
    best: Option | None


class Explained(NamedTuple):
    """A refusal to show, and whether it can be recorded with a letter to the customer."""

    refusal: RefusalShown
    in_writing: bool


class Questions:
    """The questions of the window to one desk. Each may raise a :class:`~app.terms.clause.Refusal`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(self) -> None:
        """Bring the database up to date and read what the first question needs."""
        self._desk.open()

    def search(self, text: str) -> Answer:
        """Everything ``text`` can mean."""
        from app.acts.search import search

        start = time.perf_counter()
        result = search(self._desk, text)
        return Answer(text, result, round((time.perf_counter() - start) * 1000))

    def glance(self, hit: Hit) -> Glance:
        """The dossier behind a hit, in short."""
        from app.acts.search import hit_preview

        preview = hit_preview(self._desk, hit)
        overview = self._find(self._key(hit), self.now_by_phone()) if hit.customer_id and hit.vin else None
        best = next((option for option in overview.options_today if option.allowed), None) if overview else None
        return Glance(preview, best)

    def overview_of_hit(self, hit: Hit) -> Overview:
        """The dossier behind a hit."""
        return self.overview(self._key(hit), self.now_by_phone())

    def overview_of_number(self, number: str) -> Overview:
        """The dossier behind a VIN, a plate, or the number of a contract, case or letter."""
        found = self._find(number, self.now_by_phone())
        if found is None:
            raise Refusal(because("Nothing is recorded under “{number}”.", number=number))
        return found

    def overview(self, key: DossierKey, receipt: Receipt) -> Overview:
        """The dossier as it is now, evaluated for ``receipt``."""
        found = self._find(key, receipt)
        if found is None:
            raise Refusal(because("This dossier does not exist any more."))
        return found

    def looked_at(self, overview: Overview) -> None:
        """Write down that the person at the desk opened this dossier."""
        from app.acts.looking import looked_at_dossier

        looked_at_dossier(self._desk, overview.dossier)

    def looked_at_letter(self, number: str) -> None:
        """Write down that the person at the desk opened this letter."""
        from app.acts.looking import looked_at_letter

        looked_at_letter(self._desk, number)

    def add_note(self, key: DossierKey, text: str) -> None:
        """Record a note of the person at the desk."""
        from app.acts.notes import add_note

        add_note(self._desk, key, text)

    def save_contact(self, key: DossierKey, before: Contact, wanted: Contact) -> None:
        """Change how the customer is reached; ``before`` is what stood there when it was begun."""
        from app.acts.contact_data import save_contact

        save_contact(self._desk, key, before, wanted)

    def letter(self, number: str) -> bytes:
        """The bytes of an issued letter."""
        from app.acts.reading_letters import letter_bytes

        return letter_bytes(self._desk, number)

    def read_otherwise(self, case_number: str) -> tuple[Because, ...]:
        """By which readings, other than the default, a case was decided, and why."""
        from app.acts.case_readings import read_otherwise

        return read_otherwise(self._desk, case_number)

    def case_record(self, overview: Overview, number: str) -> CaseRecord:
        """A case with everything recorded under its number."""
        from app.acts.case_record import case_record

        return case_record(self._desk, overview, number)

    def withdrawal_form(self, key: DossierKey, option: Option) -> bytes:
        """The model withdrawal form for an option, filled in, for the customer to sign."""
        from app.acts.reading_letters import withdrawal_form

        return withdrawal_form(self._desk, key, option)

    def what_if(self, overview: Overview, option: Option) -> WhatIf:
        """The answers of an option for other days of receipt."""
        from app.acts import what_if

        return what_if.of_option(overview, option)

    def service_overview(self, key: DossierKey) -> bytes:
        """The services of the vehicle on one page, for the customer."""
        from app.acts.overview_letter import service_overview

        return service_overview(self._desk, key)

    def refusal(self, overview: Overview, option: Option) -> Explained:
        """Why an option is blocked, with what is possible instead."""
        from app.acts import act

        module = act(option.act)
        try:
            preview: Preview = module.preview(overview.dossier, module.begin(overview, option), overview.today)
            if preview.refusal is not None:
                return Explained(preview.refusal, bool(preview.letters))
            why = option.reason
        except Refusal as refusal:
            why = refusal.because
        return self.explained(overview, option, why or because("This is not possible."))

    def explained(self, overview: Overview, option: Option, why: Because) -> Explained:
        """That an option cannot be started because of ``why``, with the other options in its place."""
        instead = tuple(one for one in overview.options_today if one.state != "blocked" and one != option)
        title = because("This is not possible today")
        return Explained(RefusalShown(title, why, option.clauses[:1], instead), in_writing=False)

    def open_drafts(self) -> tuple[OpenDraft, ...]:
        """What this person began and did not finish."""
        from app.acts.drafts import open_drafts

        return open_drafts(self._desk)

    def begun(self, overview: Overview, option: Option) -> OpenDraft | Any:
        """The draft kept of an option, or the one it begins with."""
        from app.acts import act, drafts
        from app.acts.overview import key_of

        begun = act(option.act).begin(overview, option)
        return drafts.kept_of(self._desk, key_of(overview.dossier), option.act, begun) or begun

    def discard(self, draft: OpenDraft) -> None:
        """Throw a kept draft away."""
        from app.acts import drafts

        drafts.drop(self._desk, draft.key, draft.act, draft.draft)

    def now_by_phone(self) -> Receipt:
        """What a call is before anything else is known: a wish told now, on the phone."""
        return Receipt(self._desk.now(), "phone")

    def _find(self, key: DossierKey | str, receipt: Receipt) -> Overview | None:
        from app.acts.overview import overview

        return overview(self._desk, key, receipt)

    @staticmethod
    def _key(hit: Hit) -> DossierKey:
        from app.records.rows import DossierKey

        return DossierKey(hit.customer_id, hit.vin)
