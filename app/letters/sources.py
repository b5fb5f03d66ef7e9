"""Where it stands: the clauses a letter cites, numbered in the order first cited, as the foot block lists them.

Terms are cited by article, never with the desk's own prefixes. Of the law only what was read in the text itself is
printed (Belgian Code of Economic Law VI.47–VI.53 and VI.91, Luxembourg Consumer Code L.222-9 and L.222-10, Regulation
1182/71); anything else stays inside the desk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.language import Language
from app.terms.clause import Because, because

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NARROW = "\u202f"

TERMS, SERVICE_INCLUSIVE, BELGIAN, LUXEMBOURG = "MC", "SI", "WER", "LU"

_TOPICS: dict[str, Because] = {
    "MC 1.4": because("when the contract begins"),
    "MC 1.6": because("the SIM card and what keeps working"),
    "MC 4.2": because("activated functions"),
    "MC 4.5": because("outages"),
    "MC 6.1": because("orders in the Store"),
    "MC 6.2": because("orders in the Store"),
    "MC 6.5": because("prices and payment"),
    "MC 7.1": because("transfer of the contract"),
    "MC 7.2": because("duties when the car changes hands"),
    "MC 7.3": because("what a new user must be told"),
    "MC 8.1": because("ending the contract"),
    "MC 8.2": because("fixed and open-ended services"),
    "MC 8.3": because("end of a fixed term"),
    "MC 8.4": because("ending a service without an end date"),
    "MC 8.5": because("services with recurring payments"),
    "MC 8.6": because("sale of the car"),
    "MC 8.7": because("suspension while the SIM card is off"),
    "MC 8.8": because("sanctions"),
    "MC 8.9": because("breach of the terms"),
    "MC 8.10": because("ending for a serious reason"),
    "MC 10": because("contact"),
    "MC 12": because("your data and those of other users"),
    "MC 13.1": because("changes to the contract"),
    "MC 13.2": because("changes to the terms"),
    "MC 13.3": because("changes to a service"),
    "MC 15": because("withdrawal and refund"),
    "SI 2": because("order and activation"),
    "SI 3": because("term of the package"),
    "SI 4": because("sale or loss of the car"),
    "SI 6": because("prices and payment"),
    "SI 7": because("works covered by the package"),
    "SI 11": because("withdrawal and refund"),
    "WER VI.47": because("right of withdrawal"),
    "WER VI.48": because("information on the right of withdrawal"),
    "WER VI.49": because("how to withdraw"),
    "WER VI.50": because("refund after a withdrawal"),
    "WER VI.51": because("use before a withdrawal"),
    "WER VI.52": because("contracts that end together"),
    "WER VI.53": because("exceptions to the right of withdrawal"),
    "WER VI.91": because("end after a renewal"),
    "LU L.222-9": because("right of withdrawal"),
    "LU L.222-10": because("refund after a withdrawal"),
    "1182/71 3": because("how periods are counted"),
}
_CLAUSE = re.compile(r"(MC|SI|WER|LU) ((?:VI\.|L\.)?\d+(?:[.-]\d+)?)")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_REGULATION = re.compile(r"\b1182/71\b")


class Sources:
    """The clauses cited in one letter."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._cited: dict[str, int] = {}

    def mark(self, clauses: Iterable[str]) -> str:
        """The raised numbers to put after a sentence; empty for none. Numbers the clauses not cited before."""
        numbers = dict.fromkeys(self._number(key) for key in map(printable_clause, clauses) if key)
        return _NARROW.join(str(number).translate(_RAISED) for number in sorted(numbers))

    def _number(self, key: str) -> int:
        return self._cited.setdefault(key, len(self._cited) + 1)

    def lines(self) -> tuple[str, ...]:
        """The list of the foot block: number, article and what it is about, each in its own words."""
        return tuple(f"{str(number).translate(_RAISED)} {self._line(key)}" for key, number in self._cited.items())

    def _line(self, key: str) -> str:
        collection, _, article = key.partition(" ")
        language = self._language
        topic = language.say(_TOPICS[key])
        if collection == BELGIAN:
            return language.text("Code of Economic Law, art.\u00a0{article}: {topic}", article=article, topic=topic)
        if collection == LUXEMBOURG:
            article = article.replace(".", ".\u00a0")
            return language.text("Luxembourg Consumer Code, art.\u00a0{article}: {topic}", article=article, topic=topic)
        if collection == SERVICE_INCLUSIVE:
            return language.text(
                "Service Inclusive terms, clause\u00a0{article}: {topic}", article=article, topic=topic
            )
        if collection == TERMS:
            return language.text("clause\u00a0{article}: {topic}", article=article, topic=topic)
        return language.text("Regulation 1182/71, art.\u00a0{article}: {topic}", article=article, topic=topic)

    def heading(self, edition: str) -> str:
        """Which terms the bare articles belong to. The name of an edition ends with its month (mini-belux-2025-09)."""
        month = _MONTH.search(edition)
        if not month:
            return self._language.text("MINI Connected terms:")
        day = date(int(month[1]), int(month[2]), 1)
        return self._language.text("MINI Connected terms, {month}:", month=self._language.month(day))

    @property
    def cites_terms(self) -> bool:
        return any(key.startswith(TERMS) for key in self._cited)


def printable_clause(clause: str) -> str:
    """The article a clause of the desk is printed as: ``MC 8.5 a`` → ``MC 8.5``; empty for one that is not printed."""
    found = _CLAUSE.match(clause)
    if found:
        collection, article = found.groups()
        for key in (f"{collection} {article}", f"{collection} {article.split('.')[0]}"):
            if key in _TOPICS:
                return key
    return "1182/71 3" if _REGULATION.search(clause) else ""
