"""The pages of a PDF as pictures and words, read by PDFium from memory. No file is made.

The document is opened for each question and closed after it: that takes a fraction of a millisecond, and nobody has to
remember to close it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import pypdfium2
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from app.pdfium import opened


class PdfPages:
    """A PDF that can be shown. Raises ``pypdfium2.PdfiumError`` when the bytes are none."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        with self._opened() as document:
            self.sizes = tuple(QSizeF(*document.get_page_size(page)) for page in range(len(document)))
            """Width and height of each page in points (1/72 inch)."""

    def _opened(self) -> AbstractContextManager[pypdfium2.PdfDocument]:
        return opened(self._content)

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, size: QSize) -> QImage:
        """One page drawn ``size`` pixels large."""
        with self._opened() as document:
            bitmap = document[page].render(scale=size.width() / self.sizes[page].width(), prefer_bgrx=True)
            pixels = bytes(bitmap.buffer)
            shown = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            # The copy is ours: the first picture only borrows the pixels.
            return shown.copy()

    def text(self, page: int) -> str:
        """The words of one page in reading order."""
        with self._opened() as document:
            return str(document[page].get_textpage().get_text_range())
