"""Portals that wait for a worker, and the leases by which a host belongs to one worker at a time; kept in Redis.

A portal stays in the queue until a worker has finished it, so that nothing is lost with a worker that dies: its lease
runs out and the next one takes the portal. Every step is one script, which Redis runs whole or not at all.
"""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from redis import Redis

_ENQUEUE = """
local now = tonumber(redis.call('TIME')[1])
local queued = 0
for _, id in ipairs(cjson.decode(ARGV[1])) do
  local finished = tonumber(redis.call('HGET', KEYS[2], id) or '0')
  if redis.call('ZSCORE', KEYS[1], id) then
    queued = queued + 1
  elseif now - finished >= tonumber(ARGV[2]) then
    redis.call('ZADD', KEYS[1], finished, id)
    queued = queued + 1
  end
end
return queued
"""
_TAKE = """
local hosts, left = cjson.decode(ARGV[1]), 0
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  local host = hosts[id]
  if host then
    left = left + 1
    if redis.call('SET', ARGV[2] .. host, ARGV[3], 'NX', 'PX', ARGV[4]) then return {left, id} end
  end
end
return {left}
"""
_RENEW = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""
_RELEASE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[4] ~= 'unfinished' then redis.call('ZREM', KEYS[2], ARGV[3]) end
if ARGV[4] == 'finished' then redis.call('HSET', KEYS[3], ARGV[3], redis.call('TIME')[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
"""

Server = Redis
"""A connection as scrapy-redis makes it from the settings."""


def clock() -> float:
    """Seconds that go on while the machine sleeps, where it can tell: a lease runs out meanwhile."""
    awake_or_not = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if awake_or_not is None else time.clock_gettime(awake_or_not)


@dataclass(slots=True)
class Lease:
    """A host that belongs to this worker for a while; renewed as long as its portal is crawled."""

    server: Server
    key: str
    seconds: float
    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    until: float = 0.0
    """By `clock`: later than this another worker may have the host."""

    def holds(self) -> bool:
        """Whether the host is still ours; to be asked before each request, without asking Redis."""
        return clock() < self.until

    def renew(self) -> bool:
        """Keep the host; False when it is another worker's by now. Raises `redis.RedisError`."""
        asked = clock()
        kept = bool(self.server.eval(_RENEW, 1, self.key, self.token, str(_ms(self.seconds))))
        self.until = asked + self.seconds if kept else 0.0
        return kept


@dataclass(slots=True)
class Leases:
    """The queue of portals and the leases on their hosts."""

    server: Server
    name: str
    """What the keys of this crawl begin with."""
    seconds: float
    """How long a lease lasts that is not renewed."""

    async def enqueue(self, portals: tuple[str, ...], round_seconds: float) -> int:
        """Let portals wait for a worker unless one has finished them less than ``round_seconds`` ago; how many wait."""
        wanted = json.dumps(portals)
        keys = (f"{self.name}:queue", f"{self.name}:finished")
        return int(await self._do(_ENQUEUE, keys, wanted, str(round_seconds)))

    async def take(self, hosts: Mapping[str, str]) -> tuple[int, str | None, Lease]:
        """The first of the portals in ``hosts`` (their hosts, by portal) that waits and whose host is free, with the
        lease that makes it ours; None, and how many are not finished, when other workers have all of them."""
        lease = Lease(self.server, "", self.seconds)
        asked = clock()
        prefix = f"{self.name}:lease:"
        arguments = (json.dumps(dict(hosts)), prefix, lease.token, str(_ms(self.seconds)))
        left, *taken = await self._do(_TAKE, (f"{self.name}:queue",), *arguments)
        if not taken:
            return int(left), None, lease
        portal = taken[0].decode() if isinstance(taken[0], bytes) else str(taken[0])
        lease.key, lease.until = prefix + hosts[portal], asked + self.seconds
        return int(left), portal, lease

    async def release(self, portal: str, lease: Lease, pause: float, how: str) -> bool:
        """Give the host to others after ``pause`` seconds, the delay between two requests.

        ``how`` is ``finished`` (done for this round), ``left`` (not waiting any more, but a later crawl may want it) or
        ``unfinished`` (it waits on). False when the host was another worker's already.
        """
        keys = (lease.key, f"{self.name}:queue", f"{self.name}:finished")
        lease.until = 0.0
        return bool(await self._do(_RELEASE, keys, lease.token, str(max(1, _ms(pause))), portal, how))

    async def _do(self, script: str, keys: tuple[str, ...], *arguments: str) -> Any:
        """Run a script without holding up the crawl; raises `redis.RedisError`."""
        return await asyncio.to_thread(self.server.eval, script, len(keys), *keys, *arguments)


def _ms(seconds: float) -> int:
    return round(1000 * seconds)
