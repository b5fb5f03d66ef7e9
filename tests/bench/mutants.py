"""Mutation check of the rules: change one operator or number at a time and see whether a test notices.

Run: ``python tests/bench/mutants.py [module ...]`` (default: calendar money pricing withdrawal withdrawal_money
duration service_termination). The worked cases run first, they end most mutants within a second; what survives them
meets all of ``tests/terms``. Prints every survivor with its line; the exit code is 1 when there are any.
"""

from __future__ import annotations

import ast
import copy
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("calendar", "money", "pricing", "withdrawal", "withdrawal_money", "duration", "service_termination")
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
# A mutated module is put in place of the real one before anything imports it.
PLANT = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location({name!r}, {path!r})
module = importlib.util.module_from_spec(spec)
module.__file__ = {real!r}
sys.modules[{name!r}] = module
spec.loader.exec_module(module)
import app.terms
setattr(app.terms, {short!r}, module)
"""
CASES = """
import json, pathlib
from app.exchange.casebook import answer_case, differences
from app.terms.edition import edition_called
edition = edition_called("mini-belux-2025-09")
for name in ("cases.json", "edges.json"):
    for case in json.loads((pathlib.Path("tests/casebook") / name).read_text(encoding="utf-8"))["cases"]:
        assert not differences(case, answer_case(case, edition))
"""
TESTS = """
import pytest
sys.exit(pytest.main(["-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:cov", "tests/terms"]))
"""


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
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        node.func.id = "max" if node.func.id == "min" else "min"
    return getattr(node, "lineno", 0)


def survives(short: str, source: str) -> bool:
    """Whether every case and every test passes with the changed module."""
    real = ROOT / "app" / "terms" / f"{short}.py"
    with tempfile.TemporaryDirectory() as folder:
        planted = Path(folder) / f"{short}.py"
        planted.write_text(source, encoding="utf-8")
        start = PLANT.format(name=f"app.terms.{short}", path=str(planted), real=str(real), short=short)
        return all(passes(start + check) for check in (CASES, TESTS))


def passes(code: str) -> bool:
    """Run ``code`` in a Python of its own; a hang counts as noticed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code]
    try:
        return (
            subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=90, check=False).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False


def mutants(short: str) -> Iterator[tuple[str, str, str]]:
    """Module, description and source of each mutant of a module."""
    tree = ast.parse((ROOT / "app" / "terms" / f"{short}.py").read_text(encoding="utf-8"))
    for number, told in places(tree):
        mutated = copy.deepcopy(tree)
        line = change(mutated, number)
        yield short, f"{short}.py:{line}: {told}", ast.unparse(ast.fix_missing_locations(mutated))


def main() -> int:
    """Try every mutant of the modules named on the command line."""
    tried = [mutant for short in sys.argv[1:] or MODULES for mutant in mutants(short)]
    with ThreadPoolExecutor(2) as pool:
        alive = [
            told
            for (_, told, _), lives in zip(tried, pool.map(lambda m: survives(m[0], m[2]), tried), strict=True)
            if lives
        ]
    for told in alive:
        print(told)
    print(f"{len(tried)} mutants, {len(alive)} survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
