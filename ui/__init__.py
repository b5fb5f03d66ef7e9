"""The windows. Qt only: no rule, no query."""

from __future__ import annotations
