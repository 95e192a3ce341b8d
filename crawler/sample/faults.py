"""Faults that a stand-in portal shows on demand, as real ones do."""

from __future__ import annotations

import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

BLOCK_PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Hãy đợi...</title></head><body><div class=floodblocker>"
    "Hệ thống đang từ chối truy cập của bạn. Hãy đợi {seconds} giây...</div></body></html>"
)

Validators = Literal["none", "etag", "modified", "stuck", "always"]


@dataclass(frozen=True, slots=True)
class Faults:
    """What goes wrong; the default is nothing."""

    flood: int = 0
    """Requests within ``flood_window`` seconds after which the portal blocks; 0: never."""
    flood_window: float = 60.0
    flood_page: bool = False
    """Block with a page of status 200, as NukeViet 4.4 does, instead of 429 with Retry-After."""
    fail: float = 0.0
    """Share of requests answered with 503."""
    drop: float = 0.0
    """Share of answers that break off half-way."""
    delay: float = 0.0
    """Seconds before each answer."""
    seed: int = 0
    validators: Validators = "none"
    """How the portal supports conditional requests. ``etag`` and ``modified``: rightly; ``stuck``: the same ETag
    whatever a page shows; ``always``: every conditional request is answered with 304."""
    down: bool = False
    """Every request is answered with 500."""
    disallow: tuple[str, ...] = ()
    """Paths that robots.txt forbids besides the usual ones."""
    crawl_delay: float | None = None
    gone: frozenset[int] = frozenset()
    """Numbers of articles that have been taken down."""
    moved_off: frozenset[int] = frozenset()
    """Numbers of articles whose address leads to another site."""
    unlisted: frozenset[int] = frozenset()
    """Numbers of articles that are not published yet: not listed, and not found."""
    changed: frozenset[int] = frozenset()
    """Numbers of articles that have got another paragraph since."""


@dataclass(slots=True)
class Trouble:
    """Decides, request by request, which fault strikes; safe to use from several threads."""

    faults: Faults
    _recent: deque[float] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _random: random.Random = field(default_factory=random.Random)
    clock: Callable[[], float] = time.monotonic

    def __post_init__(self) -> None:
        self._random.seed(self.faults.seed)

    def strikes(self) -> tuple[str | None, bool]:
        """``flood``, ``fail`` or None for this request, and whether its answer is to break off."""
        with self._lock:
            now = self.clock()
            while self._recent and now - self._recent[0] > self.faults.flood_window:
                self._recent.popleft()
            self._recent.append(now)
            if self.faults.flood and len(self._recent) > self.faults.flood:
                return "flood", False
            if self.faults.down or self._random.random() < self.faults.fail:
                return "down" if self.faults.down else "fail", False
            return None, self._random.random() < self.faults.drop
