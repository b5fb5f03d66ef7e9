"""The one wizard: it lives in the tab of the call, walks through any act, and writes only when the agent records it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.acts.rows import Done, Option, Overview, Preview
from app.language import Language
from app.terms.clause import Because, Refusal, because
from ui.speech import speak_all
from ui.wizard.chosen_readings import ReadingChooser
from ui.wizard.errands import Errands
from ui.wizard.flow import Flow
from ui.wizard.frame import WizardFrame
from ui.wizard.instead import chosen_instead, receipt_of
from ui.wizard.keys import key_hints
from ui.wizard.office import Office
from ui.wizard.restored import Restored
from ui.wizard.tab_order import order
from ui.worker import Worker

if TYPE_CHECKING:
    from app.records.dossier import DossierKey

_SAVE_AFTER, _FIND_AFTER = 300, 120
"""Milliseconds without a change before the draft is saved, before the findings are made anew."""


class Wizard(WizardFrame):
    """One act for one dossier.

    ``closed``: the agent leaves, the draft stays. ``changed(kind, key)``: something was written that others show.
    ``clause_asked``: the text of a clause is wanted. ``turned``: the page, and with it the keys, may be another.
    """

    closed = Signal()
    changed = Signal(str, object)
    clause_asked = Signal(str)
    turned = Signal()

    def __init__(
        self,
        office: Office,
        worker: Worker,
        language: Language,
        key: DossierKey,
        overview: Overview,
        act: str,
        draft: Any,
        position: int = 0,
        restored: Restored | None = None,
    ) -> None:
        """``key`` names the dossier for ``office``; ``draft`` and ``position`` are where to begin, or to go on.

        ``restored`` says that it goes on with a draft that was kept.
        """
        super().__init__(overview.today, overview.dossier.customer.country, language)
        self._office = office
        self._key, self._overview = key, overview
        self._errands = Errands(office, worker, key, self)
        self.flow = Flow(office.act(act), overview.dossier, draft, overview.today, position)
        self._readings = ReadingChooser(self.findings, lambda: self.flow, office.rights(), self)
        self._before: list[Flow] = []
        self._preview: Preview | Refusal | None = None
        self._offered: tuple[Option, ...] = ()
        self._aside: QWidget | None = None
        self._busy = False
        self._findings_wanted = True
        self._save_later = self.timer(_SAVE_AFTER, self.save)
        self._find_later = self.timer(_FIND_AFTER, self._find)
        self._connect()
        self._unsaved = False
        self._fresh = restored.fresh if restored is not None else None
        if restored is not None:
            self.show_restored(restored).anew.connect(self.begin_anew)
        speak_all(self, language)

    def _connect(self) -> None:
        self.title.closed.connect(self.close_wizard)
        self.rail.asked.connect(lambda index: self._moved(self.flow.go(index)))
        self.form.entered.connect(self._enter)
        self.bar.back_asked.connect(self.back)
        self.bar.next_asked.connect(self.next)
        self.bar.preview_asked.connect(self.preview_letter)
        self.bar.what_if_asked.connect(self.show_other_days)
        self.review.started.connect(self.switch)
        self.review.date_wrong.connect(lambda: self._moved(self.flow.go(self.flow.date_step)))
        self.findings.switch_asked.connect(self.switch)
        self._readings.entered.connect(self._enter)
        self.letters.asked.connect(lambda asked: self._errands.fetch_letter(self.flow, asked))
        self._errands.saved.connect(self._saved)
        self._errands.not_saved.connect(lambda refusal: self._say_saved(refusal.because, "bad"))
        self._errands.recorded.connect(self._recorded)
        self._errands.waits.connect(self.show_waiting)
        self._errands.read_again.connect(self._reread)
        self._errands.refused.connect(self._refused)
        self._errands.days_came.connect(self.what_if.show_what_if)
        self.what_if.day_used.connect(self._use_day)
        self.what_if.closed.connect(lambda: self._look_at(None))
        # The window reports a fault; the wizard is free again, with everything that was entered.
        self._errands.broke.connect(lambda: self._hold(busy=False))
        self._errands.letter_came.connect(
            lambda asked, pdf, issued: self.letters.show_letter(asked, pdf, issued=issued)
        )
        for part in (self.form, self.review, self.findings):
            part.clause_asked.connect(self.clause_asked)
        keys = {"Alt+Left": self.back, "Alt+Right": self.forward, "Ctrl+Return": self.next, "Ctrl+Enter": self.next}
        keys |= {"F2": self.show_other_days, "F6": self.show_findings, "Esc": self.leave}
        self.set_keys(keys)

    # What the agent does ---------------------------------------------------------------------------------------

    def _enter(self, name: str, value: Any) -> None:
        if not self._busy and self.flow.set(name, value):
            self._entered()

    def _entered(self) -> None:
        self._preview = None
        self.clear_trouble()
        self._changed()
        self._show()

    def _changed(self) -> None:
        self._unsaved = True
        self._save_later.start()
        self._find_later.start()

    def begin_anew(self) -> None:
        """Throw the draft away that was restored, and begin with the facts on record."""
        if self._busy or self._fresh is None:
            return
        self._errands.forget(self.flow)
        self.flow = Flow(self.flow.act, self._overview.dossier, self._fresh, self._overview.today)
        self._preview = None
        self._moved(True)
        self._save_later.stop()
        self._unsaved = False

    def next(self) -> None:
        """Go on; on the review: record; at the end: back to the dossier."""
        if self._busy:
            return
        if self._aside is not None:
            self._look_at(None)
        elif self.flow.done is not None:
            self.closed.emit()
        elif self.flow.step.kind == "review":
            self.record()
        elif (option := self._instead()) is not None:
            self.switch(option)
        else:
            self._moved(self.flow.next())

    def forward(self) -> None:
        """Go one page on, and only that: a key held down must never record."""
        if self.flow.step.kind == "form":
            self.next()

    def back(self) -> None:
        """Go back: to the review, to the step before, or to the act that was left for this one."""
        if self._busy:
            return
        if self._aside is not None:
            self._look_at(None)
        elif self.flow.position == 0 and self._before:
            self._errands.forget(self.flow)
            self.flow = self._before.pop()
            self._preview = None
            self._moved(True)
        else:
            self._moved(self.flow.back())

    def _moved(self, moved: bool) -> None:
        if moved:
            self._aside = None
            self.clear_trouble()
            self.clear_restored()
            self._changed()
        self._show()
        problem = self.flow.shown_problem
        if problem is not None:
            self.form.show_problem_field(problem.field)
        elif moved:
            self.take_focus()

    def _instead(self) -> Option | None:
        """The better option whose card is chosen on this page."""
        return chosen_instead(self.flow, self._offered)

    def switch(self, option: Option) -> None:
        """Start another act of the same dossier instead; Back at its first step returns here."""
        if self._busy or self.flow.done is not None:
            return
        act = self._office.act(option.act)
        overview = replace(self._overview, receipt=receipt_of(self.flow, self._overview.receipt))
        self._errands.forget(self.flow)
        self._before.append(self.flow)
        self.flow = Flow(act, overview.dossier, act.begin(overview, option), overview.today)
        self._preview = None
        self._moved(True)

    def show_findings(self) -> None:
        """Hide the findings, or show them and put the keyboard there."""
        self._findings_wanted = not self.findings.isVisible()
        self.findings.setVisible(self._findings_wanted)
        if self.findings.isVisible():
            self.findings.pages.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go from a letter or from other days back to the review, else out of the wizard."""
        if self._aside is not None and not self._busy:
            self._look_at(None)
        else:
            self.close_wizard()

    def close_wizard(self) -> None:
        """Leave; what was entered is saved first, unless the act is recorded."""
        if self._busy:
            return
        if self._unsaved:
            self.save()
        self.closed.emit()

    def take_focus(self) -> None:
        """Put the keyboard where the agent goes on."""
        for page in (self.form, self.review, self.letters, self.what_if):
            if page is self.pages.currentWidget():
                page.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - int(Qt.Key.Key_0)
        typing = isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit)
        here = self.pages.currentWidget() is self.form and not typing and not event.modifiers()
        if not (here and 1 <= digit <= 9 and self.form.choose_number(digit)):
            super().keyPressEvent(event)

    def key_hints(self) -> tuple[tuple[str, Because], ...]:
        """The keys worth knowing on this page, for the status bar."""
        goes_back = not self.flow.first or bool(self._before)
        return key_hints(self.flow, goes_back=goes_back, aside=self._aside is not None)

    # Errands ---------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the draft now."""
        self._save_later.stop()
        if self.flow.done is not None:
            return
        self._errands.save(self.flow)

    def _saved(self, at: datetime) -> None:
        self._unsaved = self._save_later.isActive()
        self._say_saved(because("Draft saved {time}", time=f"{at:%H:%M}"), "text2")

    def _say_saved(self, sentence: Because, tone: str) -> None:
        if self.flow.done is None:
            self.title.show_saved(sentence, tone, self._language)

    def record(self) -> None:
        """Write the case, exactly as the review shows it."""
        if not self._readings.ready(self._language):
            return
        self._find()
        seen = self._preview
        if not isinstance(seen, Preview) or not self.flow.may_record(seen):
            return
        self._save_later.stop()
        self._hold(busy=True)
        self._errands.perform(self.flow, seen)

    def _recorded(self, done: Done) -> None:
        self._hold(busy=False)
        self.flow.finish(done)
        self._unsaved = False
        self._before.clear()
        self.title.show_saved(None, "text2", self._language)
        self.letters.show_done(done, self._language)
        self._show()
        self.take_focus()
        self.changed.emit("dossier", self._key)

    def _refused(self, refusal: Refusal) -> None:
        """Nothing was written: say why above the page, and offer to look at the dossier as it is now."""
        self._hold(busy=False)
        self.show_trouble(refusal, self.reread).clause_asked.connect(self.clause_asked)

    def reread(self) -> None:
        """Go on with the dossier as it is now; what was entered stays."""
        self._hold(busy=True)
        self._errands.read_dossier(self._overview.receipt)

    def _reread(self, overview: Overview) -> None:
        self._hold(busy=False)
        self._overview = overview
        self.flow.reread(overview.dossier)
        self._preview = None
        self._show()

    def preview_letter(self) -> None:
        """Show the letters as they would be issued."""
        if isinstance(self._preview, Preview) and self._preview.letters:
            self._look_at(self.letters)
            self.letters.show_kinds(self._preview.letters, self._language)

    def show_other_days(self) -> None:
        """On the review, show what the draft would do on other days of receipt, or go back."""
        if self._aside is self.what_if:
            self._look_at(None)
        elif self.flow.step.kind == "review" and self._aside is None and not self._busy and self.flow.has_receipt:
            self.what_if.wait_for(self.flow.act.TITLE)
            self._errands.ask_other_days(self.flow)
            self._look_at(self.what_if)

    def _use_day(self, day: date) -> None:
        self._look_at(None)
        if self.flow.receive_on(day):
            self._entered()

    def _look_at(self, aside: QWidget | None) -> None:
        """Show a page in the place of the review; ``None`` is the review itself."""
        self._aside = aside
        self._show()
        self.take_focus()

    def _hold(self, *, busy: bool) -> None:
        self._busy = busy
        self.clear_trouble()
        self.pages.setEnabled(not busy)
        self.rail.setEnabled(not busy)
        self._show_actions()

    # Showing ---------------------------------------------------------------------------------------------------

    def _find(self) -> None:
        """Make the findings of the draft, unless they are those of the draft already."""
        self._find_later.stop()
        if self._preview is None and self.flow.done is None:
            try:
                self._preview = self.flow.preview()
                self._offered = self._preview.better
            except Refusal as refusal:
                self._preview = refusal
            self._show_findings()

    def _show_findings(self) -> None:
        self.findings.show_found(self._preview, self._language)
        self._readings.show()
        self._order()

    def _show(self) -> None:
        flow, language = self.flow, self._language
        if flow.step.kind == "review":
            self._find()
        title = self._preview.title if isinstance(self._preview, Preview) else flow.act.TITLE
        self.title.show_title(title, flow.about, language)
        self.rail.show_steps(flow.steps, flow.position, flow.furthest, flow.visited, language)
        reading = flow.done is not None or self._aside is not None
        self.findings.setVisible(self._findings_wanted and not reading)
        if reading:
            self.pages.setCurrentWidget(self._aside or self.letters)
        elif flow.step.kind == "review":
            if self._preview is not None:
                self.review.show_found(self._preview, self._language, self._readings.told)
            self.pages.setCurrentWidget(self.review)
        else:
            problem = None if self._instead() is not None else flow.shown_problem
            self.form.show_step(flow.step, flow.draft, problem, language)
            self.pages.setCurrentWidget(self.form)
        self._show_actions()
        self._order()
        self.turned.emit()

    def _order(self) -> None:
        """Let Tab go from the page to the findings, to Back and on: what was built anew would come last."""
        order((self.title, self.rail, self.pages, self.findings, self.bar))

    def _show_actions(self) -> None:
        preview = self._preview if isinstance(self._preview, Preview) else None
        self.bar.show_actions(
            self.flow,
            preview,
            self._language,
            left=bool(self._before),
            reading=self._aside is not None,
            busy=self._busy,
            instead=self._instead() is not None,
        )

    def speak(self, language: Language) -> None:
        """Say everything in ``language``; the draft stays as it is."""
        self._language = language
        self._find()
        self._show()
        self._show_findings()
