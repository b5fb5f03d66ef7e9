"""One table for every list: columns given as data, one model, one delegate."""

from __future__ import annotations
