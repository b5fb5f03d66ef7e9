"""A letter as an e-mail: a few words in the customer's language, and the issued PDF with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from app.language import language
from app.letters.letterhead import current
from app.terms.clause import WrongInput, because

_ZONE = ZoneInfo("Europe/Brussels")
"""Civil time of both countries; a message says how far it is from the world's."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What is mailed: a letter's number, bytes and language, who sends and gets it, and when.

    ``sender`` empty: the address of the letterhead for ``country``. ``identity`` tells one attempt to send from
    another; who gets the same twice may drop the second.
    """

    number: str
    content: bytes
    language: str
    country: str
    receiver: str
    at: datetime
    sender: str = ""
    identity: str = ""


def message(mail: Mail) -> EmailMessage:
    """The message. Subject and file name hold the letter's number and no name.

    Raises ``WrongInput`` for an address that is none: nothing somebody typed can add a receiver or a header.
    """
    words, head = language(mail.language, mail.country), current()
    contact = head.contact(mail.country, "")
    office = head.office[mail.language]
    sender = _address("sender", mail.sender or contact.email, office)
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = _address("receiver", mail.receiver)
    made["Subject"] = words.text("Your letter {number} from {sender}", number=mail.number, sender=head.name)
    made["Date"] = format_datetime(mail.at.replace(tzinfo=_ZONE))
    if mail.identity:
        made["Message-ID"] = f"<{mail.number}.{mail.identity}@{sender.domain}>"
    made["Content-Language"] = mail.language
    made.set_content(
        "\n\n".join(
            (
                words.text("Good day,"),
                words.text("With this e-mail you get letter {number} as a PDF.", number=mail.number),
                words.text("Any questions? We are glad to help."),
                f"{contact.phone}\n{contact.email}\n{contact.hours[mail.language]}",
                f"{words.text('Kind regards')}\n{office}",
            )
        )
    )
    made.add_attachment(mail.content, maintype="application", subtype="pdf", filename=f"{mail.number}.pdf")
    return made


def _address(field: str, text: str, shown: str = "") -> Address:
    """One address and nothing but one."""
    try:
        found = Address(shown, addr_spec=text)
    except (MessageError, ValueError, IndexError):
        found = None
    if found is None or not found.username or not found.domain or not text.isprintable():
        raise WrongInput(field, because("“{text}” is no e-mail address.", text=text))
    return found
