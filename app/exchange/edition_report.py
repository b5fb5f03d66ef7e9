"""What another edition changes, as lines to print: by clause and output, with sums."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.edition_changes import ANSWER, Sum, Tally
from app.language import Language
from app.terms.clause import Because, cited
from app.terms.finding_labels import label_of


def report(tally: Tally, said: Language, *, contracts: bool) -> Iterator[str]:
    """The lines: each clause with what changes under it, the most changed first, and how many change in all."""
    clauses = sorted(tally.by_clause.items(), key=lambda one: (-_weight(one[1]), one[0]))
    for clause, outputs in clauses:
        yield said.say(cited(clause)) if clause else said.text("Without a clause")
        for output, total in sorted(outputs.items()):
            yield f"  {_line(output, total, said)}"
            if total.open_amounts:
                yield "  " + said.count(
                    "{output}: {count} amount is for a supervisor to enter and stands in no sum",
                    "{output}: {count} amounts are for a supervisor to enter and stand in no sum",
                    total.open_amounts,
                    output=_called(output),
                )
    if contracts:
        yield said.count(
            "{changed} of {count} open contract changes.",
            "{changed} of {count} open contracts change.",
            tally.asked,
            changed=tally.changed,
        )
        return
    yield said.count(
        "{changed} of {count} case changes.", "{changed} of {count} cases change.", tally.asked, changed=tally.changed
    )


def _weight(outputs: dict[str, Sum]) -> int:
    return sum(one.changes for one in outputs.values())


def _line(output: str, total: Sum, said: Language) -> str:
    if output == ANSWER:
        return said.count(
            "{count} case has an answer under one edition only, or another refusal",
            "{count} cases have an answer under one edition only, or another refusal",
            total.changes,
        )
    if total.before or total.after:
        return said.count(
            "{output}: {count} change, {before} becomes {after}",
            "{output}: {count} changes, in all {before} becomes {after}",
            total.changes,
            output=_called(output),
            before=total.before,
            after=total.after,
        )
    if total.dates:
        return said.count(
            "{output}: {count} change, days gained or lost: {days}",
            "{output}: {count} changes, days gained or lost in all: {days}",
            total.changes,
            output=_called(output),
            days=total.days,
        )
    return said.count("{output}: {count} change", "{output}: {count} changes", total.changes, output=_called(output))


def _called(output: str) -> Because:
    """An output as the windows call it, inside the list it belongs to; by its own name where it has no other."""
    names = output.split(".")
    labels = [label_of(name) if label_of(name) != label_of("") else Because(name) for name in names]
    places = [f"label_{number}" for number in range(len(names))]
    return Because(" › ".join(f"{{{place}}}" for place in places), tuple(zip(places, labels, strict=True)))
