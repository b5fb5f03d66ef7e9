"""Money on its way back to invented customers: released by a supervisor, at the bank, come back, paid or still here."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.acts.refund_accounts import PAYING_ACCOUNT, PayingAccount
from app.exchange.demo_ledger import Row
from app.exchange.demo_scene import Home, Scene
from app.exchange.demo_world import pick
from app.exchange.refund_orders import MOST, make_file
from app.records import interest_rates, refund_moves, tables
from app.records.consequence_rows import CARDS
from app.records.organisation_settings import change_setting
from app.terms.clause import Determination

SUPERVISOR = "Karin Maes"
_PAID_AFTER = 18
"""Days after which an old refund is paid; a younger one is on its way, and a few are late."""

_WAYS = ("to_release", "exported", "to_release", "rejected", "released", "to_release")
_INVENTED_RATE = Decimal(4)
_RATE_BY = "Demonstration"
_NO_BANK = "999"  # given to no bank of Belgium or Luxembourg


def pay_back(scene: Scene, home: Home, number: str, subject: str, found: Determination, received: int) -> None:
    """Book the refund of the case added last, and let it be as far as one received so many days ago is."""
    means, label = home.person.means
    on_account = means not in CARDS
    known: Row = {"state": "waits_for_approval"}
    serial = scene.ledger.last_key("refunds") + 1
    if not found.value("supervisor"):
        state = "paid" if received > _PAID_AFTER else pick(scene.rng, _WAYS)
        known = _stood(scene, received, state, "AC04" if on_account else "card expired")
    # Every fourth customer has yet to say to which account.
    if on_account and (serial % 4 or known["state"] in ("released", "paid")) and known["state"] != "rejected":
        known |= {"iban": _iban(home.person.country, serial), "holder": home.person.name}
    scene.ledger.book_refund(
        home.person.id, number, subject, found.value("refund"), found.value("refund_due_by"), (means, label), known
    )
    if known["state"] == "paid":
        scene.ledger.end_case(known["released_at"] + timedelta(1), SUPERVISOR)


def hand_over(session: Session, on: date) -> None:
    """The account refunds are paid from, and yesterday's files: what was released before then is at the bank."""
    yesterday = datetime.combine(on - timedelta(1), time(16, 10))
    account = PayingAccount("MINI Connected Contactcentrum", _iban("BE", 0))
    change_setting(session, PAYING_ACCOUNT, account._asdict(), by=SUPERVISOR, at=yesterday)
    table = tables.Refund
    released = (
        select(table.id).where(table.state == "released", table.released_at < yesterday).order_by(table.id).limit(MOST)
    )
    held = refund_moves.hold_refunds(session, session.scalars(released).all())
    transfers = [one for one in held.values() if one.means not in CARDS]
    cards = [one for one in held.values() if one.means in CARDS]
    if transfers:
        make_file(session, "transfers", transfers, by=SUPERVISOR, at=yesterday)
    if cards:
        make_file(session, "cards", cards, by=SUPERVISOR, at=yesterday)


def enter_rate(session: Session, on: date) -> None:
    """An invented legal rate of interest for Luxembourg: without one, no late refund there could be released.

    It is no year's rate; who entered it is the demonstration itself.
    """
    at = datetime.combine(on - timedelta(1), time(9, 0))
    interest_rates.enter_rate(session, date(on.year - 2, 1, 1), _INVENTED_RATE, by=_RATE_BY, at=at)


def _stood(scene: Scene, received: int, state: str, said: str) -> dict[str, Any]:
    """The columns of a refund in a state. What is at the bank is released here and leaves with :func:`hand_over`."""
    if state == "to_release":
        return {"state": state}
    if state == "rejected":
        return {"state": state, "said": said}
    days = {"paid": received - 3, "exported": 2, "released": 0}[state]
    at = datetime.combine(scene.ago(days), time(9, 30))
    known: dict[str, Any] = {"state": "released", "released_by": SUPERVISOR, "released_at": at}
    return known | {"state": "paid", "paid_on": at.date() + timedelta(1)} if state == "paid" else known


def _iban(country: str, serial: int) -> str:
    """A number of the right form, of no bank: its check digits are right, as programs look at them."""
    if country == "LU":
        account = f"{_NO_BANK}{serial:013}"
    else:
        account = f"{_NO_BANK}{serial:07}"
        account += f"{int(account) % 97 or 97:02}"
    letters = "".join(str(ord(sign) - 55) for sign in country)
    return f"{country}{98 - int(f'{account}{letters}00') % 97:02}{account}"
