"""Where somebody has been in the terms, to go back and forward again."""

from __future__ import annotations


class History:
    """Clauses in the order they were visited, and which of them is in front."""

    def __init__(self) -> None:
        self._visited: list[str] = []
        self._at = -1

    @property
    def current(self) -> str:
        """The clause in front; empty before the first one."""
        return self._visited[self._at] if self._visited else ""

    @property
    def can_go_back(self) -> bool:
        """Whether there is a clause before the one in front."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is one that was left by going back."""
        return self._at + 1 < len(self._visited)

    def visit(self, clause: str) -> None:
        """Go on to ``clause``; what was left by going back is forgotten."""
        if clause != self.current:
            self._visited = [*self._visited[: self._at + 1], clause]
            self._at += 1

    def pass_by(self, clause: str) -> None:
        """Look at ``clause`` in passing, as with the arrow keys: it takes the place of the one in front."""
        if self._visited:
            self._visited[self._at] = clause
        else:
            self.visit(clause)

    def step(self, way: int) -> str:
        """Go one back (-1) or forward (1), as far as there is one; the clause then in front."""
        if 0 <= self._at + way < len(self._visited):
            self._at += way
        return self.current
