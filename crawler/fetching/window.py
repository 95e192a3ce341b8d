"""Hours in which a portal may be asked, such as the night: ``22:00-05:00``, Vietnam's time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time

from crawler.items import VIETNAM

_FORM = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start`` up to but not including ``end``; over midnight when ``end`` is the earlier."""

    start: time
    end: time

    @classmethod
    def read(cls, text: str) -> Window | None:
        """The window that ``HH:MM-HH:MM`` names; None when it is not of that form or has no length."""
        found = _FORM.fullmatch(text.strip())
        if not found:
            return None
        window = cls(time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4])))
        return window if window.start != window.end else None

    def holds(self, moment: datetime) -> bool:
        """Whether the (aware) moment is inside."""
        at = moment.astimezone(VIETNAM).time()
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"
