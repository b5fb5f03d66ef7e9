"""A fictional edition of the terms: three numbers and one rule are different."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from app.terms.clause import Determination, Finding, because
from app.terms.edition import TERMS, Edition, load_edition
from app.terms.facts import TransferFacts

NAME = "fictional-2027-01"
_CHANGED = {"framework_notice_months": (1, 2), "limited_term_months_max": (24, 36), "announcement_weeks": (6, 8)}


def folder_of_the_fictional_edition(folder: Path) -> Path:
    """Its numbers as a folder, as an administrator who tests a new edition has it."""
    made = folder / NAME
    shutil.copytree(TERMS / "mini-belux-2025-09", made)
    numbers = made / "numbers.toml"
    text = numbers.read_text(encoding="utf-8").replace("2025-09-01", "2027-01-01")
    text = text.replace('id = "mini-belux-2025-09"', f'id = "{NAME}"')
    for name, (before, after) in _CHANGED.items():
        head, found, tail = text.partition(f"[number.{name}]\nvalue = {before}\n")
        assert found, name
        text = f"{head}[number.{name}]\nvalue = {after}\n{tail}"
    numbers.write_text(text, encoding="utf-8")
    return made


def fictional_edition(folder: Path) -> Edition:
    """The edition of that folder, with a rule of its own: the contract follows the vehicle."""
    return replace(
        load_edition(folder_of_the_fictional_edition(folder)), rules=MappingProxyType({"transfer_contract": _follows})
    )


def _follows(facts: TransferFacts, edition: Edition, chosen: frozenset[str]) -> Determination:
    told = because("The contract follows the vehicle.")
    return Determination("transfer_contract", edition.id, (Finding("allowed", True, ("MC 7.1",), told),))
