"""The translation catalogues: bring them up to date, check them, compile them.

    python packaging/catalogues.py update     take new sentences from the sources into template and catalogues
    python packaging/catalogues.py check      name every sentence that is missing, doubtful or lost a placeholder
    python packaging/catalogues.py compile    make the binary catalogues the program reads

The English catalogue repeats the source texts: it is filled by ``update`` and never edited.
"""

from __future__ import annotations

import re
import string
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.terms.catalogue import load_catalogue  # noqa: E402  the project may not be installed yet
from app.translations import DOMAIN, LANGUAGES, compile_beside, po_file  # noqa: E402

TEMPLATE = ROOT / "i18n" / f"{DOMAIN}.pot"
SERVICES = "resources/catalogue"
# The names that mark a text, with the places of message, plural and context (c) among their arguments.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "because": None,
    "text": None,
    "marked": None,
    "because_count": (1, 2),
    "count": (1, 2),
    "because_word": ((1, "c"), 2),
    "word": ((1, "c"), 2),
}
# What French typography demands before these signs; a colon inside a time or a reference has no space after it.
FRENCH_SPACES = (
    (re.compile(r"(?<!\u202f)[;!?](?=\s|$)"), "U+202F before ; ! ?"),
    (re.compile(r"(?<!\u00a0):(?=\s|$)"), "U+00A0 before :"),
)


def main(arguments: list[str]) -> int:
    """Carry out one command; returns its exit code (0 done, 1 catalogues are not in order, 2 wrong usage)."""
    match arguments:
        case ["update"]:
            update()
        case ["compile"]:
            for code in LANGUAGES:
                if po_file(code).exists():
                    compile_beside(code)
        case ["check"]:
            faults = list(check())
            for fault in faults:
                print(fault)
            print(f"{len(faults)} faults in {len(LANGUAGES)} catalogues of {len(extracted())} texts")
            return 1 if faults else 0
        case _:
            print("Usage: python packaging/catalogues.py update|check|compile", file=sys.stderr)
            return 2
    return 0


def extracted() -> Catalog:
    """Every marked text of the sources, as a template."""
    catalogue = Catalog(project="Connected Desk", version="1", charset="utf-8")
    with (ROOT / "i18n" / "babel.cfg").open(encoding="utf-8") as configuration:
        methods, options = parse_mapping_cfg(configuration)
    found = extract_from_dir(
        str(ROOT), methods, options, KEYWORDS, comment_tags=("translators:",), strip_comment_tags=True
    )
    for file, _, message, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    for text in load_catalogue().texts():
        catalogue.add(text["en"], locations=[(SERVICES, 0)])
    return catalogue


def named_in(code: str) -> dict[str, str]:
    """The texts of the catalogue of services in one language by the English text: it holds them in all four."""
    return {text["en"]: text[code] for text in load_catalogue().texts()}


def update() -> None:
    """Write the template and merge it into each catalogue; new texts are left empty, vanished ones are dropped."""
    template = extracted()
    write(TEMPLATE, template)
    for code in LANGUAGES:
        catalogue = existing(code)
        catalogue.update(template, no_fuzzy_matching=True)
        names = named_in(code)
        for message in texts(catalogue):
            if code == "en":
                message.string = message.id
            elif message.id in names and message.context is None:
                message.string = names[message.id]
        write(po_file(code), catalogue)


def existing(code: str) -> Catalog:
    """The catalogue of one language as it is, or an empty one."""
    path = po_file(code)
    if not path.exists():
        return Catalog(locale=code, project="Connected Desk", version="1", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=code)


def write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue without the dates of its making, so that only a changed text changes the file."""
    catalogue.fuzzy = False
    text = BytesIO()
    write_po(text, catalogue, ignore_obsolete=True, include_lineno=False, sort_by_file=False, width=118)
    lines = text.getvalue().decode("utf-8").splitlines(keepends=True)
    dated = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Generated-By',
        '"Last-Translator',
        '"Language-Team',
        '"Report-',
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = [line for line in lines if not line.startswith((*dated, "# FIRST AUTHOR", "# Copyright", "# This file is"))]
    path.write_text("".join(kept), encoding="utf-8")


def check() -> Iterator[str]:
    """One sentence for each fault of each catalogue."""
    template = {(message.id, message.context) for message in texts(extracted())}
    for code in LANGUAGES:
        catalogue = existing(code)
        known = {(message.id, message.context) for message in texts(catalogue)}
        yield from (
            f"{code}: not in the catalogue, run update: {one[0]!r}" for one in sorted(template - known, key=str)
        )
        yield from (
            f"{code}: no longer in the sources, run update: {one[0]!r}" for one in sorted(known - template, key=str)
        )
        for message in texts(catalogue):
            yield from (f"{code}: {fault}: {message.id!r}" for fault in faults_of(message, code))


def faults_of(message: Message, code: str) -> Iterator[str]:
    """What is wrong with one translation."""
    strings = forms(message.string)
    if message.fuzzy:
        yield "doubtful"
    if not all(strings):
        yield "not translated"
        return
    for number, said in enumerate(strings):
        # "One day" needs no figure: the first of several forms may leave the count out.
        may_drop = {"count"} if len(strings) > 1 and number == 0 else set()
        wanted, found = placeholders(forms(message.id)[-1]), placeholders(said)
        if found - wanted or (wanted - found) - may_drop:
            yield f"placeholders {sorted(wanted)} became {sorted(found)}"
        if code == "fr":
            yield from (rule for pattern, rule in FRENCH_SPACES if pattern.search(said))


def texts(catalogue: Catalog) -> Iterable[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def forms(text: str | Iterable[str]) -> tuple[str, ...]:
    """The forms of a text: one, or several where it counts."""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str]:
    """The names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
