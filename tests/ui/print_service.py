"""A print service (CUPS) of the tests' own on this machine. Where CUPS is missing, the test fails."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30.0
"""Seconds until a test gives up waiting: far more than it ever takes."""

_FILES = """\
FileDevice Yes
ServerRoot {folder}
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/scratch
AccessLog {folder}/access
ErrorLog {folder}/errors
PageLog {folder}/pages
"""
_SETTINGS = """\
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
<Location />
Order allow,deny
Allow localhost
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
# A printer that takes PDF, and leaves it to the print service to choose pages and to repeat them for each copy.
_DESCRIPTION = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "DESK.PPD"
*Manufacturer: "Desk"
*Product: "(Desk)"
*ModelName: "Desk"
*ShortNickName: "Desk"
*NickName: "Desk"
*PSVersion: "(3010) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*cupsManualCopies: True
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: "<</PageSize[595 842]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
*OpenUI *Duplex/Two-sided: PickOne
*DefaultDuplex: None
*Duplex None: "<</Duplex false>>setpagedevice"
*Duplex DuplexNoTumble: "<</Duplex true/Tumble false>>setpagedevice"
*Duplex DuplexTumble: "<</Duplex true/Tumble true>>setpagedevice"
*CloseUI: *Duplex
"""


def program(name: str) -> str:
    """One of CUPS's programs; some lie where only an administrator's ``PATH`` leads."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))
    assert found is not None, f"CUPS's {name} is missing: install CUPS to run this test"
    return found


@contextmanager
def running() -> Iterator[PrintService]:
    """A print service with its files in a folder of its own, gone when the block ends."""
    # Not one of pytest's folders: started by root, the service gives its filters to another account, which must get in.
    with tempfile.TemporaryDirectory(prefix="desk-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("state", "cache", "spool", "scratch", "ppd", "ssl"):
            (folder / part).mkdir()
        with _started(folder) as service:
            yield service


@contextmanager
def _started(folder: Path) -> Iterator[PrintService]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    files, settings = folder / "files.conf", folder / "service.conf"
    files.write_text(_FILES.format(folder=folder), encoding="ascii")
    settings.write_text(_SETTINGS.format(port=port), encoding="ascii")
    # A copy: where AppArmor guards the installed program, that one may not work in a folder of ours.
    daemon = Path(shutil.copy(program("cupsd"), folder))
    process = subprocess.Popen([daemon, "-f", "-c", settings, "-s", files], stderr=subprocess.DEVNULL)
    service = PrintService(folder, f"127.0.0.1:{port}", process)
    try:
        service.wait_until_it_answers()
        yield service
    finally:
        service.stop()


class PrintService:
    """Its printers put what they get into files."""

    def __init__(self, folder: Path, address: str, process: subprocess.Popen[bytes]) -> None:
        self.address = address
        self._folder = folder
        self._process = process

    def add(self, printer: str) -> None:
        """Set up a printer that takes PDF."""
        description = self._folder / "printer.ppd"
        description.write_text(_DESCRIPTION, encoding="ascii")
        self._tell("lpadmin", "-p", printer, "-E", "-v", self._paper(printer).as_uri(), "-P", str(description))

    def reject(self, printer: str) -> None:
        """Let a printer take no more."""
        self._tell("cupsreject", printer)

    def remove(self, printer: str) -> None:
        """Take a printer away."""
        self._tell("lpadmin", "-x", printer)

    def paper(self, printer: str) -> bytes:
        """Wait until everything is printed; what the printer got last."""
        self._until(lambda: not self._tell("lpstat", "-W", "not-completed", "-o"))
        return self._paper(printer).read_bytes()

    def has_printed(self, printer: str) -> bool:
        """Whether the printer ever got something."""
        return self._paper(printer).exists()

    def taken_in(self) -> bytes:
        """The last document handed in, as it was handed in."""
        return max((self._folder / "spool").glob("d*"), key=lambda path: path.name).read_bytes()

    def wait_until_it_answers(self) -> None:
        """Return when the service does."""
        self._until(self._answers)

    def stop(self) -> None:
        """End the service."""
        self._process.terminate()
        self._process.wait()

    def _answers(self) -> bool:
        assert self._process.poll() is None, "the print service did not start"
        host, port = self.address.split(":")
        with socket.socket() as asking:
            return asking.connect_ex((host, int(port))) == 0

    def _paper(self, printer: str) -> Path:
        return self._folder / f"{printer}.pdf"

    def _tell(self, *words: str) -> str:
        surroundings = {**os.environ, "CUPS_SERVER": self.address}
        command = [program(words[0]), *words[1:]]
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @staticmethod
    def _until(question: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not question():
            assert time.monotonic() < end, "nothing came of it"
            time.sleep(0.02)
