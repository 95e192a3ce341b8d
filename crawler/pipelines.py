"""What happens to an extracted article: its topics are found, page and article are kept, its address is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from crawler.archive import queries
from crawler.archive.record import Fetch, LeftOut
from crawler.archive.snapshots import SnapshotWriter
from crawler.archive.store import Archive
from crawler.fetching.captures import Capture
from crawler.fetching.session import Session, session_of
from crawler.topics import Topics


class TopicPipeline:
    """Says which topics of mobilisation work an article is about, and why."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler).topics)

    def process_item(self, item: Capture) -> Capture:
        item.article = replace(item.article, topics=self._topics.of(item.article))
        return item


class ArchivePipeline:
    """Keeps the page first, then article, fetch and settled address in one transaction: killed in between, a run leaves
    a page too many and never an article too few."""

    def __init__(self, session: Session) -> None:
        self._archive: Archive = session.archive
        self._snapshots: SnapshotWriter = session.snapshots

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(session_of(crawler))

    def process_item(self, item: Capture) -> Capture:
        outcome = self._outcome(item)
        item.tally.counts[outcome] += 1
        item.done.set_result(outcome)
        return item

    def _outcome(self, item: Capture) -> str:
        if twin := self._twin(item):
            self._settle_twin(item, twin)
            return "twin"
        left_out = self._left_out(item)
        fetch = self._snapshot(item, left_out)
        with self._archive.transaction():
            if left_out is None:
                return self._keep(item, fetch)
            self._leave_out(item, fetch, left_out)
        return left_out

    def _twin(self, item: Capture) -> str | None:
        """The address under which this article is kept already, where the system has no numbers that tell."""
        if item.article.platform_id is not None or self._archive.get(item.article.id) is not None:
            return None
        with self._archive.reading() as db:
            return queries.twin(db, item.article)

    def _settle_twin(self, item: Capture, twin: str) -> None:
        with self._archive.transaction():
            for key in item.keys:
                self._archive.settle(
                    item.article.portal, key, "article", item.answer.fetched_at, f"the same article as {twin}"
                )

    def _left_out(self, item: Capture) -> LeftOut | None:
        """Why the article is not wanted; an article that was taken once stays, whatever becomes of its page."""
        article, options = item.article, item.options
        unwanted: LeftOut | None = None
        if not options.in_span(article.published):
            unwanted = "out_of_range"
        elif not options.all_topics and not article.topics:
            unwanted = "off_topic"
        return unwanted if unwanted and self._archive.get(article.id) is None else None

    def _snapshot(self, item: Capture, left_out: LeftOut | None) -> Fetch:
        """Keep the page, also one that is left out: other rules may want it, and need not ask for it again."""
        answer = item.answer
        kept = self._snapshots.write(
            answer.url, answer.status, answer.headers, answer.body, answer.fetched_at,
            portal=item.article.portal, listed=item.listed, left_out=left_out,
        )  # fmt: skip
        return Fetch(answer.url, answer.fetched_at, answer.status, left_out or "article", kept)

    def _keep(self, item: Capture, fetch: Fetch) -> str:
        article = item.article
        result = self._archive.put(article, seen_at=fetch.fetched_at, run=item.run, fetch=fetch)
        for key in item.keys:
            self._archive.settle(article.portal, key, "article", fetch.fetched_at)
        item.memory.learn(item.asked, item.answer, "article", fresh=result == "changed", article=article.id)
        return result

    def _leave_out(self, item: Capture, fetch: Fetch, left_out: LeftOut) -> None:
        """An article of another time span stays wanted, by a crawl of that span."""
        portal, published = item.article.portal, item.article.published
        precision = item.article.published_precision if item.article.published_from == "list" else None
        self._archive.add_fetch(portal, fetch, item.run)
        for key in item.keys:
            if left_out == "off_topic":
                self._archive.settle(portal, key, left_out, fetch.fetched_at)
            elif published is not None:
                self._archive.postpone(portal, key, published, precision)
