"""Putting a finished letter on paper or into a file. The bytes go out as they are wherever that is possible.

A printer of the system's print service (CUPS) gets the PDF itself: text stays text. Only on systems that have no such
service are the pages drawn as pictures: drawn on a CUPS printer, Qt would not tell us that it was turned away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from app.problems import Problem, problem_of
from app.terms.clause import Because, because
from ui.pdf_pages import PdfPages

Find = Callable[[str], str | None]

_SIDES = {
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
    QPrinter.DuplexMode.DuplexNone: "one-sided",
}


def save(content: bytes, target: Path) -> None:
    """Write ``content`` to ``target``, all or nothing; raises :class:`~app.problems.Problem`."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            part.replace(target)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        problem = problem_of(error)
        raise problem if problem is not None else _not_written(target) from error


def _not_written(target: Path) -> Problem:
    return Problem(because("The file “{name}” could not be written.", name=target.name))


def print_command(printer: QPrinter, title: str, find: Find = shutil.which) -> list[str]:
    """The command that hands a PDF to the print service, with what was chosen in the dialog; empty without one."""
    program = find("lp")
    if program is None or not printer.printerName() or printer.outputFileName():
        return []
    command = [program, "-d", printer.printerName(), "-n", str(printer.copyCount()), "-t", title]
    if pages := printer.pageRanges().toString():
        command += ["-P", pages]
    if sides := _SIDES.get(printer.duplex()):
        command += ["-o", f"sides={sides}"]
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        command += ["-o", "print-color-mode=monochrome"]
    return [*command, "-"]


class PrintJob(QObject):
    """One letter on its way to a printer. ``done`` and ``failed`` carry the sentence to show."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, content: bytes, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._title = title
        self._process = QProcess(self)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._not_started)
        self._name = ""

    def start(self, printer: QPrinter, find: Find = shutil.which) -> None:
        """Print on ``printer`` as set up in the print dialog."""
        self._name = printer.printerName()
        if printer.outputFileName():
            self._into_file(Path(printer.outputFileName()))
            return
        command = print_command(printer, self._title, find)
        if not command and os.name == "posix":
            self.failed.emit(_not_printed(self._name, because("the print command (lp) is missing")))
            return
        if not command:
            self.draw(printer)
            return
        self._process.start(command[0], command[1:])
        self._process.write(self._content)
        self._process.closeWriteChannel()

    def _into_file(self, target: Path) -> None:
        try:
            save(self._content, target)
        except Problem as problem:
            self.failed.emit(problem.because)
        else:
            self.done.emit(because("Saved as “{name}”.", name=target.name))

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if code == 0 and status == QProcess.ExitStatus.NormalExit:
            self.done.emit(because("Handed to the printer “{printer}”.", printer=self._name))
            return
        said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip().splitlines()
        self.failed.emit(_not_printed(self._name, _without_its_name(said[0]) if said else str(code)))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit(_not_printed(self._name, self._process.errorString()))

    def draw(self, printer: QPrinter) -> None:
        """Without a print service: the chosen pages as pictures in the printer's own resolution."""
        pages = PdfPages(self._content)
        painter = QPainter()
        printer.setFullPage(True)
        if not painter.begin(printer):
            self.failed.emit(_not_printed(self._name, because("it cannot be opened")))
            return
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        ranges = printer.pageRanges()
        chosen = [page for page in range(len(pages)) if ranges.isEmpty() or ranges.contains(page + 1)]
        for position, index in enumerate(chosen):
            if position:
                printer.newPage()
            size = pages.sizes[index].scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(0, 0, pages.picture(index, size.toSize()))
        painter.end()
        self.done.emit(because("Handed to the printer “{printer}”.", printer=self._name))


def _without_its_name(said: str) -> str:
    """What the print command said, without the “/usr/bin/lp: Error - ” before it."""
    return (said.partition("lp: ")[2] or said).removeprefix("Error - ")


def _not_printed(printer: str, said: str | Because) -> Because:
    return because("The printer “{printer}” did not take the letter: {said}", printer=printer, said=said)
