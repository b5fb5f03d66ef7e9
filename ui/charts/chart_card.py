"""A chart on its card: the title says what is counted, the line below it over which time."""

from __future__ import annotations

from app.language import Language
from app.terms.clause import Because
from ui.charts.bar_chart import BarChart
from ui.parts.frames import Card, column
from ui.parts.words import Words
from ui.theme.tokens import CARD_PADDING


class ChartCard(Card):
    """``chart`` is the chart itself."""

    def __init__(self, title: Because, *, written: bool = False) -> None:
        super().__init__()
        self.chart = BarChart(title, written=written)
        self._about = Words("", "caption", "text2", wrap=True)
        inside = column(
            Words(title, "strong"), self._about, self.chart, spacing=2, margins=(CARD_PADDING, 10, CARD_PADDING, 8)
        )
        inside.setStretch(2, 1)
        self.setLayout(inside)

    def tell(self, about: Because, language: Language) -> None:
        """Say what the chart covers."""
        self._about.say(about, language)
