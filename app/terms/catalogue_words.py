"""The words of the catalogue of services: its fixed values as sentences, and its free vocabulary in four languages.

The vocabulary stands in ``resources/catalogue/words.toml`` (kinds of data, needs, who answers for third parties, per
what a volume is stated) and ``descriptions.toml`` (what each service does). The English text is the message id, so
that a window translates these words like any other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.terms.calendar import RESOURCES
from app.terms.clause import Because, Refusal, because

FOLDER = RESOURCES / "catalogue"
LANGUAGES = frozenset(("nl", "fr", "de", "en"))
KINDS = ("data", "need", "responsibility", "occasion")

LEVELS = ("service", "sub_service", "component")
POWERTRAINS = ("any", "electric", "electrified")
ONLINE = ("yes", "partly", "no", "not_stated")
STOPPABLE = ("yes", "no", "not_stated")
ACTIVATIONS: dict[str, Because] = {
    "on": because("On from the start."),
    "off": because("Off until somebody switches it on."),
    "with_package": because("On as soon as the MINI Connected Package is active."),
    "with_subscription": because("On as soon as the service is bought."),
    "at_handover": because("On at the handover of the vehicle."),
    "after_purchase": because("On from the factory, or after the purchase in the Store."),
    "user_setup": because("On after the user sets it up."),
    "partly_on": because("Some functions are on from the start, others are switched on by the user."),
    "on_approval": because("On after the customer approves each request."),
    "not_stated": because("The description does not say when it is on."),
}
SWITCHES: dict[str, Because] = {
    "customer": because("The customer switches it."),
    "each_user": because("Each user switches it in the own account."),
    "main_user": because("Only the main user switches it."),
    "main_user_sets_up": because("The main user sets it up."),
    "operator": because("The mobile network operator switches it on."),
    "not_stated": because("The description does not say who switches it."),
}
ENDS_OF_RETENTION: dict[str, Because] = {
    "period": because("Erased after a fixed period."),
    "erased_by_customer": because("Kept until the customer erases them."),
    "automatic": because("Erased automatically; no period is stated."),
    "account_deleted": because("Erased when the customer account is deleted."),
    "mini_id_removed": because("Erased when the MINI ID is removed."),
    "switched_off": because("Erased when the service is switched off."),
    "session_ends": because("Erased when the charging session ends."),
    "vehicle_life": because("Kept for the life of the vehicle."),
    "contract_ends": because("Erased after the contract ends."),
    "not_stated": because("The description states no rule for erasing them."),
    "anonymised": because("Kept without any link to a person."),
    "provider_terms": because("The terms of the other provider apply."),
    "procedures_end": because("Kept until the procedures they are needed for have ended."),
    "overwritten": because("Overwritten by newer data."),
    "authority": because("The rules of the public emergency centre apply."),
    "downloaded": because("Erased after the download."),
    "on_request": because("Erased when the customer asks for it."),
    "analysis_done": because("Erased after the analysis."),
    "needed": because("Kept as long as the service needs them."),
}
PLACES: dict[str, Because] = {
    "vehicle": because("In the vehicle"),
    "systems": because("In the IT systems"),
    "app": because("In the MINI App"),
    "phone": because("On the phone"),
    "provider": because("At the provider"),
}
MEASURES = ("about", "less_than", "up_to", "average", "exactly", "from_one", "depends")

FourLanguages = Mapping[str, str]


class CatalogueWords(NamedTuple):
    """The vocabulary by kind and key, and the description of each service by its key."""

    kinds: Mapping[str, Mapping[str, FourLanguages]]
    descriptions: Mapping[str, FourLanguages]

    def say(self, kind: str, key: str) -> Because:
        """The word ``key`` of a kind, worded where it is shown. Raises ``KeyError`` for an unknown one."""
        return Because(self.kinds[kind][key]["en"])

    def texts(self) -> Iterator[FourLanguages]:
        """Every text of the vocabulary, for the translation catalogues."""
        for kind in self.kinds.values():
            yield from kind.values()
        yield from self.descriptions.values()


def read_words(folder: Path = FOLDER) -> CatalogueWords:
    """Read and check the vocabulary. Raises ``Refusal`` naming the file and the word that does not fit."""
    kinds = tables(folder / "words.toml")
    if set(kinds) != set(KINDS):
        raise _wrong("words.toml", min(set(KINDS) ^ set(kinds)))
    for table in kinds.values():
        _check("words.toml", table)
    descriptions = tables(folder / "descriptions.toml")
    _check("descriptions.toml", descriptions)
    return CatalogueWords(kinds, descriptions)


def tables(file: Path) -> dict[str, Any]:
    """The tables of a file of the catalogue. Raises ``Refusal`` naming the file that cannot be read."""
    try:
        with file.open("rb") as content:
            return tomllib.load(content)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(
            because(
                "The file {file} of the catalogue of services cannot be read: {reason}",
                file=file.name,
                reason=str(error),
            )
        ) from error


def _check(file: str, table: Mapping[str, Any]) -> None:
    for key, text in table.items():
        if not isinstance(text, dict) or set(text) != LANGUAGES or not all(text.values()):
            raise _wrong(file, key)


def _wrong(file: str, key: str) -> Refusal:
    return Refusal(
        because(
            "The catalogue of services is damaged: {file} does not give {key} in four languages.", file=file, key=key
        )
    )
