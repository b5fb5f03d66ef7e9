"""Towns with a name in each language: a customer in Gent is found by Gand and by Ghent."""

from __future__ import annotations

from functools import lru_cache

from app.records.folding import fold_words

_FORMS = (
    ("Brussel", "Bruxelles", "Brüssel", "Brussels"),
    ("Antwerpen", "Anvers", "Antwerp"),
    ("Gent", "Gand", "Ghent"),
    ("Brugge", "Bruges", "Brügge"),
    ("Leuven", "Louvain", "Löwen"),
    ("Mechelen", "Malines", "Mecheln"),
    ("Kortrijk", "Courtrai"),
    ("Aalst", "Alost"),
    ("Oostende", "Ostende", "Ostend"),
    ("Luik", "Liège", "Lüttich"),
    ("Namen", "Namur"),
    ("Bergen", "Mons"),
    ("Doornik", "Tournai"),
    ("Waver", "Wavre"),
    ("Nijvel", "Nivelles"),
    ("Hoei", "Huy"),
    ("Aarlen", "Arlon"),
    ("Sankt Vith", "Saint-Vith", "St. Vith"),
    ("Kelmis", "La Calamine"),
    ("Luxemburg", "Luxembourg", "Lëtzebuerg"),
    ("Esch-sur-Alzette", "Esch an der Alzette", "Esch-Uelzecht"),
    ("Differdange", "Differdingen"),
    ("Dudelange", "Düdelingen"),
    ("Clervaux", "Clerf"),
)
_BY_FORM = {"".join(fold_words(form)): forms for forms in _FORMS for form in forms}


@lru_cache(maxsize=8192)
def place_words(town: str) -> tuple[str, ...]:
    """The folded words of a town's name in every language it has one in; each name also as one word."""
    words: dict[str, None] = {}
    for form in (town, *_BY_FORM.get("".join(fold_words(town)), ())):
        parts = fold_words(form)
        words.update(dict.fromkeys((*parts, "".join(parts))))
    words.pop("", None)
    return tuple(words)
