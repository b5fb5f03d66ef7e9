"""Files for people are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.files import write_whole, written_whole
from app.problems import Problem


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"old")

    def full(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Problem, match="disk is full"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_missing_is_told_by_the_name_asked_for(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="does not exist") as raised:
        write_whole(tmp_path / "nowhere" / "letter.pdf", b"new")
    assert raised.value.because.values == (("name", "letter.pdf"),)


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is a folder"):
        write_whole(tmp_path, b"new")


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, b"new")
        assert os.read(reader, 10) == b"new"
        assert pipe.is_fifo()
    finally:
        os.close(reader)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_long_text_appears_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "changes.csv"
    with written_whole(target) as file:
        file.write("é")
        assert not target.exists()
    assert target.read_bytes() == b"\xef\xbb\xbf\xc3\xa9"
    with pytest.raises(KeyboardInterrupt), written_whole(target) as file:
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes().endswith(b"\xc3\xa9")


def test_a_long_text_that_cannot_be_written_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="does not exist") as raised, written_whole(tmp_path / "nowhere" / "out.csv"):
        pytest.fail("nothing can be written there")
    assert raised.value.because.values == (("name", "out.csv"),)
    with pytest.raises(Problem, match="disk is full"), written_whole(Path("/dev/full")) as file:
        file.write("lost")
