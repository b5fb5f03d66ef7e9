"""The panel of services: the tree, one service in full, the cards beside it, two vehicles compared."""

from __future__ import annotations
