"""`crawl` is a plain function, also where an event loop is running already."""

from __future__ import annotations

import asyncio
from pathlib import Path

from crawler.archive.datadir import DataDir
from crawler.running import CrawlOptions, crawl
from crawler.sample import serve


def test_crawl_inside_a_running_loop(tmp_path: Path) -> None:
    async def cell() -> int:
        with serve() as portals:
            return crawl(portals, DataDir(tmp_path), CrawlOptions(limit=2, all_topics=True)).total("new")

    assert asyncio.run(cell()) == 4
