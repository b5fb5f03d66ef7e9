"""The panel of services: its tree, the state of each service, what an act changes, data and the days of their end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.acts.panel_rows import ServiceDetail, ServicePanel
from app.acts.service_detail import detail_of
from app.acts.service_panel import panel_of
from app.acts.vehicle_comparing import compared
from app.language import language
from app.records.consequence_rows import Suspension
from app.records.rows import Dossier
from app.terms.catalogue import load_catalogue
from tests.acts import examples
from tests.acts.examples import TODAY

EN = language("en")
YESTERDAY = TODAY - timedelta(1)


def _panel(dossier: Dossier) -> ServicePanel:
    return panel_of(dossier, TODAY)


def _state(dossier: Dossier, key: str) -> tuple[str, str]:
    status = next(node.status for node in _panel(dossier).nodes if node.key == key)
    return status.state, EN.say(status.state_text).replace("\u00a0", " ")


def _until(dossier: Dossier, key: str) -> str:
    until = next(node.status for node in _panel(dossier).nodes if node.key == key).runs_until
    return EN.say(until).replace("\u00a0", " ") if until is not None else ""


def _detail(dossier: Dossier, key: str) -> ServiceDetail:
    return detail_of(dossier, _panel(dossier), key, TODAY)


def _words(detail: ServiceDetail) -> str:
    facts = [f"{EN.say(one.label)}: {EN.say(one.value)}" for one in (*detail.facts, *detail.effects, *detail.data)]
    kept = [EN.say(line.erase_by) for line in detail.retention if line.erase_by is not None]
    return "\n".join([*facts, *kept, *map(EN.say, detail.notes)]).replace("\u00a0", " ")


def test_the_tree_holds_every_service_of_the_brand_once_and_parents_first() -> None:
    nodes = _panel(examples.dossier()).nodes
    keys = [node.key for node in nodes]
    assert sorted(keys) == sorted(one.key for one in load_catalogue().offered_for("MINI"))
    for place, node in enumerate(nodes):
        parent = node.status.parent
        assert node.level == (1 if parent in keys else 0)
        assert not parent or keys.index(parent) < place
        assert all(keys.index(child) > place for child in node.children)
    assert keys[0] == "mini_connected_package", "what is booked stands first"


def test_the_counts_add_up() -> None:
    panel = _panel(examples.dossier())
    assert sum(count for _, count in panel.counts) == len(panel.nodes)
    assert dict(panel.counts)["always_on"] == 2


def test_without_a_vehicle_there_is_no_tree() -> None:
    assert _panel(examples.dossier(vehicle=None)) == ServicePanel((), (), ())


@pytest.mark.parametrize(
    ("key", "state", "said"),
    [
        ("mini_connected_package", "active", "Active"),
        ("airconsole_games", "active", "Active"),
        ("legal_emergency_call", "always_on", "Always on"),
        ("evaluation_of_diagnostics_data", "always_on", "Always on"),
        ("mini_navigation", "active", "Active"),
        ("map_display", "active", "Active"),
        ("technical_basis", "active", "Partly on"),
        ("remote_diagnosis", "off", "Off until switched on"),
        ("online_mail", "off", "Off until switched on"),
        ("smart_maintenance", "off", "Off until switched on"),
        ("connected_parking", "available", "Available"),
        ("personal_esim", "missing", "Needs option SA6PA"),
        ("digital_key_plus", "missing", "Needs option SA322"),
        ("autonomous_driving_call", "missing", "Not described"),
    ],
)
def test_the_state_of_a_service(key: str, state: str, said: str) -> None:
    assert _state(examples.dossier(), key) == (state, said)


@pytest.mark.parametrize(
    ("cause", "said"),
    [("unpaid", "Rests, not paid"), ("sanction", "Rests, sanction"), ("breach", "Rests, breach of the terms")],
)
def test_a_suspended_contract_makes_everything_but_the_law_rest(cause: str, said: str) -> None:
    contract = examples.contract(examples.package())
    rests = Suspension(1, "contract", contract.number, cause, YESTERDAY, None, "C-1", "")  # type: ignore[arg-type]
    dossier = examples.dossier(contract=contract, suspensions=(rests,))
    assert _state(dossier, "mini_connected_package") == ("suspended", said)
    assert _state(dossier, "map_update") == ("suspended", said)
    assert _state(dossier, "legal_emergency_call")[0] == "always_on"
    assert "Since: Sun 27 Dec 2026" in _words(_detail(dossier, "map_update"))
    lifted = replace(rests, until_on=YESTERDAY)
    assert _state(replace(dossier, suspensions=(lifted,)), "map_update") == ("active", "Active")


def test_a_suspended_booking_rests_alone() -> None:
    package, recorder = examples.package(), examples.recorder()
    rests = Suspension(1, "booking", recorder.number, "unpaid", TODAY, None, "C-1", "")
    dossier = examples.dossier(contract=examples.contract(package, recorder), suspensions=(rests,))
    assert _state(dossier, recorder.service_key) == ("suspended", "Rests, not paid")
    assert _state(dossier, "mini_connected_package")[0] == "active"


def test_with_the_sim_off_what_needs_it_rests_since_then() -> None:
    sim = examples.sim(state="off", since=date(2026, 12, 2))
    dossier = examples.dossier(vehicle=examples.vehicle(sim=sim))
    assert _state(dossier, "airconsole_games") == ("suspended", "Rests, SIM off")
    assert _state(dossier, "drive_recorder")[0] == "active"
    assert _state(dossier, "connected_e_mobility") == ("suspended", "Rests, SIM off"), "as its parts do"
    assert "Since: Wed 2 Dec 2026" in _words(_detail(dossier, "routing"))
    assert "sim_off" not in [line.name for line in _panel(dossier).effects]


def test_only_a_type_approval_makes_the_legal_ecall_stay() -> None:
    dossier = examples.dossier(vehicle=examples.vehicle(type_approval_functions=()))
    assert _state(dossier, "legal_emergency_call") == ("missing", "Not fixed by type approval")
    assert "With the SIM off" not in _words(_detail(dossier, "legal_emergency_call"))
    basic = examples.booking("B-7", "legal_emergency_call", kind="basic")
    booked = replace(dossier, contract=examples.contract(basic))
    assert _state(booked, "legal_emergency_call")[0] == "active"
    words = _words(_detail(booked, "legal_emergency_call"))
    assert "With the SIM off: Stops" in words
    assert "The law requires it" not in words
    kept = replace(booked, vehicle=examples.vehicle())
    assert _state(kept, "legal_emergency_call")[0] == "always_on"
    assert "The law requires it" in _words(_detail(kept, "legal_emergency_call"))


def test_what_the_law_keeps_on_has_no_end_even_after_the_contract() -> None:
    ends = YESTERDAY
    basic = examples.booking("B-7", "legal_emergency_call", kind="basic", ended_as="terminated", ends_on=ends)
    contract = examples.contract(basic, ended_as="terminated", ends_on=ends)
    assert _state(examples.dossier(contract=contract), "legal_emergency_call")[0] == "always_on"
    assert _until(examples.dossier(contract=contract), "legal_emergency_call") == "No end date"


@pytest.mark.parametrize("key", ["map_display", "destination_input", "routing", "mini_navigation"])
def test_what_rests_and_ends_says_both(key: str) -> None:
    sim = examples.sim(state="off", since=date(2026, 12, 4))
    contract = examples.contract(ended_as="terminated", ends_on=date(2027, 1, 14))
    dossier = examples.dossier(contract=contract, vehicle=examples.vehicle(sim=sim))
    assert _state(dossier, key) == ("suspended", "Rests, SIM off")
    assert _until(dossier, key) == "Thu 14 Jan 2027"


def test_what_rests_has_no_data_of_today() -> None:
    sim = examples.sim(state="off", since=date(2026, 12, 4))
    dossier = examples.dossier(vehicle=examples.vehicle(sim=sim))
    words = _words(_detail(dossier, "intelligent_emergency_call"))
    assert "Data of today" not in words
    assert "The last data, of Fri 4 Dec 2026, are erased by Sun 3 Jan 2027." in words


def test_an_end_in_the_future_is_an_end_on_until_then() -> None:
    ends = date(2027, 1, 28)
    ending = examples.contract(examples.package(), ended_as="terminated", ends_on=ends, ended_by_case="C-9")
    dossier = examples.dossier(contract=ending)
    assert _state(dossier, "map_update") == ("ends_on", "Ends Thu 28 Jan 2027")
    assert _state(dossier, "legal_emergency_call")[0] == "always_on"
    assert next(node for node in panel_of(dossier, ends).nodes if node.key == "map_update").status.state == "ends_on"
    after = panel_of(dossier, ends + timedelta(1))
    assert next(node for node in after.nodes if node.key == "map_update").status.state == "ended"
    assert "terminated" not in [line.name for line in _panel(dossier).effects]


def test_after_an_end_the_last_data_have_a_day() -> None:
    ending = examples.contract(ended_as="terminated", ends_on=date(2027, 1, 28))
    detail = _detail(examples.dossier(contract=ending), "customer_hotline")
    assert "The last data, of Thu 28 Jan 2027, are erased by Thu 25 Feb 2027." in _words(detail)
    assert detail.retention[0].day == date(2027, 2, 25)


def test_data_of_a_running_service_arise_today() -> None:
    words = _words(_detail(examples.dossier(), "intelligent_emergency_call"))
    assert "Data of today are erased by Wed 27 Jan 2027." in words, "thirty days"
    assert "Data of today are erased by Tue 29 Dec 2026" in words, "voices: a day and a night"


def test_a_booked_service_says_by_which_booking_and_what_its_fate_is() -> None:
    detail = _detail(examples.dossier(), "mini_connected_package")
    words = _words(detail)
    assert "Booking: B-10001" in words
    assert "Since: Fri 18 Dec 2026" in words
    assert "Description: Issue 09/25" in words
    assert "With the SIM off: Works in part" in words
    assert "Without the package: Stops" in words
    assert detail.clauses == ("SD:mini_connected_package",)


def test_what_is_needed_says_whether_it_is_met() -> None:
    facts = {EN.say(one.value): one.mark for one in _detail(examples.dossier(), "personal_esim").facts}
    assert facts == {
        "MINI Operating System 9": "done",
        "option SA6AE": "done",
        "option SA6PA": "missing",
        "a MINI Connected contract": "done",
        "a MINI ID": "done",
    }


def test_every_service_can_be_shown_in_every_language() -> None:
    dossier = examples.dossier()
    panel = _panel(dossier)
    for node in panel.nodes:
        detail = detail_of(dossier, panel, node.key, TODAY)
        for code in ("nl", "fr", "de", "en"):
            spoken = language(code)
            for fact in (*detail.facts, *detail.effects, *detail.data):
                assert spoken.say(fact.label)
                assert spoken.say(fact.value)
            assert spoken.say(detail.description).endswith(".")
    with pytest.raises(KeyError):
        detail_of(dossier, panel, "plug_and_charge", TODAY)


def test_the_effect_of_the_sim_counts_every_running_service_once() -> None:
    panel = _panel(examples.dossier())
    line = panel.effects[0]
    fates = dict(line.fates)
    assert line.name == "sim_off"
    assert line.fate("drive_recorder") == "stays"
    assert line.fate("legal_emergency_call") == "stays"
    assert line.fate("connected_parking") is None, "it does not run"
    running = [node for node in panel.nodes if node.status.state in ("active", "always_on", "ends_on")]
    assert len(fates) == len(running)
    stops, stays, partly = (list(fates.values()).count(fate) for fate in ("stops", "stays", "partly"))
    said = f"With the SIM off: {stops} stop, {stays} stay, {partly} work in part."
    assert EN.say(line.text) == said


def test_the_effect_of_a_notice_names_its_last_day_and_spares_what_was_paid_ahead() -> None:
    line = next(one for one in _panel(examples.dossier()).effects if one.name == "terminated")
    assert "after Thu\u00a028\u00a0Jan\u00a02027" in EN.say(line.text)
    assert line.fate("mini_connected_package") == "stays", "a limited booking runs to the end of its term"
    assert line.fate("airconsole_games") == "stays", "it comes with the package"
    assert line.fate("drive_recorder") == "stops"
    assert line.fate("map_update") == "stops"


def test_the_effect_of_losing_the_package() -> None:
    line = next(one for one in _panel(examples.dossier()).effects if one.name == "package_gone")
    stopping = {key for key, fate in line.fates if fate == "stops"}
    assert stopping == {"mini_connected_package", "airconsole_games", "traffic_camera_information", "video_streaming"}
    without = examples.dossier(contract=examples.contract())
    assert "package_gone" not in [one.name for one in _panel(without).effects]


def test_two_vehicles_side_by_side_mark_what_differs() -> None:
    left = examples.dossier()
    other = examples.vehicle(
        vin="WMW11AA010TA00001", plate="2-XYZ-987", powertrain="ICE", option_codes=("SA6AE", "SA6AP", "SA322")
    )
    right = examples.dossier(vehicle=other, contract=examples.contract())
    rows = compared(left, right, TODAY)
    by_name = {EN.say(row.name): row for row in rows}
    assert by_name["Plate"].differs
    assert not by_name["Model"].differs
    assert by_name["Digital Key"].left_mark == "missing"
    assert by_name["Digital Key"].right_mark == "off"
    assert by_name["eDrive Services"].differs
    assert not by_name["Map Update"].differs
    assert [row.section for row in rows].count("services") == len(_panel(left).nodes)
    assert compared(left, examples.dossier(vehicle=None), TODAY) == ()
