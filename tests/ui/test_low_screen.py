"""A dossier on a low screen, as one of 1440 by 900 at 150 %: everything stays of use, and nothing is cut unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.acts.drafts import OpenDraft
from app.language import language
from app.records.rows import DossierKey
from app.terms.clause import because
from tests.acts import examples as people
from tests.ui import examples
from ui.dossier.view import DossierView
from ui.parts.words import Words
from ui.speech import speak_all
from ui.tables.columns import Cell, Column, shared
from ui.theme.theme import Theme


def _shown(qtbot: QtBot, width: int, height: int) -> DossierView:
    overview = examples.overview()
    vehicle = people.vehicle(type_approval_functions=())
    french = language("fr")
    view = DossierView(
        replace(overview, dossier=replace(overview.dossier, vehicle=vehicle)), lambda: people.NOW, french
    )
    holder = QWidget()
    view.setParent(holder)
    qtbot.addWidget(holder)
    holder.resize(width, height)
    view.resize(width, height)
    speak_all(view, french)
    holder.show()
    view.holder = holder  # type: ignore[attr-defined]
    return view


def _begin_draft(view: DossierView) -> None:
    saved = datetime(2026, 12, 28, 9, 0)
    draft = OpenDraft(DossierKey(1, "VIN"), "withdrawal", None, 0, saved, because("MINI"), "Elke", "1-ABC-234")
    view.kept.show_drafts((draft,), language("fr"))


@pytest.mark.parametrize("draft", [False, True])
def test_options_are_in_sight_and_the_lists_are_a_movement_away(qtbot: QtBot, light: Theme, draft: bool) -> None:
    view = _shown(qtbot, 880, 476)
    if draft:
        _begin_draft(view)
    table = view.options.table
    qtbot.waitUntil(lambda: table.viewport().visibleRegion().boundingRect().height() >= table.rowHeight(0) + 8)
    view._enter_records(3)
    qtbot.waitUntil(lambda: view.records.cases.viewport().visibleRegion().boundingRect().height() >= 60)


def test_where_there_is_room_only_the_lists_themselves_scroll(qtbot: QtBot, light: Theme) -> None:
    view = _shown(qtbot, 1200, 676)
    _begin_draft(view)
    qtbot.waitUntil(lambda: view.kept.height() < 60 and view.main.verticalScrollBar().maximum() == 0)


def test_no_long_word_is_cut_while_all_words_fit() -> None:
    say = lambda _row, _language: Cell("")  # noqa: E731
    columns = (
        Column("service", "", say, stretch=True, least=150),
        *(Column(str(most), "", say, most=most) for most in (130, 80, 124, 104, 84, 100)),
    )
    needed, least = (368, 611, 97, 156, 142, 97, 243), (190, 143, 67, 122, 87, 97, 111)
    widths = shared(needed, least, columns, 820)
    assert all(width >= word for width, word in zip(widths, least, strict=True))
    assert sum(widths) == 820
    assert sum(shared(needed, least, columns, 760)) == 760, "what cannot fit gives way all the same"


def test_what_the_header_has_no_room_for_ends_in_dots(qtbot: QtBot, light: Theme) -> None:
    view = _shown(qtbot, 820, 600)
    (line,) = [one for one in view.header.findChildren(Words) if "réception" in one.text()]
    qtbot.waitUntil(lambda: line.width() < line.sizeHint().width())
    assert line.shown().endswith("…")  # type: ignore[attr-defined]
    assert line.toolTip() == line.text()
