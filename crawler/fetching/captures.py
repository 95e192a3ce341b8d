"""What travels through the item pipelines: an extracted article with the page it was read from."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from crawler.archive.record import Listed
from crawler.fetching.answers import Answer
from crawler.fetching.conditional import Memory
from crawler.fetching.options import CrawlOptions
from crawler.fetching.tally import Tally
from crawler.items import Article


@dataclass(slots=True)
class Capture:
    """An article on its way into the archive."""

    article: Article = field(repr=False)
    answer: Answer = field(repr=False)
    asked: str
    """The address that was asked for; the answer's own differs after a redirect."""
    run: int
    keys: tuple[str, ...]
    """Frontier keys that this page settles: the one that was asked for and, after a redirect, the article's own."""
    options: CrawlOptions = field(repr=False)
    tally: Tally = field(repr=False)
    memory: Memory = field(repr=False)
    listed: Listed = field(default_factory=Listed)
    """What a list or feed said about the page."""
    done: asyncio.Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future(), repr=False)
    """Its fate: ``new``, ``changed``, ``unchanged``, ``off_topic``, ``out_of_range``, ``dropped``; or its error."""
