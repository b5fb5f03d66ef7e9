"""The answer to a worked case in words: the paragraph to read out and the itemised reasoning, as JSON."""

from __future__ import annotations

from typing import Any

from app.language import Language
from app.terms.clause import Determination, WrongInput
from app.terms.questions import question_for
from app.terms.reasoning import ReasonItem, reasoning
from app.terms.spoken import read_out, read_out_missing


def explained_in(said: Language, found: Determination) -> dict[str, Any]:
    """``read_out`` and ``reasoning`` of a determination in the language ``said``."""
    return {"read_out": said.say(read_out(found)), "reasoning": [_item(said, item) for item in reasoning(found)]}


def asked_in(said: Language, rule: str, missing: WrongInput) -> dict[str, Any]:
    """``read_out`` for a fact that is missing or cannot be: the question that finds it out, where there is one."""
    question = question_for(rule, missing.field)
    return {} if question is None else {"read_out": said.say(read_out_missing(question))}


def _item(said: Language, item: ReasonItem) -> dict[str, Any]:
    """An item with what it holds; what it lacks is left out."""
    told = {
        "title": said.say(item.title),
        "about": item.about,
        "clauses": list(item.clauses),
        "inputs": {said.say(one.label): said.say(one.value) for one in item.inputs},
        "sentence": said.say(item.sentence) if item.sentence else "",
        "arithmetic": said.say(item.arithmetic) if item.arithmetic else "",
        "results": {one.finding: said.say(one.value) for one in item.results},
    }
    return {name: value for name, value in told.items() if value}
