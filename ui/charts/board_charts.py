"""The three charts above the board: what is due on which day, what was paid per week, and how long it took."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.language import Language
from app.terms.clause import Because, because, because_count
from ui.charts.bar_chart import Bar
from ui.charts.chart_card import ChartCard
from ui.parts.frames import Panel, row
from ui.theme.tokens import BETWEEN_CARDS

if TYPE_CHECKING:
    from app.acts.deadlines import Board
    from app.acts.paid_figures import Paid

PERIOD = 14
"""Days to pay a refund in after a withdrawal, from the day of the notice (CRD art. 13(1))."""
_SHORTEST, _LONGEST = 16, 30
"""The chart of days reaches at least to the one; what took longer than the other stands in one bar."""


class BoardCharts(Panel):
    """The charts side by side."""

    def __init__(self) -> None:
        super().__init__("bg")
        self.due = ChartCard(because("Due per day"), written=True)
        self.paid = ChartCard(because("Paid per week"))
        self.lengths = ChartCard(because("Days from notice to payment"))
        line = row(spacing=BETWEEN_CARDS)
        for card in (self.due, self.paid, self.lengths):
            line.addWidget(card, 1)
        self.setLayout(line)

    def show_board(self, board: Board, language: Language) -> None:
        """Show the numbers of the board."""
        bars = due_bars(board, language)
        self.due.chart.show_bars(bars)
        self.due.tell(_due_words(bars), language)
        paid = board.paid
        self.paid.chart.show_bars(week_bars(paid, language))
        self.paid.tell(_weeks_words(paid), language)
        lengths = length_bars(paid, language)
        limit = (PERIOD + 1, language.count("{count} day", "{count} days", PERIOD))
        self.lengths.chart.show_bars(lengths, limit)
        self.lengths.tell(_lengths_words(paid), language)


def due_bars(board: Board, language: Language) -> tuple[Bar, ...]:
    """What is late together, then each day up to two weeks from today."""
    late = board.due.get(None, 0)
    told = language.text("Late: {count}", count=late)
    bars = [Bar(language.text("late"), late, told, late=late, tone="late")]
    for ahead in range(PERIOD + 1):
        day = board.today + timedelta(ahead)
        count = board.due.get(day, 0)
        told = language.text("{day}: {count}", day=day, count=count)
        bars.append(Bar(str(day.day), count, told, tone="" if ahead else "today", ground=board.grounds.get(day, "")))
    return tuple(bars)


def week_bars(paid: Paid, language: Language) -> tuple[Bar, ...]:
    """What was paid in each week, the running one last."""
    bars = []
    for monday, count, late in paid.weeks:
        week = monday.isocalendar().week
        told = language.text("Week of {day}: {count} paid, {late} of them late", day=monday, count=count, late=late)
        bars.append(Bar(language.text("w{week}", week=week), count, told, late=late))
    return tuple(bars)


def length_bars(paid: Paid, language: Language) -> tuple[Bar, ...]:
    """By days from the notice to the payment how many were paid; the longest ones together."""
    counted = {days: (count, late) for days, count, late in paid.lengths}
    last = min(_LONGEST, max((_SHORTEST, *counted)))
    bars = []
    for days in range(last + 1):
        count, late = counted.get(days, (0, 0))
        label, told = str(days), language.count("{count} day: {paid}", "{count} days: {paid}", days, paid=count)
        if days == _LONGEST:
            more = [pair for length, pair in counted.items() if length >= _LONGEST]
            count, late = sum(one for one, _ in more), sum(one for _, one in more)
            label, told = f"{days}+", language.text("{days} days and more: {paid}", days=days, paid=count)
        bars.append(Bar(label, count, told, late=late))
    return tuple(bars)


def _due_words(bars: tuple[Bar, ...]) -> Because:
    if any(bar.ground == "holiday" for bar in bars):
        return because("Open deadlines, count. Grey: weekend, amber: public holiday")
    return because("Open deadlines, count. Grey: weekend")


def _weeks_words(paid: Paid) -> Because:
    count = sum(one for _, one, _ in paid.weeks)
    late = sum(one for _, _, one in paid.weeks)
    return because_count(
        "{count} refund in {weeks} weeks, {late} of them late",
        "{count} refunds in {weeks} weeks, {late} of them late",
        count,
        weeks=len(paid.weeks),
        late=late,
    )


def _lengths_words(paid: Paid) -> Because:
    count = sum(one for _, one, _ in paid.lengths)
    if paid.median is None:
        return because("Last 30 days, no refund was paid")
    return because_count(
        "Last 30 days, {count} refund, median {days} days",
        "Last 30 days, {count} refunds, median {days} days",
        count,
        days=paid.median,
    )
