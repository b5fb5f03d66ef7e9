"""In the settings of supervisors and administrators: from which amount on a refund waits for a supervisor."""

from __future__ import annotations

from app.acts.approval_limit import limit, set_limit
from app.terms.clause import Because, Cents, because
from ui.pages.setting_card import Setting, SettingCard
from ui.stage import Stage

LIMIT = "approval_above"
"""What is written: open dossiers show other acts as waiting for approval."""


def _words(amount: Cents | None) -> Because:
    if amount is None:
        return because("No limit is set.")
    return because("Refunds above {amount} wait for a supervisor.", amount=amount)


_SETTING = Setting(
    title=because("Refunds that a supervisor approves"),
    about=because("What the rules leave open waits for a supervisor in any case, and so does goodwill."),
    label=because("Amount in euros"),
    hint=because("Empty: no limit"),
    button=because("Set the amount"),
    done=because("The amount is set for all desks."),
    read=limit,
    write=set_limit,
    words=_words,
)


class LimitCard(SettingCard):
    """The amount that holds, and a field to set another one; empty for none."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _SETTING)

    def written(self) -> None:
        self._stage.changed.emit(LIMIT, None)
