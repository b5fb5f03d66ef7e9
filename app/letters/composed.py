"""What a family of letters gives back: the subject and the blocks of the body."""

from __future__ import annotations

from app.letters.blocks import Block

Composed = tuple[str, tuple[Block, ...]]
