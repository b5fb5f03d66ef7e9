"""What each command does: one call of an act, a report or an exchange, and its answer in words or as JSON.

Everything heavy is imported where it is used: ``casebook`` needs no database and ``db status`` needs no letters.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from app import config, database_commands, people_commands
from app.asking import let_in
from app.files import write_whole
from app.language import Language, language
from app.problems import Problem, explained, usage
from app.start import Desk, start
from app.terms.clause import because

if TYPE_CHECKING:
    from app.acts.rows import Option

DONE = 0


def search(chosen: Namespace) -> int:
    """Print what answers a query, best first."""
    from app.acts.search import search as find

    with opened(chosen) as (desk, said):
        result = find(desk, chosen.query)
        if chosen.json:
            keys = ("kind", "number", "label", "vin", "plate", "customer", "matched")
            print_json({"hits": [{key: getattr(hit, key) for key in keys} for hit in result.hits]})
        else:
            for hit in result.hits:
                print("  ".join(dict.fromkeys(part for part in (hit.number, hit.label, hit.detail) if part)))
            if not result.hits:
                print(said.text("Nothing found for “{query}”.", query=chosen.query))
    return DONE


def options(chosen: Namespace) -> int:
    """Print everything the customer can do with a vehicle, for one day and channel of receipt."""
    from app.acts.looking import looked_at_dossier
    from app.acts.options_json import options_json
    from app.acts.overview import overview
    from app.acts.rows import Receipt
    from app.terms.calendar import BeyondCalendar

    received, sent = day_of(chosen.received), day_of(chosen.sent)
    if received and sent and received < sent:
        raise usage(because("The message cannot come in before it was sent."))
    with opened(chosen) as (desk, said):
        at = datetime.combine(received, desk.now().time()) if received else desk.now()
        try:
            found = overview(desk, chosen.vin.strip().upper(), Receipt(at, chosen.channel, sent))
        except BeyondCalendar as beyond:
            raise usage(because("{option}: {details}", option="--received", details=beyond.because)) from beyond
        if found is None:
            raise Problem(because("There is no vehicle with the VIN or plate {text}.", text=chosen.vin))
        looked_at_dossier(desk, found.dossier)
        if chosen.json:
            print_json(options_json(found, said))
        else:
            for option in found.options:
                print(option_line(option, said))
    return DONE


def option_line(option: Option, said: Language) -> str:
    """One option in words: what, until when, the last day, the money back, the clauses, and the reason at the end."""
    states = {
        "allowed": said.text("possible"),
        "approval": said.text("needs approval"),
        "needs_answer": said.text("needs an answer"),
        "blocked": said.text("not possible"),
    }
    parts = [states[option.state]]
    if option.possible_until:
        parts.append(said.text("possible until {day}", day=option.possible_until))
    if option.last_service_day:
        parts.append(said.text("last service day {day}", day=option.last_service_day))
    if option.refund is not None and option.state != "blocked":
        parts.append(said.text("refund {amount}", amount=option.refund))
    parts += option.clauses
    line = said.text("{option}: {details}", option=said.say(option.title), details=", ".join(parts))
    why = option.reason or option.missing_text
    return f"{line} – {said.say(why)}" if why else line


def letter(chosen: Namespace) -> int:
    """Write the newest letter of a case, or the letter of this number, as it was issued; or a sample of every kind."""
    if chosen.samples:
        if chosen.number or chosen.output:
            raise usage(because("Give either the number of a case or --samples."))
        return samples(chosen)
    if not chosen.number:
        raise usage(because("Something is missing in the command: {names}.", names="NUMBER"))
    if not chosen.output:
        raise usage(because("Something is missing in the command: {names}.", names="-o FILE.pdf"))
    from app.acts.looking import looked_at_letter
    from app.acts.reading_letters import letter_of

    with opened(chosen) as (desk, said):
        issued = letter_of(desk, chosen.number)
        looked_at_letter(desk, issued.number)
        write_whole(Path(chosen.output), issued.content)
        print(said.text("Letter {number} written to {name}.", number=issued.number, name=Path(chosen.output).name))
        if issued.others:
            print(said.text("The case has other letters too: {numbers}", numbers=issued.others))
    return DONE


def samples(chosen: Namespace) -> int:
    """Write every kind of letter in every language to a folder: all of them, or none when the disk is full."""
    from app.letters.samples import write_samples

    folder = Path(chosen.samples)
    with explained():
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=folder) as part:
            written = [path.replace(folder / path.name) for path in write_samples(Path(part))]
    said = language(chosen.lang or config.read().language)
    print(said.count("{count} letter written.", "{count} letters written.", len(written)))
    return DONE


def import_folder(chosen: Namespace) -> int:
    """Take a folder of CSV files in, all or nothing; or name every problem it has."""
    from app.exchange.csv_import import import_folder as take_in

    with opened(chosen) as (desk, said):
        report = take_in(desk.records, Path(chosen.folder), dry_run=chosen.dry_run, progress=progress_line(said))
        for problem in (*report.remarks, *report.problems):
            print(said.say(problem.sentence()))
        if report.problems:
            raise Problem(report.outcome())
        for count in report.counts:
            print(said.say(count.sentence()))
        print(said.say(report.outcome()))
    return DONE


def demo_data(chosen: Namespace) -> int:
    """Fill an empty database with invented customers."""
    from app.exchange import demo

    if chosen.customers < 1:
        raise usage(because("The number of customers must be 1 or more."))
    with opened(chosen) as (desk, said):
        demo.fill(desk.records, chosen.customers, desk.today(), progress=progress_line(said))
        print(said.count("{count} customer invented.", "{count} customers invented.", chosen.customers))
    return DONE


def casebook(chosen: Namespace) -> int:
    """Answer worked cases, check them against their expected answers, or compare two editions by them."""
    from app.exchange import casebook

    if chosen.task == "diff":
        return edition_diff(chosen)
    with explained():
        if chosen.task == "check":
            said = language(chosen.lang or config.read().language)
            return casebook.check_file(Path(chosen.file), print, said)
        target = Path(chosen.output) if chosen.output else None
        why = language(chosen.lang or config.read().language) if chosen.why else None
        return casebook.answer_file(Path(chosen.file), target, readings=chosen.readings, why=why)


def edition_diff(chosen: Namespace) -> int:
    """Print what another edition changes in worked cases or for every open contract, by clause and with sums."""
    from app.exchange.edition_diff import csv_of_changes, diff_casebook, diff_on_all_cores
    from app.exchange.edition_questions import edition_at
    from app.exchange.edition_report import report

    if chosen.open_contracts == bool(chosen.file):
        raise usage(because("Give either a file of cases or --open-contracts."))
    before, after = edition_at(chosen.before), edition_at(chosen.after)
    if before.terms != after.terms:
        raise Problem(
            because(
                "{first} and {second} are editions of different terms: only editions of the same can be compared.",
                first=before.id,
                second=after.id,
            )
        )
    target = Path(chosen.csv) if chosen.csv else None
    if chosen.open_contracts:
        with opened(chosen) as (desk, said), csv_of_changes(target) as keep:
            tally = diff_on_all_cores(desk.records, chosen.before, chosen.after, desk.now(), keep, progress_line(said))
    else:
        said = language(chosen.lang or config.read().language)
        with csv_of_changes(target) as keep:
            tally = diff_casebook(Path(chosen.file), before, after, keep, progress_line(said))
    for line in report(tally, said, contracts=chosen.open_contracts):
        print(line)
    return DONE


def announce(chosen: Namespace) -> int:
    """Note to whom newer terms were announced (MC 13.2)."""
    from app.acts.official_terms import ADMINISTRATOR
    from app.exchange.announcing import announce_to
    from app.records.announcements import NewAnnouncement

    effective_on = day_of(chosen.effective_on)
    if effective_on is None:
        raise usage(because("{name} needs a value.", name="--effective-on"))
    what = NewAnnouncement(
        chosen.edition, effective_on, essential=chosen.essential, consequences_stated=not chosen.silence_unexplained
    )
    with opened(chosen) as (desk, said):
        if desk.person.role != ADMINISTRATOR:
            raise Problem(because("Only an administrator can do this. Nothing was written."))
        count = announce_to(desk.records, Path(chosen.file), what, by=desk.person.name, at=desk.now())
        print(
            said.count(
                "The announcement is noted for {count} contract.",
                "The announcement is noted for {count} contracts.",
                count,
            )
        )
    return DONE


def export(chosen: Namespace) -> int:
    """Put every released refund into a file, once, or write a file that was made before again."""
    from app.exchange import refund_orders

    folder = Path(chosen.output)
    with opened(chosen) as (desk, said):
        with explained():
            # A folder that cannot be made is found before anything leaves.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = (refund_orders.exported_again(desk, chosen.again),) if chosen.again else refund_orders.export(desk)
        for path, file in zip(refund_orders.save(files, folder), files, strict=True):
            line = said.count(
                "{name}: {count} refund, {total} in all.",
                "{name}: {count} refunds, {total} in all.",
                file.row.count,
                name=path.name,
                total=file.row.total,
            )
            print(line)
    return DONE


def import_answer(chosen: Namespace) -> int:
    """Take in what a bank or a card's issuer answered, once, and name what did not fit."""
    from app.exchange.bank_answers import take_in_file

    with opened(chosen) as (desk, said):
        for sentence in take_in_file(desk, Path(chosen.file)).sentences():
            print(said.say(sentence))
    return DONE


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "search": search,
    "options": options,
    "letter": letter,
    "import": import_folder,
    "export": export,
    "import-answer": import_answer,
    "demo-data": demo_data,
    "casebook": casebook,
    "announce": announce,
    "db": database_commands.database,
    "people": people_commands.people,
}


@contextmanager
def opened(chosen: Namespace) -> Iterator[tuple[Desk, Language]]:
    """The desk of the command with its database ready, and its language; closed again at the end.

    Where somebody has to sign in to the database, they do so first.
    """
    desk = start(demo=chosen.demo, role=chosen.as_role, url=chosen.db, language_code=chosen.lang)
    try:
        yield let_in(desk), desk.language
    finally:
        desk.close()


def day_of(text: str | None) -> date | None:
    """A day as written on a command line: 2026-12-28 or as Belgians write it, 28/12/2026."""
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise usage(because("“{text}” is no day: write it as 2026-12-28 or 28/12/2026.", text=text))


def progress_line(said: Language) -> Callable[[int, int], None] | None:
    """A line on a terminal that counts up; nothing where the output goes to a file."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else "\r"
        print(said.percent(100 * done // max(total, 1)), end=end, file=sys.stderr, flush=True)

    return show


def print_json(answer: dict[str, Any]) -> None:
    """One object for scripts, as UTF-8."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))
