"""The case book: worked cases of the terms, facts in, findings out. Contact centres regress a new edition with it.

``answer_file`` answers every case of a file, ``check_file`` compares the answers with what the cases expect.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from app.exchange.casebook_facts import read_facts
from app.exchange.casebook_why import asked_in, explained_in
from app.files import write_whole
from app.language import Language, language
from app.problems import explained
from app.terms.calendar import BeyondCalendar
from app.terms.clause import Because, Cents, Determination, Finding, Part, Refusal, WrongInput, because
from app.terms.edition import Edition, edition_called, newest_edition
from app.terms.rules import RULES, determine

_DONE, _FAILED = 0, 1


def sentence(text: Because) -> str:
    """A reason in the English of the case book; the windows show it through ``Language``."""
    return text.message.format(**{name: _inline(value) for name, value in text.values})


def _inline(value: Any) -> str:
    if isinstance(value, Because):
        return sentence(value)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def json_value(value: Any) -> Any:
    """A value of a finding as the case book writes it: dates and amounts in text, parts as objects."""
    kind = type(value)
    if kind is date:
        return value.isoformat()
    if kind is Cents:
        return f"{value // 100}.{value % 100:02d}"
    if kind is tuple:
        return [json_value(one) for one in value]
    if kind is Part:
        return {"key": value.key, **{found.name: json_value(found.value) for found in value.findings}}
    if kind is datetime:
        return value.isoformat(timespec="minutes")
    return value


def output_of(determination: Determination) -> dict[str, Any]:
    """The findings of a determination as the output of a case."""
    return {found[0]: json_value(found[1]) for found in determination.findings}


def _beyond_calendar(refusal: BeyondCalendar, source: Any) -> Because:
    """The refusal with the fields of the input that could have led out of the calendar: every date and number."""
    names = [name for name, value in source.items() if isinstance(value, str | int) and not isinstance(value, bool)]
    return because("{reason} Fields: {names}.", reason=refusal.because, names=", ".join(names))


def alternatives_of(findings: tuple[Finding, ...], place: str = "") -> dict[str, dict[str, Any]]:
    """What other readings give, by output key (``services.rtti.refund`` for a part) and reading."""
    found: dict[str, dict[str, Any]] = {}
    for finding in findings:
        here = f"{place}{finding.name}"
        if finding.alternatives:
            found[here] = {other.reading: json_value(other.value) for other in finding.alternatives}
        for part in finding.value if isinstance(finding.value, tuple) else ():
            if isinstance(part, Part):
                found.update(alternatives_of(part.findings, f"{here}.{part.key}."))
    return found


def answer_case(case: Any, edition: Edition, *, readings: bool = False, why: Language | None = None) -> dict[str, Any]:
    """The answer to one case: ``id`` and ``output``; where there is none, ``output`` null and ``error``.

    With ``readings`` the answer also holds ``alternatives``, what the other readings of contested points give; with a
    language in ``why`` also ``why``: the paragraph to read out and the itemised reasoning in it.
    """
    answer = _answer(case, edition, readings=readings, why=why)
    if "error" in answer:
        answer["error"] = sentence(answer["error"])
    return answer


def _answer(case: Any, edition: Edition, *, readings: bool = False, why: Language | None = None) -> dict[str, Any]:
    """Like :func:`answer_case`, with the error not yet in words."""
    if not isinstance(case, dict):
        return _without(None, because("A case must be an object with the fields id, rule and input."))
    case_id, name, source = case.get("id"), case.get("rule"), case.get("input")
    if not isinstance(name, str) or (rule := RULES.get(name)) is None:
        return _without(case_id, because("The field rule names no rule of the terms: {name}.", name=str(name)))
    try:
        facts = read_facts(rule.facts, source)
        determination = determine(name, facts, edition, readings=readings)
    except BeyondCalendar as refusal:
        return _without(case_id, _beyond_calendar(refusal, source))
    except Refusal as refusal:
        answer = _without(case_id, refusal.because)
        if why is not None and isinstance(refusal, WrongInput):
            answer["why"] = asked_in(why, name, refusal)
        return answer
    answer = {"id": case_id, "output": output_of(determination)}
    if why is not None:
        answer["why"] = explained_in(why, determination)
    if readings:
        answer["alternatives"] = alternatives_of((*determination.findings, *determination.otherwise))
    return answer


def _without(case_id: Any, error: Because) -> dict[str, Any]:
    return {"id": case_id, "output": None, "error": error}


@contextmanager
def without_collector() -> Iterator[None]:
    """Answer many cases without pauses for the collector of cycles."""
    # Answering makes millions of small tuples and no cycles: the collector would only walk them again and again.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_casebook(source: Path) -> tuple[list[Any], Edition]:
    """The cases of a file and the edition they name. Raises ``Refusal`` when the file is no case book."""
    cases, terms = read_cases(source)
    return cases, newest_edition() if terms is None else edition_called(terms)


LARGEST = 1_000_000_000
"""Bytes of a case book, which is read as a whole: some hundred thousand cases."""


def read_cases(source: Path) -> tuple[list[Any], str | None]:
    """The cases of a file and the name of the edition they are written for, if it tells one.

    Raises ``Refusal`` when the file is no case book.
    """
    with explained():
        if source.stat().st_size > LARGEST:
            raise Refusal(
                because(
                    "The file {name} is too large: a case book has {count} megabytes at most.",
                    name=source.name,
                    count=LARGEST // 1_000_000,
                )
            )
        content = source.read_bytes()
    try:
        book = _parsed(content)
    except (ValueError, RecursionError):
        raise Refusal(because("The file {name} is not valid JSON.", name=source.name)) from None
    cases = book.get("cases") if isinstance(book, dict) else None
    if not isinstance(cases, list):
        raise Refusal(because("The file {name} holds no list of cases.", name=source.name))
    terms = book.get("terms")
    return cases, None if terms is None else str(terms)


def _parsed(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        # The strict parser also refuses what JSON allows and other programs write: a byte order mark, a lone surrogate.
        return json.loads(content.decode("utf-8-sig"))


def answer_file(source: Path, target: Path | None, *, readings: bool = False, why: Language | None = None) -> int:
    """Answer every case of ``source`` into ``target`` (standard output when ``None``). 1 when a case has no answer.

    With ``readings`` each answer also says what the other readings of contested points give, with ``why`` how it comes
    about, in that language.

    Raises ``Refusal`` when the file cannot be read, is no case book or cannot be written.
    """
    with without_collector():
        cases, edition = read_casebook(source)
        answers = [answer_case(case, edition, readings=readings, why=why) for case in cases]
        content = _serialised({"answers": answers})
    _write(content, target)
    return _FAILED if any("error" in answer for answer in answers) else _DONE


def _serialised(answers: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(answers, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        # A lone surrogate of the file, in an id for instance, comes back the way it came: escaped.
        return f"{json.dumps(answers, separators=(',', ':'))}\n".encode("ascii")


def _write(content: bytes, target: Path | None) -> None:
    if target is None:
        print(content.decode(), end="")  # noqa: T201 (the answers are what the command prints)
        return
    write_whole(target, content)


def _same(expected: Any, actual: Any) -> bool:
    """Equal as the case book counts: in type too, lists of texts as sets, objects by the keys expected."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(_same_key(expected, actual, key) for key in expected)
    if isinstance(expected, list):
        if not isinstance(actual, list):
            return False
        if expected and all(isinstance(one, str) for one in expected):
            return all(isinstance(one, str) for one in actual) and set(expected) == set(actual)
        return len(expected) == len(actual) and all(map(_same, expected, actual))
    return type(expected) is type(actual) and bool(expected == actual)


def _same_key(expected: dict[str, Any], actual: dict[str, Any], key: str) -> bool:
    # null and false may be left out.
    if expected[key] is None or expected[key] is False:
        return actual.get(key) is expected[key] or key not in actual
    return key in actual and _same(expected[key], actual[key])


def differences(case: dict[str, Any], answer: dict[str, Any]) -> list[Because]:
    """What differs between the answer and the case, one line each; none when the case passes.

    Only ``expected: null`` says that the input is wrong: a case without the field passes nothing.
    """
    if "expected" not in case:
        return [because("the case does not say what is expected")]
    expected, output = case["expected"], answer["output"]
    if expected is None:
        return [] if output is None else [because("expected no answer, got one")]
    if output is None:
        return [because("no answer: {error}", error=answer["error"])]
    if not isinstance(expected, dict):
        return [because("expected must be an object or null")]
    return [
        because(
            "{key}: expected {expected}, got {found}",
            key=key,
            expected=json.dumps(expected[key]),
            found=json.dumps(output.get(key)),
        )
        for key in expected
        if not _same_key(expected, output, key)
    ]


def check_file(source: Path, write: Callable[[str], object], said: Language | None = None) -> int:
    """Answer every case of ``source``, write each difference with the clauses of its case. 1 when a case fails.

    The differences are told in the language of ``said`` (English), the closing line is the same in all of them. Raises
    ``Refusal`` when the file cannot be read or is no case book.
    """
    said = said or language("en")
    passed = failed = 0
    with without_collector():
        cases, edition = read_casebook(source)
        for place, case in enumerate(cases, start=1):
            answer = _answer(case, edition)
            found = differences(case, answer) if isinstance(case, dict) else [answer["error"]]
            if not found:
                passed += 1
                continue
            failed += 1
            name = str(answer["id"]) if answer["id"] is not None else said.text("case {place} of the file", place=place)
            for line in found:
                write(_printable(f"{name} [{_clauses(case)}] {said.say(line)}"))
    write(f"{passed} passed, {failed} failed")
    return _FAILED if failed else _DONE


def _clauses(case: Any) -> str:
    named = case.get("clauses") if isinstance(case, dict) else None
    return ", ".join(map(str, named)) if isinstance(named, list) else ""


def _printable(line: str) -> str:
    """The line without what no output can encode: a lone surrogate stands there escaped."""
    return line.encode(errors="backslashreplace").decode()
