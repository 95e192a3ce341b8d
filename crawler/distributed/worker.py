"""One worker of a crawl by many: takes a portal that waits, crawls it, hands over its frontier, takes the next."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from redis import RedisError
from scrapy.settings import BaseSettings
from scrapy_redis.connection import get_redis_from_settings

from crawler.archive.store import Archive
from crawler.distributed.frontier import LostError, SharedFrontier, watch
from crawler.distributed.leases import Lease, Leases
from crawler.errors import DanvanError
from crawler.fetching.manners import Manners
from crawler.portals import Portal

logger = logging.getLogger(__name__)

BEATS = 4
"""Times that a lease is renewed, and the frontier handed over, before it would run out."""
LONGEST_WAIT = 2.0
"""Seconds until a worker looks again whether a portal has come free."""

Crawl = Callable[[Portal, Manners], Awaitable[str]]
"""Crawls a portal; returns how it ended, as `crawler.fetching.tally.Tally.end`."""


@dataclass(slots=True)
class Worker:
    """This process's part in the crawl."""

    leases: Leases
    archive: Archive
    portals: Mapping[str, Portal]
    manners: Callable[[Portal], Manners]
    """How to behave towards a portal's host."""
    crawl: Crawl
    stop: asyncio.Event
    at_once: int
    round_seconds: float
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @classmethod
    def of(
        cls, settings: BaseSettings, archive: Archive, portals: tuple[Portal, ...], stop: asyncio.Event,
        manners: Callable[[Portal], Manners], crawl: Crawl,
    ) -> Worker:  # fmt: skip
        """The worker that the settings describe."""
        server = get_redis_from_settings(settings)
        leases = Leases(server, settings.get("REDIS_NAME"), settings.getfloat("LEASE_SECONDS"))
        by_id = {portal.id: portal for portal in portals}
        at_once, round_seconds = settings.getint("PORTALS_AT_ONCE"), settings.getfloat("PORTAL_ROUND")
        return cls(leases, archive, by_id, manners, crawl, stop, at_once, round_seconds)

    async def run(self) -> None:
        """Work until every portal is finished, by whomever; raises `DanvanError` when Redis cannot be reached."""
        watch(self.archive)
        try:
            waiting = await self.leases.enqueue(tuple(self.portals), self.round_seconds)
            if waiting < len(self.portals):
                logger.warning(
                    "%d of %d portals were finished by a worker less than %.0f min ago (PORTAL_ROUND) and are left out",
                    len(self.portals) - waiting, len(self.portals), self.round_seconds / 60,
                )  # fmt: skip
            await self._work()
        except RedisError as error:
            raise DanvanError(
                f"The Redis server of this crawl cannot be reached ({error}). Check DANVAN_REDIS and the server, then "
                "start the worker again: it goes on where it stopped."
            ) from error
        finally:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        hosts = {portal.id: self.manners(portal).slot for portal in self.portals.values()}
        pause = min(LONGEST_WAIT, self.leases.seconds / BEATS)
        while not self.stop.is_set():
            if len(self._tasks) < self.at_once:
                left, portal, lease = await self.leases.take(hosts)
                if portal is not None:
                    self._tasks.add(asyncio.ensure_future(self._portal(self.portals[portal], lease)))
                    continue
                if not left and not self._tasks:
                    return
            await self._some_time(pause)

    async def _some_time(self, seconds: float) -> None:
        """Until a portal of ours is done, or ``seconds``; raises what went wrong with it."""
        stopping = asyncio.ensure_future(self.stop.wait())
        done, _ = await asyncio.wait({*self._tasks, stopping}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        for task in self._tasks & done:
            self._tasks.discard(task)
            task.result()

    async def _portal(self, portal: Portal, lease: Lease) -> None:
        server, name = self.leases.server, self.leases.name
        frontier = SharedFrontier(server, name, self.archive, portal.id, lease)
        manners = self.manners(portal)
        manners.allowed = lease.holds
        over = asyncio.Event()
        beating = asyncio.ensure_future(self._beat(lease, frontier, over))
        try:
            await frontier.pull()
            end = await self.crawl(portal, manners)
        finally:
            over.set()
            await beating
        with suppress(LostError):
            await frontier.push()
            pause = max(manners.delay, manners.next_at - asyncio.get_running_loop().time())
            await self.leases.release(portal.id, lease, pause, how=self._outcome(end, manners))

    def _outcome(self, end: str, manners: Manners) -> str:
        """Stopped by a person, or because the lease seemed to have run out on a busy machine: it waits on; out of its
        hours: a later crawl will have it."""
        if end != "stopped":
            return "finished"
        outside = manners.window is not None and not manners.window.holds(manners.clock())
        return "left" if outside and not self.stop.is_set() else "unfinished"

    async def _beat(self, lease: Lease, frontier: SharedFrontier, over: asyncio.Event) -> None:
        """Renew the lease and hand over what has changed, until the portal is done or another worker's.

        When Redis cannot be reached the lease runs out, and with it the crawl of the portal ends.
        """
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), self.leases.seconds / BEATS)
                return
            try:
                if not await asyncio.to_thread(lease.renew):
                    return
                await frontier.push()
            except LostError:
                return
            except RedisError as error:
                logger.warning("The lease on %s could not be renewed (%s)", lease.key, error)
