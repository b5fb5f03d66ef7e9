"""Switching the SIM on again at a dealer (MC 1.6, 8.7): what rested starts to work, nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.acts import kit, notice, sim_effect, wording
from app.acts.addresses import spaced_phone
from app.acts.kit import Act, Decision, Request, day_of
from app.acts.plan import ServiceEnd, Sheet, SwitchSim, legal_functions
from app.acts.refusing import blocked, open_case
from app.acts.rows import Option, Overview, Receipt, WhyStep
from app.acts.step import Field, Step
from app.letters.matter import DealerLine, Particulars
from app.records.rows import Dealer, Dossier
from app.terms.clause import Because, Refusal, WrongInput, because

NAME = "sim_reactivation"
TITLE: Because = because("Switch the SIM on again")
ROLE = "agent"
SECTION = ""

_OFF = ("partial", "off")
_WHY = (
    WhyStep(
        because("Who and where"),
        because("An authorised dealer, a MINI branch or a workshop does it; the desk records the request."),
        None,
        ("MC 1.6",),
    ),
    WhyStep(
        because("Until it is on"),
        because("Services that need the SIM rest for as long as it is off, without compensation."),
        None,
        ("MC 8.7",),
    ),
)
_READ_OUT = because("We can have the SIM switched on again at your garage. It costs you nothing more at our desk.")
_NEEDS_DEALER = because("Choose where the SIM is switched on.")


@dataclass(frozen=True, slots=True)
class Draft(Request):
    """What the agent enters. ``dealer`` is the dealer's number."""

    dealer: str = ""


def options(dossier: Dossier, receipt: Receipt) -> tuple[Option, ...]:
    """One where the SIM is off, in part or wholly."""
    vehicle = dossier.vehicle
    if vehicle is None or vehicle.sim is None or vehicle.sim.state not in _OFF:
        return ()
    option = Option(
        act=NAME,
        subject_kind="sim",
        subject=vehicle.vin,
        subject_name=because("the SIM"),
        title=TITLE,
        state="allowed",
        clauses=("MC 1.6",),
        note=because("at a dealer"),
        why=_WHY,
        read_out=_READ_OUT,
    )
    standing = _standing(dossier, day_of(receipt))
    return (option if standing is None else blocked(option, standing),)


def _standing(dossier: Dossier, on: date) -> Because | None:
    """What keeps the SIM off: a case about it that is open, or a contract that has ended."""
    vehicle, contract = dossier.vehicle, dossier.contract
    if vehicle is None or vehicle.sim is None:
        return because("No SIM is on record for this vehicle.")
    if vehicle.sim.state not in _OFF:
        return because("The SIM is on since {day}.", day=vehicle.sim.since)
    if contract is None:
        return because("This customer has no MINI Connected contract on this vehicle.")
    if contract.ends_on is not None and contract.ends_on < on:
        return because("The contract ended on {day}: there is nothing the SIM could be on for.", day=contract.ends_on)
    return open_case(dossier, vehicle.vin)


def begin(overview: Overview, option: Option) -> Draft:
    """The draft a click on the option starts with; the customer's own dealer is chosen."""
    own = sim_effect.own_dealer(overview.dossier)
    return replace(kit.begun(Draft, overview, option), dealer=own.number if own else "")


def pages(dossier: Dossier, draft: Draft, today: date) -> tuple[Step, ...]:
    """Request, Dealer."""
    place = sim_effect.dealer(dossier, draft.dealer)
    again = tuple(replace(one, state="allowed") for one in sim_effect.stops(dossier, today))
    fields = (
        Field("again", "show", because("Works again with the SIM"), choices=again,
              clauses=("MC 8.7",), required=False),
        Field("dealer", "dealer", because("Where it is done"),
              hint=because("Not by phone: a dealer, a branch or a workshop does it."),
              choices=sim_effect.places(dossier), columns=sim_effect.PLACE_COLUMNS, clauses=("MC 1.6",),
              required=bool(dossier.dealers)),
    )  # fmt: skip
    return (
        notice.step(draft, today, because("Request")),
        kit.form(
            "dealer",
            because("Effect and dealer"),
            *fields,
            summary=(Because("{name}", (("name", place.name),)),) if place else (),
            wrong=_no_dealer(dossier, place),
        ),
    )


def decide(dossier: Dossier, draft: Draft, today: date) -> Decision:
    """The case stays open until the dealer has reported the job; the SIM changes with that report."""
    receipt = notice.receipt_of(draft)
    standing = _standing(dossier, day_of(receipt))
    if standing is not None:
        raise Refusal(standing, ("MC 1.6",))
    place = sim_effect.dealer(dossier, draft.dealer)
    kit.check(_no_dealer(dossier, place))
    again = tuple(one.label for one in sim_effect.stops(dossier, day_of(receipt)))
    effects = [because("Works again with the SIM: {services}.", services=again)] if again else []
    if place is not None:
        effects.insert(0, because("Switched on at {dealer}, {town}.", dealer=place.name, town=place.town))
    resting = [one.cause for one in dossier.suspensions if one.rests(today)]
    if any(cause != "sim_off" for cause in resting):
        effects.append(because("Services are suspended for another reason too: that suspension stays."))
    return Decision(
        subjects=(("sim", draft.subject),),
        finish=because("Record and order the job"),
        read_out=because("The SIM is switched on at {dealer}.", dealer=place.name if place else because("your dealer")),
        effects=tuple(effects),
        why=_WHY,
        stays_on=tuple(map(wording.function, legal_functions(dossier))),
        changes=(SwitchSim("on", place.number if place else "", day_of(receipt), legal_functions(dossier)),),
        sheets=(
            _sheet(dossier, draft, place, "sim_reactivation_confirmation", again),
            _sheet(dossier, draft, place, "sim_work_order", again),
        ),
    )


def _sheet(dossier: Dossier, draft: Draft, place: Dealer | None, kind: str, again: tuple[Because, ...]) -> Sheet:
    return Sheet(
        kind=kind,
        subject="sim",
        concluded_on=dossier.contract.concluded_on if dossier.contract else None,
        services=tuple(ServiceEnd(name, None, survives=True) for name in again),
        legal_functions=legal_functions(dossier),
        dealer=DealerLine(place.name, place.town, spaced_phone(place.phone)) if place else None,
        statement=draft.statement,
        particulars=Particulars(variant="switch_on"),
    )


def _no_dealer(dossier: Dossier, place: Dealer | None) -> WrongInput | None:
    return WrongInput("dealer", _NEEDS_DEALER) if dossier.dealers and place is None else None


_ACT = Act(NAME, TITLE, Draft, pages, decide)
steps, preview, plan, perform = _ACT.steps, _ACT.preview, _ACT.plan, _ACT.perform
