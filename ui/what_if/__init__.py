"""What if: the answer of one act for every day on which the message may come in, as a strip one can slide over."""

from __future__ import annotations

from ui.what_if.card import WhatIfCard

__all__ = ["WhatIfCard"]
