"""In the settings of supervisors and administrators: how many working days a dealer has for a SIM job."""

from __future__ import annotations

from app.acts.sim_job_days import days, set_days
from app.terms.clause import because, because_count
from ui.pages.setting_card import Setting, SettingCard
from ui.stage import Stage

_SETTING = Setting(
    title=because("Days a dealer has for a SIM job"),
    about=because("Jobs that are ordered already keep their day."),
    label=because("Working days"),
    hint=None,
    button=because("Set the days"),
    done=because("The days are set for all desks."),
    read=days,
    write=set_days,
    words=lambda count: because_count("A dealer has {count} working day.", "A dealer has {count} working days.", count),
)


class SimDaysCard(SettingCard):
    """The days that hold, and a field to set others."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, _SETTING)
