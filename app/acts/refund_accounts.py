"""The account a refund is transferred to, and the one the organisation pays from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stdnum import bic as bic_numbers
from stdnum import iban as iban_numbers
from stdnum.exceptions import ValidationError

from app.acts import AGENT, SUPERVISOR
from app.records import refund_moves
from app.records.organisation_settings import change_setting, read_setting
from app.records.queues.refund_rows import RELEASABLE
from app.records.store import changed_meanwhile
from app.terms.clause import Refusal, WrongInput, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

PAYING_ACCOUNT = "paying_account"
_LONGEST_NAME = 70
_SEPA = (
    "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS "
    "SE SI SK SM VA"
)
"""Countries a SEPA credit transfer reaches."""


class PayingAccount(NamedTuple):
    """The account refunds are paid from; ``bic`` may be empty."""

    name: str
    iban: str
    bic: str = ""


def set_account(desk: Desk, refund_id: int, iban: str, holder: str, version: int | None = None) -> None:
    """Let a refund go to the account the customer gave, until it is released.

    Raises ``WrongInput`` for a number that is no IBAN and an empty holder, ``Refusal`` when the refund has been
    released meanwhile, and when somebody changed it since ``version``.
    """
    if desk.person.role not in (AGENT, SUPERVISOR):
        raise Refusal(because("Only an agent or a supervisor can do this. Nothing was written."))
    account, name = checked_iban(iban), _checked_name(holder)
    with desk.records.writing(lasting=True) as session:
        held = refund_moves.hold_refunds(session, (refund_id,)).get(refund_id)
        if held is None or held.state not in ("waits_for_approval", *RELEASABLE):
            raise Refusal(because("This refund has been released already. Nothing was written."))
        if version is not None and held.version != version:
            raise changed_meanwhile()
        refund_moves.set_account(session, held, account, name, by=desk.person.name, at=desk.now())


def paying_account(session: Session) -> PayingAccount | None:
    """The account refunds are paid from, ``None`` where nobody has entered it."""
    kept = read_setting(session, PAYING_ACCOUNT, None)
    return None if kept is None else PayingAccount(kept["name"], kept["iban"], kept.get("bic", ""))


def read_paying_account(desk: Desk) -> PayingAccount | None:
    """The same, for a window."""
    with desk.records.reading() as session:
        return paying_account(session)


def set_paying_account(desk: Desk, name: str, iban: str, bic: str = "") -> PayingAccount:
    """Enter the account refunds are paid from, for all desks.

    Raises ``WrongInput`` for a name, an IBAN or a BIC that is none, ``Refusal`` for anybody but a supervisor.
    """
    if desk.person.role != SUPERVISOR:
        raise Refusal(because("Only a supervisor can do this. Nothing was written."))
    account = PayingAccount(_checked_name(name, "name"), checked_iban(iban), _checked_bic(bic))
    with desk.records.writing(lasting=True) as session:
        if account != paying_account(session):
            change_setting(session, PAYING_ACCOUNT, account._asdict(), by=desk.person.name, at=desk.now())
    return account


def checked_iban(text: str) -> str:
    """An IBAN as a person writes it, without its spaces. Raises ``WrongInput``."""
    try:
        found: str = iban_numbers.validate(text, check_country=False)
    except ValidationError as error:
        raise WrongInput(
            "iban", because("This is not a valid account number: check the IBAN with the customer.")
        ) from error
    if found[:2] not in _SEPA.split():
        raise WrongInput("iban", because("No transfer in euros reaches an account of this country."))
    return found


def grouped(iban: str) -> str:
    """An IBAN in groups of four, as people read it."""
    written: str = iban_numbers.format(iban)
    return written


def _checked_bic(text: str) -> str:
    if not text.strip():
        return ""
    try:
        found: str = bic_numbers.validate(text)
    except ValidationError as error:
        raise WrongInput("bic", because("This is no BIC: it has 8 or 11 characters, as GEBABEBB.")) from error
    return found


def _checked_name(text: str, field: str = "holder") -> str:
    name = " ".join(text.split())
    if not name:
        raise WrongInput(field, because("Enter the name of the account's holder."))
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise WrongInput(field, because("The name of an account's holder has 70 characters at most."))
    return name
