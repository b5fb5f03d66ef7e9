"""Keeps ``None``, ``True`` and ``False`` alive under PySide6 6.12 on Python 3.11.

From Python 3.12 on these objects are immortal (PEP 683) and extensions need not count references to them. The wheels of
PySide6 6.12 rely on that also where they are installed for Python 3.11: each call that returns nothing drops a
reference to ``None``, and after some six thousand calls the interpreter ends with "deallocating None". Giving the
objects the large count an immortal one has makes 3.11 behave like its successors. To be removed together with
Python 3.11.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 60


def make_lasting() -> None:
    """Raise the reference counts of the constants beyond what any run can drop. Does nothing from Python 3.12 on."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < _PLENTY:
            count.value += _PLENTY
