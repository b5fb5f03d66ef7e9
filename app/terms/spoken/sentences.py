"""The parts of a paragraph to read out: sentences one after the other, and where in the terms it stands."""

from __future__ import annotations

import re
from typing import Any

from app.terms.clause import Because, Determination, because, cited
from app.terms.given import given as given_fact

Spoken = tuple[Because, ...]
"""Whole sentences in the order they are said."""

_ARTICLE = re.compile(r"(MC|SI) (\d+(?:\.\d+)?)")
_NOT_SAID = ("late_refund_governed_by", "acknowledgement_governed_by")
"""Law on what the paragraph does not speak of: interest after the last day to pay, and the confirmation of receipt."""


def paragraph(sentences: Spoken) -> Because:
    """The sentences as one text."""
    names = [f"sentence_{number}" for number in range(len(sentences))]
    return Because(" ".join(f"{{{name}}}" for name in names), tuple(zip(names, sentences, strict=True)))


def where(found: Determination) -> Spoken:
    """Where the caller can read it: the law where it governs, else the first article of the terms, description or data
    sheet it rests on.
    """
    law = _governing_law(found)
    if law is not None:
        return (because("You find this in {law}. It comes before the terms.", law=cited(law)),)
    for clause in found.clauses:
        if clause.startswith("SD:"):
            return (because("You find this in the description of the service."),)
        if clause.startswith("DA"):
            return (because("You find this in the data sheet of MINI Connected."),)
        article = _ARTICLE.match(clause)
        if article is None:
            continue
        if article[1] == "SI":
            return (because("You find this in clause {article} of the Service Inclusive terms.", article=article[2]),)
        return (because("You find this in clause {article} of the terms.", article=article[2]),)
    return ()


def _governing_law(found: Determination) -> str | None:
    """The first law that puts the terms aside in what is said; the terms then say something else."""
    for one in found.findings:
        if one.name.endswith("governed_by") and one.name not in _NOT_SAID and _ARTICLE.match(one.value) is None:
            return str(one.value)
    return None


def given(found: Determination, finding: str, name: str) -> Any:
    """A value the reason of a finding names, such as the longest term; ``None`` where it names none."""
    one = found.finding(finding)
    return dict(one.because.values).get(name) if one is not None and one.because is not None else None


def fact(found: Determination, name: str) -> Any:
    """A fact the rule was given, ``None`` where the facts were not kept."""
    return given_fact(found.facts, name)


COLLEAGUE_CHECKS = because("A colleague checks what you get back and lets you know.")
NOTHING_BACK = because("Nothing is paid back.")
NOTHING_TO_PAY_BACK = because("Nothing has to be paid back.")
USUAL_NOTICE = because("You can still end it with the usual notice.")


def money_back(found: Determination) -> Because:
    """What comes back; a colleague checks it first where a supervisor has to confirm it."""
    return COLLEAGUE_CHECKS if found.value("supervisor") else amount_back(found.value("refund"))


def amount_back(refund: Any) -> Because:
    """An amount, nothing, or what a colleague has to work out."""
    if refund is None:
        return COLLEAGUE_CHECKS
    return because("You get {refund} back.", refund=refund) if refund else NOTHING_TO_PAY_BACK
