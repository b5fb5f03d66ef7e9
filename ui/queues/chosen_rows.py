"""Which rows of a queue a person has chosen. It outlives the page, the order and the filter in which they were seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable


class ChosenRows:
    """A set of keys, in the order in which they were chosen."""

    def __init__(self) -> None:
        self._keys: dict[str, None] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """What is chosen."""
        return tuple(self._keys)

    def add(self, keys: Iterable[str]) -> None:
        """Choose these too."""
        self._keys.update(dict.fromkeys(keys))

    def turn(self, key: str) -> None:
        """Choose what was not chosen, and the other way round."""
        if key in self._keys:
            del self._keys[key]
        else:
            self._keys[key] = None

    def clear(self) -> None:
        """Choose nothing."""
        self._keys.clear()

    def keep(self, present: Collection[str]) -> int:
        """Let go of what is not ``present`` any more; how many these were."""
        gone = [key for key in self._keys if key not in present]
        for key in gone:
            del self._keys[key]
        return len(gone)
