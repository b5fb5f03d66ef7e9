"""Each released refund leaves once, in a file its bank can read, with sums that add up to the cent."""

from __future__ import annotations

import csv
import io
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.acts import refund_accounts, releasing
from app.exchange import pain001, refund_orders
from app.exchange.pain001 import Transfer
from app.files import csv_bytes
from app.records import tables
from app.start import Desk
from app.terms.clause import Cents, Refusal, WrongInput
from tests.acts.waiting_refunds import AGENT, IBANS, PAYING, add_refund, address_on, desk_of, prepare, refund

SPACE = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    return address_on(request.param, request, tmp_path)


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    """A supervisor's desk."""
    found = desk_of(address)
    yield found
    found.close()


def texts(content: bytes, path: str) -> list[str]:
    """What stands at a place of a file of transfers."""
    return [found.text or "" for found in ET.fromstring(content).iterfind(path, SPACE)]


def test_what_was_released_leaves_once_and_the_file_can_be_had_again(desk: Desk, tmp_path: Path) -> None:
    ids = prepare(desk, 3)
    with desk.records.writing() as session:
        by_card = add_refund(session, 4, means="visa", iban="", holder="")
    releasing.release(desk, [*ids, by_card])
    transfers, cards = refund_orders.export(desk)
    assert (transfers.name, transfers.row.kind, transfers.row.count, transfers.row.total) == (
        "X-2026-00001.xml",
        "transfers",
        3,
        Cents(30_006),
    )
    assert (cards.name, cards.row.count, cards.row.total) == ("X-2026-00002.csv", 1, Cents(10_004))
    row = refund(desk, ids[0])
    assert (row.state, row.export_number) == ("exported", "X-2026-00001")
    with pytest.raises(Refusal, match="No released refund waits for an export"):
        refund_orders.export(desk)
    assert refund_orders.exported_again(desk, "X-2026-00001") == transfers
    assert [one.number for one in refund_orders.exports(desk)] == ["X-2026-00002", "X-2026-00001"]
    for _ in range(2):
        refund_orders.save([transfers, cards], tmp_path)
    assert (tmp_path / "X-2026-00001.xml").read_bytes() == transfers.content
    with pytest.raises(Refusal, match="There is no file"):
        refund_orders.exported_again(desk, "X-2026-00009")
    with desk.records.writing() as session:
        session.execute(update(tables.RefundExport).values(content=b"other"))
    with pytest.raises(Refusal, match="damaged"):
        refund_orders.exported_again(desk, "X-2026-00001")


def test_the_file_names_the_payments_as_the_bank_will_answer_them(desk: Desk) -> None:
    (number,) = prepare(desk, 1, due_by=date(2026, 12, 24), amount=Cents(100_000))
    with desk.records.writing() as session:
        person = session.execute(select(tables.Refund.customer_id)).scalar_one()
        changed = {"country": "LU", "language": "fr"}
        session.execute(update(tables.Customer).where(tables.Customer.id == person).values(changed))
    releasing.release(desk, [number])
    (file,) = refund_orders.export(desk)
    content = file.content
    pain001.check(content)
    assert texts(content, ".//p:GrpHdr/p:MsgId") == ["X-2026-00001"]
    assert texts(content, ".//p:GrpHdr/p:CreDtTm") == ["2026-12-28T14:02:00"]
    assert texts(content, ".//p:PmtInf/p:PmtInfId") == ["X-2026-00001"]
    assert texts(content, ".//p:ReqdExctnDt/p:Dt") == ["2026-12-28"]
    assert texts(content, ".//p:DbtrAcct/p:Id/p:IBAN") == [PAYING.iban]
    assert texts(content, ".//p:EndToEndId") == [f"C-2026-00001-{number}"]
    assert texts(content, ".//p:InstdAmt") == ["1000.40"]
    assert texts(content, ".//p:CtrlSum") == ["1000.40", "1000.40"]
    (told,) = texts(content, ".//p:Ustrd")
    assert "C-2026-00001" in told
    assert "0" in told
    assert told.isascii()


def test_cards_go_back_by_the_payment_they_were_charged_with(desk: Desk) -> None:
    prepare(desk)
    with desk.records.writing() as session:
        session.add(tables.Vehicle(id=1, customer_id=11, vin="WMW31GD090TA40817", plate="1-ABC-234", model="MINI"))
        session.flush()
        session.add(
            tables.Contract(
                id=1,
                number="CT-1",
                customer_id=11,
                vehicle_id=1,
                concluded_on=date(2026, 1, 1),
                edition="x",
                origin="portal",
            )
        )
        session.flush()
        session.add(
            tables.Booking(
                id=1,
                number="BK-1",
                contract_id=1,
                service_key="drive_recorder",
                kind="monthly",
                price=Cents(600),
                concluded_on=date(2026, 1, 1),
                edition="x",
                description_issue="",
            )
        )
        session.flush()
        for at, month in enumerate((10, 12, 11), start=1):
            day, sum_of_money = date(2026, month, 5), Cents(600)
            invoice = {"id": at, "number": f"F-{at}", "booking_id": 1, "invoiced_on": day, "due_on": day}
            session.add(tables.Invoice(**invoice, amount=sum_of_money, vat_percent=21))
            session.flush()
            payment = {"number": f"PAY-{month}", "invoice_id": at, "paid_on": day, "means": "visa"}
            session.add(tables.Payment(**payment, amount=sum_of_money))
        ids = [
            add_refund(session, 1, means="visa", iban="", amount=Cents(5)),
            add_refund(session, 2, means="paypal", iban="", amount=Cents(123_456)),
        ]
    releasing.release(desk, ids)
    (file,) = refund_orders.export(desk)
    assert file.row.kind == "cards"
    lines = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert lines == [
        ["reference", "payment", "means", "amount", "currency"],
        [f"C-2026-00001-{ids[0]}", "PAY-12", "visa", "0.05", "EUR"],
        [f"C-2026-00002-{ids[1]}", "", "paypal", "1234.56", "EUR"],
        ["TOTAL", "2", "", "1234.61", "EUR"],
    ]


def test_without_an_account_to_pay_from_nothing_leaves(desk: Desk, address: str) -> None:
    ids = prepare(desk, 1)
    with desk.records.writing() as session:
        session.delete(session.get(tables.OrganisationSetting, "paying_account"))
    releasing.release(desk, ids)
    with pytest.raises(Refusal, match="The account refunds are paid from is not entered"):
        refund_orders.export(desk)
    assert refund(desk, ids[0]).state == "released"
    agent = desk_of(address, AGENT)
    for attempt in (
        lambda: refund_orders.export(agent),
        lambda: refund_accounts.set_paying_account(agent, PAYING.name, PAYING.iban),
        lambda: refund_orders.exported_again(agent, "X-2026-00001"),
    ):
        with pytest.raises(Refusal, match="Only a supervisor"):
            attempt()
    agent.close()
    for bad in (("", PAYING.iban, ""), (PAYING.name, "BE00", ""), (PAYING.name, PAYING.iban, "X")):
        with pytest.raises(WrongInput):
            refund_accounts.set_paying_account(desk, *bad)
    kept = refund_accounts.set_paying_account(desk, " MINI  Connected", "BE71 0961 2345 6769")
    assert refund_accounts.read_paying_account(desk) == kept == ("MINI Connected", "BE71096123456769", "")
    (file,) = refund_orders.export(desk)
    assert texts(file.content, ".//p:DbtrAgt/p:FinInstnId/p:Othr/p:Id") == ["NOTPROVIDED"]


def test_many_refunds_leave_in_several_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refund_orders, "MOST", 2)
    releasing.release(desk, prepare(desk, 5))
    files = refund_orders.export(desk)
    assert [(one.row.number, one.row.count) for one in files] == [
        ("X-2026-00001", 2),
        ("X-2026-00002", 2),
        ("X-2026-00003", 1),
    ]
    names = [name for one in files for name in texts(one.content, ".//p:EndToEndId")]
    assert len(set(names)) == 5


def test_of_several_supervisors_at_once_each_refund_leaves_in_one_file(desk: Desk, address: str) -> None:
    ids = prepare(desk, 12)
    together = threading.Barrier(4)
    made: list[refund_orders.ExportedFile] = []
    said: list[str] = []

    def press() -> None:
        other = desk_of(address)
        together.wait(timeout=30)
        try:
            releasing.release(other, ids)
            made.extend(refund_orders.export(other))
        except Refusal as refusal:
            said.append(other.language.say(refusal.because))
        finally:
            other.close()

    desks = [threading.Thread(target=press) for _ in range(4)]
    for one in desks:
        one.start()
    for one in desks:
        one.join(timeout=60)
    names = [name for one in made for name in texts(one.content, ".//p:EndToEndId")]
    assert sorted(names) == sorted(f"C-2026-{at:05}-{number}" for at, number in enumerate(ids, start=1))
    assert sum(one.row.total for one in made) == sum(10_000 + at for at in range(1, 13))
    assert set(said) <= {"No released refund waits for an export. Nothing was written."}


def test_a_crash_while_the_file_is_made_leaves_nothing_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (number,) = prepare(desk, 1)
    releasing.release(desk, [number])
    with monkeypatch.context() as broken:
        broken.setattr(refund_orders.refund_moves, "mark_exported", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            refund_orders.export(desk)
    assert (refund(desk, number).state, refund_orders.exports(desk)) == ("released", ())
    (file,) = refund_orders.export(desk)
    assert file.row.number == "X-2026-00001"


HOLDERS = st.text(min_size=1, max_size=90).filter(str.strip)
PAYMENTS = st.lists(
    st.builds(
        Transfer,
        reference=st.integers(1, 10**12).map(lambda number: f"C-2026-00001-{number}"),
        holder=HOLDERS,
        iban=st.sampled_from(IBANS),
        amount=st.integers(1, 99_999_999).map(Cents),
        text=st.text(max_size=200),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(payments=PAYMENTS)
def test_every_file_is_valid_and_its_sum_is_the_sum_of_the_cents(payments: list[Transfer]) -> None:
    content = pain001.pain001("X-2026-00001", datetime(2026, 12, 28, 14, 2), PAYING, payments)
    total = sum(one.amount for one in payments)
    assert texts(content, ".//p:GrpHdr/p:CtrlSum") == [f"{total // 100}.{total % 100:02}"]
    assert texts(content, ".//p:GrpHdr/p:NbOfTxs") == [str(len(payments))]
    amounts = [round(float(text) * 100) for text in texts(content, ".//p:InstdAmt")]
    assert amounts == [one.amount for one in payments]


def test_what_the_schema_does_not_allow_is_handed_to_no_bank() -> None:
    wrong = Transfer("X" * 36, "Elke De Smet", IBANS[0], Cents(1), "Refund")
    with pytest.raises(Refusal, match="not as its schema asks") as caught:
        pain001.pain001("X-2026-00001", datetime(2026, 12, 28, 14, 2), PAYING, [wrong])
    assert caught.value.__cause__ is None


@settings(max_examples=50)
@given(text=st.text())
def test_a_bank_gets_only_letters_it_knows(text: str) -> None:
    plain = pain001.bank_text(text)
    assert plain
    assert pain001.bank_text(plain) == plain
    assert plain.isascii()
    assert "&" not in plain


def test_a_csv_for_a_spreadsheet_holds_no_formula() -> None:
    assert csv_bytes([("=1+1", "x")]).decode("utf-8-sig") == "'=1+1;x\r\n"


def test_a_refund_is_called_the_same_whenever_it_leaves() -> None:
    assert refund_orders.reference(17, "C-2026-00001") == "C-2026-00001-17"
