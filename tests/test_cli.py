"""The command line: exit codes, one sentence for each failure, nothing half done."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app import cli
from app.acts import withdrawal
from app.acts.overview import overview_of
from app.acts.rows import Done
from app.language import LANGUAGES
from app.letters.content import LETTER_KINDS
from app.records.store import Records
from tests.acts import examples
from tests.acts.stored import key_of, stored

TODAY = "2026-12-28T14:06"
ELKE = "WMW31GD090TA40817"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database of invented customers, made once; tests read it and never write."""
    from datetime import date

    from app.start import fill

    url = f"sqlite:///{(tmp_path_factory.mktemp('demo') / 'demo.db').as_posix()}"
    fill(url, 60, date(2026, 12, 28))
    return url


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONNECTED_DESK_TODAY", TODAY)


def test_a_command_that_cannot_be_understood_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [
        ["dance"],
        ["search"],
        ["search", "a", "--fast"],
        ["options", "X", "--channel", "owl"],
        ["db"],
        ["search", "--db"],
    ]
    wrong += [
        ["demo-data", "--customers", "many"],
        ["demo-data", "--customers", "0"],
        ["letter"],
        ["letter", "C-2026-00001"],
    ]
    wrong += [["options", ELKE, "--received", "tomorrow"], ["search", "x", "--db", "nonsense"]]
    wrong += [["options", ELKE, "--received", "2026-12-01", "--sent", "2026-12-02"]]
    wrong += [["search", "x", "--db", ""], ["--db", "mysql://desk", "db", "status"]]
    wrong += [["letter", "C-2026-00001", "-o", "x.pdf", "--samples", "letters"]]
    for arguments in wrong:
        assert cli.main(arguments) == 2, arguments
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1, (arguments, told.err)
        assert "Traceback" not in told.err


@pytest.mark.parametrize("code", LANGUAGES)
def test_failures_are_told_in_the_language_asked_for(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    from app.language import language
    from app.terms.clause import because

    expected = language(code).say(because("{name} needs a value.", name="--db"))
    for place in (
        ["--lang", code, "search", "--db"],
        [f"--lang={code}", "search", "--db"],
        ["search", "x", "--lang", code, "--db"],
    ):
        assert cli.main(place) == 2
        assert capsys.readouterr().err.strip() == expected


def test_settings_before_and_after_the_name_of_the_command_count(tmp_path: Path) -> None:
    for arguments in (["--db", "a", "--lang", "nl", "search", "x"], ["search", "x", "--db", "a", "--lang", "nl"]):
        chosen = cli.parse(arguments)
        assert (chosen.db, chosen.lang, chosen.demo, chosen.query) == ("a", "nl", False, "x")


def test_search_answers_scripts(demonstration: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", "1 abc 234", "--json", "--db", demonstration]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert set(hits[0]) == {"kind", "number", "label", "vin", "plate", "customer", "matched"}
    assert hits[0]["vin"] == ELKE


def test_search_answers_people(demonstration: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["search", "desmet", "--db", demonstration]) == 0
    assert "De Smet" in capsys.readouterr().out
    assert cli.main(["search", "zzqqxx", "--db", demonstration, "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip() == "Nothing found for “zzqqxx”."


def test_a_day_at_the_end_of_the_calendar_names_its_option(
    demonstration: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["options", ELKE, "--received", "9999-12-31", "--db", demonstration, "--lang", "en"]
    assert cli.main(command) == 2
    assert capsys.readouterr().err.startswith("--received: ")


def test_options_answer_scripts(demonstration: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["options", ELKE.lower(), "--json", "--received", "28/12/2026", "--db", demonstration]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["vin"], answer["received_on"]) == (ELKE, "2026-12-28")
    assert answer["options"]
    assert set(answer["options"][0]) >= {
        "act",
        "subject",
        "allowed",
        "needs_approval",
        "possible_until",
        "last_service_day",
        "refund",
        "refund_due_by",
        "clauses",
        "reason",
        "missing",
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_options_answer_people(code: str, demonstration: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["options", ELKE, "--lang", code, "--db", demonstration]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 3
    assert "{" not in "".join(lines)


def test_a_vehicle_nobody_knows_is_one_sentence(demonstration: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["options", "WMWZZZ00000000000", "--db", demonstration]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.fixture
def withdrawn(tmp_path: Path) -> Done:
    """A withdrawal that was recorded in ``desk.db`` of the test's folder."""
    desk, dossier = stored(tmp_path, examples.dossier())
    overview = overview_of(dossier, examples.BY_LETTER, examples.TODAY)
    option = next(one for one in overview.options if one.act == "withdrawal" and one.subject == "B-10001")
    draft = withdrawal.begin(overview, option)
    done = withdrawal.perform(desk, key_of(dossier), draft, withdrawal.preview(dossier, draft, examples.TODAY))
    desk.close()
    return done


def test_the_letters_of_a_case_are_those_issued(
    withdrawn: Done, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = ["--db", f"sqlite:///{tmp_path / 'desk.db'}", "--lang", "en"]
    (first, _), (newest, _) = withdrawn.letters
    of_case, of_number = tmp_path / "case.pdf", tmp_path / "number.pdf"
    assert cli.main(["letter", withdrawn.case_number.lower(), "-o", str(of_case), *settings]) == 0
    told = capsys.readouterr().out
    assert told == f"Letter {newest} written to case.pdf.\nThe case has other letters too: {first}\n"
    assert cli.main(["letter", newest, "-o", str(of_number), *settings]) == 0
    assert of_case.read_bytes() == of_number.read_bytes()
    assert of_case.read_bytes().startswith(b"%PDF-")
    assert cli.main(["letter", first, "-o", str(of_number), *settings]) == 0
    assert of_case.read_bytes() != of_number.read_bytes()


def test_a_letter_nobody_wrote_is_one_sentence(
    demonstration: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["letter", "C-1999-00001", "-o", str(tmp_path / "letter.pdf"), "--db", demonstration]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_samples_of_every_letter_in_every_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["letter", "--samples", str(tmp_path / "samples"), "--lang", "en"]) == 0
    written = sorted(path.name for path in (tmp_path / "samples").iterdir())
    assert len(written) == len(LETTER_KINDS) * len(LANGUAGES)
    assert "withdrawal_confirmation.nl.pdf" in written
    assert capsys.readouterr().out == f"{len(written)} letters written.\n"


def test_samples_where_a_file_stands_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "samples").touch()
    assert cli.main(["letter", "--samples", str(tmp_path / "samples")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_demonstration_data_go_into_an_empty_database_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    assert cli.main(["demo-data", "--customers", "12", "--db", url]) == 0
    assert cli.main(["demo-data", "--customers", "12", "--db", url]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_state_of_the_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk.db"
    command = ["db", "status", "--lang", "en", "--db", f"sqlite:///{path}"]
    assert cli.main(command) == 0
    assert capsys.readouterr().out.startswith("There is no database yet")
    assert not path.exists()
    assert cli.main(["db", "upgrade", "--db", f"sqlite:///{path}"]) == 0
    capsys.readouterr()
    assert cli.main(command) == 0
    assert capsys.readouterr().out.startswith("The database is up to date.")


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk.db"
    url = f"sqlite:///{path}"
    with Records(url) as records:
        records.prepare()
        with records.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    for arguments in (["search", "x"], ["db", "upgrade"], ["demo-data", "--customers", "3"]):
        assert cli.main([*arguments, "--db", url, "--lang", "en"]) == 1
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert "newer version" in told
    assert cli.main(["db", "status", "--db", url]) == 1
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"Dear Ms De Smet, " * 500)
    assert cli.main(["search", "x", "--db", f"sqlite:///{path}", "--lang", "en"]) == 1
    assert capsys.readouterr().err == "The file is not a database of Connected Desk, or it is damaged.\n"
    assert path.read_bytes() == b"Dear Ms De Smet, " * 500


def test_a_fault_is_one_sentence_and_a_report(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from app import commands

    def broken(chosen: object) -> int:
        raise ValueError("Elke De Smet lives in Gent")

    monkeypatch.setitem(commands.COMMANDS, "search", broken)
    assert cli.main(["search", "x"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "Elke" not in told
    (report,) = (own_folders / "data" / "connected-desk").glob("fault-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "tests/test_cli.py" in text
    assert "Elke" not in text


def run(*arguments: str, stdout: int = subprocess.PIPE, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    command = [sys.executable, "-m", "ui", *arguments]
    settings = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent), **environment}
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=settings, encoding="utf-8", check=False)


def test_without_a_screen_the_window_says_so() -> None:
    told = run("--demo", "--lang", "en", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "no screen" in told.stderr
    assert "casebook" in told.stderr


def test_a_screen_that_does_not_answer_is_told_too() -> None:
    assert "no screen" in run("--lang", "en", QT_QPA_PLATFORM="", DISPLAY=":4711", WAYLAND_DISPLAY="").stderr


def test_answers_that_cannot_be_written_are_one_sentence(demonstration: str) -> None:
    with Path("/dev/full").open("w") as full:
        told = run("options", ELKE, "--json", "--db", demonstration, "--lang", "en", stdout=full.fileno())
    assert told.returncode == 1
    assert told.stderr == "The disk is full: make room and try again. Nothing was changed.\n"


def test_answers_are_utf_8_whatever_the_locale(demonstration: str) -> None:
    told = run(
        "options", ELKE, "--db", demonstration, "--lang", "fr", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert told.returncode == 0, told.stderr
    assert "€" in told.stdout


def test_a_full_disk_leaves_no_half_database(tmp_path: Path) -> None:
    """The largest file the process may write is smaller than the database."""
    script = (
        "import resource, signal, sys; from app import cli;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        "sys.exit(cli.main(sys.argv[1:]))"
    )
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    assert cli.main(["db", "upgrade", "--db", url]) == 0
    told = subprocess.run(
        [sys.executable, "-c", script, "demo-data", "--customers", "2000", "--db", url, "--lang", "en"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).resolve().parent.parent,
    )
    assert told.returncode == 1, told.stderr
    assert told.stderr.count("\n") == 1
    assert "Traceback" not in told.stderr
    assert cli.main(["demo-data", "--customers", "5", "--db", url]) == 0


SAMPLE = Path(__file__).resolve().parent.parent / "packaging" / "sample"


def test_a_folder_is_imported_once_and_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["import", str(SAMPLE), "--lang", "en", "--db", f"sqlite:///{tmp_path / 'desk.db'}"]
    for also, outcome in (
        (["--dry-run"], "No problem was found. This was a dry run: nothing was written."),
        ([], "Everything was imported."),
        ([], "The database holds all of this already. Nothing was changed."),
    ):
        assert cli.main([*command, *also]) == 0
        assert capsys.readouterr().out.splitlines()[-1] == outcome


def test_every_problem_of_a_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "export"
    shutil.copytree(SAMPLE, folder)
    lines = (folder / "customers.csv").read_text(encoding="utf-8-sig").splitlines()
    (folder / "customers.csv").write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    assert cli.main(["import", str(folder), "--lang", "en", "--db", url]) == 1
    told = capsys.readouterr()
    assert f"customers.csv, line {len(lines) + 1}" in told.out
    assert told.err.count("\n") == 1
    assert cli.main(["demo-data", "--customers", "1", "--db", url]) == 0, "the import left something behind"


def test_a_backup_comes_back_and_a_forged_journal_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (f"sqlite:///{tmp_path / name}" for name in ("first.db", "second.db"))
    copy = str(tmp_path / "desk.backup")
    assert cli.main(["demo-data", "--customers", "12", "--db", first]) == 0
    assert cli.main(["db", "verify", "--db", first]) == 0
    assert cli.main(["db", "backup", copy, "--db", first]) == 0
    assert cli.main(["db", "backup", copy, "--db", first]) == 1
    assert cli.main(["db", "restore", copy, "--db", second]) == 0
    assert cli.main(["db", "restore", copy, "--db", second]) == 1
    capsys.readouterr()
    with closing(sqlite3.connect(tmp_path / "second.db")) as connection:
        connection.execute("DELETE FROM journal WHERE position = 2")
        stuck = "UPDATE cases SET state = 'approved' WHERE id = (SELECT min(id) FROM cases) RETURNING number"
        case = connection.execute(stuck).fetchone()[0]
        connection.commit()
    assert cli.main(["db", "verify", "--lang", "en", "--db", second]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[:2] == ["Entry 2 of the journal is missing.", f"Case {case} (approved) waits in nobody’s queue."]
    assert told[-1] == "3 faults found."
    assert cli.main(["db", "verify", "--db", f"sqlite:///{tmp_path / 'none.db'}"]) == 1


def test_tidying_removes_the_looks_of_other_months(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    also = ["--lang", "en", "--db", f"sqlite:///{tmp_path / 'desk.db'}"]
    assert cli.main(["db", "tidy", *also]) == 1
    monkeypatch.setenv("CONNECTED_DESK_TODAY", "2026-12-28")
    assert cli.main(["demo-data", "--customers", "12", *also]) == 0
    assert cli.main(["options", "1-ABC-234", *also]) == 0
    for day, said in (("2027-01-27", "0 looks removed."), ("2027-01-29", "1 look removed.")):
        monkeypatch.setenv("CONNECTED_DESK_TODAY", day)
        capsys.readouterr()
        assert cli.main(["db", "tidy", *also]) == 0
        assert capsys.readouterr().out.strip() == said
        assert cli.main(["db", "verify", *also]) == 0
