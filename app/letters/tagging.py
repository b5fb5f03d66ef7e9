"""The logical structure of a letter in the PDF: marked content, structure tree, parent tree (ISO 32000-1, 14.7).

reportlab has no interface for it; its document takes ready-made objects, so these write themselves.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from app.letters.marks import Tag


class Written(PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """An indirect object that is its own PDF text."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.body = ""

    def format(self, document: Any) -> bytes:
        """The text of the object; ``document`` is reportlab's and not needed."""
        return self.body.encode("ascii")


def text_string(text: str) -> str:
    """``text`` as a PDF text string in hexadecimal UTF-16."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


class Structure:
    """Collects which piece of which page belongs to which tag, and writes the trees at the end."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._kids: dict[Tag, list[tuple[int, int]]] = {}
        self._pages: list[list[Tag]] = []

    def new_page(self) -> None:
        self._pages.append([])

    def begin(self, tag: Tag | None) -> str:
        """The operator that opens marked content of ``tag`` on the current page; an artifact without one."""
        if tag is None:
            return "/Artifact BMC"
        page = self._pages[-1]
        number = len(page)
        page.append(tag)
        self._kids.setdefault(tag, []).append((len(self._pages), number))
        return f"/{tag.name} <</MCID {number}>> BDC"

    def write(self, document: Any) -> PDFObject:
        """Register the structure tree with reportlab's ``document``; returns its root for the catalog."""
        root, parents = Written(), Written()
        number = _register(document, root)
        parents_number = _register(document, parents)
        elements = {tag: Written() for tag in _walk(self._root)}
        numbers = {tag: _register(document, element) for tag, element in elements.items()}
        pages = [document.idToObjectNumberAndVersion[f"Page{at}"][0] for at in range(1, len(self._pages) + 1)]
        for tag, element in elements.items():
            above = numbers[tag.parent] if tag.parent else number
            element.body = self._element(tag, above, numbers, pages)
        listed = " ".join(
            f"{at} [{' '.join(f'{numbers[tag]} 0 R' for tag in page)}]" for at, page in enumerate(self._pages)
        )
        parents.body = f"<</Nums [{listed}]>>"
        root.body = (
            f"<</Type /StructTreeRoot /K [{numbers[self._root]} 0 R] /ParentTree {parents_number} 0 R "
            f"/ParentTreeNextKey {len(self._pages)}>>"
        )
        return root

    def _element(self, tag: Tag, above: int, numbers: dict[Tag, int], pages: list[int]) -> str:
        """The dictionary of one element. Its own content comes before its children, as it is drawn."""
        own = self._kids.get(tag, [])
        kids = [f"<</Type /MCR /Pg {pages[page - 1]} 0 R /MCID {number}>>" for page, number in own]
        kids += [f"{numbers[child]} 0 R" for child in tag.children]
        alt = f" /Alt {text_string(tag.alt)}" if tag.alt else ""
        more = f" {tag.attributes}" if tag.attributes else ""
        return f"<</Type /StructElem /S /{tag.name} /P {above} 0 R /K [{' '.join(kids)}]{alt}{more}>>"


def _register(document: Any, item: PDFObject) -> int:
    document.Reference(item)
    return int(document.objectcounter)


def _walk(tag: Tag) -> list[Tag]:
    found = [tag]
    for child in tag.children:
        found += _walk(child)
    return found
