"""Names, address lines and salutations, as an office in Belgium or Luxembourg writes them in each language."""

from __future__ import annotations

from app.letters.matter import Matter, Recipient

_TITLES = {
    "nl": {"ms": "Mevrouw", "mr": "De heer"},
    "fr": {"ms": "Madame", "mr": "Monsieur"},
    "de": {"ms": "Frau", "mr": "Herrn"},
    "en": {"ms": "Ms", "mr": "Mr"},
}
_SALUTATIONS = {
    "nl": {
        "ms": "Geachte mevrouw {family},",
        "mr": "Geachte heer {family},",
        "neutral": "Geachte {full},",
        "company": "Geachte mevrouw, geachte heer,",
    },
    "fr": {"ms": "Madame,", "mr": "Monsieur,", "neutral": "Madame, Monsieur,", "company": "Madame, Monsieur,"},
    "de": {
        "ms": "Sehr geehrte Frau {family},",
        "mr": "Sehr geehrter Herr {family},",
        "neutral": "Guten Tag {full},",
        "company": "Sehr geehrte Damen und Herren,",
    },
    "en": {
        "ms": "Dear Ms {family},",
        "mr": "Dear Mr {family},",
        "neutral": "Dear {full},",
        "company": "Dear Sir or Madam,",
    },
}
_ATTENTION = {"nl": "t.a.v.", "fr": "À l'attention de", "de": "zu Händen", "en": "attn"}
_ABROAD = {"nl": "LUXEMBURG", "fr": "LUXEMBOURG", "de": "LUXEMBURG", "en": "LUXEMBOURG"}
"""Letters leave from Belgium: the country line is only for Luxembourg, in capitals."""


def full_name(recipient: Recipient) -> str:
    """Given and family name, the family name as registered."""
    return f"{recipient.given_name} {recipient.family_name}".strip()


def titled_name(recipient: Recipient, language: str) -> str:
    """The name as it stands on an envelope: "Mevrouw Elke De Smet"."""
    title = _TITLES[language].get(recipient.title, "")
    return f"{title} {full_name(recipient)}".strip()


def address_block(recipient: Recipient, language: str) -> tuple[str, ...]:
    """The lines for the window of the envelope, the country last when the letter leaves Belgium."""
    name = titled_name(recipient, language)
    if recipient.company_name:
        # The person at a company is named without a title where the record has none ("company").
        head = [recipient.company_name] + ([f"{_ATTENTION[language]} {name}"] if name else [])
    else:
        head = [name]
    abroad = [_ABROAD[language]] if recipient.country == "LU" else []
    return tuple(line for line in (*head, *recipient.address_lines, *abroad) if line.strip())


def salutation(matter: Matter) -> str:
    """How the letter greets: by name where title and name are known, else in the form for everybody."""
    recipient = matter.recipient
    forms = _SALUTATIONS[matter.language]
    named = recipient.family_name if recipient.title in ("ms", "mr") else full_name(recipient)
    title = recipient.title if recipient.title in forms and named else "company"
    return forms[title].format(family=recipient.family_name, full=full_name(recipient))
