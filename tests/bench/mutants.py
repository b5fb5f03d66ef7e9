"""Mutation check of the rules: change one operator, number or condition at a time and see whether a test notices.

Run: ``python tests/bench/mutants.py [module ...]`` (default: the modules that count days and money). The worked cases
and the readings counted by hand run first, they end most mutants within a second; what survives them meets the tests of
the rules. Prints every survivor with its line; the exit code is 1 when there are any. The last figures, and why each
survivor changes no date and no amount, stand in ``MUTANTS.md``.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import io
import json
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

# Loaded once, before the workers are forked: they only load the rules, with the mutant among them.
import holidays  # noqa: F401
import hypothesis  # noqa: F401
import orjson  # noqa: F401
import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = (
    "calendar",
    "money",
    "pricing",
    "readings",
    "withdrawal",
    "withdrawal_money",
    "duration",
    "service_termination",
    "governing",
    "provider",
    "service_inclusive",
    "store",
)
COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
COMPUTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult}
TESTS = {
    "calendar": ("calendar", "withdrawal", "termination"),
    "money": ("money", "withdrawal", "law_over_terms"),
}
RULES_TESTED = (
    "boundaries",
    "termination",
    "law_over_terms",
    "governing",
    "readings",
    "other_readings",
    "reasons",
    "withdrawal",
)
PATIENCE = 240
"""Seconds after which a mutant counts as noticed: it made the rules run in a circle."""


def places(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The number of each node that can be changed, and what the change would be."""
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARED:
            yield number, f"{type(node.ops[0]).__name__} → {COMPARED[type(node.ops[0])].__name__}"
        elif isinstance(node, ast.BinOp) and type(node.op) in COMPUTED:
            yield number, f"{type(node.op).__name__} → {COMPUTED[type(node.op)].__name__}"
        elif isinstance(node, ast.BoolOp):
            yield number, "and ↔ or"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield number, "not dropped"
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield number, f"{node.value} → {node.value + 1}"
        elif isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
            yield number, "condition turned round"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("min", "max"):
            yield number, "min ↔ max"


def change(tree: ast.Module, wanted: int) -> int:
    """Change the node with this number in place; gives its line."""
    node = next(node for number, node in enumerate(ast.walk(tree)) if number == wanted)
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARED[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = COMPUTED[type(node.op)]()
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.UnaryOp):
        # Twice "not" means the operand itself, as a truth value.
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value += 1
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        node.func.id = "max" if node.func.id == "min" else "min"
    return getattr(node, "lineno", 0)


def plant(short: str, source: str) -> None:
    """Put the changed module in place of the real one; nothing of the rules is loaded yet."""
    name = f"app.terms.{short}"
    spec = importlib.util.spec_from_loader(name, loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(ROOT / "app" / "terms" / f"{short}.py")
    sys.modules[name] = module
    exec(compile(source, module.__file__, "exec"), module.__dict__)
    setattr(importlib.import_module("app.terms"), short, module)


def cases_pass() -> bool:
    """Whether the worked cases and the readings counted by hand come out as they should."""
    from app.exchange.casebook import answer_case, differences
    from app.terms.edition import edition_called
    from app.terms.rules import determine
    from tests.terms.read_otherwise import FOUND

    edition = edition_called("mini-belux-2025-09")
    for name in ("cases.json", "edges.json"):
        for case in json.loads((ROOT / "tests" / "casebook" / name).read_text(encoding="utf-8"))["cases"]:
            if differences(case, answer_case(case, edition)):
                return False
    for rule, facts, name, expected in FOUND:
        found = determine(rule, facts, edition, readings=True).finding(name)
        if found is None or {other.reading: other.value for other in found.alternatives} != expected:
            return False
    return True


def tests_pass(short: str) -> bool:
    """Whether the tests of the rules pass."""
    parts = TESTS.get(short, RULES_TESTED)
    plain = ["-x", "-q", "--assert=plain", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:cov"]
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return pytest.main([*plain, *(f"tests/terms/test_{part}.py" for part in parts)]) == 0


def out_of_patience(*_: object) -> None:
    """End a mutant that runs in a circle, past every ``except`` of the tests."""
    os._exit(3)


def survives(mutant: tuple[str, str, str]) -> bool:
    """Whether every case and every test passes with the changed module, in a process of its own."""
    short, _, source = mutant
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, out_of_patience)
        signal.alarm(PATIENCE)
        try:
            plant(short, source)
            os._exit(0 if cases_pass() and tests_pass(short) else 1)
        except BaseException:  # whatever a mutant breaks is noticed
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def mutants(short: str) -> Iterator[tuple[str, str, str]]:
    """Module, description and source of each mutant of a module."""
    tree = ast.parse((ROOT / "app" / "terms" / f"{short}.py").read_text(encoding="utf-8"))
    for number, told in places(tree):
        mutated = copy.deepcopy(tree)
        line = change(mutated, number)
        yield short, f"{short}.py:{line}: {told}", ast.unparse(ast.fix_missing_locations(mutated))


def main() -> int:
    """Try every mutant of the modules named on the command line."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    sys.dont_write_bytecode = True
    tried = [mutant for short in sys.argv[1:] or MODULES for mutant in mutants(short)]
    alive = 0
    with multiprocessing.get_context("fork").Pool(2) as pool:
        for (_, told, _), lives in zip(tried, pool.imap(survives, tried), strict=True):
            if lives:
                alive += 1
                print(told, flush=True)
    print(f"{len(tried)} mutants, {alive} survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
