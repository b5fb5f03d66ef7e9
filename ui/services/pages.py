"""The panel of services in the tab of a call, with what is reached from it: a comparison, the overview on paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.acts.overview import key_of
from app.acts.rows import Overview
from app.acts.service_panel import panel_of
from app.records.rows import Dossier
from app.terms.clause import Refusal, because
from ui.dossier.naming import LETTER_KINDS
from ui.frame.status_bar import Keys
from ui.questions import Questions
from ui.services.compare_page import Choices, ComparePage
from ui.services.page import ServicesPage
from ui.stage import Stage

Neighbours = Callable[[], tuple[Overview, ...]]
"""The dossiers open in the other calls."""
KIND = "service_overview"
PAPER_KEYS: Keys = (("Ctrl+P", because("Print")), ("Ctrl+S", because("Save")), ("Esc", because("Back")))


class ServicesPages(QStackedWidget):
    """``closed`` when the person goes back to the dossier, ``clause_asked`` for a clause."""

    closed = Signal()
    clause_asked = Signal(str)

    def __init__(self, overview: Overview, stage: Stage, questions: Questions, neighbours: Neighbours) -> None:
        super().__init__()
        self._overview = overview
        self._stage = stage
        self._questions = questions
        self._neighbours = neighbours
        self.services = self._made(overview)
        self.addWidget(self.services)

    def _made(self, overview: Overview) -> ServicesPage:
        panel = panel_of(overview.dossier, overview.today)
        page = ServicesPage(overview, panel, self._stage.desk.now(), self._stage.language)
        page.closed.connect(self.closed)
        page.clause_asked.connect(self.clause_asked)
        page.compare_asked.connect(self.compare)
        page.print_asked.connect(self.show_on_paper)
        return page

    def show_overview(self, overview: Overview) -> None:
        """Show the dossier after a change; the service in hand stays in hand."""
        if overview.dossier == self._overview.dossier:
            return
        self._overview = overview
        before, node = self.services, self.services.tree.row()
        self.services = self._made(overview)
        self.insertWidget(0, self.services)
        if self.currentWidget() is before:
            self.setCurrentWidget(self.services)
        self.removeWidget(before)
        before.deleteLater()
        self.services.choose(node.key if node is not None else "")

    # Two vehicles -----------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Offer the customer's other vehicles and those of the other calls, the first one at once."""
        choices = self._others()
        page = ComparePage(self._overview.dossier, choices, self._overview.today, self._stage.language)
        page.closed.connect(lambda: self._drop(page))
        page.other_asked.connect(lambda vin: self._show_other(page, vin))
        self._bring(page)
        page.take_focus()
        if choices:
            self._show_other(page, str(choices[0][0]))

    def _others(self) -> Choices:
        own = self._overview.dossier.vehicle
        found = {vin: f"{plate} · {model}" for vin, plate, model in self._overview.dossier.other_vehicles}
        for one in self._neighbours():
            vehicle = one.dossier.vehicle
            if vehicle is not None:
                found.setdefault(vehicle.vin, f"{vehicle.plate} · {vehicle.model} · {one.dossier.customer.name}")
        if own is not None:
            found.pop(own.vin, None)
        return tuple((vin, words, "car") for vin, words in found.items())

    def _show_other(self, page: ComparePage, vin: str) -> None:
        for one in self._neighbours():
            if one.dossier.vehicle is not None and one.dossier.vehicle.vin == vin:
                page.show_other(one.dossier)
                return

        def show(overview: Overview) -> None:
            page.show_other(overview.dossier)

        self._stage.worker.run(lambda: self._questions.overview_of_number(vin), show, page.say_trouble, owner=page)

    # On paper ---------------------------------------------------------------------------------------------------

    def show_on_paper(self) -> None:
        """Show the one-page overview for the customer, ready to print."""
        from ui.calls.letter_page import LetterPage

        dossier: Dossier = self._overview.dossier
        key = key_of(dossier)
        number = f"services-{dossier.vehicle.plate}" if dossier.vehicle else "services"

        def show(content: bytes) -> None:
            back = because("Back to the services")
            page = LetterPage(number, LETTER_KINDS[KIND], content, self._stage.language, back_to=back)
            page.closed.connect(lambda: self._drop(page))
            self._bring(page)
            page.view.view.setFocus()

        def refuse(refusal: Refusal) -> None:
            self.services.say_trouble(refusal)

        self._stage.worker.run(lambda: self._questions.service_overview(key), show, refuse, owner=self)

    # Pages ------------------------------------------------------------------------------------------------------

    def _bring(self, page: QWidget) -> None:
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _drop(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.deleteLater()
        self.setCurrentWidget(self.services)
        self.services.take_focus()

    def page_keys(self) -> Keys:
        """The keys of the page in front."""
        hints = getattr(self.currentWidget(), "page_keys", None)
        if hints is None:
            return PAPER_KEYS
        found: Keys = hints()
        return found
