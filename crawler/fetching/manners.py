"""How a crawl behaves towards one host: its pace, its patience with blocks and faults, and what it counts.

One `Manners` belongs to each host and travels with its requests (``request.meta["manners"]``); the downloader
middlewares keep it, the spider reads it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Protocol

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from crawler.fetching.blocks import Block
from crawler.fetching.window import Window
from crawler.items import VIETNAM


class Refused(IgnoreRequest):
    """robots.txt does not allow the address."""


class Stopped(IgnoreRequest):
    """The crawl is ending; nothing more is requested."""


class Blocked(IgnoreRequest):
    """The portal keeps turning us away; it is left for the next crawl. The text says what it asked for."""


class Failed(IgnoreRequest):
    """The address gave no whole answer in all its tries. The text says why, in words for people."""


class Down(IgnoreRequest):
    """The host cannot be crawled now: no name, no connection, no certificate, or nothing but errors."""


class OutOfHours(IgnoreRequest):
    """The portal may not be asked at this hour; what is left waits for a crawl inside its window."""


OURS = (Refused, Stopped, Blocked, Failed, Down, OutOfHours)
"""What the middlewares of this package raise; any other `IgnoreRequest` is Scrapy's own, over a body too large."""


class _Settings(Protocol):
    def getfloat(self, name: str) -> float: ...

    def getint(self, name: str) -> int: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of `crawler.settings` that `Manners` goes by, in lower case."""

    portal_delay: float = 2.0
    portal_delay_max: float = 30.0
    block_pause_max: float = 600.0
    block_pause_default: float = 60.0
    blocks_in_a_row: int = 5
    fault_tries: int = 6
    fault_pause: float = 1.0
    fault_pause_max: float = 30.0
    faults_in_a_row: int = 4

    @classmethod
    def of(cls, settings: _Settings) -> Limits:
        """The limits as a run's Scrapy settings give them."""
        values: dict[str, Any] = {
            f.name: (settings.getint if f.type == "int" else settings.getfloat)(f.name.upper()) for f in fields(cls)
        }
        return cls(**values)


@dataclass(slots=True)
class Manners:
    """Pace, patience and counts for one host; all times are seconds of the event loop's clock."""

    slot: str
    delay: float
    limits: Limits = field(default_factory=Limits)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    requests: int = 0
    blocks: int = 0
    faults: int = 0
    refused: int = 0
    waited: float = 0.0
    """Seconds spent on pauses after blocks and faults, beyond the delay."""
    busy: float = 0.0
    """Seconds spent waiting for answers."""
    blocks_in_a_row: int = 0
    faults_in_a_row: int = 0
    next_at: float = 0.0
    window: Window | None = None
    """Hours in which the host may be asked; None: always."""
    clock: Callable[[], datetime] = lambda: datetime.now(VIETNAM)
    allowed: Callable[[], bool] = lambda: True
    """Whether the host is ours to ask; in a crawl by many workers it belongs to one at a time."""

    async def turn(self) -> None:
        """Wait until the next request may be sent, and claim that moment; raises `Stopped` when the crawl ends."""
        if self.window is not None and not self.window.holds(self.clock()):
            raise OutOfHours(f"Asked only between {self.window} (Vietnam's time); what is left waits for a crawl then")
        now = asyncio.get_running_loop().time()
        start = max(now, self.next_at)
        self.next_at = start + self.delay
        if self.stop.is_set() or (start > now and await self._stopped_within(start - now)):
            raise Stopped("The crawl is ending.")
        if not self.allowed():
            raise Stopped("The portal is another worker's by now.")
        self.requests += 1

    def answered(self) -> None:
        """The pace counts from the end of an answer, so that a slow server is not asked faster than it answers."""
        self.next_at = max(self.next_at, asyncio.get_running_loop().time() + self.delay)

    def slow_down(self, delay: float) -> None:
        """Keep at least ``delay`` from now on, the next request included."""
        slower = max(self.delay, min(delay, self.limits.portal_delay_max))
        self.next_at += slower - self.delay
        self.delay = slower

    async def blocked(self, block: Block) -> None:
        """Pause as the host asks and slow down for the rest of the run; raises `Blocked` when that leads nowhere."""
        self.blocks += 1
        self.blocks_in_a_row += 1
        if block.hopeless:
            raise Blocked(block.reason)
        if self.blocks_in_a_row > self.limits.blocks_in_a_row:
            times = f", {self.blocks_in_a_row} times in a row" if self.blocks_in_a_row > 1 else ""
            raise Blocked(block.reason + times)
        if block.seconds is None:
            pause = self.limits.block_pause_default * self.blocks_in_a_row
        elif block.seconds <= self.limits.block_pause_max:
            pause = block.seconds + 1
        else:
            raise Blocked(f"{block.reason}; it asks to wait {block.seconds:.0f} s, longer than is waited here")
        self.slow_down(max(self.limits.portal_delay, self.delay * 1.5))
        await self.rest(min(pause, self.limits.block_pause_max))

    async def fault(self, tries: int, why: str) -> None:
        """Pause before an address is asked for again; raises `Failed` after the last try, `Down` when all fail."""
        self.faults += 1
        if tries >= self.limits.fault_tries:
            self.faults_in_a_row += 1
            if self.faults_in_a_row >= self.limits.faults_in_a_row:
                raise Down(f"{why}, for {self.faults_in_a_row} addresses in a row")
            raise Failed(why)
        await self.rest(min(self.limits.fault_pause * 2 ** (tries - 1), self.limits.fault_pause_max))

    def whole(self) -> None:
        """A whole answer came: the host works, though the answer may still be a page that turns us away."""
        self.faults_in_a_row = 0

    def let_in(self) -> None:
        """The answer is content: the host does not block us."""
        self.blocks_in_a_row = 0

    async def rest(self, seconds: float) -> None:
        """Send nothing for ``seconds``; raises `Stopped` when the crawl ends meanwhile."""
        loop = asyncio.get_running_loop()
        self.next_at = max(self.next_at, loop.time() + seconds)
        self.waited += seconds
        if await self._stopped_within(seconds):
            raise Stopped("The crawl is ending.")

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self.stop.wait(), seconds)
        except TimeoutError:
            return False
        return True


def manners_of(request: Request) -> Manners | None:
    """The manners a request travels with; None for requests that are not a portal's (``scrapy shell``)."""
    found = request.meta.get("manners")
    return found if isinstance(found, Manners) else None
