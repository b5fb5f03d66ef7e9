"""Hands released refunds over: transfers to the bank, cards and wallets to their issuers. Each refund leaves once.

A file is made, kept and its refunds marked in one transaction: a crash leaves all or nothing of it, and whoever needs
the file again gets the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.acts.refund_accounts import PayingAccount, paying_account
from app.acts.releasing import only_a_supervisor
from app.files import csv_bytes, write_whole
from app.language import language
from app.records import numbers, refund_files, refund_moves
from app.records.consequence_rows import CARDS
from app.records.refund_files import ExportKind, ExportRow
from app.records.refund_moves import HeldRefund
from app.records.tables import Booking, Customer, Invoice, Payment, Refund, ServiceInclusive
from app.terms.clause import Cents, Refusal, because

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.start import Desk

MOST = 1000
"""Refunds in one file: some banks take no more, and nobody waits long for the customers it holds."""

_LISTED = 50
"""Files a list offers to save again."""

_KINDS: tuple[ExportKind, ...] = ("transfers", "cards")
_SUFFIX: dict[ExportKind, str] = {"transfers": ".xml", "cards": ".csv"}
_CARD_COLUMNS = ("reference", "payment", "means", "amount", "currency")


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file for the bank (``transfers``) or the issuers of cards (``cards``), as it is kept."""

    row: ExportRow
    content: bytes

    @property
    def name(self) -> str:
        """What the file is called: its number, and nothing of a customer."""
        return f"{self.row.number}{_SUFFIX[self.row.kind]}"


@dataclass(frozen=True, slots=True)
class Outlook:
    """Before an export: how many transfers and payments back to cards wait, and what they add up to with interest."""

    transfers: tuple[int, Cents]
    cards: tuple[int, Cents]
    account: PayingAccount | None
    files: tuple[ExportRow, ...]


def export(desk: Desk) -> tuple[ExportedFile, ...]:
    """Put every released refund into a file, once. Raises ``Refusal`` where none waits, where the account to pay from
    is not entered, and for anybody but a supervisor.
    """
    only_a_supervisor(desk)
    files: list[ExportedFile] = []
    for kind in _KINDS:
        while (made := _next_file(desk, kind)) is not None:
            files.append(made)
    if not files:
        raise Refusal(because("No released refund waits for an export. Nothing was written."))
    return tuple(files)


def exported_again(desk: Desk, number: str) -> ExportedFile:
    """A file that was made before, byte for byte. Raises ``Refusal`` for a number nobody knows."""
    only_a_supervisor(desk)
    with desk.records.reading() as session:
        return ExportedFile(*refund_files.read_export(session, number))


def outlook(desk: Desk) -> Outlook:
    """What would leave now, from which account, and the files that left last."""
    only_a_supervisor(desk)
    with desk.records.reading() as session:
        sums = {kind: refund_moves.released_sum(session, by_card=kind == "cards") for kind in _KINDS}
        return Outlook(
            transfers=sums["transfers"],
            cards=sums["cards"],
            account=paying_account(session),
            files=refund_files.read_exports(session, _LISTED),
        )


def exports(desk: Desk) -> tuple[ExportRow, ...]:
    """The files made last, the newest first."""
    with desk.records.reading() as session:
        return refund_files.read_exports(session, _LISTED)


def save(files: Sequence[ExportedFile], folder: Path) -> tuple[Path, ...]:
    """Write the files into a folder, each whole or not at all. Raises ``Problem`` where the disk does not allow it."""
    written = []
    for file in files:
        write_whole(folder / file.name, file.content)
        written.append(folder / file.name)
    return tuple(written)


def reference(refund_id: int, case_number: str) -> str:
    """What a refund is called at the bank, the same whenever it leaves: a payment made twice is recognised by it."""
    return f"{case_number}-{refund_id}"


def _next_file(desk: Desk, kind: ExportKind) -> ExportedFile | None:
    """Make, keep and mark one file; ``None`` where nothing of this kind is left."""
    by_card = kind == "cards"
    with desk.records.writing(lasting=True) as session:
        waiting = refund_moves.released_ids(session, by_card=by_card, most=MOST)
        # Another desk may have taken some of them while this one waited for them.
        known = refund_moves.hold_refunds(session, waiting)
        held = [one for one in known.values() if one.state == "released" and (one.means in CARDS) == by_card]
        if not held:
            return None
        return make_file(session, kind, held, by=desk.person.name, at=desk.now())


def make_file(session: Session, kind: ExportKind, held: Sequence[HeldRefund], *, by: str, at: datetime) -> ExportedFile:
    """Make and keep a file of refunds that are held and released, and mark them: they left in it."""
    number = numbers.next_number(session, refund_files.SERIES, at.year)
    content = _cards(session, held) if kind == "cards" else _transfers(session, number, held, at)
    row = ExportRow(number, kind, at, by, len(held), Cents(sum(one.to_pay for one in held)))
    refund_files.keep_export(session, row, content)
    refund_moves.mark_exported(session, held, number, by=by, at=at)
    return ExportedFile(row, content)


def _transfers(session: Session, number: str, held: Sequence[HeldRefund], at: datetime) -> bytes:
    account = paying_account(session)
    if account is None:
        raise Refusal(
            because("The account refunds are paid from is not entered: a supervisor enters it. Nothing was written.")
        )
    from app.exchange.pain001 import Transfer, pain001  # the schema's reader takes its time: only for a file

    asked = select(Customer.id, Customer.language).where(Customer.id.in_({one.customer_id for one in held}))
    spoken = {row.id: row.language for row in session.execute(asked)}
    transfers = [
        Transfer(
            reference(one.id, one.case_number), one.holder, one.iban, one.to_pay, _text(spoken[one.customer_id], one)
        )
        for one in held
    ]
    return pain001(number, at, account, transfers)


def _text(code: str, held: HeldRefund) -> str:
    """What the customer reads on the statement, in their language."""
    said = language(code)
    if held.interest:
        return said.text("Refund {number}, with {interest} interest", number=held.case_number, interest=held.interest)
    return said.text("Refund {number}", number=held.case_number)


def _cards(session: Session, held: Sequence[HeldRefund]) -> bytes:
    """One line for each refund with the payment it gives back, and a last one with their number and sum."""
    payments = _payments(session, [one.id for one in held])
    lines = [
        (reference(one.id, one.case_number), payments.get(one.id, ""), one.means, _euros(one.to_pay), "EUR")
        for one in held
    ]
    total = ("TOTAL", str(len(held)), "", _euros(sum(one.to_pay for one in held)), "EUR")
    return csv_bytes([_CARD_COLUMNS, *lines, total])


def _payments(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """By refund, the number of the last payment for what it gives back."""
    found: dict[int, str] = {}
    for table, column in ((Booking, Invoice.booking_id), (ServiceInclusive, Invoice.service_inclusive_id)):
        rows = session.execute(
            select(Refund.id, Payment.number)
            .join(table, table.number == Refund.subject)
            .join(Invoice, column == table.id)
            .join(Payment, Payment.invoice_id == Invoice.id)
            .where(Refund.id.in_(ids))
            .order_by(Payment.paid_on, Payment.id)
        )
        found |= {row.id: row.number for row in rows}
    return found


def _euros(cents: int) -> str:
    """``116.38``, as machines read it."""
    return f"{cents // 100}.{cents % 100:02}"
