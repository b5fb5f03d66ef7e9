"""Settings, clock and database come together in one desk."""

from __future__ import annotations

import errno
from datetime import date, datetime
from pathlib import Path

import pytest

from app import config
from app.config import Config, Copies, Person
from app.problems import WRONG_USAGE, Problem
from app.start import FIXED_TODAY, demonstration_url, several_servers, start

SETTINGS = Config("fr", "", Person("Anna Willems"))


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_settings_the_session_decides(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_BE.UTF-8")
    found = config.read()
    assert (found.language, found.database) == ("de", "")
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    assert config.read().language == "en"


def test_settings_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path, 'language = "nl"\ndatabase = "sqlite:///x.db"\n[person]\nname = "Tom Claes"\nrole = "supervisor"\n'
    )
    assert config.read(path) == Config("nl", "sqlite:///x.db", Person("Tom Claes", "supervisor"))


@pytest.mark.parametrize("text", ["language = ", 'language = "es"'])
def test_broken_settings_are_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(Problem) as raised:
        config.read(written(tmp_path, text))
    assert raised.value.exit_code == WRONG_USAGE


@pytest.mark.parametrize(
    ("name", "initials"), [("Anna Willems", "AW"), ("Jan van den Berg", "JB"), ("root", "R"), ("", "?")]
)
def test_initials(name: str, initials: str) -> None:
    assert Person(name).initials == initials


def test_the_day_can_be_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FIXED_TODAY, "2026-12-28")
    assert start(settings=SETTINGS).today() == date(2026, 12, 28)
    monkeypatch.setenv(FIXED_TODAY, "2026-12-28T14:06")
    assert start(settings=SETTINGS).now() == datetime(2026, 12, 28, 14, 6)


def test_a_fixed_day_that_is_none_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FIXED_TODAY, "28 December")
    with pytest.raises(Problem) as raised:
        start(settings=SETTINGS)
    assert raised.value.exit_code == WRONG_USAGE


def test_now_has_no_zone_and_no_seconds() -> None:
    now = start(settings=SETTINGS).now()
    assert now.tzinfo is None
    assert (now.second, now.microsecond) == (0, 0)


def test_the_command_line_wins_over_the_settings(own_folders: Path) -> None:
    settings = Config("fr", "sqlite:///settings.db", Person("Anna Willems"))
    assert start(settings=settings).url == "sqlite:///settings.db"
    assert start(settings=settings, url="sqlite:///asked.db").url == "sqlite:///asked.db"
    assert start(settings=settings, language_code="de").language.code == "de"
    assert start(settings=settings).language.code == "fr"


def test_without_an_address_the_database_is_the_persons_own(own_folders: Path) -> None:
    assert (
        start(settings=SETTINGS).url == f"sqlite:///{(own_folders / 'data' / 'connected-desk' / 'desk.db').as_posix()}"
    )


def test_the_demonstration_never_touches_the_persons_own_database(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FIXED_TODAY, "2026-12-28")
    desk = start(demo=True, settings=Config("nl", "sqlite:///real.db", Person("Anna Willems")))
    assert desk.url == demonstration_url(date(2026, 12, 28))
    assert desk.demo
    assert not start(demo=True, url="sqlite:///own.db", settings=SETTINGS).demo


@pytest.mark.parametrize("role", ["agent", "supervisor", "dealer"])
def test_a_demonstration_is_seen_as_whom_one_asks_for(role: str) -> None:
    assert start(demo=True, role=role, settings=SETTINGS).person.role == role
    with pytest.raises(Problem, match="--demo"):
        start(role=role, settings=SETTINGS)


def fixed(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv(FIXED_TODAY, day)
    monkeypatch.setattr("app.start.DEMO_CUSTOMERS", 20)


def test_the_demonstration_is_new_each_day(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = own_folders / "data" / "connected-desk"
    for day in ("2026-12-28", "2026-12-29"):
        fixed(monkeypatch, day)
        desk = start(demo=True, settings=SETTINGS).open()
        desk.close()
        assert [path.name for path in folder.iterdir()] == [f"demo-{day}.db"]


def test_the_demonstration_of_today_is_kept(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch, "2026-12-28")
    start(demo=True, settings=SETTINGS).open().close()

    def again(url: str, customers: int, today: date) -> None:
        raise AssertionError("filled a second time")

    monkeypatch.setattr("app.start.fill", again)
    start(demo=True, settings=SETTINGS).open().close()


def test_a_demonstration_that_fails_leaves_nothing(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(monkeypatch, "2026-12-28")

    def full(url: str, customers: int, today: date) -> None:
        Path(url.removeprefix("sqlite:///")).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("app.start.fill", full)
    with pytest.raises(Problem, match="disk is full"):
        start(demo=True, settings=SETTINGS).open()
    assert list((own_folders / "data" / "connected-desk").iterdir()) == []


def test_what_becomes_of_daily_copies_is_read(tmp_path: Path) -> None:
    found = config.read(written(tmp_path, '[backup]\nfolder = "/srv/x"\nweeks = 0\n'))
    assert found.copies == Copies("/srv/x", 7, 0)
    assert start(settings=found).copies == found.copies


@pytest.mark.parametrize("text", ["days = -1", 'weeks = "4"', "folder = 1", "hours = 3", "days = true"])
def test_daily_copies_that_cannot_be_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Problem, match="backups in the settings"):
        config.read(written(tmp_path, f"[backup]\n{text}\n"))


def test_copies_that_are_no_table_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="backups in the settings"):
        config.read(written(tmp_path, "backup = 3\n"))


def test_how_long_looks_are_kept_is_read(tmp_path: Path) -> None:
    assert config.read(written(tmp_path, "[looks]\nkeep_days = 0\n")).looks_kept == 0
    assert config.read(written(tmp_path, "")).looks_kept == config.USUAL_LOOKS


@pytest.mark.parametrize(
    "text", ["[looks]\nkeep_days = -1\n", "[looks]\nkeep_days = true\n", "[looks]\nfor = 3\n", "looks = 3"]
)
def test_a_time_for_looks_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(Problem, match="looks in the settings"):
        config.read(written(tmp_path, text))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "postgresql+psycopg://els@one:5432,two:5432/desk",
            "postgresql+psycopg://els@/desk?host=one:5432&host=two:5432",
        ),
        (
            "postgresql://one,two/desk?target_session_attrs=read-write",
            "postgresql:///desk?host=one&host=two&target_session_attrs=read-write",
        ),
        ("postgresql+psycopg://els@one:5432/desk", "postgresql+psycopg://els@one:5432/desk"),
        ("sqlite:////srv/a,b/desk.db", "sqlite:////srv/a,b/desk.db"),
    ],
)
def test_an_address_may_name_several_servers(written: str, read: str) -> None:
    assert several_servers(written) == read
    assert start(url=written, settings=SETTINGS).url == read


def test_a_port_is_a_number() -> None:
    desk = start(url="postgresql+psycopg://els@one:fifty/desk", settings=SETTINGS)
    with pytest.raises(Problem, match="cannot be understood") as raised:
        desk.records.status()
    assert raised.value.exit_code == WRONG_USAGE
