"""What a SIM request would do: suspension, or the end of the contract before the handover."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.acts import (
    better,
    determining,
    endings,
    notice,
    paid_back,
    payments,
    refunds,
    remaining,
    sim_effect,
    subjects,
    supervised,
    timeline,
    wording,
)
from app.acts.endings import Ending
from app.acts.readings import readings_of
from app.acts.rows import Option, Preview, Receipt
from app.acts.sim_steps import asks_to_terminate, functions, goes_on
from app.acts.why import why_of
from app.records.rows import Dossier
from app.terms.clause import Because, Determination, Refusal, WrongInput, because

if TYPE_CHECKING:
    from app.acts.sim_deactivation import Draft

REVOKED = "withdrawal_of_framework"


def preview(dossier: Dossier, draft: Draft, today: date) -> Preview:
    """Raises ``Refusal`` while a fact is missing, where there is no SIM, or where it is being switched off already."""
    receipt = notice.receipt_of(draft)
    _refuse_impossible(dossier)
    contract, on = dossier.contract, receipt.received_at.date()
    too_early = subjects.not_concluded(contract, on) if contract is not None else None
    if too_early is not None:
        raise WrongInput("received_at", too_early)
    found = request(dossier, draft, receipt)
    ends = further_ends(dossier, draft, receipt)
    revoked = found.value("treated_as") == REVOKED
    rows = tuple(row for row in subjects.alive(dossier, on) if subjects.paid(row))
    lines, again = paid_back.once(dossier, refunds.everything_paid(dossier, rows, on) if revoked else ())
    labels = payments.means_of(dossier, tuple(line.number for line in lines))
    lines, above = supervised.above_limit(dossier, lines)
    approvals = _approvals(draft, found, revoked=revoked) + again + above
    return Preview(
        act="sim_deactivation",
        title=because("Switch the SIM off"),
        determinations=(found, *(one.found for one in ends)),
        refusal=None,
        refund_lines=lines,
        refund_total=None if again else found.value("refund"),
        refund_vat=None if again else refunds.vat_total(lines),
        vat_percent=refunds.percent(dossier, on),
        refund_due_by=found.value("refund_due_by"),
        payment_means=", ".join(labels),
        last_service_day=found.value("framework_end"),
        why=why_of(found),
        readings=readings_of((found, *(one.found for one in ends)), receipt.readings),
        approvals=approvals,
        stays_on=_stays_on(dossier, draft, ends, on, revoked=revoked),
        better=() if revoked else _better(dossier, draft, receipt),
        timeline=timeline.of_sim(dossier, receipt, found.value("framework_end"), today),
        read_out=_read_out(dossier, draft, found, revoked=revoked),
        letters=letters(ends),
        finish_label=because("Record and ask for approval") if approvals else because("Record and order the job"),
        effects=() if revoked else _effects(dossier, draft, found, on),
        facts=(_facts(dossier, draft, receipt), *(one.facts for one in ends)),
    )


def request(dossier: Dossier, draft: Draft, receipt: Receipt) -> Determination:
    """The rule on the SIM itself."""
    return determining.switch_off(
        dossier,
        receipt.received_at,
        functions(draft),
        _activated(dossier, receipt),
        also_terminates=draft.terminate == "yes",
        chosen=receipt.readings,
    )


def further_ends(dossier: Dossier, draft: Draft, receipt: Receipt) -> tuple[Ending, ...]:
    """What ends in the same case: the contract with its notice, monthly services at their next due date."""
    if not asks_to_terminate(dossier, draft):
        return ()
    on = receipt.received_at.date()
    read = receipt.readings
    rows = (subjects.booking(dossier, number) for number in draft.also_end)
    first = tuple(endings.service_of(dossier, row, on, chosen=read) for row in rows)
    whole = (endings.contract_of(dossier, on, draft.also_end, read),) if draft.terminate == "yes" else ()
    return (*whole, *first)


def letters(ends: tuple[Ending, ...]) -> tuple[str, ...]:
    """The confirmation for the customer, one for each thing that ends, and the order for the dealer."""
    return ("sim_confirmation", *("termination_confirmation" for _ in ends), "sim_work_order")


def _refuse_impossible(dossier: Dossier) -> None:
    vehicle = dossier.vehicle
    if vehicle is None or vehicle.sim is None:
        raise Refusal(because("No SIM is on record for this vehicle."))
    if vehicle.sim.state != "active":
        raise Refusal(because("The SIM is off since {day}.", day=vehicle.sim.since))
    case = subjects.case_on(dossier.cases, "sim_deactivation", vehicle.vin)
    if case is not None and case.holds:
        raise Refusal(because("Case {case} about this is open already.", case=case.number))


def _facts(dossier: Dossier, draft: Draft, receipt: Receipt) -> object:
    return determining.sim_facts(
        dossier,
        receipt.received_at,
        functions(draft),
        _activated(dossier, receipt),
        also_terminates=draft.terminate == "yes",
    )


def _activated(dossier: Dossier, receipt: Receipt) -> tuple[str, ...]:
    return tuple(row.service_key for row in sim_effect.activated(dossier, receipt.received_at.date()))


def _approvals(draft: Draft, found: Determination, *, revoked: bool) -> tuple[Because, ...]:
    """A trader has no right of withdrawal, so a supervisor confirms the refund before the handover (rulebook G26)."""
    if revoked and draft.customer_type == "trader" and found.value("refund"):
        return (because("The customer is a trader: a supervisor confirms that everything paid comes back."),)
    return ()


def _stays_on(
    dossier: Dossier, draft: Draft, ends: tuple[Ending, ...], on: date, *, revoked: bool
) -> tuple[Because, ...]:
    legal = tuple(wording.function(word) for word in functions(draft))
    if revoked:
        return legal
    ended = tuple(one.row.number for one in ends if one.row is not None)
    whole = next((one for one in ends if one.row is None), None)
    if whole is not None:
        rows = tuple(row for row, _, survives in endings.contract_services(dossier, whole) if survives)
    else:
        rows = remaining.kept(dossier, ended, on)
    return (*legal, *(remaining.line(row) for row in rows))


def _effects(dossier: Dossier, draft: Draft, found: Determination, on: date) -> tuple[Because, ...]:
    """Where it is done, what stops, what stays by law, and what becomes of the contract."""
    sentences = []
    place = sim_effect.dealer(dossier, draft.dealer)
    if place is not None:
        sentences.append(because("Switched off at {dealer}, {town}.", dealer=place.name, town=place.town))
    stopping = tuple(one.label for one in sim_effect.stops(dossier, on))
    if stopping:
        sentences.append(because("What stops: {services}.", services=stopping))
    legal = tuple(wording.function_in_sentence(word) for word in functions(draft))
    if legal:
        sentences.append(because("What stays on by law: {functions}.", functions=legal))
    end = found.value("framework_end")
    if draft.terminate == "yes" and end is not None:
        sentences.append(because("The contract ends on {day}.", day=end))
    elif dossier.contract is not None:
        sentences.append(goes_on(dossier, on))
    return tuple(sentences)


def _better(dossier: Dossier, draft: Draft, receipt: Receipt) -> tuple[Option, ...]:
    return tuple(one for one in better.than_sim_off(dossier, receipt) if one.subject not in draft.also_end)


def _read_out(dossier: Dossier, draft: Draft, found: Determination, *, revoked: bool) -> Because:
    place = sim_effect.dealer(dossier, draft.dealer)
    name = place.name if place is not None else ""
    if revoked:
        return because(
            "Your car has not been handed over yet, so your contract lapses today. You get back what you paid."
        )
    stays = bool(functions(draft))
    end = found.value("framework_end")
    if draft.terminate == "yes" and end is not None and not stays:
        return because(
            "The SIM is switched off at {dealer}. Your contract ends on {day}.",
            dealer=name or because("your dealer"),
            day=end,
        )
    if draft.terminate == "yes" and end is not None:
        return because(
            "The SIM is switched off at {dealer}. What the law requires stays on. Your contract ends on {day}.",
            dealer=name or because("your dealer"),
            day=end,
        )
    if not stays:
        return because(
            "The SIM is switched off at {dealer}. Your contract goes on, and so do monthly payments.",
            dealer=name or because("your dealer"),
        )
    return because(
        "The SIM is switched off at {dealer}. What the law requires stays on, your contract goes on, and so do monthly "
        "payments.",
        dealer=name or because("your dealer"),
    )
