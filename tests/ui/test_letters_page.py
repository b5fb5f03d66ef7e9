"""The page of the letters queue: printed on a real print service, held back, copied, saved and mailed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.acts import mailing, print_run, printing
from app.records.print_jobs import note_dispatch, wanted_letters
from app.start import Desk
from tests.acts.printing_office import desk_with, dispatched, states, supervisor_on
from tests.mail_service import Mailbox, receiving
from tests.print_service import Office
from ui.pages.mail_card import MailCard
from ui.pages.trays_card import TraysCard
from ui.queues.copy_dialog import CopyDialog
from ui.queues.leave_dialog import LeaveDialog
from ui.queues.letters_page import LettersPage
from ui.queues.mail_dialog import MailDialog
from ui.queues.print_dialog import PrintDialog
from ui.queues.save_dialog import SaveDialog
from ui.settings import PaperChoice, Settings
from ui.speech import speak_all
from ui.stage import Stage

LONG = 30_000
LETTERS = 6


@pytest.fixture(scope="session")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database every page begins with, made once."""
    folder = tmp_path_factory.mktemp("waiting")
    made, _ = desk_with(folder, LETTERS)
    made.close()
    return folder / "desk.db"


@pytest.fixture
def desk(waiting: Path, tmp_path: Path) -> Iterator[Desk]:
    made = supervisor_on(f"sqlite:///{shutil.copy(waiting, tmp_path / 'desk.db')}")
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, stage: Stage) -> LettersPage:
    return shown(qtbot, stage)


def shown(qtbot: QtBot, stage: Stage) -> LettersPage:
    made = LettersPage(stage)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    speak_all(made, stage.language)
    with qtbot.waitSignal(made.answered, timeout=LONG):
        made.show()
    made.take_focus()
    return made


def dialog_of(qtbot: QtBot, page: LettersPage, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(page.dialog, kind), timeout=LONG)
    assert page.dialog is not None
    return page.dialog


def choose_all(qtbot: QtBot, page: LettersPage) -> None:
    with qtbot.waitSignal(page.selection, timeout=LONG):
        page.choose_all()


def begin_printing(qtbot: QtBot, page: LettersPage, office: Office) -> None:
    choose_all(qtbot, page)
    page.print_button.click()
    dialog = dialog_of(qtbot, page, PrintDialog)
    assert isinstance(dialog, PrintDialog)
    dialog.printer.set_value(office.name)
    dialog.go.click()
    qtbot.waitUntil(lambda: len(page.printing.rows) == 3, timeout=LONG)


def test_the_list_shows_state_day_recipient_and_pages(qtbot: QtBot, page: LettersPage) -> None:
    assert len(page.table.rows.rows) == LETTERS
    cells = [column.cell(page.table.rows.rows[0], page._stage.language).plain for column in page.spec.columns]
    assert cells[:2] == ["Ready", "Today"]
    choose_all(qtbot, page)
    qtbot.waitUntil(lambda: page.footer.shown().startswith("6 of 6 selected · 9 pages"), timeout=LONG)
    assert page.print_button.text() == "Print 6 selected"
    assert [value for value, *_ in page.filters.fields["language"]._choices] == ["", "de", "fr", "nl"]


def test_the_last_day_stands_out_only_while_the_letter_is_here(page: LettersPage) -> None:
    letter = page.table.rows.rows[0]
    column = next(one for one in page.spec.columns if one.key == "send_by")
    tones = [column.cell(replace(letter, state=one), page._stage.language).tone for one in ("ready", "failed")]
    left = [column.cell(replace(letter, state=one), page._stage.language) for one in ("printed", "mailed")]
    assert tones == ["warn", "warn"]
    day = page._stage.language.date(letter.send_by)
    assert [(one.plain, one.tone) for one in left] == [(day, "text")] * 2


@pytest.mark.parametrize("width", [700, 900, 1300])
def test_no_button_of_the_head_is_cut(qtbot: QtBot, page: LettersPage, width: int) -> None:
    page.resize(width, 700)
    page.export.setText("Liste mit einem recht langen Wort exportieren")
    parts = (page.filters.words, page.save_all, page.hold_all, page.export, page.print_button)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in parts), timeout=LONG)
    assert all(one.mapTo(page, one.rect().bottomRight()).x() < page.width() for one in parts)


def test_the_pane_reads_the_letter_that_is_current(qtbot: QtBot, page: LettersPage) -> None:
    first = page.table.row().number
    qtbot.waitUntil(lambda: first in page.pane.text(), timeout=LONG)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    second = page.table.row().number
    qtbot.waitUntil(lambda: second in page.pane.text(), timeout=LONG)
    assert second != first


def test_a_days_letters_are_printed_as_a_job_for_each_language(
    qtbot: QtBot, page: LettersPage, desk: Desk, office: Office
) -> None:
    office.wait_before(2)
    begin_printing(qtbot, page, office)
    qtbot.waitUntil(lambda: any(row.state == "printing" for row in page.printing.rows.values()), timeout=LONG)
    assert page.printing.busy
    assert page.banner.isVisible()
    assert len(page.banner.lines) == 3
    office.go_on()
    qtbot.waitUntil(lambda: not page.printing.rows, timeout=LONG)
    assert set(states(desk).values()) == {"printed"}
    assert dispatched(desk) == dict.fromkeys(states(desk), 1)
    assert len(page.banner.results) == 2
    assert not page.printing.busy
    qtbot.waitUntil(lambda: {one.state for one in page.table.rows.rows} == {"printed"}, timeout=LONG)
    assert page._stage.settings.paper.printer == office.name


def test_a_letter_that_does_not_come_out_is_named_and_stays(
    qtbot: QtBot, page: LettersPage, desk: Desk, office: Office
) -> None:
    office.jam_at(2)
    page.ask_to_print(("L-2026-00003", "L-2026-00006"))
    dialog = dialog_of(qtbot, page, PrintDialog)
    assert isinstance(dialog, PrintDialog)
    dialog.printer.set_value(office.name)
    with qtbot.waitSignal(page.printing.ended, timeout=LONG):
        dialog.go.click()
    (box,) = page.banner.results
    words = [one.text() for one in box.findChildren(QLabel) if one.text()]
    name = next(row.recipient for row in page.table.rows.rows if row.number == "L-2026-00003")
    assert words[1:] == [
        "0 letters are printed.",
        "1 letter was not begun and is ready again.",
        f"L-2026-00003, {name}: Paper jam",
    ]
    assert [states(desk)[number] for number in ("L-2026-00003", "L-2026-00006")] == ["failed", "ready"]
    with qtbot.waitSignal(page.answered, timeout=LONG):
        page.banner.failed_wanted.emit()
    assert [one.number for one in page.table.rows.rows] == ["L-2026-00003"]


def test_a_job_left_behind_is_offered_to_be_resumed(qtbot: QtBot, stage: Stage, desk: Desk, office: Office) -> None:
    (number,) = printing.begin(desk, ["L-2026-00001"], office.name)
    page = shown(qtbot, stage)
    qtbot.waitUntil(lambda: number in page.banner.lines, timeout=LONG)
    line = page.banner.lines[number]
    assert line.resume.isVisible()
    assert not line.pause.isVisible()
    with qtbot.waitSignal(page.printing.ended, timeout=LONG):
        line.resume.click()
    assert dispatched(desk) == {"L-2026-00001": 1}


def test_an_own_job_the_printer_has_is_asked_about_by_itself(
    qtbot: QtBot, stage: Stage, desk: Desk, office: Office
) -> None:
    (number,) = printing.begin(desk, ["L-2026-00001"], office.name)
    assert print_run.advance(desk, number).state == "printing"
    assert print_run.known_here(desk, (number,)) == (number,)
    page = shown(qtbot, stage)
    qtbot.waitUntil(lambda: dispatched(desk) == {"L-2026-00001": 1}, timeout=LONG)
    qtbot.waitUntil(lambda: not page.printing.busy and number not in page.banner.lines, timeout=LONG)


def test_a_job_is_paused_and_goes_on(qtbot: QtBot, page: LettersPage, desk: Desk, office: Office) -> None:
    office.wait_before(2)
    begin_printing(qtbot, page, office)
    number = min(page.banner.lines)
    qtbot.waitUntil(lambda: page.printing.rows[number].pages_done == 1, timeout=LONG)
    page.banner.lines[number].pause.click()
    qtbot.waitUntil(lambda: page.printing.rows[number].state == "paused", timeout=LONG)
    assert page.banner.lines[number].resume.isVisible()
    office.go_on()
    page.banner.lines[number].resume.click()
    qtbot.waitUntil(lambda: not page.printing.rows, timeout=LONG)
    assert dispatched(desk) == dict.fromkeys(states(desk), 1)


def test_letters_are_held_back_and_released(qtbot: QtBot, page: LettersPage, desk: Desk) -> None:
    number = page.table.row().number
    page.pane.hold.click()
    qtbot.waitUntil(lambda: page.pane.row is not None and page.pane.row.state == "held", timeout=LONG)
    assert states(desk)[number] == "held"
    assert page.footer.said() == "1 letter is held back."
    page.ask_to_print((number,))
    qtbot.waitUntil(lambda: "None of the chosen letters" in page.footer.said(), timeout=LONG)
    assert page.pane.hold.text() == "Release"
    page.pane.hold.click()
    qtbot.waitUntil(lambda: page.pane.row is not None and page.pane.row.state == "ready", timeout=LONG)


def test_a_copy_needs_a_reason(qtbot: QtBot, page: LettersPage, desk: Desk, office: Office) -> None:
    page.errands.copy("L-2026-00001")
    dialog = dialog_of(qtbot, page, CopyDialog)
    assert isinstance(dialog, CopyDialog)
    dialog.printer.set_value(office.name)
    dialog.go.click()
    assert dialog.isVisible()
    dialog.reason.setText("lost in the post")
    dialog.go.click()
    qtbot.waitUntil(lambda: "is printed" in page.footer.said(), timeout=LONG)
    assert dispatched(desk, "copy_printed") == {"L-2026-00001": 1}
    assert states(desk)["L-2026-00001"] == "ready"


def test_letters_are_saved_in_one_file_or_one_each(qtbot: QtBot, page: LettersPage, desk: Desk, tmp_path: Path) -> None:
    page.errands.save(("L-2026-00001", "L-2026-00002"))
    dialog_of(qtbot, page, SaveDialog).close()
    page.errands.save_one(("L-2026-00001", "L-2026-00002"), tmp_path / "all.pdf")
    qtbot.waitUntil(lambda: page.footer.said() == "Saved as “all.pdf”.", timeout=LONG)
    page.errands.save_each(("L-2026-00001", "L-2026-00002"), tmp_path)
    qtbot.waitUntil(lambda: page.footer.said().startswith("2 letters are saved"), timeout=LONG)
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"all.pdf", "L-2026-00001.pdf", "L-2026-00002.pdf"}
    assert dispatched(desk, "saved") == {"L-2026-00001": 2, "L-2026-00002": 2}


def pressing(button: str) -> Callable[[LeaveDialog], int]:
    def answered(dialog: LeaveDialog) -> int:
        getattr(dialog, button).click()
        return dialog.result()

    return answered


def test_the_window_asks_before_it_closes_while_letters_are_printing(
    qtbot: QtBot, page: LettersPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.leave()
    office.wait_before(1)
    begin_printing(qtbot, page, office)
    for button, leaves in (("stay", False), ("close_window", True)):
        monkeypatch.setattr(LeaveDialog, "exec", pressing(button))
        assert page.leave() == leaves
    office.go_on()
    qtbot.waitUntil(lambda: not page.printing.rows, timeout=LONG)
    assert page.leave()


def test_a_letter_is_mailed_once_its_address_is_confirmed(
    qtbot: QtBot, page: LettersPage, stage: Stage, desk: Desk, tmp_path: Path
) -> None:
    mailbox = Mailbox()
    letter = page.table.rows.rows[0]
    with receiving(mailbox) as port:
        card = MailCard(stage)
        qtbot.addWidget(card)
        card.host.setText("localhost")
        card.security.set_value("none")
        card.port.setText("many")
        card.address.setText("desk@example.org")
        card.save.click()
        qtbot.waitUntil(lambda: "port" in card.said(), timeout=LONG)
        card.port.setText(str(port))
        card.save.click()
        qtbot.waitUntil(lambda: card.said() == "The mail server is saved.", timeout=LONG)
        page.errands.mail(letter)
        dialog = dialog_of(qtbot, page, MailDialog)
        assert isinstance(dialog, MailDialog)
        address = mailing.receiver(desk, letter.number)
        assert address in [one.text() for one in dialog.findChildren(QLabel)]
        dialog.go.click()
        qtbot.waitUntil(lambda: address in page.footer.said(), timeout=LONG)
    assert mailbox.receivers == [[address]]
    assert dispatched(desk, "mailed") == {letter.number: 1}
    qtbot.waitUntil(lambda: page.page.counts["mailed"] == 1, timeout=LONG)
    page.errands.save_mail(letter.number, tmp_path / "letter.eml")
    qtbot.waitUntil(lambda: "letter.eml" in page.footer.said(), timeout=LONG)
    assert b"application/pdf" in (tmp_path / "letter.eml").read_bytes()


def test_an_e_mail_nobody_knows_of_is_asked_about(qtbot: QtBot, page: LettersPage, desk: Desk) -> None:
    number = page.table.row().number
    with desk.records.writing(lasting=True) as session:
        (letter,) = wanted_letters(session, (number,))
        before = desk.now() - timedelta(hours=1)
        note_dispatch(session, [letter.id], "mail_begun", by="Karin Maes", at=before, reason="p", receiver="a@b.be")
    page.reload()
    qtbot.waitUntil(lambda: page.table.row().mail_open is not None, timeout=LONG)
    assert page.table.rows.columns[1].cell(page.table.row(), page._stage.language).small == "e-mail not confirmed"
    assert any("no answer is known" in one.text() for one in page.pane.findChildren(QLabel))
    page.ask_to_print((number,))
    qtbot.waitUntil(lambda: "None of the chosen letters" in page.footer.said(), timeout=LONG)
    acts = {words.message: act for words, act in page._more()}
    assert "Send by e-mail…" not in acts
    acts["It was sent by e-mail"]()
    qtbot.waitUntil(lambda: states(desk)[number] == "mailed", timeout=LONG)
    assert dispatched(desk, "mailed") == {number: 1}


def test_trays_are_set_for_all_desks_and_proposed(
    qtbot: QtBot, page: LettersPage, stage: Stage, desk: Desk, office: Office
) -> None:
    card = TraysCard(stage)
    qtbot.addWidget(card)
    qtbot.waitUntil(lambda: card.fields["fr"].count() == 3, timeout=LONG)
    tray = card.fields["fr"].itemText(2)
    card.fields["fr"].set_value(tray)
    card.save.click()
    qtbot.waitUntil(lambda: card.said() == "The trays are saved.", timeout=LONG)
    assert printing.trays(desk) == {"fr": tray}
    choose_all(qtbot, page)
    page.print_button.click()
    dialog = dialog_of(qtbot, page, PrintDialog)
    assert isinstance(dialog, PrintDialog)
    dialog.printer.set_value(office.name)
    assert [field.value() for field in dialog.trays] == ["", tray, ""]
    dialog.close()


@pytest.mark.parametrize("kept", ["", "{half", "null", "[1]", '["office", "one-sided", [1]]'])
def test_a_choice_of_paper_that_makes_no_sense_is_none(kept: str) -> None:
    settings = Settings()
    settings.paper = PaperChoice("office", "one-sided", (("office/nl/", "Tray2"),))
    assert Settings().paper == PaperChoice("office", "one-sided", (("office/nl/", "Tray2"),))
    settings._file.setValue("paper", kept)
    assert Settings().paper == PaperChoice()


def test_closing_an_older_dialog_leaves_the_newer_one(qtbot: QtBot, page: LettersPage) -> None:
    older, newer = QDialog(page), QDialog(page)
    page.show_dialog(older)
    page.show_dialog(newer)
    qtbot.waitUntil(lambda: not isValid(older), timeout=LONG)
    assert page.dialog is newer
    newer.close()
    qtbot.waitUntil(lambda: page.dialog is None, timeout=LONG)
