"""The demonstration has refunds at every stage of their way, as the desk itself would have left them."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sqlalchemy import select
from stdnum import iban

from app.acts.refund_interest import interest_on
from app.exchange import pain001
from app.records import tables
from app.records.interest_rates import read_rates
from app.records.queue_rows import QueueQuestion
from app.records.queues import refunds
from app.records.refund_files import read_export, read_exports
from app.records.store import Records


def test_refunds_stand_at_every_stage(demo: Records, today: date) -> None:
    with demo.reading() as session:
        page = refunds.page(session, QueueQuestion(), today)
        stages = {"waits_for_approval", "to_release", "rejected", "released", "exported", "paid"}
        assert set(page.counts) == {"", *stages}
        assert page.late
        assert {one.country for one in page.rows} == {"BE", "LU"}
        known = [row.iban for row in session.scalars(select(tables.Refund)) if row.iban]
        assert known
        assert all(iban.is_valid(one, check_country=False) for one in known)
        assert any(one.account_missing for one in page.rows)


def test_what_is_at_the_bank_left_in_a_file(demo: Records) -> None:
    with demo.reading() as session:
        exported = Counter(
            session.scalars(select(tables.Refund.export_number).where(tables.Refund.state == "exported"))
        )
        files = read_exports(session, 10)
        assert {one.number: one.count for one in files} == exported
        for row in files:
            _, content = read_export(session, row.number)
            if row.kind == "transfers":
                pain001.check(content)


def test_a_paid_refund_ends_its_case_and_an_open_one_does_not(demo: Records) -> None:
    refund, case = tables.Refund, tables.Case
    with demo.reading() as session:
        found = session.execute(select(refund.state, case.state).join(case, case.number == refund.case_number)).all()
    for money, state in found:
        if money == "paid":
            assert state == "done"
        elif money == "waits_for_approval":
            assert state in ("waits_for_approval", "sent_back")
        else:
            assert state == "being_carried_out"


def test_a_late_refund_of_luxembourg_bears_interest(demo: Records, today: date) -> None:
    with demo.reading() as session:
        rows = refunds.page(session, QueueQuestion(state="to_release", count=1000), today).rows
        rates = read_rates(session)
    found = [interest_on(row, today, rates) for row in rows if row.country == "LU"]
    assert any(one is not None and one.value("interest") for one in found)
    assert {one.entered_by for one in rates} == {"Demonstration"}
