"""The vehicle is sold or passed on (MC 7.1 to 7.3, 8.6, SI 4): the duties, and what can or cannot go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.acts import determining, end_options, kit, notice, remaining, telephone, termination_steps, wording
from app.acts.kit import Act, Asked, Decision, Request, day_of
from app.acts.plan import ServiceEnd, Sheet
from app.acts.refusing import asking, open_case, reason_of
from app.acts.rows import Option, Receipt
from app.acts.step import Choice, Field, Step
from app.acts.subjects import Subject
from app.records.rows import Booking, Dossier
from app.terms.clause import Because, Refusal, WrongInput, because
from app.terms.facts import TransferFacts
from app.terms.facts_services import LossFacts

NAME = "passing_on"
TITLE: Because = because("Vehicle sold or passed on: duties")
ROLE = "agent"
SECTION = "customer"

_CLAUSES = ("MC 7.2", "MC 7.3")
_READ_OUT = because(
    "Please unlink the car, erase your data in it and tell the new holder which services are on and off. Nothing ends "
    "by itself."
)
_NEEDS_DAY = because("Enter the day on which the vehicle was sold or passed on.")


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``wants_transfer``: the new holder should take the contract over (MC 7.1)."""

    passed_on: date | None = None
    told_of_duties: bool | None = None
    wants_transfer: bool | None = None


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One for a vehicle with a contract or a package."""
    vehicle = dossier.vehicle
    if vehicle is None or (dossier.contract is None and not dossier.service_inclusive):
        return ()
    option = Option(
        act=NAME,
        subject_kind="vehicle",
        subject=vehicle.vin,
        subject_name=because("the vehicle"),
        title=TITLE,
        state="needs_answer",
        clauses=_CLAUSES,
        note=because("ends nothing by itself"),
        read_out=_READ_OUT,
    )
    question = because("Ask for the day on which the vehicle was sold or passed on.")
    return (asking(option, question, wording.missing("sold_on"), "sold_on"),)


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Notice, Duties."""
    fields = [
        Field("passed_on", "date", because("Day of the sale"), clauses=("MC 7.2",)),
        termination_steps.duties_field(),
        Field("told_of_duties", "yes_no", because("Did you tell the customer about these duties?"), clauses=_CLAUSES),
    ]
    if dossier.contract is not None:
        fields.append(
            Field(
                "wants_transfer",
                "yes_no",
                because("Shall the new holder take the contract over?"),
                hint=because("Only if we agree: a supervisor decides."),
                clauses=("MC 7.1",),
                required=False,
            )
        )
    if dossier.service_inclusive:
        rows = tuple(Choice(row.number, wording.package(row), state="allowed") for row in dossier.service_inclusive)
        label = because("Stays with the vehicle, and nothing is paid back")
        fields.append(Field("packages", "show", label, choices=rows, clauses=("SI 4",), required=False))
    told = (because("Sold {day}", day=draft.passed_on),) if draft.passed_on else ()
    return (
        notice.step(draft, today),
        kit.form("duties", because("Sale"), *fields, summary=told, wrong=_wrong(draft, today)),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """Records that it was told, with the letter on the duties; what ends because of it is a termination of its own."""
    receipt = notice.receipt_of(draft)
    kit.check(_wrong(draft, today))
    standing = open_case(dossier, draft.subject)
    if standing is not None:
        raise Refusal(standing)
    on = day_of(receipt)
    limited = tuple(row for row in telephone.running(dossier, on) if row.kind == "limited" and row.period_end)
    sold = tuple(_sold(dossier, draft, receipt, row) for row in limited)
    moved = _moved(dossier, draft, receipt)
    packages = tuple(
        kit.ask(dossier, receipt, "si_loss", LossFacts("sale"), row) for row in dossier.service_inclusive[:1]
    )
    asked = (*sold, *moved, *packages)
    approvals = tuple(reason_of(one.found, "allowed") for one in moved)
    first = sold[0] if sold else None
    going_on = tuple(row for row in remaining.kept(dossier, (), on) if row not in limited)
    return Decision(
        asked=asked,
        subjects=(Subject("vehicle", draft.subject),),
        finish=because("Record and ask for approval") if approvals else because("Record and send the duties"),
        read_out=_READ_OUT,
        state="waits_for_approval" if approvals else "done",
        approvals=approvals,
        effects=_effects(dossier, limited, sold, packages),
        stays_on=tuple(remaining.line(row) for row in going_on),
        better=end_options.sale(dossier, receipt),
        sheets=(
            Sheet(
                kind="passing_on_duties",
                subject="sale",
                names=tuple(wording.booked(row) for row in limited[:1]),
                concluded_on=dossier.contract.concluded_on if dossier.contract else None,
                determination=first.found if first else None,
                facts=first.facts if first else None,
                services=tuple(ServiceEnd(wording.booked(row), None, survives=True) for row in going_on),
                statement=draft.statement,
                awaits_approval=bool(approvals),
            ),
        ),
    )


def _wrong(draft: Draft, today: date) -> WrongInput | None:
    missing = kit.first_missing(
        draft,
        ("passed_on", _NEEDS_DAY),
        ("told_of_duties", because("Tell the customer about the duties, and record that you did.")),
    )
    if missing is None and draft.told_of_duties is False:
        return WrongInput("told_of_duties", because("Tell the customer about the duties, and record that you did."))
    return missing


def _sold(dossier: Dossier, draft: Draft, receipt: Receipt, row: Booking) -> Asked:
    on = day_of(receipt)
    facts = determining.sale_facts(row, draft.passed_on or on, on)
    return kit.ask(dossier, receipt, "vehicle_sale", facts, row)


def _moved(dossier: Dossier, draft: Draft, receipt: Receipt) -> tuple[Asked, ...]:
    """Whether the contract may pass to the new holder, where that is wanted: nobody has agreed yet."""
    if not draft.wants_transfer or dossier.contract is None:
        return ()
    return (kit.ask(dossier, receipt, "transfer_contract", TransferFacts(provider_consents=False), dossier.contract),)


def _effects(
    dossier: Dossier, limited: tuple[Booking, ...], sold: tuple[Asked, ...], packages: tuple[Asked, ...]
) -> tuple[Because, ...]:
    """What the customer keeps, what could end, and what stays with the vehicle."""
    sentences = []
    if dossier.contract is not None and not dossier.contract.ended_as:
        sentences.append(because("The contract goes on until it is terminated."))
    for row, one in zip(limited, sold, strict=True):
        last = one.found.value("last_service_day")
        if one.found.value("allowed") and last is not None:
            name = wording.booked(row)
            sentences.append(because("{service} could end on {day}, if asked for today.", service=name, day=last))
    if packages:
        sentences.append(reason_of(packages[0].found, "package_continues_with_vehicle"))
    return tuple(sentences)


_ACT = Act(NAME, TITLE, Draft, pages, decide)
begin, steps, preview, plan, perform = _ACT.begin, _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
