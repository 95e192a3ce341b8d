"""One visit to one portal with the crawl's manners, outside a crawl: nothing is archived."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, TypeVar

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerRunner

from crawler.fetching.answers import Fetcher
from crawler.fetching.manners import Limits, Manners
from crawler.fetching.window import Window
from crawler.portals import Portal
from crawler.running import scrapy_settings

T = TypeVar("T")

SETTINGS: Mapping[str, Any] = {
    # No archive to write to.
    "ITEM_PIPELINES": {},
    # A person waits for the answer: what fails twice, turns us away twice, or for longer than this, is told at once.
    "FAULT_TRIES": 2,
    "BLOCKS_IN_A_ROW": 1,
    "BLOCK_PAUSE_DEFAULT": 5.0,
    "BLOCK_PAUSE_MAX": 10.0,
}


class VisitSpider(Spider):
    """Runs one piece of work on one portal."""

    name = "visit"
    portal: Portal
    work: Callable[[Fetcher], Awaitable[None]]

    async def start(self) -> AsyncIterator[Any]:
        """Do the work; nothing is yielded."""
        limits = Limits.of(self.settings)
        delay = limits.portal_delay if self.portal.delay is None else self.portal.delay
        window = Window.read(self.portal.window or self.settings.get("PORTAL_WINDOW", ""))
        manners = Manners(self.portal.hosts[0].removeprefix("www."), delay, limits, window=window)
        await self.work(Fetcher(self.crawler.engine, self.portal, manners))
        nothing: tuple[Any, ...] = ()
        for item in nothing:
            yield item


def visit(portal: Portal, work: Callable[[Fetcher], Awaitable[T]]) -> T:
    """What ``work`` returns when it is given a way to the portal's pages; raises what it raises."""
    return asyncio.run(visiting(portal, work))


async def visiting(portal: Portal, work: Callable[[Fetcher], Awaitable[T]]) -> T:
    """`visit` inside a running event loop; several may run at once."""
    tasks: list[asyncio.Future[T]] = []

    async def run(fetcher: Fetcher) -> None:
        tasks.append(asyncio.ensure_future(work(fetcher)))
        await asyncio.wait(tasks)

    runner = AsyncCrawlerRunner(scrapy_settings(SETTINGS, portal.tls == "verify"))
    await runner.crawl(VisitSpider, portal=portal, work=run)
    return tasks[0].result()
