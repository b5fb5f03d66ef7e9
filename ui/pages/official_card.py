"""In the settings of an administrator: the official text of each edition, one PDF for each language."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QGridLayout

from app.acts.clause_browser import editions_of
from app.acts.official_terms import attach_file, attached, found_in, remove
from app.language import Language
from app.terms.clause import Because, Refusal, because
from app.terms.edition_names import edition_name
from ui.dossier.naming import LANGUAGES
from ui.parts.announcing import announce
from ui.parts.buttons import Button, IconButton
from ui.parts.frames import Card, clear, column, row
from ui.parts.words import Words
from ui.stage import Stage
from ui.terms.official_side import WRITTEN
from ui.theme.tokens import CARD_PADDING

if TYPE_CHECKING:
    from app.records.official_texts import OfficialText


class OfficialCard(Card):
    """A line for each edition and language: what is attached, and the buttons to attach and to remove."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._texts: tuple[OfficialText, ...] = ()
        self._said = Words("", "body", "text2", wrap=True)
        self._said.hide()
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(2, 1)
        about = because(
            "The terms as your organisation has them, as a PDF. Each clause then opens at its page in the Terms."
        )
        title = Words(because("Official texts of the terms"), "card")
        edge = CARD_PADDING
        self.setLayout(
            column(
                title,
                Words(about, "body", "text2", wrap=True),
                self._said,
                4,
                self._lines,
                spacing=6,
                margins=(edge, 14, edge, edge),
            )
        )
        stage.changed.connect(lambda kind, _: self.reload() if kind == WRITTEN else None)
        self.reload()

    def reload(self) -> None:
        """Ask what is attached."""
        desk = self._stage.desk
        self._stage.worker.run(lambda: attached(desk), self._show, owner=self)

    def attach(self, edition: str, language: str, file: Path) -> None:
        """Attach ``file``, and say how it went."""
        self._tell(because("Reading “{name}”…", name=file.name), "text2")
        desk = self._stage.desk

        def done(text: OfficialText) -> None:
            found, of = found_in(text)
            self._tell(
                because(
                    "“{name}” is attached. The page of {found} of {all} clauses is known; where one is wrong, put it "
                    "right in the Terms.",
                    name=text.file_name,
                    found=found,
                    all=of,
                ),
                "ok",
            )
            self._stage.changed.emit(WRITTEN, None)

        self._stage.worker.run(lambda: attach_file(desk, edition, language, file), done, self._refuse, owner=self)

    def remove(self, text: OfficialText) -> None:
        """Take an attached text away."""
        desk = self._stage.desk

        def done(_: None) -> None:
            self._tell(because("“{name}” is removed.", name=text.file_name), "text2")
            self._stage.changed.emit(WRITTEN, None)

        self._stage.worker.run(lambda: remove(desk, text), done, self._refuse, owner=self)

    def said(self) -> str:
        """How the last act went."""
        return self._said.text()

    def speak(self, language: Language) -> None:
        """Show the list in ``language``; what was said in another one is forgotten."""
        self._said.hide()
        self._show(self._texts)

    def _show(self, texts: tuple[OfficialText, ...]) -> None:
        self._texts = texts
        clear(self._lines)
        editions = (*editions_of("MC"), *editions_of("SI"))
        for place, (edition, language) in enumerate((one, code) for one in editions for code in LANGUAGES):
            text = next((one for one in texts if (one.edition, one.language) == (edition, language)), None)
            self._line(place, edition, language, text)

    def _line(self, place: int, edition: str, language: str, text: OfficialText | None) -> None:
        name = edition_name(edition)
        heading = Words(name if language == next(iter(LANGUAGES)) else "", "name")
        words = (heading, Words(LANGUAGES[language]), Words(_state(text), "body", "text2", wrap=True))
        for column_number, part in enumerate(words):
            part.speak(self._stage.language)
            self._lines.addWidget(part, place, column_number)
        choose = Button(because("Choose a file…") if text is None else because("Replace…"), "secondary", "upload")
        choose.tip(because("{edition} in {language}", edition=name, language=LANGUAGES[language]))
        choose.speak(self._stage.language)
        choose.clicked.connect(partial(self._ask_which, edition, language))
        tools = row(choose, spacing=4)
        if text is not None:
            take_away = IconButton("trash", because("Remove “{name}”", name=text.file_name))
            take_away.speak(self._stage.language)
            take_away.clicked.connect(partial(self.remove, text))
            tools.addWidget(take_away)
        self._lines.addLayout(tools, place, 3)

    def _ask_which(self, edition: str, language: str) -> None:
        said = self._stage.language
        title = said.text("Choose the official text")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", said.text("PDF files (*.pdf)"))
        if chosen:
            self.attach(edition, language, Path(chosen))

    def _refuse(self, refusal: Refusal) -> None:
        self._tell(refusal.because, "bad")

    def _tell(self, sentence: Because, tone: str) -> None:
        self._said.set_tone(tone)
        self._said.say(sentence, self._stage.language)
        self._said.show()
        announce(self, self._said.text())


def _state(text: OfficialText | None) -> Because:
    if text is None:
        return because("Not attached")
    return because("{name}, {pages} pages", name=text.file_name, pages=text.pages)
