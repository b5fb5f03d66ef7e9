"""Words one typing error apart: one letter too many, too few, another one, or two neighbours swapped.

Any two such words become equal when each loses at most one letter. So the index holds every word without each of its
letters, and a question is asked by its own shortened forms: a look-up, not a comparison with every word.
"""

from __future__ import annotations

SHORTEST = 3
"""Shorter words have too many neighbours to be of use."""

_LONGEST = 40
"""Longer words are no names; their shortened forms would only fill the index."""


def deletions(word: str) -> set[str]:
    """The word itself and what is left of it without one letter; empty for words too short or too long."""
    if not SHORTEST <= len(word) <= _LONGEST:
        return set()
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def one_apart(left: str, right: str) -> bool:
    """Whether one typing error turns the one word into the other. Equal words are not one apart."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) - len(left) > 1 or left == right:
        return False
    place = next((at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left))
    if len(left) < len(right):
        return left[place:] == right[place + 1 :]
    if left[place + 1 :] == right[place + 1 :]:
        return True
    swapped = left[place + 1 : place + 2] + left[place : place + 1]
    return swapped == right[place : place + 2] and left[place + 2 :] == right[place + 2 :]
