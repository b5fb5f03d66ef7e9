"""What an import found and did: counts per file, problems with their place, remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from app.terms.clause import Because, because, because_count


class ImportProblem(NamedTuple):
    """Something that keeps the import from being done. ``line`` counts from 1, the header being line 1; 0 = the file.

    ``column`` is the name in the header, empty where the whole line or file is meant.
    """

    file: str
    line: int
    column: str
    because: Because

    def sentence(self) -> Because:
        """The problem with its place in front."""
        if self.line and self.column:
            return because(
                "{file}, line {line}, column {column}: {reason}",
                file=self.file,
                line=self.line,
                column=self.column,
                reason=self.because,
            )
        if self.line:
            return because("{file}, line {line}: {reason}", file=self.file, line=self.line, reason=self.because)
        return because("{file}: {reason}", file=self.file, reason=self.because)


class FileCount(NamedTuple):
    """How many rows of a file there are, and what an import makes of them in the database."""

    file: str
    rows: int
    new: int
    changed: int
    unchanged: int

    def sentence(self) -> Because:
        """The counts as a line of the report."""
        return because_count(
            "{file}: {count} row, {new} new, {changed} changed, {unchanged} as before",
            "{file}: {count} rows, {new} new, {changed} changed, {unchanged} as before",
            self.rows,
            file=self.file,
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of an import or of a dry run.

    With ``problems`` nothing was written. ``remarks`` are worth knowing and stop nothing. ``changed`` says whether the
    database is different now, or would be after a dry run.
    """

    dry_run: bool
    counts: tuple[FileCount, ...]
    problems: tuple[ImportProblem, ...]
    remarks: tuple[ImportProblem, ...]

    @property
    def changed(self) -> bool:
        """Whether a row is new or different."""
        return not self.problems and any(count.new or count.changed for count in self.counts)

    def outcome(self) -> Because:
        """One sentence: what became of it."""
        if self.problems:
            return because_count(
                "{count} problem was found. Nothing was written.",
                "{count} problems were found. Nothing was written.",
                len(self.problems),
            )
        if not self.changed:
            return because("The database holds all of this already. Nothing was changed.")
        if self.dry_run:
            return because("No problem was found. This was a dry run: nothing was written.")
        return because("Everything was imported.")
