"""The timeline picture, shared by dossier and review page."""

from __future__ import annotations

from ui.timeline.picture import TimelinePicture

__all__ = ["TimelinePicture"]
