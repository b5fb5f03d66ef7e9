"""What makes the PDF archive-grade (PDF/A-3b, ISO 19005-3) and says that it is accessible (PDF/UA-1, ISO 14289-1).

The metadata packet repeats the document information to the letter; PDF/A demands that both agree. The colour profile is
an sRGB profile of our own making (``resources/colour/README.md``).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFInfo, PDFName, PDFStream, PDFString, PDFZCompress

from app.letters.tagging import text_string
from app.paths import RESOURCES

PRODUCER = "Connected Desk"

_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{producer}</xmp:CreatorTool><xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer></rdf:Description>
{ua}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Information(PDFInfo):  # type: ignore[misc]  # reportlab is untyped
    """The document information: exactly what the metadata packet says too. Dated by the day on the letter."""

    def __init__(self, title: str, author: str, written_on: date) -> None:
        super().__init__()
        self.title, self.author, self._day = title, author, written_on

    def format(self, document: Any) -> bytes:
        """The dictionary as PDF; ``document`` is reportlab's and not needed."""
        moment = f"(D:{self._day:%Y%m%d}000000Z)"
        entries = {"Title": self.title, "Author": self.author, "Creator": PRODUCER, "Producer": PRODUCER}
        texts = " ".join(f"/{name} {text_string(text)}" for name, text in entries.items())
        return f"<<{texts} /CreationDate {moment} /ModDate {moment}>>".encode("ascii")


def describe(document: Any, *, title: str, author: str, language: str, written_on: date) -> None:
    """Give reportlab's ``document`` its information, metadata packet, colour profile and viewer preferences."""
    document.info = Information(title, author, written_on)
    packet = _PACKET.format(
        title=escape(title),
        author=escape(author),
        language=language,
        producer=PRODUCER,
        moment=f"{written_on.isoformat()}T00:00:00Z",
        ua=_UA_SCHEMA,
    )
    metadata = PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), packet.encode("utf-8"), []
    )
    profile = PDFStream(PDFDictionary({"N": 3}), _profile(), [PDFZCompress])
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
    )
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = metadata
    catalog.OutputIntents = PDFArray([intent])
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


@cache
def _profile() -> bytes:
    return (RESOURCES / "colour" / "srgb.icc").read_bytes()
