"""An import as a whole: all or nothing, repeatable, and never over what desks wrote."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.exchange.csv_import import import_folder
from app.exchange.stopping import Cancelled
from app.problems import Problem
from app.records import tables
from app.records.dossier import find_dossier
from app.records.endings import change_sim, end_booking
from app.records.journal import add_note
from app.records.rows import Dossier
from app.records.search import search
from app.records.store import Records
from tests.exchange.folders import WHOLE, whole, write
from tests.exchange.rows_of import all_rows

VIN = "WMW31GD090TA40817"


def dossier(records: Records) -> Dossier:
    with records.reading() as session:
        found = find_dossier(session, vin=VIN)
    assert found is not None
    return found


def test_one_customer_with_everything(empty: Records, tmp_path: Path) -> None:
    report = import_folder(empty, whole(tmp_path / "in"))
    assert report.problems == ()
    assert report.changed
    elke = dossier(empty)
    assert elke.customer.name == "De Smet, Elke"
    assert elke.customer.phones == ("+32470123456",)
    assert [address.town for address in elke.customer.addresses] == ["Gent", "Oostende"]
    assert elke.vehicle is not None
    assert elke.vehicle.option_codes == ("SA6AE", "SA6AP")
    assert elke.vehicle.handover_at == datetime(2025, 4, 24, 10, 30)
    assert elke.vehicle.mileage_km == 21340
    assert elke.vehicle.dealer_number == "D-1"
    assert elke.vehicle.sim is not None
    assert [event.state for event in elke.vehicle.sim.history] == ["active"]
    assert elke.vehicle.links[0].verified_on is None
    assert elke.contract is not None
    assert elke.contract.edition == "mini-belux-2025-09"
    assert {booking.number: booking.price for booking in elke.contract.bookings} == {"BK1": 12000, "BK2": 600}
    assert elke.service_inclusive[0].km == 45000
    assert {payment.invoice_number: payment.paid_on for payment in elke.payments} == {
        "F1": date(2026, 12, 18),
        "F2": None,
    }
    assert {payment.due_on for payment in elke.payments} == {date(2027, 1, 17), date(2025, 5, 24)}
    with empty.reading() as session:
        assert search(session, "de smet", 5).hits[0].customer_id == elke.customer.id


def test_a_second_run_changes_nothing_and_says_so(empty: Records, tmp_path: Path) -> None:
    folder = whole(tmp_path / "in")
    import_folder(empty, folder)
    before = all_rows(empty)
    report = import_folder(empty, folder)
    assert not report.changed
    assert "holds all of this already" in report.outcome().message
    assert all(count.unchanged == count.rows for count in report.counts)
    assert all_rows(empty) == before


def test_a_dry_run_counts_and_writes_nothing(empty: Records, tmp_path: Path) -> None:
    before = all_rows(empty)
    report = import_folder(empty, whole(tmp_path / "in"), dry_run=True)
    assert report.changed
    assert "dry run" in report.outcome().message
    assert {count.file: count.new for count in report.counts}["bookings.csv"] == 2
    assert all_rows(empty) == before


def test_what_differs_is_changed_and_nothing_else(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, whole(tmp_path / "in"))
    before = dossier(empty)
    report = import_folder(
        empty,
        whole(
            tmp_path / "again",
            customers=("0470 12 34 56;elke@example.org", "0475 55 01 92;elke@example.net"),
            vehicles=("21.340", "22 000"),
            bookings=("120,00", "99,50"),
            links=("linked_on\n", "linked_on\n"),
        ),
    )
    changed = {count.file: count.changed for count in report.counts if count.changed}
    assert changed == {"customers.csv": 1, "vehicles.csv": 1, "bookings.csv": 1}
    after = dossier(empty)
    assert after.customer.phones == ("+32475550192",)
    assert after.customer.emails == ("elke@example.net",)
    assert after.customer.addresses == before.customer.addresses
    assert after.vehicle is not None
    assert after.vehicle.mileage_km == 22000
    assert after.contract is not None
    assert {booking.number: booking.price for booking in after.contract.bookings} == {"BK1": 9950, "BK2": 600}
    assert after.version > before.version


def test_a_column_the_file_does_not_have_leaves_what_is_known(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, whole(tmp_path / "in"))
    before = dossier(empty)
    few = "customer_number;kind;country;language\nK1;consumer;BE;fr"
    report = import_folder(
        empty, write(tmp_path / "few", customers=few.replace("language", "language;family_name") + ";Desmet")
    )
    assert report.problems == ()
    after = dossier(empty)
    assert (after.customer.language, after.customer.family_name) == ("fr", "Desmet")
    assert after.customer.given_name == "Elke"
    assert after.customer.phones == before.customer.phones
    assert after.customer.addresses == before.customer.addresses
    with empty.reading() as session:
        assert search(session, "desmet elke", 5).hits


def test_what_desks_wrote_stays(empty: Records, tmp_path: Path, today: date) -> None:
    folder = whole(tmp_path / "in")
    import_folder(empty, folder)
    elke = dossier(empty)
    assert elke.contract is not None
    assert elke.vehicle is not None
    with empty.writing() as session:
        package = elke.contract.bookings[0].id
        end_booking(session, package, ended_as="withdrawn", ends_on=today, case_number="C-2026-00001")
        change_sim(session, elke.vehicle.id, state="partial", on=today, by="D-1", case_number="C-2026-00002")
        at = datetime(2026, 12, 28, 10)
        add_note(session, elke.customer.id, elke.vehicle.id, at=at, by="Anna Willems", text="Belt terug.")
    before = all_rows(empty)
    report = import_folder(empty, folder)
    assert not report.changed
    assert all_rows(empty) == before


def test_a_newer_sim_state_becomes_an_entry_of_its_history(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, whole(tmp_path / "in"))
    later = write(tmp_path / "later", sims=WHOLE["sims"].replace("active;24/04/2025", "off;01/12/2026"))
    assert import_folder(empty, later).changed
    assert not import_folder(empty, later).changed
    sim = dossier(empty).vehicle.sim  # type: ignore[union-attr]
    assert sim is not None
    assert (sim.state, sim.since) == ("off", date(2026, 12, 1))
    assert [event.state for event in sim.history] == ["active", "off"]


def test_only_some_files_with_references_to_the_database(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, whole(tmp_path / "in"))
    more = WHOLE["bookings"].splitlines()[0] + "\nCT1;BK3;remote_3d_view;monthly;3,00;01/12/2026;;;01/12/2026;;"
    report = import_folder(empty, write(tmp_path / "more", bookings=more))
    assert [(count.file, count.new) for count in report.counts] == [("bookings.csv", 1)]
    contract = dossier(empty).contract
    assert contract is not None
    assert len(contract.bookings) == 3


def test_one_problem_and_nothing_is_written(empty: Records, tmp_path: Path) -> None:
    before = all_rows(empty)
    report = import_folder(empty, whole(tmp_path / "in", payments=("120,00", "much")))
    assert len(report.problems) == 1
    assert not report.changed
    assert "Nothing was written" in report.outcome().message
    assert all_rows(empty) == before


def test_stopping_leaves_no_trace(empty: Records, tmp_path: Path) -> None:
    folder = whole(tmp_path / "in")
    before = all_rows(empty)
    asked: list[bool] = []

    def after_some_files() -> bool:
        asked.append(True)
        return len(asked) > 5

    with pytest.raises(Cancelled):
        import_folder(empty, folder, cancelled=after_some_files)
    assert all_rows(empty) == before

    def interrupted(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Cancelled):
        import_folder(empty, folder, progress=interrupted)
    assert all_rows(empty) == before
    assert import_folder(empty, folder).changed


def test_progress_goes_up_to_the_end(empty: Records, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    import_folder(empty, whole(tmp_path / "in"), progress=lambda done, total: told.append((done, total)))
    total = sum(file.stat().st_size for file in (tmp_path / "in").iterdir()) + 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (total, total)
    assert [done for done, _ in told].count(total) == 1


def test_folders_that_are_none(empty: Records, tmp_path: Path) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("x")
    (tmp_path / "nothing").mkdir()
    for folder, says in ((tmp_path / "gone", "does not exist"), (file, "is a file"), (tmp_path / "nothing", "No file")):
        with pytest.raises(Problem, match=says):
            import_folder(empty, folder)


def test_other_files_are_passed_over_with_a_remark(empty: Records, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", Customers=WHOLE["customers"], complaints="a;b")
    (folder / "notes.txt").write_text("nothing of ours")
    report = import_folder(empty, folder)
    assert report.changed
    assert [remark.file for remark in report.remarks] == ["complaints.csv"]


def test_many_rows_go_in_more_than_one_batch(empty: Records, tmp_path: Path) -> None:
    header = "customer_number,kind,country,language,family_name,phone"
    rows = [f"K{number},consumer,BE,nl,Janssens,+32470{number:06d}" for number in range(4_500)]
    folder = write(tmp_path / "in", customers="\n".join((header, *rows)))
    assert import_folder(empty, folder).counts[0].new == 4_500
    rows[4_200] = rows[4_200].replace("Janssens", "Peeters")
    write(folder, customers="\n".join((header, *rows)))
    assert import_folder(empty, folder).counts[0][2:] == (0, 1, 4_499)


def test_a_sim_moves_on_only_when_it_is_free(empty: Records, tmp_path: Path) -> None:
    import_folder(empty, whole(tmp_path / "in"))
    other = "WMW51GA060RA17735"
    files = write(
        tmp_path / "other",
        vehicles=WHOLE["vehicles"].replace(VIN, other).replace("1-ABC-234", "2-FKL-871"),
        sims=WHOLE["sims"].replace(VIN, other),
    )
    report = import_folder(empty, files)
    assert [(problem.file, problem.column) for problem in report.problems] == [("sims.csv", "iccid")]


def test_a_version_raised_at_a_desk_survives(empty: Records, tmp_path: Path) -> None:
    folder = whole(tmp_path / "in")
    import_folder(empty, folder)
    with empty.writing() as session:
        session.execute(update(tables.Contract).values(version=7))
    import_folder(empty, whole(tmp_path / "again", contracts=("03/03/2025;;", "04/03/2025;;")))
    with empty.reading() as session:
        assert session.scalar(select(tables.Contract.version)) == 8
