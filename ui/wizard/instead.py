"""Taking another act instead: which one was chosen, and what it begins with."""

from __future__ import annotations

from app.acts.rows import Option, Receipt
from ui.wizard.flow import Flow


def chosen_instead(flow: Flow, offered: tuple[Option, ...]) -> Option | None:
    """The offered option whose card is chosen on the page in hand."""
    if not offered:
        return None
    from app.acts.better import value_of

    options = {value_of(option): option for option in offered}
    return options.get(flow.chosen_value(options))


def receipt_of(flow: Flow, first: Receipt) -> Receipt:
    """How the message came in, as entered so far; ``first`` is how the wizard began."""
    draft = flow.draft
    received_at = getattr(draft, "received_at", None) or first.received_at
    return Receipt(received_at, getattr(draft, "channel", first.channel), getattr(draft, "sent_on", first.sent_on))
