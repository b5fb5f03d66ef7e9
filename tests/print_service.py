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
from itertools import count
from pathlib import Path

PATIENCE = 30.0
"""Seconds until a test gives up waiting: far more than it ever takes."""

_FILES = """\
FileDevice Yes
ServerRoot {folder}
ServerBin {folder}/programs
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


# A printer that reports every page, and does what lies in its folder: "jam" at a page, "wait" before one. It counts the
# pages by their objects, as PDFium and the tests' own letters write them.
_PRINTER = """\
#!/bin/sh
[ $# -eq 0 ] && exit 0
folder=${DEVICE_URI#desk:}
echo "STATE: -media-jam-error" >&2
cat ${6:+"$6"} > "$folder/got"
count=$(grep -a -c '/Type */Page\\([^s]\\|$\\)' "$folder/got")
page=0
while [ $page -lt $count ]; do
    page=$((page + 1))
    while [ -e "$folder/wait" ] && [ $page -ge "$(cat "$folder/wait")" ]; do sleep 0.02; done
    if [ -e "$folder/jam" ] && [ $page -ge "$(cat "$folder/jam")" ]; then
        echo "STATE: +media-jam-error" >&2
        exit 4
    fi
    echo "PAGE: $page 1" >&2
done
cp "$folder/got" "$folder/$(printf %05d $1).pdf"
echo "$5" > "$folder/$(printf %05d $1).options"
"""
_TRAYS = """\
*OpenUI *InputSlot/Tray: PickOne
*DefaultInputSlot: Tray1
*InputSlot Tray1/Tray 1: ""
*InputSlot Tray2/Tray 2: ""
*CloseUI: *InputSlot
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
    _lay_out_programs(folder / "programs")
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


def _lay_out_programs(target: Path) -> None:
    """CUPS's own, and one more way to a printer."""
    (target / "backend").mkdir(parents=True)
    for part in ("daemon", "filter"):
        (target / part).symlink_to(Path("/usr/lib/cups") / part)
    way = target / "backend" / "desk"
    way.write_text(_PRINTER, encoding="ascii")
    way.chmod(0o755)


class Office:
    """A printer that reports every page, with two trays. Its folder has what was printed, job by job."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder

    def wait_before(self, page: int) -> None:
        """Print no further than the page before this one, until :meth:`go_on`."""
        (self.folder / "wait").write_text(str(page), encoding="ascii")

    def jam_at(self, page: int) -> None:
        """Let the paper jam at a page."""
        (self.folder / "jam").write_text(str(page), encoding="ascii")

    def go_on(self) -> None:
        """Clear what holds it up."""
        for name in ("jam", "wait"):
            (self.folder / name).unlink(missing_ok=True)

    def printed(self) -> list[bytes]:
        """What came out as a whole, oldest first."""
        return [path.read_bytes() for path in sorted(self.folder.glob("*.pdf"))]

    def options(self) -> list[str]:
        """With which options each of them was printed."""
        return [path.read_text(encoding="utf-8").strip() for path in sorted(self.folder.glob("*.options"))]


class PrintService:
    """Its printers put what they get into files."""

    def __init__(self, folder: Path, address: str, process: subprocess.Popen[bytes]) -> None:
        self.address = address
        self._folder = folder
        self._process = process
        self._offices = count(1)

    def add(self, printer: str) -> None:
        """Set up a printer that takes PDF."""
        description = self._folder / "printer.ppd"
        description.write_text(_DESCRIPTION, encoding="ascii")
        self._tell("lpadmin", "-p", printer, "-E", "-v", self._paper(printer).as_uri(), "-P", str(description))

    @contextmanager
    def an_office(self) -> Iterator[Office]:
        """A printer that reports every page, gone when the block ends."""
        name = f"office-{next(self._offices)}"
        folder = self._folder / name
        folder.mkdir()
        # The account that runs the ways to printers puts its files there.
        folder.chmod(0o777)
        description = self._folder / "office.ppd"
        filtered = "application/vnd.cups-pdf application/pdf"
        text = _DESCRIPTION.replace(filtered, "application/pdf application/pdf").replace(
            "*cupsManualCopies: True\n", ""
        )
        description.write_text(text + _TRAYS, encoding="ascii")
        self._tell("lpadmin", "-p", name, "-E", "-v", f"desk:{folder}", "-P", str(description))
        try:
            yield Office(name, folder)
        finally:
            self.remove(name)

    def enable(self, printer: str) -> None:
        """Let a printer go on that was stopped."""
        self._tell("cupsenable", printer)

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
