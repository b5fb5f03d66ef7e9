"""The queues in the rail, from the top downwards: whose they are and which page shows them."""

from __future__ import annotations

from ui.frame.places import Place

QUEUES: tuple[Place, ...] = ()
"""One line for each queue. Its ``make`` imports the page only when somebody goes there."""
