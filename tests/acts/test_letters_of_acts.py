"""Every letter an act can issue is one the paper room can write."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import app.acts
from app.letters.content import LETTER_KINDS


def kinds_named() -> Iterator[tuple[str, str]]:
    """File and kind of every ``Sheet`` an act makes with its kind written out."""
    for path in sorted(Path(app.acts.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Sheet":
                for keyword in node.keywords:
                    if keyword.arg == "kind":
                        either = keyword.value
                        ways = [either.body, either.orelse] if isinstance(either, ast.IfExp) else [either]
                        for way in ways:
                            if isinstance(way, ast.Constant) and isinstance(way.value, str):
                                yield path.name, way.value


def test_the_paper_room_writes_every_letter_of_every_act() -> None:
    named = list(kinds_named())
    assert len(named) > len({"withdrawal", "termination", "sim_deactivation"})
    assert [(file, kind) for file, kind in named if kind not in LETTER_KINDS] == []
