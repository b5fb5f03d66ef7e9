"""The letter on the screen, and its way to a file or a printer."""

from __future__ import annotations

import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.language import language
from app.problems import Problem
from app.terms.clause import because
from ui.letter_view import LetterView
from ui.paper import PrintJob, print_command, save


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Two pages of a plain letter."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for page in ("first", "second"):
        canvas.drawString(72, 700, f"The {page} page")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def view(qtbot: QtBot, pdf: bytes) -> LetterView:
    view = LetterView(language("en"))
    qtbot.addWidget(view)
    view.resize(760, 640)
    view.show_letter("L-2026-00001", because("Confirmation"), pdf)
    view.show()
    return view


def test_the_letter_is_read_out_page_by_page(view: LetterView) -> None:
    assert "The first page" in view.text()
    assert "The second page" in view.view.accessibleDescription()
    assert view.number == "L-2026-00001"


def test_the_keys_enlarge_and_fit(view: LetterView, qtbot: QtBot) -> None:
    fitted = view.view.zoom
    view.enlarge(1.25)
    assert view.view.zoom == pytest.approx(fitted * 1.25)
    view.fit()
    assert view.view.zoom == pytest.approx(fitted)


def test_the_saved_file_holds_the_issued_bytes(view: LetterView, tmp_path: Path, pdf: bytes, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.saved) as saved:
        view.save_to(tmp_path / "letter.pdf")
    assert saved.args == ["L-2026-00001"]
    assert (tmp_path / "letter.pdf").read_bytes() == pdf


def test_a_folder_that_is_missing_is_said_in_one_sentence(view: LetterView, tmp_path: Path) -> None:
    view.save_to(tmp_path / "missing" / "letter.pdf")
    assert "does not exist" in view._said.text()


def test_saving_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Problem):
        save(b"%PDF", tmp_path / "letter.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_preview_cannot_be_saved_or_printed(view: LetterView, pdf: bytes) -> None:
    view.show_letter("", because("Confirmation"), pdf, issued=False)
    assert not view._save.isVisible()
    assert not view._print.isVisible()


def stand_in_for_lp(folder: Path, ends_with: int) -> Path:
    """A print command that keeps what it was given."""
    program = folder / "lp"
    program.write_text(
        f'#!/bin/sh\necho "$@" > "{folder}/args"\ncat > "{folder}/job"\necho no paper >&2\nexit {ends_with}\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


class NamedPrinter(QPrinter):
    """A printer of the print service, without a print service."""

    def printerName(self) -> str:
        return "Front desk"


@pytest.mark.skipif(os.name != "posix", reason="the print command is a Unix one")
def test_the_print_service_gets_the_pdf_itself(qtbot: QtBot, tmp_path: Path, pdf: bytes) -> None:
    program = stand_in_for_lp(tmp_path, 0)
    job = PrintJob(pdf, "L-2026-00001")
    printer = NamedPrinter()
    printer.setCopyCount(2)
    with qtbot.waitSignal(job.done):
        job.start(printer, lambda _: str(program))
    assert (tmp_path / "job").read_bytes() == pdf
    assert "-d Front desk -n 2 -t L-2026-00001" in (tmp_path / "args").read_text()


@pytest.mark.skipif(os.name != "posix", reason="the print command is a Unix one")
def test_a_print_that_failed_is_never_called_a_success(qtbot: QtBot, tmp_path: Path, pdf: bytes) -> None:
    program = stand_in_for_lp(tmp_path, 1)
    job = PrintJob(pdf, "L-2026-00001")
    with qtbot.waitSignal(job.failed) as failed:
        job.start(NamedPrinter(), lambda _: str(program))
    assert "no paper" in language("en").say(failed.args[0])


def test_a_program_that_does_not_start_is_a_failure(qtbot: QtBot, tmp_path: Path, pdf: bytes) -> None:
    job = PrintJob(pdf, "L-2026-00001")
    with qtbot.waitSignal(job.failed):
        job.start(NamedPrinter(), lambda _: str(tmp_path / "nothing"))


def test_printing_into_a_file_keeps_the_issued_bytes(qtbot: QtBot, tmp_path: Path, pdf: bytes) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    job = PrintJob(pdf, "L-2026-00001")
    with qtbot.waitSignal(job.done):
        job.start(printer)
    assert (tmp_path / "out.pdf").read_bytes() == pdf


def test_without_a_print_service_there_is_no_command() -> None:
    assert print_command(NamedPrinter(), "L-1", lambda _: None) == []


def test_the_letter_is_named_for_a_screen_reader_in_the_windows_language(view: LetterView) -> None:
    view.speak(language("de"))
    assert view.view.accessibleName()
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
