"""Runs a crawl inside this process: `crawl` for the command line, tests and anyone's own script."""

from __future__ import annotations

import asyncio
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from crawler.archive.datadir import DataDir
from crawler.archive.portals import renew
from crawler.archive.record import PortalRecord
from crawler.fetching.options import CrawlOptions
from crawler.fetching.session import Progress, Session, crawl_session
from crawler.fetching.tally import CrawlReport, PortalReport
from crawler.portals import Portal
from crawler.spiders.portal import PortalSpider

__all__ = ["CrawlOptions", "CrawlReport", "PortalReport", "crawl"]


def crawl(
    portals: Sequence[Portal],
    data: DataDir,
    options: CrawlOptions | None = None,
    *,
    progress: Progress | None = None,
    settings: Mapping[str, Any] | None = None,
    registry: Iterable[Portal] = (),
) -> CrawlReport:
    """Crawl ``portals`` into ``data``; returns how it went.

    Articles are kept as they come, so that a crawl that ends early, or is killed, has lost nothing: the next one goes
    on. The first Ctrl-C lets the requests under way end, the second ends at once. Works in a notebook too.
    ``settings`` overrides `crawler.settings`. What ``registry`` says now of portals that were crawled before is copied
    into the archive: one that has been retired since is no longer counted as failing. Raises `DanvanError` when another
    crawl is running or the data directory cannot be used.
    """
    work = partial(_crawl, tuple(portals), data, options or CrawlOptions(), progress, settings or {}, tuple(registry))
    if not _inside_event_loop():
        return work()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()


def _inside_event_loop() -> bool:
    """Whether this thread already runs a loop, as in a notebook; a second one cannot run in it."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _crawl(
    portals: tuple[Portal, ...],
    data: DataDir,
    options: CrawlOptions,
    progress: Progress | None,
    settings: Mapping[str, Any],
    registry: tuple[Portal, ...],
) -> CrawlReport:
    begun = time.monotonic()
    with crawl_session(data, options, progress) as session:
        with session.archive.writing() as db:
            renew(db, map(PortalRecord.of, registry))
        try:
            asyncio.run(_run(session, portals, settings))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
        if session.error is not None:
            raise session.error
        order = {portal.id: n for n, portal in enumerate(portals)}
        reports = sorted(session.reports, key=lambda r: order[r.id])
        return CrawlReport(tuple(reports), time.monotonic() - begun, session.stop.is_set())


async def _run(session: Session, portals: tuple[Portal, ...], overrides: Mapping[str, Any]) -> None:
    """One Scrapy crawl for the portals whose certificates are checked, one for those that the registry excepts."""
    crawls = []
    for verified in (True, False):
        some = tuple(p for p in portals if (p.tls == "verify") is verified)
        if some:
            runner = AsyncCrawlerRunner(scrapy_settings(overrides, verified))
            crawls.append(runner.crawl(PortalSpider, session=session, portals=some))
    with _interruptible(session):
        await asyncio.gather(*crawls)


def scrapy_settings(overrides: Mapping[str, Any], verified: bool) -> Settings:
    """`crawler.settings` with some overridden; ``verified`` says whether certificates are checked."""
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("DOWNLOAD_VERIFY_CERTIFICATES", verified, priority="cmdline")
    settings.setdict(dict(overrides), priority="cmdline")
    return settings


@contextmanager
def _interruptible(session: Session) -> Iterator[None]:
    """Ctrl-C and the end of a service (SIGTERM) end the crawl gently; a second one at once."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return

    def end() -> None:
        if session.stop.is_set() and task is not None:
            task.cancel()
            return
        session.stop.set()
        print(
            "Ending after the requests under way; the rest is remembered for the next crawl. Again: end at once.",
            file=sys.stderr,
        )

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
