"""The way to paper, through a real print service: what comes out, and what is said when nothing does."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.language import language
from app.letters.letter import write
from app.letters.samples import matter
from app.terms.clause import because
from tests.print_service import PrintService, running
from ui.letter_view import LetterView
from ui.paper import PrintJob

FRONT_DESK = "front-desk"
TITLE = "L-2026-00001"


@pytest.fixture
def service(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintService]:
    """A print service with one printer, which this process and the commands it starts speak to."""
    with running() as started:
        monkeypatch.setenv("CUPS_SERVER", started.address)
        # The library that Qt prints through looks into the environment only once.
        library = ctypes.CDLL("libcups.so.2")
        library.cupsSetServer(started.address.encode())
        started.add(FRONT_DESK)
        yield started
        library.cupsSetServer(None)


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A letter as it is issued."""
    return write(matter("withdrawal_confirmation", "nl")).pdf


@pytest.fixture(scope="module")
def three_pages() -> bytes:
    """Three pages that tell which one they are."""
    target = BytesIO()
    canvas = Canvas(target, invariant=1)
    for page in ("first", "second", "third"):
        canvas.drawString(72, 700, f"The {page} page")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def printer_called(name: str) -> QPrinter:
    """A printer as the print dialog gives it."""
    printer = QPrinter()
    printer.setPrinterName(name)
    assert (printer.isValid(), printer.printerName()) == (True, name)
    return printer


def words(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text().strip() for page in PdfReader(BytesIO(pdf)).pages]


def outcome(qtbot: QtBot, job: PrintJob, printer: QPrinter) -> tuple[str, str]:
    """Print, and tell which of the two signals came and the sentence it carried."""
    told: list[tuple[str, str]] = []
    job.done.connect(lambda sentence: told.append(("done", language("en").say(sentence))))
    job.failed.connect(lambda sentence: told.append(("failed", language("en").say(sentence))))
    job.start(printer)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert len(told) == 1
    return told[0]


def test_the_printer_gets_the_letter_with_its_text(service: PrintService, letter: bytes, qtbot: QtBot) -> None:
    view = LetterView(language("en"))
    qtbot.addWidget(view)
    view.show_letter(TITLE, because("Confirmation"), letter)
    with qtbot.waitSignal(view.printed, timeout=20_000) as printed:
        view.print_on(printer_called(FRONT_DESK))
    assert printed.args == [TITLE]
    assert service.taken_in() == letter
    assert words(service.paper(FRONT_DESK)) == words(letter)
    assert "De Smet" in words(letter)[0]
    # What happens in the print service from here on nobody tells us: no word of “printed”.
    assert view._said.text() == f"Handed to the printer “{FRONT_DESK}”."


def test_copies_and_pages_are_those_chosen(service: PrintService, three_pages: bytes, qtbot: QtBot) -> None:
    printer = printer_called(FRONT_DESK)
    printer.setCopyCount(2)
    printer.setFromTo(2, 3)
    assert outcome(qtbot, PrintJob(three_pages, TITLE), printer)[0] == "done"
    assert sorted(words(service.paper(FRONT_DESK))) == ["The second page"] * 2 + ["The third page"] * 2


def test_a_printer_that_takes_no_more_is_a_failure(service: PrintService, letter: bytes, qtbot: QtBot) -> None:
    printer = printer_called(FRONT_DESK)
    service.reject(FRONT_DESK)
    # longer than what the pipe to a command that ends at once can hold
    job = PrintJob(letter + b"%" * 1_000_000, TITLE)
    assert outcome(qtbot, job, printer) == (
        "failed",
        f'The printer “{FRONT_DESK}” did not take the letter: Destination "{FRONT_DESK}" is not accepting jobs.',
    )
    assert not service.has_printed(FRONT_DESK)


@pytest.mark.parametrize("gone", ["printer", "service"])
def test_a_printer_that_went_away_after_the_dialog_is_a_failure(
    service: PrintService, letter: bytes, qtbot: QtBot, gone: str
) -> None:
    printer = printer_called(FRONT_DESK)
    if gone == "printer":
        service.remove(FRONT_DESK)
    else:
        service.stop()
    result, sentence = outcome(qtbot, PrintJob(letter, TITLE), printer)
    assert result == "failed"
    assert sentence.startswith(f"The printer “{FRONT_DESK}” did not take the letter: The printer or class does not")


def test_without_the_print_command_nothing_is_called_a_success(
    service: PrintService, letter: bytes, qtbot: QtBot
) -> None:
    job = PrintJob(letter, TITLE)
    with qtbot.waitSignal(job.failed) as failed:
        job.start(printer_called(FRONT_DESK), lambda _: None)
    assert "print command" in language("en").say(failed.args[0])
    assert not service.has_printed(FRONT_DESK)


def test_pages_drawn_as_pictures_are_those_chosen(qapp: QApplication, three_pages: bytes, tmp_path: Path) -> None:
    """For systems without such a service; here the pages go into a file."""
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "drawn.pdf"))
    printer.setFromTo(2, 3)
    PrintJob(three_pages, TITLE).draw(printer)
    drawn = PdfReader(tmp_path / "drawn.pdf").pages
    assert [len(page.images) for page in drawn] == [1, 1]
