"""What the bank answers is taken in once: paid, or back in the queue with the reason, and nothing it does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.acts import refund_accounts, releasing
from app.exchange import bank_answer, refund_orders
from app.exchange.bank_answer import Answer, Answered, read_answer
from app.exchange.bank_answers import TakenIn, take_in, take_in_file
from app.problems import Problem
from app.records import refund_files
from app.records.refund_moves import hold_refunds
from app.start import Desk
from app.terms.clause import Cents, Refusal
from tests.acts.waiting_refunds import AGENT, add_refund, address_on, case_state, desk_of, prepare, refund

FILE = "X-2026-00001"


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


def answer(*payments: tuple[str, str, str], group: str = "", file: str = FILE, version: str = "03") -> bytes:
    """A pain.002 with a reference, a status and a reason for each payment."""
    said = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{name}</OrgnlEndToEndId><TxSts>{status}</TxSts>"
        + (f"<StsRsnInf><Rsn><Cd>{reason}</Cd></Rsn></StsRsnInf>" if reason else "")
        + "<AccptncDtTm>2026-12-27T10:00:00</AccptncDtTm></TxInfAndSts>"
        for name, status, reason in payments
    )
    status = f"<GrpSts>{group}</GrpSts>" if group else ""
    return (
        f'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}">'
        "<CstmrPmtStsRpt><GrpHdr><MsgId>A-1</MsgId><CreDtTm>2026-12-28T12:00:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{status}"
        f"</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>{file}</OrgnlPmtInfId>{said}</OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt></Document>"
    ).encode()


def sent(desk: Desk, count: int) -> list[str]:
    """So many refunds at the bank, in one file; their references."""
    ids = prepare(desk, count)
    releasing.release(desk, ids)
    refund_orders.export(desk)
    return [refund_orders.reference(number, f"C-2026-{at:05}") for at, number in enumerate(ids, start=1)]


def state(desk: Desk, reference: str) -> str:
    """The state of a refund."""
    return refund(desk, int(reference.rpartition("-")[2])).state


def left(desk: Desk, done: TakenIn) -> dict[str, str]:
    """What an answer could not be applied to, in words."""
    return {name: desk.language.say(why) for name, why in done.unmatched}


@pytest.mark.parametrize("version", ["03", "10", "14"])
def test_paid_and_rejected_and_on_its_way(desk: Desk, version: str) -> None:
    paid, wrong, poor, waiting = sent(desk, 4)
    content = answer(
        (paid, "ACSC", ""), (wrong, "RJCT", "AC04"), (poor, "RJCT", "AM04"), (waiting, "ACSP", ""), version=version
    )
    done = take_in(desk, content)
    assert (done.paid, done.rejected, done.pending, done.total_paid, done.unmatched) == (1, 2, 1, Cents(10_001), ())
    row = refund(desk, int(paid.rpartition("-")[2]))
    assert (row.state, row.paid_on, row.said) == ("paid", date(2026, 12, 27), "")
    assert case_state(desk, "C-2026-00001") == "done"
    row = refund(desk, int(wrong.rpartition("-")[2]))
    assert (row.state, row.said, row.iban, row.holder) == ("rejected", "AC04", "", "")
    row = refund(desk, int(poor.rpartition("-")[2]))
    assert (row.state, row.said) == ("rejected", "AM04")
    assert row.iban
    assert (state(desk, waiting), case_state(desk, "C-2026-00004")) == ("exported", "being_carried_out")
    with pytest.raises(Refusal, match="has taken in this answer already"):
        take_in(desk, content)
    with desk.records.writing() as session, pytest.raises(Refusal, match="has taken in this answer already"):
        # Another desk was quicker, after this one had asked whether the answer is known.
        refund_files.keep_answer(session, content, paid=1, rejected=2, by="Luc Adam", at=desk.now())
    again = take_in(desk, content + b"\n")
    assert left(desk, again)[paid] == "It is known to be paid already."
    assert state(desk, wrong) == "rejected"


def test_what_came_back_gets_another_account_and_leaves_again(desk: Desk, address: str) -> None:
    (name,) = sent(desk, 1)
    number = int(name.rpartition("-")[2])
    take_in(desk, answer((name, "RJCT", "AC01")))
    assert [desk.language.say(one.why) for one in releasing.release(desk, [number]).skipped] == [
        "The account is missing."
    ]
    agent = desk_of(address, AGENT)
    refund_accounts.set_account(agent, number, "BE71 0961 2345 6769", "Elke De Smet")
    agent.close()
    assert releasing.release(desk, [number]).count == 1
    (file,) = refund_orders.export(desk)
    assert file.row.number == "X-2026-00002"
    assert name.encode() in file.content
    late = take_in(desk, answer((name, "ACSC", "")))
    assert left(desk, late) == {name: "It did not leave in the file this answers."}
    assert take_in(desk, answer((name, "ACSC", ""), file="X-2026-00002")).paid == 1


def test_an_answer_to_the_whole_file(desk: Desk) -> None:
    first, second, third = sent(desk, 3)
    done = take_in(desk, answer((second, "RJCT", "AC06"), group="ACSC"))
    assert (done.paid, done.rejected) == (2, 1)
    assert [state(desk, one) for one in (first, second, third)] == ["paid", "rejected", "paid"]
    none = take_in(desk, answer(group="RJCT", file="X-2026-00077"))
    assert left(desk, none) == {"X-2026-00077": "No payment of this file waits for an answer."}


def test_a_file_turned_down_as_a_whole_comes_back(desk: Desk) -> None:
    names = sent(desk, 2)
    done = take_in(desk, answer(group="RJCT"))
    assert (done.paid, done.rejected) == (0, 2)
    assert {state(desk, one) for one in names} == {"rejected"}
    with desk.records.writing() as session:
        held = hold_refunds(session, [int(one.rpartition("-")[2]) for one in names])
    assert all(one.iban for one in held.values())


def test_what_does_not_fit_is_named_and_left(desk: Desk) -> None:
    known, other = sent(desk, 2)
    number = known.rpartition("-")[2]
    wrong = f"C-2026-00099-{number}"
    done = take_in(desk, answer((wrong, "ACSC", ""), ("hello", "ACSC", ""), ("C-1-999999", "ACSC", "")))
    assert left(desk, done) == dict.fromkeys((wrong, "hello", "C-1-999999"), "Nobody knows this payment.")
    twice = take_in(desk, answer((known, "ACSC", ""), (known, "RJCT", ""), group="ACSC"))
    assert left(desk, twice) == {known: "It is answered twice, and differently."}
    assert (state(desk, known), state(desk, other)) == ("exported", "paid")
    back = take_in(desk, answer((other, "RJCT", "AC04")))
    # The money is owed again, and somebody has to ask for another account.
    number = refund(desk, int(other.rpartition("-")[2])).case_number
    assert (back.rejected, left(desk, back), case_state(desk, number)) == (1, {}, "being_carried_out")
    row = refund(desk, int(other.rpartition("-")[2]))
    assert (row.state, row.said, row.iban, row.paid_on) == ("rejected", "AC04", "", None)


def test_a_card_s_issuer_answers_with_csv(desk: Desk, tmp_path: Path) -> None:
    prepare(desk)
    with desk.records.writing() as session:
        ids = [add_refund(session, at, means="visa", iban="") for at in range(1, 4)]
    releasing.release(desk, ids)
    refund_orders.export(desk)
    names = [refund_orders.reference(number, f"C-2026-{at:05}") for at, number in enumerate(ids, start=1)]
    path = tmp_path / "answer.csv"
    path.write_text(
        f"Reference;State;Reason;paid_on\n{names[0]};paid;;2026-12-20\n{names[1]};Rejected;card closed;\n"
        f"{names[2]};pending;;\nTOTAL;;;\n",
        encoding="utf-8-sig",
    )
    done = take_in_file(desk, path)
    assert (done.paid, done.rejected, done.pending, done.unmatched) == (1, 1, 1, ())
    assert refund(desk, ids[0]).paid_on == date(2026, 12, 20)
    row = refund(desk, ids[1])
    assert (row.state, row.said, row.means) == ("rejected", "card closed", "visa")
    with pytest.raises(Problem):
        take_in_file(desk, tmp_path / "missing.csv")


def test_only_a_supervisor_takes_answers_in(desk: Desk, address: str) -> None:
    (name,) = sent(desk, 1)
    agent = desk_of(address, AGENT)
    with pytest.raises(Refusal, match="Only a supervisor"):
        take_in(agent, answer((name, "ACSC", "")))
    agent.close()
    assert state(desk, name) == "exported"


BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document>&b;</Document>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><Document>&a;</Document>"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "An answer as CSV has the columns"),
        (b"<", "damaged"),
        (BOMB, "damaged"),
        (OUTSIDE, "damaged"),
        (b"<html/>", "This is no answer of a bank"),
        (answer().replace(b"pain.002", b"pain.008"), "This is no answer of a bank"),
        (b"\xff\xfea", "This is not UTF-8"),
        (b"reference;state\nC-1;perhaps\n", "the state must be paid"),
        (b"reference;state;paid_on\nC-1;paid;yesterday\n", "is no day"),
        (b'reference;state\n"C-1;paid\n', "damaged"),
        (b"x" * (bank_answer.LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_answer_is_said_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_answer(content)
    assert said in str(caught.value.because)


def test_a_day_that_is_none_and_a_status_nobody_knows_are_no_payment() -> None:
    content = answer(("C-1-1", "ACSC", ""), ("C-1-2", "XXXX", "")).replace(b"2026-12-27T", b"yesterday")
    assert read_answer(content).payments == (Answered("C-1-1", "paid"), Answered("C-1-2", "pending"))


@settings(max_examples=60)
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: answer((text, text, text))))
def test_reading_ends_in_an_answer_or_a_sentence(content: bytes) -> None:
    with suppress(Refusal):
        assert isinstance(read_answer(content), Answer)
