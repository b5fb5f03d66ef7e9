"""Sentences of a letter: in the recipient's language, with bold words and the number of the clause they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from app.language import Language, language
from app.letters.blocks import Paragraph, Run, Runs
from app.letters.matter import Matter
from app.letters.sources import Sources
from app.terms.clause import Finding

if TYPE_CHECKING:
    from app.letters.letterhead import Letterhead

_STRONG = "\ue000"
"""Stands for ``**`` once the message is read: a private character no value can bring along."""


class Wording:
    """The words of one letter: language, letterhead, sources cited so far, and the matter's findings."""

    def __init__(self, matter: Matter, letterhead: Letterhead) -> None:
        self.matter = matter
        self.letterhead = letterhead
        self.language: Language = language(matter.language, matter.country, written_out=True)
        self.sources = Sources(self.language)

    def text(self, message: str, **values: Any) -> str:
        """``message`` in the letter's language. ``**`` around words makes them bold in :meth:`runs`."""
        template = self.language.text(message).replace("**", _STRONG)
        return template.format(**{name: self._value(value) for name, value in values.items()})

    def word(self, context: str, message: str) -> str:
        """A word that other windows and letters use in another sense."""
        return self.language.word(context, message)

    def count(self, singular: str, plural: str, count: int, **values: Any) -> str:
        """The form that fits ``count``."""
        return self.language.count(
            singular, plural, count, **{name: self._value(value) for name, value in values.items()}
        )

    def _value(self, value: Any) -> str:
        return self.language.value(value).replace(_STRONG, "")

    def quoted(self, name: str) -> str:
        """A product's name in the quotation marks of the language, so that grammar need not touch it."""
        return self.text("‘{name}’", name=name)

    def listed(self, names: Iterable[str]) -> str:
        """Names as one enumeration: "a, b and c"."""
        return self.language.listed([self.quoted(name) for name in names])

    @property
    def rule(self) -> str:
        """The rule the letter rests on, empty for none."""
        return self.matter.determination.rule if self.matter.determination else ""

    def clauses(self, finding: str, *otherwise: str) -> tuple[str, ...]:
        """The clauses the finding called ``finding`` rests on, or ``otherwise`` where the rule made none."""
        found = self._finding(finding)
        return found.clauses if found and found.clauses else otherwise

    def found(self, finding: str) -> Any:
        """The value the rule found under this name, or ``None``."""
        found = self._finding(finding)
        return found.value if found else None

    def day(self, finding: str) -> date | None:
        """The day the rule found under this name, or ``None``."""
        found = self.found(finding)
        return found if isinstance(found, date) else None

    def fact(self, name: str) -> Any:
        """What the rule was told under this name, or ``None`` where nobody told."""
        return getattr(self.matter.facts, name, None)

    def _finding(self, name: str) -> Finding | None:
        """The finding of this name, of the first determination or of one that another rule made.

        A second determination of the same rule is about something else: its findings stand in the table of the letter.
        """
        first = self.matter.determination
        others = (one for one in self.matter.particulars.further if one.rule != self.rule)
        for determination in (*((first,) if first else ()), *others):
            found: Finding | None = determination.finding(name)
            if found:
                return found
        return None

    def prose(self) -> Prose:
        """A new paragraph, to be filled sentence by sentence."""
        return Prose(self)


class Prose:
    """A paragraph in the making. Neighbours that rest on the same clauses share one raised number, after the last."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._sentences: list[tuple[str, tuple[str, ...]]] = []

    def say(self, sentence: str, *clauses: str) -> Prose:
        """Add a finished sentence (from :meth:`Wording.text`) and the clauses its dates and amounts rest on."""
        self._sentences.append((sentence, clauses))
        return self

    @property
    def empty(self) -> bool:
        return not self._sentences

    def runs(self) -> Runs:
        """The sentences with their raised numbers, split into weights."""
        pieces: list[str] = []
        last = len(self._sentences) - 1
        for at, (sentence, clauses) in enumerate(self._sentences):
            repeated = at < last and self._sentences[at + 1][1] == clauses
            pieces.append(sentence + ("" if repeated else self._wording.sources.mark(clauses)))
        return split(" ".join(pieces))

    def paragraph(self, *, note: bool = False) -> Paragraph:
        return Paragraph(self.runs(), note=note)


def split(text: str) -> Runs:
    """Text with bold marks as runs."""
    parts = text.split(_STRONG)
    return tuple(Run(part, strong=bool(at % 2)) for at, part in enumerate(parts) if part)


def plain(text: str) -> str:
    """Text without its bold marks."""
    return text.replace(_STRONG, "")
