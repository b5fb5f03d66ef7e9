"""The stages of life a contract can be in. Together they make every option of every wizard occur.

Each stage is a function of a :class:`Scene` that adds one customer. :data:`STAGES` says how many of a hundred customers
are at it; who is a trader, lives in Luxembourg or drives which model is drawn independently of the stage.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.exchange.demo_cases import (
    fail_to_switch_sim,
    revoke_contract,
    switch_sim_off,
    terminate_booking,
    terminate_contract,
    withdraw_booking,
)
from app.exchange.demo_scene import Home, Scene
from app.exchange.demo_world import world
from app.terms.calendar import months_before, term_last_day

Stage = Callable[[Scene], None]

_NEVER_INFORMED: dict[str, Any] = {"informed_at_conclusion": False}


def settled(scene: Scene) -> None:
    """Everything runs: a package within its term, often a monthly service besides."""
    home = scene.home(concluded=scene.between(60, 640))
    scene.book(home, "limited", scene.between(20, 300), months=12)
    if scene.rng.random() < 0.5:
        scene.book(home, "monthly", scene.between(20, 200), service="drive_recorder")
    _often_a_note(scene, home)


def booked_and_started(scene: Scene) -> None:
    """A booking within its fourteen days, begun at the customer's request: withdrawal costs the days used."""
    home = scene.home(concluded=scene.between(60, 500), equipped=True)
    scene.book(home, "limited", scene.between(0, 13), months=12)
    if scene.rng.random() < 0.4:
        scene.book(home, "monthly", scene.between(20, 150), service="drive_recorder")
        scene.book(home, "one_off_indefinite", scene.between(1, 12), service="anti_theft_recorder")


def booked_not_started(scene: Scene) -> None:
    """A booking within its fourteen days that has not begun: everything is paid back."""
    home = scene.home(concluded=scene.between(60, 500), equipped=True)
    scene.book(home, "limited", scene.between(0, 13), months=scene.between(1, 2) * 12, started=False)


def new_contract(scene: Scene) -> None:
    """A contract within its fourteen days, with a booking that would fall with it."""
    concluded = scene.between(0, 13)
    home = scene.home(concluded=concluded, handover=concluded + scene.between(0, 20), equipped=True)
    scene.book(home, "limited", concluded, service="mini_connected_package", months=12)
    if scene.rng.random() < 0.5:
        scene.book(home, "monthly", scene.between(0, concluded), service="drive_recorder")


def never_informed(scene: Scene) -> None:
    """Nobody told the customer about the withdrawal: the contract and its booking can be withdrawn for a year more."""
    concluded = scene.between(40, 330)
    home = scene.home(concluded=concluded, contract=_NEVER_INFORMED, equipped=True)
    scene.book(home, "limited", scene.between(20, concluded), months=24, **_NEVER_INFORMED)


def informed_later(scene: Scene) -> None:
    """The customer was told some days ago: fourteen days from then."""
    concluded = scene.between(60, 300)
    late: dict[str, Any] = {"informed_at_conclusion": False, "informed_later_on": scene.ago(scene.between(1, 11))}
    home = scene.home(concluded=concluded, contract=late, equipped=True)
    scene.book(home, "limited", concluded - 20, months=12, **late)


def renewal_ahead(scene: Scene) -> None:
    """A term with automatic renewal ends soon, and the last day to prevent it is near."""
    _renewing(scene, ends_in=scene.between(33, 50))


def renewal_too_late(scene: Scene) -> None:
    """A term with automatic renewal ends within the month: the last day to prevent it is over."""
    _renewing(scene, ends_in=scene.between(1, 27))


def tacitly_renewed(scene: Scene) -> None:
    """The term has been renewed: a consumer may now leave at any time."""
    home = scene.home(concluded=scene.between(480, 640))
    start = scene.ago(scene.between(20, 300))
    booking = scene.book(
        home,
        "limited",
        (scene.on - months_before(start, 12)).days,
        service="mini_connected_package",
        months=12,
        auto_renewal=True,
        renewal_months=12,
    )
    if booking is not None:
        scene.renew(home, booking, start)


def inclusive_open(scene: Scene) -> None:
    """Service Inclusive for a new vehicle, bought within the last fourteen days."""
    person = scene.person()
    concluded = scene.between(0, 13)
    car = scene.car(person, concluded + scene.between(0, 3), equipped=True)
    scene.contract(person, car, concluded + scene.between(20, 90))
    scene.package(person, car, concluded, start_requested=scene.rng.random() < 0.6, service_started_on=None)


def inclusive_used_open(scene: Scene) -> None:
    """Service Inclusive for a used vehicle, bought within the last fourteen days, sometimes with a work performed."""
    person = scene.person()
    car = scene.car(person, scene.between(20, 400), used=True)
    scene.contract(person, car, scene.between(20, 300))
    concluded = scene.between(0, 13)
    worked = scene.rng.random() < 0.4
    scene.package(
        person,
        car,
        concluded,
        used=True,
        start_requested=worked,
        service_started_on=scene.ago(concluded) if worked else None,
        works_performed=1 if worked else 0,
    )


def inclusive_running(scene: Scene) -> None:
    """Service Inclusive in the middle of its term, with works performed."""
    person = scene.person()
    handover = scene.between(120, 600)
    used = scene.rng.random() < 0.4
    car = scene.car(person, handover, used=used)
    scene.contract(person, car, scene.between(30, handover + 40))
    concluded = scene.between(30, handover)
    package = scene.package(
        person,
        car,
        concluded,
        used=used,
        start_requested=True,
        service_started_on=scene.ago(concluded),
        works_performed=scene.between(0, 3),
    )
    last = term_last_day(package["term_start"], package["months"]) if package["term_start"] else None
    if last is not None and last < scene.on:
        package.update(ended_as="expired", ends_on=last)


def handover_ahead(scene: Scene) -> None:
    """A new vehicle that is handed over in some days or weeks: a SIM request now revokes the contract."""
    home = scene.home(concluded=scene.between(15, 90), handover=-scene.between(1, 45), equipped=True)
    scene.book(home, "limited", scene.between(5, 40), service="mini_connected_package", months=12, started=False)


def no_handover_yet(scene: Scene) -> None:
    """A new vehicle on order without a day for the handover."""
    person = scene.person()
    car = scene.car(person, None, equipped=True)
    home = Home(person, car, scene.contract(person, car, scene.between(2, 60)))
    scene.book(home, "one_off_indefinite", scene.between(1, 30), started=False)


def used_vehicle(scene: Scene) -> None:
    """A second-hand vehicle whose new holder made a contract in the portal."""
    handover = scene.between(30, 700)
    home = scene.home(concluded=scene.between(10, handover), handover=handover, used=True)
    scene.book(home, "monthly", scene.between(5, min(200, handover)))
    _often_a_note(scene, home)


def sim_off(scene: Scene) -> None:
    """The SIM is off: MINI's duty rests, payments go on."""
    home = _with_monthly(scene)
    switch_sim_off(scene, home, scene.between(5, 60), "partial" if home.car.model.type_approval else "off")


def sim_fully_off(scene: Scene) -> None:
    """An older vehicle without functions of type approval: nothing of the SIM stays on."""
    model = world().model("MINI Cooper (F56)")
    home = scene.home(concluded=scene.between(90, 400), handover=scene.between(400, 600), used=True, model=model)
    scene.book(home, "monthly", scene.between(20, 80))
    switch_sim_off(scene, home, scene.between(5, 60), "off")


def revoked(scene: Scene) -> None:
    """The SIM was refused before the handover of a new vehicle: the contract is revoked, everything was paid back."""
    home = scene.home(concluded=scene.between(30, 90), handover=-scene.between(5, 45), equipped=True)
    scene.book(home, "limited", scene.between(20, 29), service="mini_connected_package", months=12, started=False)
    revoke_contract(scene, home, scene.between(3, 15))


def sim_job_open(scene: Scene) -> None:
    """The customer asked for the SIM to be switched off; the dealer has yet to do it."""
    switch_sim_off(scene, _with_monthly(scene), scene.between(0, 4))


def sim_job_at_the_first_dealer(scene: Scene) -> None:
    """The same at the dealer whose desk the demonstration shows; one of three should have been done before."""
    received = scene.between(12, 20) if scene.rng.random() < 1 / 3 else scene.between(0, 4)
    switch_sim_off(scene, _with_monthly(scene), received, dealer=world().dealers[0]["number"])


def sim_job_not_possible(scene: Scene) -> None:
    """The dealer could not switch the SIM off: an agent has to find another one."""
    fail_to_switch_sim(scene, _with_monthly(scene), scene.between(2, 6))


def waits_for_approval(scene: Scene) -> None:
    """A service paid once was withdrawn after it had begun: a supervisor enters what is paid back."""
    home = scene.home(concluded=scene.between(120, 500), equipped=True)
    concluded = scene.between(3, 13)
    booking = scene.book(home, "one_off_indefinite", concluded)
    if booking is not None and home.person.consumer:
        withdraw_booking(scene, home, booking, scene.between(0, concluded - 1))


def terminated(scene: Scene) -> None:
    """The contract was terminated some days ago and ends within the month; the package runs to its paid end."""
    home = scene.home(concluded=scene.between(120, 600), equipped=True)
    scene.book(home, "limited", scene.between(40, 250), service="mini_connected_package", months=12)
    scene.book(home, "monthly", scene.between(40, 200), service="drive_recorder")
    terminate_contract(scene, home, scene.between(2, 26))


def long_terminated(scene: Scene) -> None:
    """The contract ended some months ago."""
    home = scene.home(concluded=scene.between(300, 640))
    terminate_contract(scene, home, scene.between(60, 250))


def service_terminated(scene: Scene) -> None:
    """A monthly service was ended and stops on its next due date."""
    home = _with_monthly(scene)
    booking = scene.book(home, "monthly", scene.between(10, 150))
    if booking is not None:
        terminate_booking(scene, home, booking, scene.between(0, 6))


def withdrawn(scene: Scene) -> None:
    """The customer withdrew from a booking and had the money back. Only a consumer can."""
    home = scene.home(concluded=scene.between(120, 500), equipped=True)
    concluded = scene.between(20, 90)
    booking = scene.book(home, "limited", concluded, months=12)
    if booking is not None and home.person.consumer:
        withdraw_booking(scene, home, booking, concluded - scene.between(1, 12))


def paying_back(scene: Scene) -> None:
    """The customer withdrew from a booking these days: the money is on its way, now and then late."""
    home = scene.home(concluded=scene.between(120, 500), equipped=True)
    received = scene.between(0, 18)
    booking = scene.book(home, "limited", received + scene.between(1, 12), months=12)
    if booking is not None and home.person.consumer:
        withdraw_booking(scene, home, booking, received)


def expired(scene: Scene) -> None:
    """A package that ran out and was not taken again; or one that was not renewed."""
    home = scene.home(concluded=scene.between(480, 640))
    start = scene.ago(scene.between(380, 470))
    ended_as = "expired" if scene.rng.random() < 0.6 else "not_renewed"
    known: dict[str, Any] = {"auto_renewal": True, "renewal_months": 12} if ended_as == "not_renewed" else {}
    booking = scene.book(home, "limited", (scene.on - start).days, months=12, **known)
    if booking is not None:
        booking.update(ended_as=ended_as, ends_on=booking["period_end"])


def paid_once(scene: Scene) -> None:
    """A service paid once, without an end; now and then within its fourteen days."""
    home = scene.home(concluded=scene.between(60, 500), equipped=True)
    scene.book(home, "one_off_indefinite", scene.between(0, 12) if scene.rng.random() < 0.5 else scene.between(20, 300))
    scene.book(home, "monthly", scene.between(0, 12), service="drive_recorder")


def due_on_the_31st(scene: Scene) -> None:
    """A monthly service due on the 31st, and so on the last day of shorter months."""
    home = scene.home(concluded=scene.between(320, 600), equipped=True)
    anchor = max(
        day
        for year in (scene.on.year, scene.on.year - 1)
        for month in (1, 3, 5, 7, 8, 10, 12)
        if (day := scene.on.replace(year=year, month=month, day=31)) < scene.ago(60)
    )
    scene.book(home, "monthly", (scene.on - anchor).days)


def unpaid(scene: Scene) -> None:
    """The last instalment is not paid."""
    home = scene.home(concluded=scene.between(90, 500), equipped=True)
    scene.book(home, "monthly", scene.between(40, 200), unpaid=scene.between(1, 2))
    _often_a_note(scene, home)


def joint_users(scene: Scene) -> None:
    """Two people drive the vehicle, each with a MINI ID."""
    home = scene.home(concluded=scene.between(60, 600), joint_users=True)
    scene.book(home, "limited", scene.between(20, 300), months=12)


def two_vehicles(scene: Scene) -> None:
    """A customer with two vehicles and a contract on each."""
    home = scene.home(concluded=scene.between(90, 640))
    scene.book(home, "limited", scene.between(20, 300), months=12)
    concluded = scene.between(20, 300)
    second = scene.car(home.person, concluded, equipped=True)
    other = Home(home.person, second, scene.contract(home.person, second, concluded))
    scene.book(other, "monthly", scene.between(5, concluded))


def no_vehicle(scene: Scene) -> None:
    """A customer whose vehicle is gone: only the person is left, and a note."""
    scene.note(scene.person(), None)


def sanctioned(scene: Scene) -> None:
    """A customer on a sanctions list."""
    person = scene.person(sanctioned=True)
    concluded = scene.between(90, 500)
    car = scene.car(person, concluded)
    home = Home(person, car, scene.contract(person, car, concluded))
    scene.book(home, "limited", scene.between(20, 90), months=12)


def _renewing(scene: Scene, ends_in: int) -> None:
    home = scene.home(concluded=scene.between(400, 640), equipped=True)
    start = scene.term_ending_in(ends_in, 12)
    scene.book(home, "limited", (scene.on - start).days, months=12, auto_renewal=True, renewal_months=12)


def _with_monthly(scene: Scene) -> Home:
    home = scene.home(concluded=scene.between(90, 600))
    scene.book(home, "monthly", scene.between(20, 200))
    return home


def _often_a_note(scene: Scene, home: Home) -> None:
    if scene.rng.random() < 0.5:
        scene.note(home.person, home.car)


_SHARES: tuple[tuple[int, Stage], ...] = (
    (13, settled),
    (5, paying_back),
    (3, sim_job_at_the_first_dealer),
    (1, sim_job_not_possible),
    (7, booked_and_started),
    (4, booked_not_started),
    (4, new_contract),
    (3, never_informed),
    (2, informed_later),
    (3, renewal_ahead),
    (2, renewal_too_late),
    (3, tacitly_renewed),
    (2, inclusive_open),
    (2, inclusive_used_open),
    (4, inclusive_running),
    (3, handover_ahead),
    (1, no_handover_yet),
    (4, used_vehicle),
    (3, sim_off),
    (1, sim_fully_off),
    (1, sim_job_open),
    (1, waits_for_approval),
    (1, revoked),
    (3, terminated),
    (2, long_terminated),
    (2, service_terminated),
    (3, withdrawn),
    (3, expired),
    (4, paid_once),
    (1, due_on_the_31st),
    (3, unpaid),
    (3, joint_users),
    (2, two_vehicles),
    (1, no_vehicle),
)
STAGES: tuple[Stage, ...] = tuple(stage for share, stage in _SHARES for _ in range(share))


def stage_of(index: int) -> Stage:
    """The stage customer number ``index`` is at: a hundred places in a mixed order, and a sanction now and then."""
    if index % 150 == 149:
        return sanctioned
    return STAGES[index * 37 % len(STAGES)]
