"""Obeys robots.txt: asked for once per host and run, in the same slot and at the same pace as every other request.

A missing file (4xx) allows everything; one that cannot be had (server errors, no answer) allows nothing: RFC 9309.
"""

from __future__ import annotations

import asyncio
from typing import Self
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.fetching.manners import Down, Failed, Manners, Refused, manners_of

ROBOT = "danvan"
"""The name by which a robots.txt addresses us."""
MAX_REDIRECTS = 5
MAX_BYTES = 512 * 1024
"""A robots.txt is read up to here (RFC 9309, 2.5 asks for 500 KiB at least)."""


class RobotsMiddleware:
    """Refuses what robots.txt refuses, and takes over its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        manners = manners_of(request)
        if manners is None or request.meta.get("is_robots"):
            return
        rules = await self.rules(request.url, manners, request)
        if not rules.can_fetch(request.url, ROBOT):
            manners.refused += 1
            raise Refused(f"robots.txt does not allow {request.url}")

    async def rules(self, url: str, manners: Manners, request: Request) -> Protego:
        """The rules for the host of ``url``; raises `Down` when they cannot be had or ask for too long a delay."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            self._rules[root] = asyncio.ensure_future(self._load(root, manners, request))
        try:
            return await asyncio.shield(self._rules[root])
        except BaseException:
            # The next request asks again: a fault of this minute must not close the portal for the run.
            self._rules.pop(root, None)
            raise

    async def _load(self, root: str, manners: Manners, request: Request) -> Protego:
        try:
            response = await self._download(f"{root}/robots.txt", request)
        except Failed as error:
            if "answers with error" not in str(error):
                raise
            # RFC 9309, 2.3.1.4: while the server fails, everything counts as forbidden.
            raise Failed(f"robots.txt cannot be had: {error}") from error
        text = response.body[:MAX_BYTES].decode("utf-8", "replace") if response.status == 200 else ""
        rules = Protego.parse("" if "<html" in text[:1000].lower() else text)
        request.meta.setdefault("sitemaps", []).extend(rules.sitemaps)
        delay = rules.crawl_delay(ROBOT)
        if delay is not None:
            if delay > manners.limits.portal_delay_max:
                raise Down(f"robots.txt asks for {delay:.0f} s between two requests, more than this crawl can keep")
            manners.slow_down(float(delay))
        return rules

    async def _download(self, url: str, request: Request) -> Response:
        """robots.txt, redirects followed; any 4xx is returned as it is."""
        for _ in range(MAX_REDIRECTS + 1):
            meta = {**request.meta, "is_robots": True}
            meta.pop("tries", None)
            response = await self.crawler.engine.download_async(Request(url, meta=meta, dont_filter=True))
            target = response.headers.get("Location")
            if not (300 <= response.status < 400 and target):
                return response
            url = urljoin(url, target.decode("latin-1"))
        return response
