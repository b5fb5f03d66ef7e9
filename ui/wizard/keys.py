"""The keys worth knowing on each page of a wizard, for the status bar."""

from __future__ import annotations

from app.terms.clause import Because, because
from ui.wizard.flow import Flow


def key_hints(flow: Flow, *, goes_back: bool, aside: bool) -> tuple[tuple[str, Because], ...]:
    """``goes_back``: there is a page or an act to go back to; ``aside``: something is shown in place of the review."""
    if aside:
        return (("Esc", because("Back to the review")),)
    hints = [("Alt+←", because("Back"))] if goes_back else []
    if flow.step.kind == "form":
        hints.append(("Alt+→", because("Continue")))
    elif flow.step.kind == "review":
        hints.append(("Ctrl+Enter", because("Record")))
        if flow.has_receipt:
            hints.append(("F2", because("What if")))
    elif flow.done is not None:
        hints += [("Ctrl+P", because("Print")), ("Ctrl+S", because("Save"))]
    return (*hints, ("F6", because("Findings")), ("Esc", because("Close")))
