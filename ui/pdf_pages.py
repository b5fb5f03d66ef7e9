"""The pages of a PDF as pictures and words, read by PDFium from memory. No file is made.

PDFium may be called from one thread only: everything here belongs to the GUI thread.
"""

from __future__ import annotations

import pypdfium2
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage


class PdfPages:
    """A PDF that can be shown. Raises ``pypdfium2.PdfiumError`` when the bytes are none.

    The document is opened for each question and closed again: letters are small, and nothing stays open behind a window.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        with self._open() as document:
            self.sizes = tuple(QSizeF(*document.get_page_size(page)) for page in range(len(document)))
            """Width and height of each page in points (1/72 inch)."""

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, page: int, size: QSize) -> QImage:
        """One page drawn ``size`` pixels large."""
        scale = size.width() / self.sizes[page].width()
        with self._open() as document:
            bitmap = document[page].render(scale=scale, prefer_bgrx=True)
            shown = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            # The copy is ours: the first picture only borrows the bitmap's memory.
            return shown.copy()

    def text(self, page: int) -> str:
        """The words of one page in reading order."""
        with self._open() as document:
            return str(document[page].get_textpage().get_text_range())

    def _open(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self._content)
