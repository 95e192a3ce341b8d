"""The spider `portal`: crawls the portals of the registry, each by itself, many at the same time.

``scrapy crawl portal -a portal=SLUG[,SLUG…] [-a limit=N] [-a all_topics=1]`` does what ``danvan crawl`` does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from crawler.archive.datadir import DataDir
from crawler.archive.runs import Run
from crawler.errors import DanvanError
from crawler.fetching.answers import Fetcher
from crawler.fetching.captures import Capture
from crawler.fetching.conditional import Memory
from crawler.fetching.manners import Limits, Manners
from crawler.fetching.options import CrawlOptions
from crawler.fetching.session import Session, crawl_session
from crawler.fetching.settling import Settler
from crawler.fetching.tally import PortalReport, Tally
from crawler.fetching.walk import PortalWalk
from crawler.fetching.window import Window
from crawler.grading import falls, judge, new_layout
from crawler.items import VIETNAM
from crawler.portals import Portal, load_registry
from crawler.silence import Silence, found_by_day, silence

if TYPE_CHECKING:
    from crawler.distributed.worker import Crawl, Worker

# Says at every start that Scrapy's asyncio downloader is new, and once that an answer broke off, which is handled here.
logging.getLogger("scrapy.core.downloader.handlers._base_streaming").setLevel(logging.ERROR)

HISTORY = 30
"""Earlier runs that a run is compared with."""


class PortalSpider(Spider):
    """One spider for all portals; what differs is in the registry and the platforms."""

    name = "portal"
    session: Session
    portals: tuple[Portal, ...]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if not hasattr(spider, "session"):
            spider._open_session()
        crawler.signals.connect(spider.item_dropped, signal=signals.item_dropped)
        crawler.signals.connect(spider.item_error, signal=signals.item_error)
        return spider

    def _open_session(self) -> None:
        """Started by the ``scrapy`` command: environment and arguments name registry, data directory and options."""
        ids = tuple(filter(None, str(getattr(self, "portal", "")).split(",")))
        self.portals = load_registry().select(ids)
        limit = getattr(self, "limit", None)
        options = CrawlOptions(all_topics=bool(getattr(self, "all_topics", "")), limit=int(limit) if limit else None)
        stack = ExitStack()
        self.session = stack.enter_context(crawl_session(DataDir.from_environment(), options))
        self.crawler.signals.connect(lambda: stack.close(), signal=signals.spider_closed, weak=False)

    async def start(self) -> AsyncIterator[Any]:
        """Crawl all portals; yields their articles to the pipelines."""
        captures: asyncio.Queue[Capture | None] = asyncio.Queue()
        crawl = asyncio.ensure_future(self._crawl(captures))
        crawl.add_done_callback(lambda _: captures.put_nowait(None))
        try:
            while (capture := await captures.get()) is not None:
                yield capture
            await crawl
        finally:
            crawl.cancel()
            await asyncio.gather(crawl, return_exceptions=True)

    async def _crawl(self, captures: asyncio.Queue[Capture | None]) -> None:
        manners = _Hosts(Limits.of(self.settings), self.settings.get("PORTAL_WINDOW", ""), self.session.stop)

        async def crawl(portal: Portal, host: Manners) -> str:
            return await PortalTask(self, portal, host, captures).run()

        if self.settings.get("REDIS_URL"):
            await self._share(manners, crawl)
            return
        room = asyncio.Semaphore(self.settings.getint("PORTALS_AT_ONCE"))

        async def one(portal: Portal) -> None:
            async with room:
                await crawl(portal, manners(portal))

        # Portals on one host share its pace: the longest delay of any of them, from the first request on.
        for portal in self.portals:
            manners(portal)
        await asyncio.gather(*map(one, self.portals))

    async def _share(self, manners: _Hosts, crawl: Crawl) -> None:
        """Crawl those portals that no other worker does."""
        session = self.session
        try:
            worker = _worker_class().of(self.settings, session.archive, self.portals, session.stop, manners, crawl)
            await worker.run()
        except DanvanError as error:
            session.fail(error)

    def item_dropped(self, item: Any) -> None:
        """A pipeline of the user's own left an article out."""
        if isinstance(item, Capture) and not item.done.done():
            item.done.set_result("dropped")

    def item_error(self, item: Any, failure: Any) -> None:
        """A pipeline failed: the walk that waits for the article gets the error."""
        if isinstance(item, Capture) and not item.done.done():
            item.done.set_exception(failure.value)


def _worker_class() -> type[Worker]:
    """Only a crawl by many workers needs what this imports."""
    try:
        from crawler.distributed.worker import Worker
    except ImportError as error:
        raise DanvanError(
            f"DANVAN_REDIS is set, but {error.name} is not installed. Install danvan with its extra `distributed`, or "
            "unset DANVAN_REDIS."
        ) from error
    return Worker


class _Hosts:
    """The manners towards each host, made when they are first asked for."""

    def __init__(self, limits: Limits, window: str, stop: asyncio.Event) -> None:
        self._limits, self._window, self._stop = limits, window, stop
        self._known: dict[str, Manners] = {}

    def __call__(self, portal: Portal) -> Manners:
        delay = self._limits.portal_delay if portal.delay is None else portal.delay
        slot = portal.hosts[0].removeprefix("www.")
        window = Window.read(portal.window or self._window)
        manners = self._known.setdefault(slot, Manners(slot, delay, self._limits, self._stop, window=window))
        manners.delay = max(manners.delay, delay)
        return manners


class PortalTask:
    """The run of one portal: started and finished in the archive, graded, reported."""

    def __init__(
        self, spider: PortalSpider, portal: Portal, manners: Manners, captures: asyncio.Queue[Capture | None]
    ) -> None:
        self.spider = spider
        self.session = spider.session
        self.portal = portal
        self.manners = manners
        self.captures = captures
        self.tally = Tally()

    async def run(self) -> str:
        """Crawl the portal; how it ended, as `Tally.end`."""
        if self.session.stop.is_set():
            return "stopped"
        started = datetime.now(VIETNAM)
        try:
            run = self.session.archive.start_run(self.portal.id, started)
            await self._walk(run)
            self._finish(run, started)
        except DanvanError as error:
            self.session.fail(error)
            return "stopped"
        return self.tally.end

    async def _walk(self, run: int) -> None:
        settings = self.spider.settings
        guards = (settings.getint("LISTS_MAX"), settings.getint("FEEDS_MAX"), settings.getint("LIST_PAGES_MAX"))
        engine = self.spider.crawler.engine
        fetcher = Fetcher(engine, self.portal, self.manners)
        archive, options = self.session.archive, self.session.options
        memory = Memory(archive, self.portal.id, settings.getint("CONDITIONAL_RUNS"), options.full)
        snapshots, most_unread = self.session.snapshots, settings.getint("UNREAD_PAGES_MAX")
        settler = Settler(self.portal.id, archive, run, self.tally, memory, snapshots, most_unread)
        walk = PortalWalk(self.portal, archive, fetcher, options, run, self.tally, self, memory, settler, guards)
        try:
            await walk.walk()
        except DanvanError:
            raise
        except Exception as error:
            # A mistake of ours on one portal must not end the crawl of the others; it is logged whole and graded.
            self.spider.logger.exception("The crawl of %s met an error in danvan itself", self.portal.id)
            self.tally.end = "down"
            self.tally.notes.insert(0, f"An error in danvan itself ({type(error).__name__}: {error}); please report it")

    async def emit(self, capture: Capture) -> None:
        """Hand an article to the pipelines and wait until it is kept."""
        self.captures.put_nowait(capture)
        await capture.done
        self.session.step(done=1)

    def expect(self, articles: int) -> None:
        """Let the progress know how much there is to do."""
        self.session.step(found=articles)

    def _finish(self, run: int, started: datetime) -> None:
        archive, manners, counts = self.session.archive, self.manners, self.tally.counts
        for name in ("requests", "refused", "blocks", "faults"):
            counts[name] = getattr(manners, name)
        counts["pending"] = archive.outcomes(self.portal.id).get("pending", 0)
        finished = datetime.now(VIETNAM)
        mean = manners.busy / max(1, manners.requests)
        past = archive.runs(self.portal.id, HISTORY)
        history = [r.counts for r in past if (r.grade in ("ok", "slow") or r.counts.get("only_fell")) and r.id != run]
        retired = self.portal.state in ("closed", "moved")
        quiet = None if retired or self.session.options.until else self._quiet(past, finished.date())
        if quiet is not None:
            counts["silent_days"] = quiet.days
        verdict = judge(counts, self.tally.end, mean, history, retired=retired, quiet=quiet)
        if verdict.grade == "failing" and self.tally.end == "finished" and not counts["empty"]:
            counts["only_fell"] = int(verdict.reasons == tuple(falls(counts, history)))
        unseen = self.tally.end == "stopped" and not (counts["lists"] or counts["fetched"])
        grade = None if unseen else verdict.grade
        layout = filter(None, [new_layout(counts)])
        message = ". ".join((*self.tally.notes, *layout, *verdict.reasons)[:3])
        archive.finish_run(run, finished, counts, grade, message or None)
        seconds = (finished - started).total_seconds()
        alarm = not retired and (grade in ("failing", "blocked", "closed") or quiet is not None)
        report = PortalReport(self.portal.id, self.portal.name, grade, message, counts, seconds, alarm)
        self.session.reports.append(report)

    def _quiet(self, past: Sequence[Run], today: date) -> Silence | None:
        """What there is to say when nothing new, of whatever subject, has come for longer than ever."""
        days = self.session.archive.days(self.portal.id).get(self.portal.id, {})
        runs = [(run.started.date(), run.counts) for run in past]
        found = silence(days, today, found_by_day([*runs, (today, self.tally.counts)]), days)
        return found if found is not None and found.unheard else None
