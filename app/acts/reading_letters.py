"""Letters to look at: those issued, as they were issued, and those an act would issue, with nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.acts import act, subjects, withdrawal_options
from app.acts.matters import Issue, matter_of
from app.acts.plan import Plan, Sheet
from app.acts.rows import Option, Preview
from app.language import language
from app.records import letters
from app.records.cases import case_exists
from app.records.dossier import read_dossier
from app.records.rows import Dossier, DossierKey
from app.terms.clause import Refusal, WrongInput, because
from app.terms.money import vat_percent

if TYPE_CHECKING:
    from app.start import Desk


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued letter: its number, the bytes that left, and the numbers of the other letters of the case asked for."""

    number: str
    content: bytes
    others: tuple[str, ...] = ()


def letter_bytes(desk: Desk, number: str) -> bytes:
    """The letter with this number, as it was issued. Raises ``Refusal`` for an unknown or damaged one."""
    with desk.records.reading() as session:
        return letters.letter_bytes(session, number)


def letter_of(desk: Desk, number: str) -> Issued:
    """The letter with this number, or the newest letter of the case with this number.

    Raises ``Refusal`` for an unknown number, a case without a letter and a damaged letter.
    """
    wanted = number.strip().upper()
    with desk.records.reading() as session:
        of_case = letters.letter_numbers(session, wanted)
        if not of_case and case_exists(session, wanted):
            raise Refusal(because("Case {number} has no letter.", number=wanted))
        found = of_case[-1] if of_case else wanted
        return Issued(found, letters.letter_bytes(session, found), of_case[:-1])


def letter_preview(desk: Desk, key: DossierKey, name: str, draft: Any, kind: str) -> bytes:
    """The letter of this kind that the draft of act ``name`` would issue, without numbers. Nothing is written."""
    module = act(name)
    dossier = _dossier(desk, key)
    seen: Preview = module.preview(dossier, draft, desk.today())
    plan: Plan = module.plan(dossier, draft, seen)
    sheet = next((one for one in plan.sheets if one.kind == kind), None)
    if sheet is None:
        raise WrongInput("kind", because("This act issues no such letter."))
    return _written(desk, dossier, sheet, plan, seen.vat_percent)


def withdrawal_form(desk: Desk, key: DossierKey, option: Option) -> bytes:
    """The model withdrawal form for an option, filled in as far as the record goes, for the customer to sign."""
    dossier = _dossier(desk, key)
    subject = subjects.Subject(option.subject_kind, option.subject)
    if option.act != withdrawal_options.ACT:
        raise WrongInput("act", because("There is a form only for a withdrawal."))
    sheet = Sheet(
        kind="withdrawal_form",
        subject=subject.kind,
        names=() if subject.kind == "contract" else (subjects.name(dossier, subject),),
        concluded_on=subjects.concluded_on(dossier, subject),
        determination=option.determination,
    )
    return _written(desk, dossier, sheet, None, vat_percent(dossier.customer.country, desk.today()))


def _dossier(desk: Desk, key: DossierKey) -> Dossier:
    with desk.records.reading() as session:
        dossier = read_dossier(session, *key)
    if dossier is None:
        raise Refusal(because("This dossier does not exist any more."))
    return dossier


def _written(desk: Desk, dossier: Dossier, sheet: Sheet, plan: Plan | None, percent: int) -> bytes:
    from app.letters.letter import write  # the paper room is loaded with the first letter

    draft_mark = language(dossier.customer.language).text("draft")
    # A form printed for the customer belongs to no case yet: it carries no numbers at all.
    number = draft_mark if plan else ""
    issue = Issue(number, number, desk.today(), desk.person.name)
    return write(matter_of(sheet, dossier, plan.receipt if plan else None, issue, percent)).pdf
