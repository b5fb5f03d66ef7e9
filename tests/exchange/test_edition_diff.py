"""What another edition would change: in a case book, for open contracts, as sums, as CSV, and stopped half-way."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.exchange.demo import fill
from app.exchange.edition_changes import ABSENT, Change, Sum, Tally, changes
from app.exchange.edition_diff import csv_of_changes, diff_casebook, diff_on_all_cores, diff_open_contracts
from app.exchange.edition_questions import edition_at
from app.exchange.edition_report import report
from app.exchange.stopping import Cancelled
from app.language import language
from app.problems import Problem
from app.records.store import Records
from app.terms.clause import Because, Cents, Determination, Finding, Part, Refusal, because
from app.terms.edition import TERMS, Edition, edition_called
from app.terms.facts import FrameworkTerminationFacts, RunningService, TransferFacts
from tests.acts import examples
from tests.acts.stored import desk_on
from tests.terms.fictional import fictional_edition, folder_of_the_fictional_edition

CASES = Path(__file__).resolve().parent.parent / "casebook" / "cases.json"
NOW = datetime(2026, 12, 28, 14, 6)


@pytest.fixture
def now() -> Edition:
    return edition_called("mini-belux-2025-09")


@pytest.fixture
def later(tmp_path: Path) -> Edition:
    return fictional_edition(tmp_path / "terms")


def told(tally: Tally, *, contracts: bool = False) -> list[str]:
    return list(report(tally, language("en"), contracts=contracts))


def test_an_edition_is_named_or_lies_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_of_the_fictional_edition(tmp_path)
    assert edition_at("mini-belux-2025-09") is edition_called("mini-belux-2025-09")
    assert edition_at(str(folder)).id == "fictional-2027-01"
    monkeypatch.chdir(tmp_path)
    assert edition_at("fictional-2027-01").id == "fictional-2027-01"
    with pytest.raises(Refusal, match="No edition"):
        edition_at("mini-1999")
    with pytest.raises(Problem, match="does not exist"):
        edition_at(str(tmp_path / "nowhere"))


def test_the_same_edition_changes_nothing(now: Edition) -> None:
    tally = diff_casebook(CASES, now, now, pytest.fail)
    assert told(tally) == ["0 of 192 cases change."]


def test_a_case_book_under_two_editions(now: Edition, later: Edition) -> None:
    kept: list[Change] = []
    tally = diff_casebook(CASES, now, later, kept.append)
    changed = {change.subject for change in kept}
    assert (tally.asked, tally.changed) == (192, len(changed))
    assert {change.rule for change in kept} == {
        "customer_terminates_framework",
        "sim_deactivation",
        "term_length",
        "terms_change",
        "transfer_contract",
    }
    assert kept[0] == Change(
        "C067", "sim_deactivation", "framework_end", "", ("MC 8.1",), date(2026, 1, 31), date(2026, 2, 28)
    )
    lines = told(tally)
    assert lines[0] == "MC 8.1"
    assert lines[-1] == f"{len(changed)} of 192 cases change."
    assert "MC 7.1" in lines
    assert "  Possible: 1 change" in lines


def test_days_and_parts_are_compared_each(now: Edition, later: Edition) -> None:
    services = (RunningService("rtti", "monthly"), RunningService("rtti", "limited", date(2025, 3, 1)))
    facts = FrameworkTerminationFacts(date(2025, 1, 15), services)
    found = changes("x", "customer_terminates_framework", facts, now, later)
    ends = [change for change in found if change.output == "services.last_service_day"]
    assert [(change.part, change.after, change.difference) for change in ends] == [("rtti", date(2025, 3, 15), 28)]
    assert [change.output for change in found if change.before is True] == ["services.survives"]


def edition_that_says(edition: Edition, *findings: Finding) -> Edition:
    """An edition whose rule on transfers makes these findings."""
    return replace(edition, rules={"transfer_contract": lambda *_: Determination("transfer_contract", "x", findings)})


def test_amounts_are_summed_and_open_ones_counted(now: Edition) -> None:
    def amount(value: Cents | None, *more: Finding) -> Edition:
        return edition_that_says(now, Finding("refund", value, ("MC 15",)), *more)

    tally = Tally()
    facts = TransferFacts(True)
    nothing = edition_that_says(now)
    for before, after in (
        (amount(Cents(1000)), amount(Cents(650))),
        (nothing, amount(Cents(100))),
        (amount(Cents(5)), amount(None)),
        (nothing, nothing),
    ):
        tally.add(changes("x", "transfer_contract", facts, before, after))
    assert tally.by_clause["MC 15"]["refund"] == Sum(3, 2, Cents(1000), Cents(750), 0, 0, 1)
    assert told(tally) == [
        "MC 15",
        "  Paid back: 3 changes, in all €10.00 becomes €7.50",
        "  Paid back: 1 amount is for a supervisor to enter and stands in no sum",
        "3 of 4 cases change.",
    ]


def test_an_amount_that_stands_in_a_total_is_summed_there_alone(now: Edition) -> None:
    def amounts(refund: int) -> Edition:
        part = Part("a", (Finding("refund", Cents(refund), ("MC 15",)),))
        total = Finding("refund_total", Cents(refund), ("MC 15",))
        return edition_that_says(now, Finding("bookings", (part,), ("MC 15",)), total)

    tally = Tally()
    tally.add(changes("x", "transfer_contract", TransferFacts(True), amounts(1000), amounts(700)))
    assert told(tally)[:3] == [
        "MC 15",
        "  Bookings › Paid back: 1 change",
        "  Paid back in all: 1 change, €10.00 becomes €7.00",
    ]


def test_nothing_that_becomes_nothing_is_no_sum(now: Edition) -> None:
    tally = Tally()
    nothing = edition_that_says(now, Finding("refund", Cents(0), ("MC 15",)))
    tally.add(changes("x", "transfer_contract", TransferFacts(True), edition_that_says(now), nothing))
    assert told(tally)[:2] == ["MC 15", "  Paid back: 1 change"]


def test_what_the_provider_may_end_is_asked_too(demo: Records, now: Edition) -> None:
    """With one protected year instead of five the provider may end what is older than a year."""
    sooner = replace(now, numbers=now.numbers._replace(provider_protected_years=1))
    tally = diff_open_contracts(demo, now, sooner, NOW)
    assert tally.changed > 0
    assert tally.by_clause["MC 8.1"]["allowed"].changes > 0


def test_what_only_one_edition_says_is_a_change(now: Edition) -> None:
    part = Finding("services", (Part("a", (Finding("refund", Cents(5), ()),)),), ())
    first, second = edition_that_says(now, Finding("days", (), ())), edition_that_says(now, part)
    (change,) = changes("x", "transfer_contract", TransferFacts(True), first, second)
    assert (change.output, change.part, change.before, change.after) == ("services.refund", "a", ABSENT, Cents(5))
    tally = Tally()
    tally.add([change])
    assert told(tally)[0] == "Without a clause"


def test_a_refusal_under_one_edition_is_a_change(now: Edition, later: Edition) -> None:
    def refuses(*_: object) -> Determination:
        raise Refusal(because("No."), ("MC 7.1",))

    refusing = replace(now, rules={"transfer_contract": refuses})
    facts = TransferFacts(True)
    (change,) = changes("x", "transfer_contract", facts, now, refusing)
    assert (change.output, change.before, change.after) == ("answer", ABSENT, because("No."))
    assert changes("x", "transfer_contract", facts, refusing, refusing) == []
    tally = Tally()
    tally.add([change])
    assert told(tally)[:2] == ["MC 7.1", "  1 case has an answer under one edition only, or another refusal"]


def test_what_is_no_case_changes_nothing(now: Edition, later: Edition, tmp_path: Path) -> None:
    cases = ["no case", {"id": "1", "rule": "divination"}, {"id": "2", "rule": "transfer_contract", "input": {}}]
    path = tmp_path / "book.json"
    path.write_text(json.dumps({"terms": "not-yet-installed", "cases": cases}), encoding="utf-8")
    assert told(diff_casebook(path, now, later, pytest.fail)) == ["0 of 3 cases change."]


def test_the_open_contracts_of_a_database(demo: Records, now: Edition, later: Edition, tmp_path: Path) -> None:
    progress: list[tuple[int, int]] = []
    kept: list[Change] = []
    tally = diff_open_contracts(demo, now, later, NOW, kept.append, lambda *said: progress.append(said))
    assert tally.asked > 300
    assert progress[-1] == (tally.asked, tally.asked)
    notices = tally.by_clause["MC 8.1"]["notice_end"]
    assert notices.changes == tally.changed == len({one.subject for one in kept})
    assert notices.days == 31 * notices.changes, "one month more, from 28 January to 28 February"
    lines = told(tally, contracts=True)
    assert lines[-1] == f"{tally.changed} of {tally.asked} open contracts change."
    packages = diff_open_contracts(demo, edition_called("service-inclusive-2024-09"), now, NOW, kept.append)
    assert packages.asked > 0


def test_money_back_under_other_terms_of_the_packages(tmp_path: Path) -> None:
    """A Service Inclusive edition that leaves seven days only: the withdrawal of an older package falls away."""
    folder = tmp_path / "packages-2027-01"
    shutil.copytree(TERMS / "service-inclusive-2024-09", folder)
    numbers = folder / "numbers.toml"
    text = numbers.read_text(encoding="utf-8").replace("value = 14", "value = 7", 1)
    numbers.write_text(text, encoding="utf-8")
    package = examples.service_inclusive(concluded_on=date(2026, 12, 15), edition="service-inclusive-2024-09")
    desk = desk_on(tmp_path, examples.dossier(service_inclusive=(package,)))
    old, new = edition_called("service-inclusive-2024-09"), edition_at(str(folder))
    tally = diff_open_contracts(desk.records, old, new, NOW, lambda change: None)
    desk.close()
    assert (tally.asked, tally.changed) == (1, 1)
    refund = tally.by_clause["SI 11"]["refund"]
    assert (refund.before, refund.after) == (package.price, Cents(0))


def test_a_contract_under_another_edition_is_not_compared(demo: Records, later: Edition, now: Edition) -> None:
    tally = diff_open_contracts(demo, later, now, NOW, pytest.fail)
    assert (tally.changed, tally.by_clause) == (0, {})


def test_stopping_leaves_no_trace(demo: Records, now: Edition, later: Edition, tmp_path: Path) -> None:
    target = tmp_path / "changes" / "out.csv"
    target.parent.mkdir()

    def interrupted(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Cancelled), csv_of_changes(target) as keep:
        diff_open_contracts(demo, now, later, NOW, keep, interrupted)
    with pytest.raises(Cancelled), csv_of_changes(target) as keep:
        diff_open_contracts(demo, now, later, NOW, keep, cancelled=lambda: True)
    with pytest.raises(Cancelled), csv_of_changes(target) as keep:
        diff_casebook(CASES, now, later, keep, interrupted)
    assert list(target.parent.iterdir()) == []


def test_processes_of_their_own_find_the_same(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    kept: list[Change] = []
    alone: list[Change] = []
    folder = str(folder_of_the_fictional_edition(tmp_path))
    with Records(url) as records:
        fill(records.prepare(), 60, NOW.date())
        one = diff_on_all_cores(records, "mini-belux-2025-09", folder, NOW, alone.append)
        progress: list[tuple[int, int]] = []
        two = diff_on_all_cores(
            records, "mini-belux-2025-09", folder, NOW, kept.append, lambda *said: progress.append(said), processes=2
        )
        assert one.asked > 50
        assert (two, kept) == (one, alone)
        assert progress[-1] == (one.asked, one.asked)


def test_every_change_is_a_line_of_the_file(tmp_path: Path) -> None:
    target = tmp_path / "changes.csv"
    found = [
        Change("=1+1", "withdrawal", "refund", "B-1", ("MC 15", "WER VI.50"), Cents(1250), Cents(1217)),
        Change("2", "withdrawal", "deadline", "", ("MC 15",), date(2026, 12, 31), date(2027, 1, 4)),
        Change("3", "withdrawal", "refund", "", (), ABSENT, None),
        Change("4", "withdrawal", "allowed", "", (), True, False),
        Change("5", "withdrawal", "answer", "", (), Because("No."), ABSENT),
    ]
    with csv_of_changes(target) as keep:
        for change in found:
            keep(change)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[0] == ["subject", "rule", "output", "part", "clauses", "before", "after", "difference"]
    assert lines[1] == ["'=1+1", "withdrawal", "refund", "B-1", "MC 15, WER VI.50", "12.50", "12.17", "-0.33"]
    assert lines[2][5:] == ["2026-12-31", "2027-01-04", "4"]
    assert lines[3][5:] == ["", "", ""]
    assert lines[4][5:] == ["true", "false", ""]
    assert lines[5][5:] == ["No.", "", ""]
