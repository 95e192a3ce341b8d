"""Lists that never end: what such a list shows is not asked for as long as there is no sign that it exists.

A list is walked before its articles are asked for. After its third page, and then whenever it is twice as long, some
of the addresses that it showed last are looked at (they would be anyway). When none gives an article, the list is left,
and what it showed since it was last found good is doubtful: of that, a few are asked for, in the list's order, and when
these give nothing either, the rest is left for the next crawl.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

FIRST_LOOK, FIRST_LOOK_AGAIN = 3, 2
"""Page of a list after which it is looked at for the first time; sooner on a portal that has shown such a list."""
LOOKED_AT, LOOKED_AT_AGAIN = 6, 2
"""Addresses looked at each time; fewer on such a portal."""
IN_A_ROW = 2
"""Doubtful addresses without an article in a row after which no more are asked for."""


@dataclass(slots=True)
class Doubts:
    """The doubtful addresses of one portal in one run."""

    keys: set[str] = field(default_factory=set)
    in_a_row: int = 0
    """Doubtful addresses since the last one that gave an article."""

    @property
    def first_look(self) -> int:
        """After which page the next list is looked at."""
        return FIRST_LOOK_AGAIN if self.keys else FIRST_LOOK

    def sample(self, latest: Sequence[str]) -> list[str]:
        """Which of the addresses on a page to look at: the first and the last, then others."""
        ends = [*latest[:1], *latest[-1:], *latest[1:-1]]
        return list(dict.fromkeys(ends))[: LOOKED_AT_AGAIN if self.keys else LOOKED_AT]

    def leaves(self, key: str) -> bool:
        """Whether the address is better left for the next crawl."""
        return key in self.keys and self.in_a_row >= IN_A_ROW

    def told(self, key: str, *, article: bool) -> None:
        """Hear what became of an address."""
        if key in self.keys:
            self.in_a_row = 0 if article else self.in_a_row + 1
