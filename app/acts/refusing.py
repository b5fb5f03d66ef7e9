"""A no that is the same in every act: shown with what is possible instead, recorded with a letter, or in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.acts import notice, options, spoken, subjects, wording
from app.acts.alternatives import fitting, for_letter
from app.acts.kit import Asked, Decision, Request
from app.acts.plan import Sheet
from app.acts.rows import Option, RefusalShown, WhyStep
from app.acts.subjects import Subject
from app.letters.matter import Particulars
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, Part, Refusal, because

FINISH = because("Record the refusal")


def refused(
    dossier: Dossier,
    draft: Request,
    today: date,
    subject: Subject,
    *asked: Asked,
    title: Because,
    reason: Because,
    clauses: tuple[str, ...],
    wish: Because | None = None,
    leaving: bool = True,
    variant: str = "",
) -> Decision:
    """The decision to say no, with its letter. ``wish`` and ``reason`` are told where the rule has no words of its own.

    ``subject`` is what was asked about; one that is neither contract, booking nor package has no name in the letter.
    ``leaving``: the customer wants to be rid of it, so other ways to that end are offered, as in the letter.
    ``variant`` tells forms of the letter apart (:class:`Particulars`).
    """
    receipt = notice.receipt_of(draft)
    named = subject.kind in subjects.RECORDED and subject.kind != "contract"
    open_now = options.options_for(dossier, receipt) if leaving else ()
    instead = fitting(open_now, (subject,))
    first = asked[0] if asked else None
    sheet = Sheet(
        kind="refusal",
        subject=subject.kind,
        names=(subjects.name(dossier, subject),) if named else (),
        concluded_on=_concluded(dossier, subject),
        determination=first.found if first else None,
        facts=first.facts if first else None,
        alternatives=for_letter(dossier, (subject,), instead, today, receipt.readings) if leaving else (),
        statement=draft.statement,
        particulars=Particulars(variant=variant, wish=wish, reason=reason if wish is not None else None),
    )
    return Decision(
        subjects=((subject.kind, subject.number),),
        finish=FINISH,
        read_out=spoken.not_possible(reason),
        asked=asked,
        state="refused",
        refusal=RefusalShown(title, reason, clauses, instead),
        sheets=(sheet,),
    )


def reason_of(found: Determination | Part, *names: str) -> Because:
    """Why a rule says what it does: the reason of the first of these findings that has one."""
    for name in names:
        finding = next((one for one in found.findings if one.name == name), None)
        if finding is not None and finding.because is not None:
            return finding.because
    return because("This is not possible.")


def refuse_overlap(dossier: Dossier, today: date, *concerned: Subject) -> None:
    """Raise ``Refusal`` naming the case that is open about one of these, or that has ended it already."""
    for subject in concerned:
        in_the_way = open_case(dossier, subject.number)
        if in_the_way is not None:
            raise Refusal(in_the_way)
        ended = end_of(dossier, subject, today)
        if ended is not None:
            raise Refusal(ended)


def open_case(dossier: Dossier, number: str) -> Because | None:
    """That a case about ``number`` is open, naming it."""
    found = subjects.open_case_on(dossier.cases, number)
    return None if found is None else because("Case {case} about this is open already.", case=found.number)


def end_of(dossier: Dossier, subject: Subject, today: date) -> Because | None:
    """That the contract, booking or package has an end already, and by which case."""
    row = subjects.row_of(dossier, subject)
    if not row.ended_as or row.ends_on is None:
        return None
    return wording.end_recorded(row.ends_on, row.ended_by_case, today)


def asking(option: Option, question: Because, missing: Because, *fields: str) -> Option:
    """The option as one that needs an answer first: what to ask, and its short form for the list."""
    return replace(
        option,
        state="needs_answer",
        why=(WhyStep(because("What is missing"), question, missing, option.clauses[:1]), *option.why),
        missing=fields,
        missing_text=missing,
    )


def blocked(option: Option, why: Because, ended_on: date | None = None) -> Option:
    """The option as one that is not possible, with its reason and the day on which it ended."""
    return replace(
        option,
        state="blocked",
        possible_until=None,
        ended_on=ended_on,
        reason=why,
        read_out=spoken.not_possible(why),
    )


def _concluded(dossier: Dossier, subject: Subject) -> date | None:
    if subject.kind not in subjects.RECORDED or (subject.kind == "contract" and dossier.contract is None):
        return None
    return subjects.concluded_on(dossier, subject)
