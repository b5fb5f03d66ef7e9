"""What became of each letter of a job that has ended at the print service, from what the service reports.

Only a job that the service calls completed is printed as a whole. Of any other, a letter is printed when all its pages
were counted; but where the count is nothing, or already all there is, the printer counts pages before it prints them
or not at all: then nobody knows, and no letter is called printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.acts.print_words import NOT_BEGUN, UNFINISHED, UNKNOWN
from app.letters.joining import pages_in_job
from app.records.print_jobs import Job, JobLetter
from app.spooler import Spooled


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state the job gets with what was said, and state and words of each letter by its id."""

    state: str
    said: str
    letters: dict[int, tuple[str, str]]

    def moved(self, state: str) -> list[int]:
        """The letters that come into this state of the queue; one whose job is paused stays where it is."""
        words = {"printed": "printed", "failed": "failed", "ready": "cancelled"}
        return [one for one, (told, _) in self.letters.items() if told == words[state]]


def _ends(job: Job) -> list[tuple[JobLetter, int]]:
    """Each letter that is in the job with the count of pages at which it is out."""
    count, ends = 0, []
    for letter in job.letters:
        if letter.state != "sent":
            continue
        ends.append((letter, count + letter.pages))
        count += pages_in_job(letter.pages, two_sided=job.sides != "one-sided")
    return ends


def letters_within(job: Job, pages: int) -> list[JobLetter]:
    """The letters all of whose pages are among the first ``pages`` of the job."""
    return [letter for letter, end in _ends(job) if end <= pages]


def of_ended(job: Job, seen: Spooled | None, said: str) -> Outcome:
    """The outcome; ``seen`` is ``None`` where the service no longer knows the job, ``said`` what was the matter."""
    sent = [letter for letter, _ in _ends(job)]
    if seen is not None and seen.state == "completed":
        return Outcome("printed", "", {one.id: ("printed", "") for one in sent})
    if seen is not None and not seen.began:
        return _stopped(job, sent, [], said, begun=False)
    last = _ends(job)[-1][1]
    if seen is None or not 0 < seen.pages < last:
        return Outcome("failed", said, {one.id: ("failed", said or UNKNOWN) for one in sent})
    return _stopped(job, sent, letters_within(job, seen.pages), said, begun=True)


def _stopped(job: Job, sent: list[JobLetter], printed: list[JobLetter], said: str, *, begun: bool) -> Outcome:
    """Ended with these letters printed: the next was in the printer when it had begun, the others were not."""
    letters = {one.id: ("printed", "") for one in printed}
    rest = [one for one in sent if one.id not in letters]
    if job.state == "paused":
        letters.update({one.id: ("waiting", "") for one in rest})
        return Outcome("paused", said, letters)
    if begun:
        letters[rest[0].id] = ("failed", said or UNFINISHED)
        rest = rest[1:]
    letters.update({one.id: ("cancelled", NOT_BEGUN) for one in rest})
    return Outcome("failed" if said or begun else "cancelled", said, letters)
