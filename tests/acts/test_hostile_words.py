"""Words that want to be more than words: in every field they are stored, searched, printed and given back as typed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.acts import notes, withdrawal
from app.acts.search import search
from app.config import Person
from app.records import tables, verify
from app.records.letters import letter_bytes
from app.records.rows import Address, Dossier
from app.start import Desk
from tests.acts import examples
from tests.acts.acting import begun
from tests.acts.examples import BY_LETTER, NOW, TODAY
from tests.acts.stored import key_of, letter_text, read_back, store

SQL = [
    "Robert'); DROP TABLE customers; --",
    "' OR '1'='1' /*",
    '"; DELETE FROM journal; --',
    "$$; TRUNCATE letters; $$",
    "100%_\\'; UPDATE cases SET refund = 1 --",
]
PAPER = [
    "<b>Elke</b> & <img src='file:///etc/passwd'/>",
    ") Tj ET endstream endobj 1 0 obj << /S /JavaScript /JS (app.alert(1)) >>",
    "{number} {0} %s %(name)s ${name}",
    "<a href='javascript:alert(1)'>De Smet</a> &#0; &nbsp; <unclosed",
    "=HYPERLINK(1) \u202egnp.exe",
]


def filled(words: str) -> Dossier:
    """Elke's dossier with ``words`` in every field that takes any text."""
    customer = examples.customer(
        given_name=words,
        family_name=words,
        addresses=(Address(words, words, "", "9000", words, "BE"),),
        emails=(words,),
    )
    vehicle = examples.vehicle(plate=words[:20], model=words)
    return examples.dossier(customer=customer, vehicle=vehicle, notes=())


@pytest.mark.parametrize("words", [*SQL, *PAPER])
def test_words_stay_words(words: str, tmp_path: Path) -> None:
    stays_words(f"sqlite:///{tmp_path / 'desk.db'}", words)


@pytest.mark.parametrize("words", SQL)
def test_words_stay_words_on_a_server(words: str, server_database: str) -> None:
    stays_words(server_database, words)


def stays_words(url: str, words: str) -> None:
    """Withdraw, note and search with ``words`` wherever something can be typed."""
    desk = Desk(url, Person(words), "en", lambda: NOW).open()
    with closing(desk):
        record(desk, words)


def record(desk: Desk, words: str) -> None:
    store(desk, filled(words))
    dossier = read_back(desk, filled(words))
    assert (dossier.customer.family_name, dossier.customer.addresses[0].town) == (words, words)
    draft = replace(begun(dossier, "withdrawal", "B-10001", BY_LETTER), statement=words)
    seen = withdrawal.preview(dossier, draft, TODAY)
    done = withdrawal.perform(desk, key_of(dossier), draft, seen)
    notes.add_note(desk, key_of(dossier), words)
    search(desk, words)
    with desk.records.reading() as session:
        assert list(verify.faults(session.connection())) == []
        assert session.query(tables.Note).one().text == words
        letter = letter_bytes(session, done.letters[1][0])
    after = read_back(desk, dossier)
    assert [(case.agent, case.refund) for case in after.cases] == [(words, 11638)]
    assert after.cases[0].entered["statement"] == words
    assert {entry.by for entry in after.journal} == {words}
    assert_plain(letter)
    printed = letter_text(desk, done.letters[1][0])
    assert " ".join(words.replace("\u202e", "").split())[:12] in printed


def assert_plain(letter: bytes) -> None:
    """The PDF runs nothing, leads nowhere and carries nothing along."""
    with pikepdf.open(BytesIO(letter)) as pdf:
        assert {"/OpenAction", "/AA"}.isdisjoint(pdf.Root.keys())
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                assert thing.get("/S") not in ("/JavaScript", "/Launch", "/URI", "/SubmitForm")
