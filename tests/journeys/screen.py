"""A screen of the test's own (Xvfb) and hands for it (xdotool). Where one of them is missing, the test fails."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds until a test gives up waiting: far more than it ever takes."""
_PAUSE = 0.15
Answer = TypeVar("Answer")


def until(question: Callable[[], Answer], *, while_waiting: Callable[[], None] = lambda: None) -> Answer:
    """Ask until the answer is something, doing ``while_waiting`` in between."""
    end = time.monotonic() + PATIENCE
    while not (answer := question()):
        assert time.monotonic() < end, "nothing came of it"
        while_waiting()
        time.sleep(_PAUSE)
    return answer


def tool(name: str) -> str:
    """The program called ``name``."""
    found = shutil.which(name)
    assert found is not None, f"{name} is missing: install it to run this test"
    return found


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """A screen nobody sees, gone when the block ends."""
    read, write = os.pipe()
    command = [tool("Xvfb"), "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}")
    finally:
        server.terminate()
        server.wait()


class Screen:
    """The windows and keys of one display."""

    def __init__(self, display: str) -> None:
        self._display = display

    def start(self, *arguments: str, folder: Path, today: str) -> subprocess.Popen[bytes]:
        """Start the program as a person would; its settings and data lie in ``folder``."""
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_"))}
        surroundings |= {
            f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "CACHE", "STATE")
        }
        surroundings |= {"DISPLAY": self._display, "QT_QPA_PLATFORM": "xcb", "CONNECTED_DESK_TODAY": today}
        return subprocess.Popen([sys.executable, "-m", "ui", *arguments], cwd=ROOT, env=surroundings)

    def window(self, name: str) -> int:
        """Wait until a window with this title is painted; its id."""
        found = until(lambda: self._xdotool("search", "--onlyvisible", "--name", name).split())
        return int(found[-1])

    def press(self, window: int, *keys: str) -> None:
        """Press keys in a window, as ``alt+Right``; without a window manager it has to be given the keyboard first."""
        self._xdotool("windowfocus", str(window), "key", "--clearmodifiers", *keys)

    def type(self, window: int, text: str) -> None:
        """Type into a window."""
        self._xdotool("windowfocus", str(window), "type", "--delay", "20", text)

    def close(self, window: int) -> None:
        """Ask the window to close, as its close button does (WM_DELETE_WINDOW)."""
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = ctypes.c_ulong
        x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
        x11.XFlush.argtypes = x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        display = x11.XOpenDisplay(self._display.encode())
        event = _ClientMessage(type=33, window=window, format=32)
        event.message = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
        event.values[0] = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
        x11.XSendEvent(display, window, 0, 0, ctypes.byref(event))
        x11.XFlush(display)
        x11.XCloseDisplay(display)

    def _xdotool(self, *words: str) -> str:
        surroundings = {**os.environ, "DISPLAY": self._display}
        done = subprocess.run([tool("xdotool"), *words], env=surroundings, capture_output=True, text=True, check=False)
        return done.stdout


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent, as long as the largest event."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("values", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 24),
    )
