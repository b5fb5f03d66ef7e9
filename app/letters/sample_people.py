"""The invented people and names of the samples, one customer for each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from app.letters.matter import Matter, Recipient

RECEIVED = datetime(2026, 12, 28, 9, 14)
WRITTEN = date(2026, 12, 28)


class Words(NamedTuple):
    """Names in the language of a sample: a package, two functions that stay by law, and texts."""

    package: str
    ecall: str
    maps: str
    complaint: str
    explanation: str


_PEOPLE = {
    "nl": Recipient("ms", "Elke", "De Smet", "", ("Coupure Links 118", "9000 Gent"), "BE", True),
    "fr": Recipient("ms", "Chloé", "Lambert", "", ("12, rue de la Gare", "L-9051 Ettelbruck"), "LU", True),
    "de": Recipient("mr", "Tom", "Schmit", "", ("Klosterstraße 29 bte 4", "4700 Eupen"), "BE", True),
    "en": Recipient("neutral", "Kim", "Maes", "", ("Bondgenotenlaan 7 box 12", "3000 Leuven"), "BE", True),
}
WORDS = {
    "nl": Words(
        "MINI Connected-pakket",
        "wettelijke noodoproep (eCall)",
        "kaartgegevens",
        "De kaarten in mijn auto zijn al maanden oud.",
        "Met uw MINI ID werden in november drie auto’s automatisch uitgelezen.",
    ),
    "fr": Words(
        "Pack MINI Connected",
        "appel d'urgence légal (eCall)",
        "données cartographiques",
        "Les cartes de ma voiture datent de plusieurs mois.",
        "En novembre, votre MINI ID a servi à lire trois voitures de façon automatisée.",
    ),
    "de": Words(
        "MINI Connected-Paket",
        "gesetzlicher Notruf (eCall)",
        "Kartendaten",
        "Die Karten in meinem Auto sind seit Monaten veraltet.",
        "Mit Ihrer MINI ID wurden im November drei Autos automatisch ausgelesen.",
    ),
    "en": Words(
        "MINI Connected Package",
        "legal emergency call (eCall)",
        "map data",
        "The maps in my car have been out of date for months.",
        "In November, your MINI ID was used to read out three cars by an automated program.",
    ),
}

_CARD = "Visa ···· 4242"
"""A means of payment as records call it, the same in every language."""

_ELSEWHERE = {"BE": ("Rue des Carmes 21 bte 3", "4000 Liège"), "LU": ("12, rue de la Gare", "L-9051 Ettelbruck")}
"""Where the customer of a language lives in the country that is not the usual one of the samples."""


def person(language: str, country: str = "", company_name: str = "") -> Recipient:
    """The invented customer of a language, in ``country`` where one is given; for a company where it has a name."""
    usual = _PEOPLE[language]
    if country and country != usual.country:
        usual = replace(usual, country=country, address_lines=_ELSEWHERE[country])
    return replace(usual, company_name=company_name, consumer=not company_name)


def base(kind: str, language: str, recipient: Recipient) -> Matter:
    """A matter with everything but its determination: who writes to whom, about which car and contract."""
    words = WORDS[language]
    belgian = recipient.country == "BE"
    return Matter(
        kind=kind,
        language=language,
        country=recipient.country,
        recipient=recipient,
        letter_number="L-2026-03391",
        case_number="C-2026-01842",
        written_on=WRITTEN,
        agent="Anna Willems",
        vehicle_model="MINI Cooper SE",
        plate="1-ABC-234" if belgian else "AB 1234",
        vin="WMW11DJ0X02T12345",
        contract_number="K-2026-004711",
        subject="booking",
        subject_name=words.package,
        concluded_on=date(2026, 12, 18),
        sent_on=date(2026, 12, 24),
        received_at=RECEIVED,
        receipt_means="letter",
        determination=None,
        vat_percent=21 if belgian else 17,
        payment_means=_CARD,
        legal_functions=(words.ecall, words.maps),
    )
