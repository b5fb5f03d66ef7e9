"""The windows. Qt only: no rule, no query."""

from __future__ import annotations

from ui.lasting import make_lasting

make_lasting()
