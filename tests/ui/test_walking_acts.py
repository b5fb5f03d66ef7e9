"""Every act in the window: from its option through its pages and the review to its letter, with plain answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import delete, select

from app.acts import ACTS, SUPERVISOR, act
from app.acts.overview import key_of, overview
from app.acts.rows import Option, Overview, Preview, Receipt
from app.acts.step import Field
from app.config import Person
from app.language import language
from app.records import tables
from app.records.announcements import NewAnnouncement, announce
from app.records.rows import DossierKey
from app.start import Desk
from tests.ui.test_main_window import WAIT
from ui.wizard.office import DeskOffice
from ui.wizard.shell import Wizard
from ui.worker import Worker

_PAGES = 12
"""More pages no act has."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A supervisor's desk: she may begin every act."""
    desk.person = Person("Sofie Maes", role=SUPERVISOR)
    desk.open()
    return desk


def offered(desk: Desk, name: str) -> Iterator[tuple[Overview, Option]]:
    """Where in the database the act can be begun."""
    with desk.records.reading() as session:
        rows = session.execute(
            select(tables.Contract.customer_id, tables.Vehicle.vin)
            .join(tables.Vehicle, tables.Vehicle.id == tables.Contract.vehicle_id)
            .order_by(tables.Contract.id)
        )
        keys = [DossierKey(*row) for row in rows]
    for key in keys:
        found = overview(desk, key, Receipt(desk.now(), "phone"))
        assert found is not None
        for option in found.options:
            if option.act == name and option.state != "blocked":
                yield found, option


def prepare(desk: Desk) -> None:
    """What the invented people lack: a customer on a sanctions list, an unpaid invoice, terms that were announced."""
    today = desk.today()
    with desk.records.writing() as session:
        contract = session.scalars(select(tables.Contract).order_by(tables.Contract.id)).first()
        assert contract is not None
        terms = NewAnnouncement("mini-belux-2025-09", today + timedelta(60), essential=True)
        announce(session, terms, [(contract.id, today - timedelta(7))], by="Import", at=desk.now())
        customer = session.get(tables.Customer, contract.customer_id)
        assert customer is not None
        customer.sanctioned = True
        invoice = session.scalars(
            select(tables.Invoice)
            .join(tables.Booking, tables.Booking.id == tables.Invoice.booking_id)
            .where(tables.Booking.contract_id == contract.id, tables.Booking.kind == "monthly")
            .order_by(tables.Invoice.id)
        ).first()
        assert invoice is not None
        session.execute(delete(tables.Payment).where(tables.Payment.invoice_id == invoice.id))


def values_for(field: Field, today: datetime) -> list[Any]:
    """Plain answers to a field, the first to be tried first."""
    choices = [one.value for one in field.choices if one.blocked is None]
    match field.kind:
        case "date":
            return [(today + timedelta(days)).date() for days in (-40, -3, 40, 120)]
        case "moment":
            return [today]
        case "checks":
            return [(value,) for value in choices]
        case "yes_no":
            return [True, False]
        case "text":
            return ["12", "Told on the phone."]
    return choices


def record_request(desk: Desk) -> None:
    """A case that can be cancelled and corrected: a request for data that waits for its reply."""
    shown, option = next(offered(desk, "data_request"))
    module = act("data_request")
    draft = replace(module.begin(shown, option), by="customer", kind="personal")
    module.perform(desk, key_of(shown.dossier), draft, module.preview(shown.dossier, draft, desk.today()))


def fill_in(wizard: Wizard) -> None:
    """Answer what the page in hand still asks for, and write down what the customer says."""
    flow = wizard.flow
    if "statement" in wizard.form.boxes:
        wizard.form.boxes["statement"].entered.emit("statement", "Told on the phone.")
    for _ in range(20):
        if flow.step.problem is None:
            return
        here = flow.step.problem_field
        box = wizard.form.boxes[here]
        for value in values_for(box.field, datetime.combine(flow.today, time(12))):
            box.entered.emit(here, value)
            if flow.step.problem is None or flow.step.problem_field != here:
                break
        else:
            pytest.fail(f"{here}: {language('en').say(flow.step.problem.because)}")
    pytest.fail(f"the page {flow.step.name} is never complete")


@pytest.mark.parametrize("name", ACTS)
def test_the_act_goes_from_its_option_to_its_letter(qtbot: QtBot, desk: Desk, worker: Worker, name: str) -> None:
    prepare(desk)
    if name in ("cancel_case", "correct_case"):
        record_request(desk)
    shown, option = next(offered(desk, name))
    draft = act(name).begin(shown, option)
    wizard = Wizard(DeskOffice(desk), worker, language("en"), key_of(shown.dossier), shown, name, draft)
    qtbot.addWidget(wizard)
    wizard.resize(1200, 740)
    wizard.show()
    for _ in range(_PAGES):
        if wizard.flow.step.kind != "form":
            break
        fill_in(wizard)
        wizard.next()
    assert wizard.flow.step.kind == "review"
    assert isinstance(wizard._preview, Preview)
    assert wizard._preview.refusal is None
    assert wizard.review.findChildren(QLabel)
    letters: list[str] = []
    wizard._errands.letter_came.connect(lambda asked, pdf, issued: letters.append(asked))
    wizard.record()
    qtbot.waitUntil(lambda: wizard.flow.done is not None, timeout=WAIT)
    assert wizard.flow.done is not None
    if wizard.flow.done.state == "waits_for_approval" and not wizard.flow.done.letters:
        assert not wizard.letters.paper.isVisible()  # its letter is written when it is approved
        return
    assert wizard.flow.done.letters
    qtbot.waitUntil(lambda: bool(letters), timeout=WAIT)
    assert letters[0] in [number for number, _ in wizard.flow.done.letters]
