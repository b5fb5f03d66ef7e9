"""Charts painted by hand: axis at zero, counts written out, late ones striped, nothing told by colour alone."""

from __future__ import annotations
