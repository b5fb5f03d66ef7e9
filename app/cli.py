"""The command line: the same acts without a screen.

Ends with 0 when done, 1 when refused or failed, 2 when the command cannot be understood. What goes wrong is one
sentence on standard error, in the language asked for; never a traceback for what the surroundings or the input did.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from app import config
from app.language import LANGUAGES, Language, language
from app.problems import FAILED, Problem, problem_of, usage
from app.terms.clause import Because, Refusal, because

PROGRAM = "connected-desk"
WINDOW = (None, "open")
"""The commands that open a window; the others need no screen."""


class _Help(argparse.HelpFormatter):
    """Help whose first word is ours."""

    def __init__(self, program: str, first: str) -> None:
        super().__init__(program)
        self._first = first

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._first if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Speaks the language of ``words`` where argparse would print its own English, in its help and its complaints."""

    words: Language

    def __init__(self, *, add_help: bool = True, **settings: Any) -> None:
        super().__init__(add_help=False, **settings)
        if add_help:
            # A parser that only lends its options keeps argparse's titles: by them the groups find each other.
            self._positionals.title = self.words.text("What it needs")
            self._optionals.title = self.words.text("Options")
            self.add_argument("-h", "--help", action="help", help=self.words.text("show this help and end"))

    def _get_formatter(self) -> argparse.HelpFormatter:
        return _Help(self.prog, self.words.text("Usage: "))

    def error(self, message: str) -> NoReturn:
        """``message`` is argparse's; the known ones become a sentence of ours."""
        raise usage(_understood(message))


def _understood(message: str) -> Because:
    if found := re.fullmatch(r"the following arguments are required: (.*)", message):
        return because("Something is missing in the command: {names}.", names=found[1])
    if found := re.fullmatch(r"unrecognized arguments: (.*)", message):
        return because("The command has no “{names}”.", names=found[1])
    if found := re.fullmatch(r"argument (.*?): invalid choice: '?(.*?)'? \(choose from (.*)\)", message, re.DOTALL):
        choices = found[3].replace("'", "")
        return because("“{value}” is not one of {choices}.", value=found[2], choices=choices)
    if found := re.fullmatch(r"argument (.*?): expected .*", message):
        return because("{name} needs a value.", name=found[1])
    if found := re.fullmatch(r"argument (.*?): invalid \w+ value: '?(.*?)'?", message, re.DOTALL):
        return because("“{value}” does not fit {name}.", value=found[2], name=found[1])
    return because("The command cannot be understood: {detail}.", detail=message)


def _address(text: str) -> str:
    """An address that was given. An empty one is a script's variable gone missing, never the person's own database."""
    if not text:
        raise usage(because("{name} needs a value.", name="--db"))
    return text


def parser(spoken: Language) -> Parser:
    """The grammar of the command line, its help in the language ``spoken``."""
    text = spoken.text

    class Speaking(Parser):
        words = spoken

    shared = Speaking(add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False)
    shared.add_argument(
        "--demo", action="store_true", help=text("work with invented customers, in a database of their own")
    )
    shared.add_argument(
        "--as",
        dest="as_role",
        choices=("agent", "supervisor", "dealer"),
        help=text("as whom to work with invented customers"),
    )
    shared.add_argument("--db", metavar="URL", type=_address, help=text("the database, as sqlite:////folder/desk.db"))
    shared.add_argument("--lang", choices=LANGUAGES, help=text("the language of texts and messages"))

    top = Speaking(
        prog=PROGRAM,
        description=text("Connected Desk: contracts for connected cars."),
        parents=[shared],
        allow_abbrev=False,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Speaking)

    def command(name: str, what: str) -> Parser:
        return commands.add_parser(name, help=what, description=what, parents=[shared], allow_abbrev=False)

    window = command("open", text("open the window on a customer or vehicle"))
    window.add_argument("query", metavar="QUERY")

    search = command("search", text("find customers, vehicles, contracts, cases and letters"))
    search.add_argument("query", metavar="QUERY")
    search.add_argument("--json", action="store_true", help=text("one JSON object for scripts"))

    options = command("options", text("everything a customer can do with a vehicle today"))
    options.add_argument("vin", metavar="VIN")
    options.add_argument(
        "--received", metavar="DATE", help=text("the day the message comes in (2026-12-28 or 28/12/2026)")
    )
    options.add_argument("--sent", metavar="DATE", help=text("the day it was sent, the same day when left out"))
    options.add_argument(
        "--channel",
        choices=("letter", "email", "phone", "portal", "app", "counter", "online_function"),
        default="phone",
        help=text("how it comes in"),
    )
    options.add_argument("--json", action="store_true", help=text("one JSON object for scripts"))

    letter = command("letter", text("write the letter of a case to a file, or a sample of every kind"))
    letter.add_argument(
        "number", metavar="NUMBER", nargs="?", default="", help=text("the number of a case or of a letter")
    )
    letter.add_argument("-o", "--output", metavar="FILE.pdf", default="")
    letter.add_argument("--samples", metavar="FOLDER", default="", help=text("every kind in every language, invented"))

    importing = command("import", text("take customers, vehicles, contracts and bookings from a folder of CSV files"))
    importing.add_argument("folder", metavar="FOLDER")
    importing.add_argument("--dry-run", action="store_true", help=text("name every problem and change nothing"))

    exporting = command("export", text("hand over to others")).add_subparsers(
        dest="task", metavar="refunds", required=True, parser_class=Speaking
    )
    what = text("put every released refund into a file, once: transfers as pain.001, cards as CSV")
    refunds = exporting.add_parser("refunds", help=what, description=what, parents=[shared], allow_abbrev=False)
    refunds.add_argument("-o", "--output", metavar="FOLDER", required=True)
    refunds.add_argument(
        "--again", metavar="NUMBER", default="", help=text("write the file of this number again, byte for byte")
    )

    answer = command("import-answer", text("take in what a bank answered to refunds (pain.002 or CSV), once"))
    answer.add_argument("file", metavar="FILE")

    demo = command("demo-data", text("fill an empty database with invented customers"))
    demo.add_argument("--customers", metavar="N", type=int, required=True)

    casebook = command("casebook", text("answer or check worked cases of the terms")).add_subparsers(
        dest="task", metavar="answer|check|diff", required=True, parser_class=Speaking
    )
    answer = casebook.add_parser("answer", parents=[shared], allow_abbrev=False)
    answer.add_argument("file", metavar="FILE")
    answer.add_argument("-o", "--output", metavar="OUT.json", default="", help=text("standard output when left out"))
    answer.add_argument(
        "--readings", action="store_true", help=text("also what each other reading of the terms would give")
    )
    answer.add_argument("--why", action="store_true", help=text("also the reasoning and a paragraph to read out"))
    check = casebook.add_parser("check", parents=[shared], allow_abbrev=False)
    check.add_argument("file", metavar="FILE")
    change = text("what another edition of the terms would change in worked cases or for every open contract")
    diff = casebook.add_parser("diff", description=change, parents=[shared], allow_abbrev=False)
    edition = text("the name of an edition, or the folder of one that is not installed")
    diff.add_argument("--from", dest="before", metavar="EDITION", required=True, help=edition)
    diff.add_argument("--to", dest="after", metavar="EDITION", required=True, help=edition)
    diff.add_argument(
        "file", metavar="FILE", nargs="?", default="", help=text("worked cases, as casebook check takes them")
    )
    diff.add_argument(
        "--open-contracts", action="store_true", help=text("every open contract of the database, as of today")
    )
    diff.add_argument("--csv", metavar="OUT.csv", default="", help=text("also each change as a line of this file"))

    told = command("announce", text("note to whom newer terms were announced, so that they can come to govern"))
    told.add_argument("edition", metavar="EDITION")
    told.add_argument("file", metavar="FILE.csv", help=text("the columns contract_number and received_on"))
    told.add_argument(
        "--effective-on", metavar="DATE", required=True, help=text("the first day the newer terms shall hold")
    )
    told.add_argument(
        "--essential", action="store_true", help=text("the change is essential: it needs express consent")
    )
    told.add_argument(
        "--silence-unexplained", action="store_true", help=text("the message did not say what silence means")
    )

    people = command("people", text("who may sign in, for the administrator")).add_subparsers(
        dest="task", metavar="add|list|lock|unlock|role|password", required=True, parser_class=Speaking
    )

    def person(name: str, what: str) -> Parser:
        found = people.add_parser(name, help=what, description=what, parents=[shared], allow_abbrev=False)
        if name != "list":
            found.add_argument("login", metavar="LOGIN")
        return found

    def role(found: Parser) -> None:
        found.add_argument("--role", choices=("agent", "dealer", "supervisor", "administrator"), required=True)
        found.add_argument("--dealer", metavar="NUMBER", default="", help=text("the dealership a dealer works for"))

    adding = person("add", text("let somebody sign in; the password is asked"))
    adding.add_argument("--name", metavar="NAME", default="", help=text("the name on letters and in the journal"))
    role(adding)
    person("list", text("everybody who may sign in"))
    person("lock", text("let somebody sign in no more"))
    person("unlock", text("let somebody sign in again"))
    role(person("role", text("give somebody another role")))
    person("password", text("give somebody a new password; it is asked"))

    database = command("db", text("the state of the database, its upgrade and its backup")).add_subparsers(
        dest="task", metavar="create|status|upgrade|verify|tidy|backup|restore", required=True, parser_class=Speaking
    )

    def task(name: str, what: str) -> Parser:
        return database.add_parser(name, help=what, description=what, parents=[shared], allow_abbrev=False)

    task("create", text("make the database on a server with its groups and rights, as its administrator"))
    task("status", text("whether the database fits this program"))
    task("upgrade", text("bring the database up to date"))
    task("verify", text("prove that no entry of the journal, no case, no finding and no letter was changed or lost"))
    tidying = task("tidy", text("remove who looked at what, where it was kept as long as the settings say"))
    tidying.add_argument(
        "--keep-days", metavar="N", type=int, help=text("on a server: keep looks for so many days from now on, 0: none")
    )
    backup = task("backup", text("copy the database to a file while desks work"))
    backup.add_argument("file", metavar="FILE")
    restoring = task("restore", text("bring a backup into a new database and prove that it is whole"))
    restoring.add_argument("file", metavar="FILE")
    return top


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command that was given. Raises ``Problem`` with exit code 2 when it cannot be understood."""
    # Given here and not as defaults of the parser: those would undo what stands before the name of the command.
    return parser(_asked_language(arguments)).parse_args(
        arguments, argparse.Namespace(demo=False, as_role="", db="", lang="", query="")
    )


def run(chosen: argparse.Namespace) -> int:
    """Carry out a command that needs no window; returns its exit code."""
    from app import commands

    return commands.COMMANDS[chosen.command](chosen)


def main(arguments: Sequence[str]) -> int:
    """Understand and carry out a command, and say in one sentence why it could not be done."""
    return guarded(arguments, run)


def guarded(arguments: Sequence[str], carry_out: Callable[[argparse.Namespace], int]) -> int:
    """Parse ``arguments``, hand them to ``carry_out``, and turn expected failures into one sentence and a code."""
    # One encoding for scripts and screens, whatever the locale of the machine.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = carry_out(parse(arguments))
        if sys.stdout is not None:  # a caller may have closed it
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader went away, as ``head`` does. Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return _complain(arguments, because("Stopped. Nothing was changed."), FAILED)
    except Problem as problem:
        return _complain(arguments, problem.because, problem.exit_code)
    except Refusal as refusal:
        return _complain(arguments, refusal.because, FAILED)
    except Exception as error:
        known = problem_of(error)
        if known is None:
            return _complain(arguments, _fault(error), FAILED)
        return _complain(arguments, known.because, known.exit_code)


def _fault(error: Exception) -> Because:
    """Keep a report of what should not have happened, and say where it is."""
    from app.faults import keep_report
    from app.start import local_clock

    try:
        name = keep_report(error, local_clock()()).name
    except (OSError, Refusal):
        return because("The program has a fault, and its report could not be written.")
    return because(
        "The program has a fault; a report without customer data was put into your data folder as {name}.", name=name
    )


def _complain(arguments: Sequence[str], sentence: Because, code: int) -> int:
    print(_asked_language(arguments).say(sentence), file=sys.stderr)
    return code


def _asked_language(arguments: Sequence[str]) -> Language:
    """The language of a complaint: the one asked for, even where the rest of the command cannot be understood."""
    for place, argument in enumerate(arguments):
        code = argument.removeprefix("--lang=") if "=" in argument else "".join(arguments[place + 1 : place + 2])
        if argument.startswith("--lang") and code in LANGUAGES:
            return language(code)
    try:
        return language(config.read().language)
    except Problem:
        return language(config.session_language())
