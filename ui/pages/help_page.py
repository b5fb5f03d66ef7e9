"""Help: every key of the desk, by where it works."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.terms.clause import Because, because
from ui.frame.status_bar import SPACE, Keys
from ui.parts.buttons import Button
from ui.parts.chips import KeyHint
from ui.parts.frames import Card, Scroll, column, row
from ui.parts.words import Words
from ui.theme.tokens import CARD_PADDING

_KEYS: tuple[tuple[Because, Keys], ...] = (
    (
        because("Everywhere"),
        (
            ("Ctrl+K", because("Search: any number, plate, name or phone")),
            ("Ctrl+T", because("Open another call")),
            ("Ctrl+W", because("Close the call")),
            ("Ctrl+Tab", because("Next call")),
            ("Ctrl+,", because("Settings")),
            ("Ctrl+Shift+L", because("Light or dark theme")),
            ("F1", because("This page")),
            ("F3", because("The terms, clause by clause")),
        ),
    ),
    (
        because("In the search"),
        (
            ("↑ ↓", because("Move in the answers")),
            ("Alt+1 … Alt+4", because("Go to a group and show all of it")),
            ("Enter", because("Open the dossier")),
            ("Ctrl+Enter", because("Open it behind this call")),
            ("Esc", because("Close the search")),
        ),
    ),
    (
        because("In a dossier"),
        (
            ("F2", because("What if: the option on other days of receipt")),
            ("F4", because("Other acts: what is always possible, and what only a supervisor may do")),
            ("F6", because("Open or close the reasons")),
            ("Enter", because("Start the option")),
            ("Ctrl+1 … Ctrl+5", because("Services, timeline, payments, cases, notes")),
            ("Ctrl+F", because("Filter the list")),
            ("Ctrl+C", because("Copy the row")),
            ("Ctrl+Enter", because("Add the note")),
        ),
    ),
    (
        because("In a queue"),
        (
            (SPACE, because("Select the row, or not")),
            ("Shift+↑ ↓", because("Select rows one after the other")),
            ("Ctrl+A", because("Select all rows of the list")),
            ("Esc", because("Select nothing")),
            ("Ctrl+F", because("Filter the list")),
            ("Ctrl+PgUp PgDn", because("Previous or next page")),
            ("Ctrl+C", because("Copy the rows")),
            ("Ctrl+E", because("Export the list")),
            ("Ctrl+P", because("Print the letters selected")),
            ("F6", because("Open or close the pane beside the list")),
        ),
    ),
    (
        because("In a field for a day"),
        (
            ("↑ ↓", because("One day later or earlier")),
            ("PgUp PgDn", because("One month later or earlier")),
            ("Alt+↓", because("Open the calendar")),
        ),
    ),
    (
        because("In the terms"),
        (
            ("↑ ↓", because("Move in the list")),
            ("Enter", because("Read the clause")),
            ("Alt+← Alt+→", because("Back to the clause before, and forward again")),
            ("Ctrl+F", because("Search")),
            ("Ctrl+O", because("Official text")),
            ("Esc", because("Back to the calls")),
        ),
    ),
    (
        because("In the strip of days"),
        (
            ("← →", because("One day earlier or later")),
            ("PgUp PgDn", because("One week later or earlier")),
            ("Home", because("Back to the day of receipt")),
            ("Enter", because("Use this day")),
            ("Esc", because("Close what if")),
        ),
    ),
    (
        because("In a wizard"),
        (
            ("Alt+→", because("Continue")),
            ("Alt+←", because("Back; nothing entered is lost")),
            ("F2", because("What if: the review on other days of receipt")),
            ("1 2 …", because("Choose a card")),
            ("Ctrl+Enter", because("Record")),
            ("Esc", because("Leave; the draft stays")),
        ),
    ),
)


class HelpPage(QWidget):
    """Cards with keys, two beside each other; ``letters_asked`` when the person wants to see every letter."""

    letters_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout()
        grid.setSpacing(12)
        for index, (title, keys) in enumerate(_KEYS):
            grid.addWidget(_card(title, keys), index // 2, index % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        letters = Button(because("All letters"), "secondary", "file-text")
        letters.clicked.connect(self.letters_asked)
        head = row(Words(because("Help"), "page"), None, letters)
        inside = QWidget()
        inside.setLayout(column(head, grid, None, spacing=16, margins=(24, 20, 24, 20)))
        self.setLayout(column(Scroll(inside), spacing=0))


def _card(title: Because, keys: Keys) -> Card:
    card = Card()
    lines = QGridLayout()
    lines.setHorizontalSpacing(16)
    lines.setVerticalSpacing(8)
    for number, (key, words) in enumerate(keys):
        lines.addLayout(row(KeyHint(key), None), number, 0)
        lines.addWidget(Words(words, "body", "text2", wrap=True), number, 1)
    lines.setColumnStretch(1, 1)
    lines.setColumnMinimumWidth(0, 130)
    card.setLayout(column(Words(title, "card"), lines, None, spacing=12, margins=(CARD_PADDING, 14, CARD_PADDING, 14)))
    return card
