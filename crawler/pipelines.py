"""What happens to an extracted article: its topics are found, page and article are kept, its address is settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from crawler.archive.record import Fetch
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
        article, options = item.article, item.options
        if not options.in_span(article.published):
            assert article.published is not None  # noqa: S101 an article without a date is in every span
            for key in item.keys:
                self._archive.postpone(article.portal, key, article.published)
            return "out_of_range"
        if not options.all_topics and not article.topics:
            with self._archive.transaction():
                for key in item.keys:
                    self._archive.settle(article.portal, key, "off_topic", item.answer.fetched_at)
            return "off_topic"
        return self._keep(item)

    def _keep(self, item: Capture) -> str:
        answer, article = item.answer, item.article
        kept = self._snapshots.write(
            answer.url, answer.status, answer.headers, answer.body, answer.fetched_at, portal=article.portal
        )
        fetch = Fetch(answer.url, answer.fetched_at, answer.status, "article", kept)
        with self._archive.transaction():
            result = self._archive.put(article, seen_at=answer.fetched_at, run=item.run, fetch=fetch)
            for key in item.keys:
                self._archive.settle(article.portal, key, "article", answer.fetched_at)
        return result
