"""Where it stands: the clauses a letter cites, numbered in the order first cited, as the foot block lists them.

Terms are cited by article, never with the desk's own prefixes. Of the law only what was read in the text itself is
printed (Belgian Code of Economic Law VI.47–VI.53 and VI.91, Luxembourg Consumer Code L.222-9 and L.222-10,
Regulation 1182/71, GDPR 12(3)); anything else stays inside the desk. Directive 2019/770 is cited by the article of the
customer's country that carries it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from app.language import Language, marked
from app.terms.clause import Because, because

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NARROW, _NO_BREAK = "\u202f", "\u00a0"

TERMS, SERVICE_INCLUSIVE, BELGIAN, LUXEMBOURG, EUROPEAN = "MC", "SI", "WER", "LU", "1182/71"
FORMER_CIVIL, PROTECTION = "BW", "GDPR"

_TOPICS: dict[str, Because] = {
    "MC 1.4": because("when the contract begins"),
    "MC 1.6": because("the SIM card and what keeps working"),
    "MC 3.3": because("offers in the External store"),
    "MC 3.7": because("contracts in the External store"),
    "MC 3.12": because("complaints about the External store"),
    "MC 3.13": because("disputes about the External store"),
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
    "MC 14.4": because("settlement of disputes"),
    "MC 15": because("withdrawal and refund"),
    "SI 2": because("order and activation"),
    "SI 3": because("term of the package"),
    "SI 4": because("sale or loss of the car"),
    "SI 6": because("prices and payment"),
    "SI 7": because("works covered by the package"),
    "SI 11": because("withdrawal and refund"),
}
_LAWS = frozenset(
    (
        *(f"{BELGIAN} VI.{number}" for number in (47, 48, 49, 50, 51, 52, 53, 91)),
        *(f"{LUXEMBOURG} L.222-{number}" for number in (9, 10)),
        f"{EUROPEAN} 3",
        f"{PROTECTION} 12(3)",
    )
)
_LAW_NAMES = {
    BELGIAN: marked("{numbers} Code of Economic Law, art.\u00a0{articles}"),
    LUXEMBOURG: marked("{numbers} Luxembourg Consumer Code, art.\u00a0{articles}"),
    FORMER_CIVIL: marked("{numbers} former Civil Code, art.\u00a0{articles}"),
    EUROPEAN: marked("{numbers} Regulation (EEC, Euratom) 1182/71, art.\u00a0{articles}"),
    PROTECTION: marked("{numbers} General Data Protection Regulation (GDPR), art.\u00a0{articles}"),
}
_DIRECTIVE = {
    "16": {"BE": f"{FORMER_CIVIL} 1701/13", "LU": f"{LUXEMBOURG} L.212-23"},
    "18": {"BE": f"{FORMER_CIVIL} 1701/15", "LU": f"{LUXEMBOURG} L.212-25"},
    "19": {"BE": f"{FORMER_CIVIL} 1701/17", "LU": f"{LUXEMBOURG} L.212-26"},
}
"""Directive (EU) 2019/770 in the law of both countries: refund, its last day, changes of a service."""
_CLAUSE = re.compile(r"(MC|SI|WER|LU) ((?:VI\.|L\.)?\d+(?:[.-]\d+)?)")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_REGULATION = re.compile(r"\b1182/71\b")
_OF_DIRECTIVE = re.compile(r"Dir\. 2019/770 art\. (\d+)")
_OF_PROTECTION = re.compile(r"GDPR art\. (12\(3\))")


class Sources:
    """The clauses cited in one letter."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._cited: dict[str, int] = {}

    def mark(self, clauses: Iterable[str]) -> str:
        """The raised numbers to put after a sentence; empty for none. Numbers the clauses not cited before."""
        numbers = dict.fromkeys(self._number(key) for key in map(self._printed, clauses) if key)
        return _NARROW.join(str(number).translate(_RAISED) for number in sorted(numbers))

    def _printed(self, clause: str) -> str:
        directive = _OF_DIRECTIVE.match(clause)
        if directive:
            return _DIRECTIVE.get(directive[1], {}).get(self._language.country, "")
        return printable_clause(clause)

    def _number(self, key: str) -> int:
        return self._cited.setdefault(key, len(self._cited) + 1)

    def lines(self) -> tuple[str, ...]:
        """The list of the foot block: each article of the terms with what it is about, then the laws, a line each."""
        language = self._language
        found = [
            language.text("{number} clause\u00a0{article}: {topic}", number=number, article=article, topic=topic)
            for number, article, topic in self._topics(TERMS)
        ]
        found += [
            language.text(
                "{number} Service Inclusive terms, clause\u00a0{article}: {topic}",
                number=number,
                article=article,
                topic=topic,
            )
            for number, article, topic in self._topics(SERVICE_INCLUSIVE)
        ]
        for collection in _LAW_NAMES:
            cited = self._articles(collection)
            if cited:
                numbers = _NARROW.join(number for number, _ in cited)
                articles = ", ".join(article.replace("L.", f"L.{_NO_BREAK}") for _, article in cited)
                found.append(language.text(_LAW_NAMES[collection], numbers=numbers, articles=articles))
        return tuple(found)

    def _articles(self, collection: str) -> list[tuple[str, str]]:
        """Raised number and article of what was cited from one collection, in the order cited."""
        cited = ((key.partition(" "), number) for key, number in self._cited.items())
        return [(str(number).translate(_RAISED), article) for (own, _, article), number in cited if own == collection]

    def _topics(self, collection: str) -> list[tuple[str, str, str]]:
        say = self._language.say
        return [
            (number, article, say(_TOPICS[f"{collection} {article}"])) for number, article in self._articles(collection)
        ]

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
            if key in _TOPICS or key in _LAWS:
                return key
    protection = _OF_PROTECTION.match(clause)
    if protection:
        return f"{PROTECTION} {protection[1]}"
    return f"{EUROPEAN} 3" if _REGULATION.search(clause) else ""
