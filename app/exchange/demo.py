"""Demonstration data: invented customers of Belgium and Luxembourg, any number of them, the same ones each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from sqlalchemy import Connection, func, insert, select

from app.exchange.bulk import large_cache
from app.exchange.demo_answers import add_answers_owed
from app.exchange.demo_approvals import add_approvals
from app.exchange.demo_ledger import Ledger
from app.exchange.demo_letter_queue import fill_letter_queue
from app.exchange.demo_letters import issue_letters
from app.exchange.demo_refunds import enter_rate, hand_over
from app.exchange.demo_scene import Scene
from app.exchange.demo_showcase import add_showcase
from app.exchange.demo_stages import stage_of
from app.exchange.demo_world import world
from app.exchange.stopping import Cancelled, Progress, stoppable
from app.records import tables
from app.records.journal import write_journal
from app.records.sealing import seal_rest
from app.records.search_index import rebuild_index
from app.records.store import Records
from app.terms.clause import Refusal, because

MOST = 10_000_000
"""As many customers as there are number plates for, with some to spare."""

_AT_ONCE = 500  # customers written together: enough to be quick, few enough to show progress and to stop soon


def fill(
    records: Records,
    customers: int,
    on: date,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Fill an empty database with invented customers as they stand on day ``on``; give their number.

    The first ones are the showcase people of ``resources/demo/showcase.toml``; their cases have letters. ``progress``
    is told how many of how many are done, ``cancelled`` is asked now and then. All or nothing: raises
    :class:`Cancelled`, and ``Refusal`` for a number below one or above :data:`MOST` and for a database that holds
    customers already.
    """
    if customers < 1:
        raise Refusal(because("The demonstration needs at least one customer."))
    if customers > MOST:
        raise Refusal(because("The demonstration has plates for {most} customers at most.", most=MOST))
    with stoppable(), records.writing() as session:
        connection = session.connection()
        if connection.execute(select(func.count()).select_from(tables.Customer)).scalar_one():
            raise Refusal(
                because("This database holds customers already: demonstration data goes into an empty one only.")
            )
        with large_cache(connection):
            shown = _fill(connection, customers, on, progress, cancelled)
        hand_over(session, on)
        enter_rate(session, on)
        issue_letters(session, shown)
        add_approvals(session, on, shown)
        add_answers_owed(session, on, shown)
        fill_letter_queue(session, shown, on)
        write_journal(session)
        seal_rest(session.connection())
    return customers


def _fill(
    connection: Connection,
    customers: int,
    on: date,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    """Write everybody and give the number of the showcase people."""
    connection.execute(insert(tables.Dealer), _dealer_rows())
    ledger = Ledger()
    done = shown = add_showcase(ledger, on, customers)
    while True:
        ledger.write(connection)
        if progress is not None:
            progress(done, customers)
        if done == customers:
            break
        if cancelled is not None and cancelled():
            raise Cancelled
        batch = range(done, min(customers, done + _AT_ONCE))
        for index in batch:
            stage_of(index)(Scene(ledger, Random(index), on, index))
        done = batch.stop
    ledger.hand_over(connection)
    _keep_numbers(connection, ledger)
    rebuild_index(connection)
    return shown


def _dealer_rows() -> list[dict[str, object]]:
    return [
        {**dealer, "latitude": float(dealer["latitude"]), "longitude": float(dealer["longitude"])}
        for dealer in world().dealers
    ]


def _keep_numbers(connection: Connection, ledger: Ledger) -> None:
    """The next case of the desk follows on the invented ones."""
    rows = [{"series": "C", "year": year, "last": last} for year, last in ledger.case_numbers.items()]
    if rows:
        connection.execute(insert(tables.Counter), rows)
